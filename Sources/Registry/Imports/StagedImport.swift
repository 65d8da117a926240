/// The drafts of an imported file in the table `import_row`, which only imports read, until the import is complete.
package struct StagedImport: Sendable {
    /// Its identifier.
    let id: RecordID
    /// What comes of each row, with the drafts that it gives.
    package let report: ImportReport
    /// Whose drafts they are.
    let author: Caller
    /// Why, for those who review the drafts.
    let reason: String
    /// The records of the row of the audit.
    let subjects: [String]
    /// The drafts as they are written, in order of their identifiers.
    let drafts: [Row]

    /// A draft.
    struct Row: Sendable {
        let draft: RecordID
        let structure: RecordID
        let ref: String
        let municipality: String
        let base: Int
        let patch: StructureFields
    }
}

extension RegistryHome {
    /// The number of rows in one transaction. It bounds how long other writers wait.
    private static let stagedAtOnce = 250

    /// Makes a draft of each row of a file that is new or changed: all or none. Refused rows give none.
    ///
    /// The drafts are written to `import_row` in small transactions, between which others can write. One transaction then
    /// copies them all to the table of drafts. 5,000 rows take about a second in all.
    ///
    /// - Parameters:
    ///   - reason: Why, for those who review the drafts.
    ///   - seen: The tag of the report that the person has seen; nil when they have seen none.
    /// - Throws: ``RegistryError``: `stale` when file or structures are not as in the report that was seen, or change
    ///   meanwhile; `invalid` for the reason, `refused` for somebody who drafts nowhere.
    package func draft(
        _ file: ImportedFile, reason: String, seen: String?, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> ImportReport {
        let staged = try stage(file, reason: reason, seen: seen, by: caller, request: request)
        defer { remove(staged) }
        try complete(staged, request: request)
        return staged.report
    }

    /// Like ``draft(_:reason:seen:by:request:)``, once for a submission, whose answer is kept in the transaction that makes
    /// the drafts.
    ///
    /// - Parameter answer: Makes the answer. It is called before that transaction, or not at all when the request comes
    ///   again.
    package func draft(
        _ file: ImportedFile, reason: String, seen: String?, once submission: Submission,
        _ answer: (ImportReport) -> StoredAnswer
    ) throws(RegistryError) -> StoredAnswer? {
        var staged: StagedImport?
        var made: StoredAnswer?
        defer { if let staged { remove(staged) } }
        if try !isUsed(submission) {
            let new = try stage(
                file, reason: reason, seen: seen, by: submission.caller, request: submission.request)
            (staged, made) = (new, answer(new.report))
        }
        return try once(submission) { home in
            guard let staged, let made else { throw Self.interrupted }
            try home.complete(staged, request: submission.request)
            return made
        }
    }

    /// Judges a file, and writes its drafts to `import_row`.
    package func stage(
        _ file: ImportedFile, reason: String, seen: String?, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> StagedImport {
        try Self.checkReason(reason)
        var (report, subjects) = try judged(file, by: caller, request: request)
        guard seen == nil || seen == report.tag else { throw Self.changedSinceCheck }
        var drafts: [StagedImport.Row] = []
        for (index, row) in report.rows.enumerated() where row.outcome == .new || row.outcome == .changed {
            let draft = StagedImport.Row(
                draft: .random(), structure: row.state?.id ?? .random(), ref: row.ref,
                municipality: row.state?.municipality ?? row.change.text(.municipality) ?? "",
                base: row.state?.version ?? 0, patch: row.change)
            report.rows[index].draft = draft.draft
            subjects.append(draft.draft.description)
            drafts.append(draft)
        }
        drafts.sort { $0.draft.bytes.lexicographicallyPrecedes($1.draft.bytes) }
        let staged = StagedImport(
            id: .random(), report: report, author: caller, reason: reason, subjects: subjects, drafts: drafts)
        do throws(RegistryError) {
            var rest = drafts[...]
            while !rest.isEmpty {
                let some = rest.prefix(Self.stagedAtOnce)
                rest = rest.dropFirst(some.count)
                try store.transaction { connection in
                    for row in some {
                        try connection.execute(
                            """
                            INSERT INTO import_row (import, draft, structure, ref, municipality, base_version, patch)
                            VALUES (?, ?, ?, ?, ?, ?, ?)
                            """, staged.id, row.draft, row.structure, row.ref, row.municipality, row.base,
                            row.patch.json)
                    }
                }
            }
        } catch {
            remove(staged)
            throw error
        }
        return staged
    }

    /// Makes what was staged the open drafts of its author, with one row of the audit.
    ///
    /// - Throws: ``RegistryError``: `stale` when a structure has changed since it was judged, or the rows were removed.
    package func complete(_ staged: StagedImport, request: String? = nil) throws(RegistryError) {
        let caller = staged.author
        try audited(AuditNote(caller.actor, .imported, purpose: staged.report.summary, request: request)) {
            connection, note in
            note.subjects = staged.subjects
            let scope = try caller.scope(for: .draft, now: now())
            for draft in staged.drafts { try Self.checkMunicipality(of: draft.patch, draft.municipality, scope) }
            let changed = try connection.row(
                """
                SELECT 1 AS found FROM import_row JOIN structure_state ON structure_state.ref = import_row.ref
                WHERE import = ? AND version <> base_version LIMIT 1
                """, staged.id)
            guard changed == nil else { throw Self.changedSinceCheck }
            let made = try connection.execute(
                """
                INSERT INTO draft
                (id, structure, ref, municipality, base_version, patch, reason, author, state, created_at)
                SELECT draft, structure, ref, municipality, base_version, patch, ?, ?, 'open', ? FROM import_row
                WHERE import = ? ORDER BY draft
                """, staged.reason, caller.principal, now(), staged.id)
            guard made == staged.drafts.count else { throw Self.interrupted }
        }
    }

    /// Removes the rows of an import from `import_row`. If that fails, the next start of the server removes them.
    package func remove(_ staged: StagedImport) {
        _ = try? removeStaged("import = ?", [staged.id])
    }

    /// Removes the rows of all imports, such as those of a killed process. An import that runs in another process then fails
    /// with `stale`.
    package func removeStagedImports() throws(RegistryError) {
        try removeStaged("1 = 1", [])
    }

    private func removeStaged(
        _ condition: String, _ values: [any ColumnRepresentable]
    ) throws(RegistryError) {
        var removed = 0
        repeat {
            removed = try store.transaction { connection in
                try connection.execute(
                    """
                    DELETE FROM import_row WHERE (import, draft) IN
                    (SELECT import, draft FROM import_row WHERE \(condition) LIMIT ?)
                    """, with: values + [Self.stagedAtOnce])
            }
        } while removed > 0
    }

    private static let changedSinceCheck = RegistryError(
        .stale, at: "file", "the file, or a structure in it, is not as it was checked; look at it again",
        el: "το αρχείο ή κάποια δομή του δεν είναι όπως ελέγχθηκε· δείτε το ξανά")
    private static let interrupted = RegistryError(
        .stale, at: "file", "the import was interrupted; nothing was drafted, send it again",
        el: "η εισαγωγή διακόπηκε· δεν έγινε κανένα προσχέδιο, στείλτε την ξανά")
}
