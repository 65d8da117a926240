internal import Records

/// What a filter says of all structures at once, for one question: sets of rows, nothing decoded and nobody asked twice.
///
/// Equal to a scan of the table: a structure fails where something is known not to hold, passes where all is known to
/// hold, and is uncertain else.
struct FilterTest {
    /// Rows of a wanted kind that work, stand within the distance asked for and pass; hours on arrival apart.
    let passing: RowSet
    /// Rows of which something is not known and that pass but for it.
    let uncertain: RowSet
    /// For each property that the filter asks about, the rows of which it is not known.
    private let unknown: [(property: UnknownProperties, rows: RowSet)]

    /// Puts `query` to the table; `within` are the rows near enough. O(structures / 64 + rows of the kinds and codes named),
    /// beside what ``FilterIndex`` makes once.
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
            // Each is asked at its own arrival; what is known before is only who has no hours to read.
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

    /// The properties asked about that are not known of the structure in `row`.
    func unknown(_ row: Int) -> UnknownProperties {
        var properties: UnknownProperties = []
        for (property, rows) in unknown where rows.contains(row) { properties.insert(property) }
        return properties
    }

    /// How many of the uncertain rows there are for each unknown property. O(structures / 64 · properties).
    var unknownCounts: [UnknownProperties: Int] {
        var counts: [UnknownProperties: Int] = [:]
        for (property, rows) in unknown {
            let count = uncertain.countShared(with: rows)
            if count > 0 { counts[property] = count }
        }
        return counts
    }
}
