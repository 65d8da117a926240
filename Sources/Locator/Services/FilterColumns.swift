internal import GeoIndex
internal import Records

/// Inverted columns for filters: for each property, the rows that have it and the rows for which it is unknown.
final class FilterColumns: Sendable {
    /// The rows that have a property and the rows for which it is unknown. All others do not have it.
    struct Answers: Sendable {
        var yes: RowSet
        var unknown: RowSet
    }

    /// Rows by the codes in their lists. A row with an empty list is unknown.
    struct Codes: Sendable {
        private let lists: CodeLists
        private let groups: RowGroups
        private let unknown: RowSet

        init(_ lists: CodeLists, count: Int) {
            self.lists = lists
            groups = RowGroups(groups: lists.codes.count) { member in
                for row in 0..<count { lists.forEach(at: row) { member($0, row) } }
            }
            unknown = RowSet(count: count) { lists.isEmpty(at: $0) }
        }

        /// Returns the rows with at least one of `codes`. O(codes of the dataset + their rows).
        func answers(_ codes: [String], count: Int) -> Answers {
            var yes = RowSet(count: count)
            for (number, isWanted) in lists.wanted(codes).enumerated() where isWanted { groups.add(number, to: &yes) }
            return Answers(yes: yes, unknown: unknown)
        }
    }

    let stepFree: Answers
    let free: Answers
    let paid: Answers
    let languages: Codes
    let audiences: Codes
    let services: Codes
    /// Rows without valid opening hours.
    let withoutHours: RowSet
    /// Rows without a position.
    let withoutPosition: RowSet
    private let appointments: [StructureDetails.Appointment: RowSet]
    private let appointmentUnknown: RowSet
    private let kinds: RowGroups
    private let count: Int

    /// Builds the columns. O(structures + codes in their lists).
    init(_ dataset: Dataset) {
        let structures = dataset.structureFile
        let columns = structures.services
        let count = structures.count
        self.count = count
        let unfree = RowSet(count: count) { columns.isFree($0) == nil }
        stepFree = Answers(
            yes: RowSet(count: count) { columns.isStepFree($0) == true },
            unknown: RowSet(count: count) { columns.isStepFree($0) == nil })
        free = Answers(yes: RowSet(count: count) { columns.isFree($0) == true }, unknown: unfree)
        paid = Answers(yes: RowSet(count: count) { columns.isFree($0) == false }, unknown: unfree)
        languages = Codes(columns.languages, count: count)
        audiences = Codes(columns.audiences, count: count)
        services = Codes(columns.services, count: count)
        withoutHours = RowSet(count: count) { !dataset.hasReadableHours($0) }
        withoutPosition = RowSet(count: count) { structures.coordinate(at: $0) == nil }
        appointments = Dictionary(
            uniqueKeysWithValues: StructureDetails.Appointment.allCases.map { rule in
                (rule, RowSet(count: count) { columns.appointment($0) == rule })
            })
        appointmentUnknown = RowSet(count: count) { columns.appointment($0) == nil }
        kinds = RowGroups(groups: dataset.kinds.count) { member in
            for row in 0..<count { member(Int(structures.kindIndex[row]), row) }
        }
    }

    /// Returns the rows whose rule for appointments suits a person who wants `wanted`. A possible appointment suits
    /// people who want one and people who do not.
    func appointment(_ wanted: StructureDetails.Appointment) -> Answers {
        var yes = RowSet(count: count)
        for rule in StructureDetails.Appointment.allCases {
            let suits =
                switch wanted {
                case .required: rule != .none
                case .possible: rule == .possible
                case .none: rule != .required
                }
            if suits, let rows = appointments[rule] { yes.formUnion(rows) }
        }
        return Answers(yes: yes, unknown: appointmentUnknown)
    }

    /// Returns the rows of the kinds in rows `wanted`. O(rows returned).
    func ofKinds(_ wanted: [Int]) -> RowSet {
        var rows = RowSet(count: count)
        for kind in wanted { kinds.add(kind, to: &rows) }
        return rows
    }
}
