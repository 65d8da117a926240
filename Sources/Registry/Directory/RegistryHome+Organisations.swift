extension RegistryHome {
    /// The organisations that live structures of the caller's name, in order of their codes, for a form to choose from. The
    /// audit names these, not each structure. O(structures with one).
    package func organisations(by caller: Caller, request: String? = nil) throws(RegistryError) -> [String] {
        try audited(AuditNote(caller.actor, .directoryRead, request: request)) { connection, note in
            let scope = try caller.scope(for: .readDirectory, now: now())
            let predicate = scope.predicate(ScopeColumns(municipality: "municipality"))
            var codes: Set<String> = []
            for row in try connection.rows(
                "SELECT * FROM structure_state WHERE fields LIKE ? AND \(predicate.sql) ORDER BY ref",
                with: ["%\"\(DirectoryField.organisation.rawValue)\":%"] + predicate.values)
            {
                let state = try StructureState(row)
                try scope.check(municipality: state.municipality)
                if let code = state.fields.text(.organisation) { codes.insert(code) }
            }
            note.subjects = codes.sorted()
            return note.subjects
        }
    }
}
