internal import Geocoding
internal import Records

/// Decides what each row of an imported file is, against what is live within the scope of whoever imports it.
struct ImportJudge {
    /// The structures whose records were read for a row, by identifier in the registry, each once.
    private(set) var seen: [String] = []
    private var known: Set<String> = []
    private let scope: Scope
    private let connection: StoreConnection
    private var live: [String: StructureState] = [:]
    private var open: Set<String> = []
    private var twins: [String: [String]] = [:]

    init(_ scope: Scope, _ connection: StoreConnection) throws(RegistryError) {
        (self.scope, self.connection) = (scope, connection)
        let predicate = scope.predicate(ScopeColumns(municipality: "municipality"))
        for row in try connection.rows("SELECT * FROM structure_state WHERE \(predicate.sql)", with: predicate.values) {
            let state = try StructureState(row)
            try scope.check(municipality: state.municipality)
            live[state.ref] = state
            for key in Self.keys(state.fields) { twins[key, default: []].append(state.ref) }
        }
        for row in try connection.rows(
            "SELECT ref FROM draft WHERE state = 'open' AND \(predicate.sql)", with: predicate.values)
        {
            open.insert(try row["ref"])
        }
    }

    /// Decides on a row. `isRepeated` says that another row has the same identifier.
    mutating func judge(_ row: ImportRow, isRepeated: Bool) throws(RegistryError) -> ImportReport.Row {
        var faults = row.faults
        let state = live[row.ref]
        if let state { see(state) }
        let change = row.change(of: state?.fields ?? StructureFields(), &faults)
        if isRepeated {
            faults.append(
                ImportFinding(
                    "id", found: row.ref, el: "το ίδιο αναγνωριστικό υπάρχει σε άλλη γραμμή",
                    en: "the same identifier is in another row"))
        }
        // A structure has no field to take away before it exists.
        let patch = state == nil ? StructureFields().applying(change) : change
        if faults.isEmpty {
            do throws(RegistryError) {
                try check(patch, row.ref, state)
            } catch {
                guard [.invalid, .refused, .conflict].contains(error.code) else { throw error }
                faults.append(ImportFinding(error))
            }
        }
        guard faults.isEmpty else {
            return ImportReport.Row(
                number: row.number, ref: row.ref, outcome: .refused, findings: faults + row.warnings, state: state)
        }
        var warnings = row.warnings
        if patch != StructureFields(), open.contains(row.ref) {
            warnings.append(
                ImportFinding(
                    "id", found: row.ref, el: "υπάρχει ήδη ανοιχτό προσχέδιο γι' αυτήν",
                    en: "there is an open draft of it already"))
        }
        if state == nil { warnings += likelyTwins(of: patch, row.ref) }
        let outcome: ImportReport.Outcome = state == nil ? .new : patch == StructureFields() ? .unchanged : .changed
        return ImportReport.Row(
            number: row.number, ref: row.ref, outcome: outcome, change: patch, findings: warnings, state: state)
    }

    /// Refuses what cannot be drafted.
    private func check(
        _ patch: StructureFields, _ ref: String, _ state: StructureState?
    ) throws(RegistryError) {
        guard !ref.isEmpty else {
            throw RegistryError(
                .invalid, at: "id", "every row needs the identifier of its structure",
                el: "κάθε γραμμή χρειάζεται το αναγνωριστικό της δομής της")
        }
        if let state {
            guard patch != StructureFields() else { return }
            try state.fields.applying(patch).checkWhole()
            return try RegistryHome.checkMunicipality(of: patch, state.municipality, scope)
        }
        try RegistryHome.checkRef(ref)
        do throws(RegistryError) {
            try patch.checkWhole()
        } catch {
            throw RegistryError(
                error.code, at: error.place, "there is no such structure yet, and for a new one: \(error.reason)",
                el: "δεν υπάρχει ακόμη τέτοια δομή, και για νέα: \(error.greek ?? error.reason)")
        }
        try RegistryHome.checkMunicipality(of: patch, patch.text(.municipality) ?? "", scope)
        try RegistryHome.checkFree(ref, connection)
    }

    private mutating func see(_ state: StructureState) {
        if known.insert(state.ref).inserted { seen.append(state.id.description) }
    }

    /// Findings about structures of the municipality, live or in the file, with the same name or telephone.
    private mutating func likelyTwins(of fields: StructureFields, _ ref: String) -> [ImportFinding] {
        let keys = Self.keys(fields)
        var found: [String] = []
        for other in keys.flatMap({ twins[$0] ?? [] }) where !found.contains(other) {
            found.append(other)
            if let state = live[other] { see(state) }
        }
        for key in keys { twins[key, default: []].append(ref) }
        return found.sorted().map { other in
            ImportFinding(
                "id", found: other, el: "ίσως είναι η ίδια δομή: έχει το ίδιο όνομα ή τηλέφωνο στον ίδιο δήμο",
                en: "may be the same structure: it has the same name or telephone in the same municipality")
        }
    }

    /// What two records of one structure would share: municipality with name or telephone.
    private static func keys(_ fields: StructureFields) -> [String] {
        let municipality = fields.text(.municipality) ?? ""
        var keys = Set(PhoneKey.keys(in: fields.text(.phone) ?? ""))
        for input in DirectoryField.name.inputs {
            let name = TextFolding.fold(DirectoryField.name.entered(fields[.name], in: input))
            if !name.isEmpty { keys.insert(name) }
        }
        return keys.sorted().map { "\(municipality)\u{1F}\($0)" }
    }
}
