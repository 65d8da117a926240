internal import Records

/// The result of a filter for all structures of a dataset, as sets of rows. No record is decoded.
///
/// A structure fails when a property is known not to match, passes when all are known to match, and is uncertain
/// otherwise.
struct FilterTest {
    /// Rows that are of a requested kind, offered, within the distance and pass the filter, apart from the hours on
    /// arrival.
    let passing: RowSet
    /// Rows that pass except for properties that are unknown.
    let uncertain: RowSet
    /// For each property in the filter, the rows for which it is unknown.
    private let unknown: [(property: UnknownProperties, rows: RowSet)]

    /// Applies a query to the table. O(structures / 64 + rows of the kinds and codes named), plus what ``FilterIndex``
    /// computes once.
    ///
    /// - Parameter within: The rows within the distance; nil for no limit.
    init(_ query: NearestQuery, in dataset: Dataset, day: Int, within: RowSet?) {
        let filter = query.filter
        let columns = dataset.filters.columns(of: dataset)
        let count = dataset.structureCount
        var passing = dataset.filters.offered(onDay: day, in: dataset)
        if !query.kinds.isEmpty {
            passing.formIntersection(columns.ofKinds(Set(query.kinds.compactMap(dataset.kindRow(code:))).sorted()))
        }
        if let within { passing.formIntersection(within) }
        var held = passing
        var unknown: [(property: UnknownProperties, rows: RowSet)] = []
        func ask(_ property: UnknownProperties, _ answers: FilterColumns.Answers) {
            passing.formIntersection(answers.yes)
            held.formIntersection(answers.yes, or: answers.unknown)
            unknown.append((property, answers.unknown))
        }
        switch filter.opening {
        case .any: break
        case .open, .byAppointment:
            let openings = dataset.filters.openings(at: query.instant, in: dataset)
            let yes = filter.opening == .open ? openings.open : openings.byAppointment
            ask(.hours, .init(yes: yes, unknown: openings.unknown))
        case .onArrival:
            // Hours on arrival are tested later. Until then only rows without valid hours are known to be uncertain.
            unknown.append((.hours, columns.withoutHours))
        }
        if filter.isStepFree { ask(.stepFree, columns.stepFree) }
        if !filter.languages.isEmpty { ask(.language, columns.languages.answers(filter.languages, count: count)) }
        if !filter.audiences.isEmpty { ask(.audience, columns.audiences.answers(filter.audiences, count: count)) }
        if !filter.services.isEmpty { ask(.service, columns.services.answers(filter.services, count: count)) }
        if let cost = filter.cost { ask(.cost, cost == .free ? columns.free : columns.paid) }
        if let appointment = filter.appointment { ask(.appointment, columns.appointment(appointment)) }
        self.passing = passing
        if unknown.isEmpty {
            uncertain = RowSet(count: count)
        } else {
            var any = unknown[0].rows
            for other in unknown.dropFirst() { any.formUnion(other.rows) }
            held.formIntersection(any)
            uncertain = held
        }
        self.unknown = unknown
    }

    /// Returns the properties in the filter that are unknown for the structure in `row`.
    func unknown(_ row: Int) -> UnknownProperties {
        var properties: UnknownProperties = []
        for (property, rows) in unknown where rows.contains(row) { properties.insert(property) }
        return properties
    }

    /// The number of uncertain rows for each unknown property. O(structures / 64 · properties).
    var unknownCounts: [UnknownProperties: Int] {
        var counts: [UnknownProperties: Int] = [:]
        for (property, rows) in unknown {
            let count = uncertain.countShared(with: rows)
            if count > 0 { counts[property] = count }
        }
        return counts
    }
}
