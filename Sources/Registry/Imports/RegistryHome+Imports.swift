internal import Records

extension RegistryHome {
    /// Reads what a file would change, without storing anything but the row of the audit.
    ///
    /// - Throws: ``RegistryError``: `refused` for somebody who drafts nowhere.
    package func check(
        _ file: ImportedFile, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> ImportReport {
        let (report, subjects) = try judged(file, by: caller, request: request)
        return try audited(
            AuditNote(caller.actor, .importChecked, purpose: report.summary, request: request)
        ) { _, note in
            note.subjects = subjects
            return report
        }
    }

    /// Who may import in the name of an account on the command line: the account with its grants.
    ///
    /// - Throws: ``RegistryError`` with the code `notFound` when there is no such account that is in use.
    package func importer(login: String) throws(RegistryError) -> Caller {
        let caller = try store.read { connection -> Caller? in
            guard
                let row = try connection.row(
                    "SELECT id FROM principal WHERE login = ? AND disabled_at IS NULL", login)
            else { return nil }
            let id: RecordID = try row["id"]
            var caller = Caller(
                principal: id, session: .random(), grants: try grants(of: id, connection),
                secondFactorAt: Timestamp(milliseconds: 0))
            (caller.login, caller.isOperator) = (login, true)
            return caller
        }
        guard let caller else {
            throw RegistryError(.notFound, at: "account \(PlainText.quoted(login))", "there is no such account in use")
        }
        return caller
    }

    /// Compares a file with the live structures, without the write lock.
    ///
    /// - Returns: The report, and the records that it names. The caller must write these to the audit before it answers.
    func judged(
        _ file: ImportedFile, by caller: Caller, request: String?
    ) throws(RegistryError) -> (report: ImportReport, subjects: [String]) {
        try require(.draft, by: caller, request: request)
        let scope = try caller.scope(for: .draft, now: now())
        let repeated = Dictionary(grouping: file.rows.map(\.ref).filter { !$0.isEmpty }, by: { $0 }).filter {
            $1.count > 1
        }
        var (report, subjects) = try store.read { connection in
            var judge = try ImportJudge(scope, connection)
            var report = ImportReport(findings: file.findings)
            for row in file.rows {
                report.rows.append(try judge.judge(row, isRepeated: repeated[row.ref] != nil))
            }
            return (report, judge.seen)
        }
        report.seal()
        // The operator acts in somebody's name: whose it is belongs to the audit.
        if caller.isOperator { subjects.insert(caller.principal.description, at: 0) }
        return (report, subjects)
    }
}
