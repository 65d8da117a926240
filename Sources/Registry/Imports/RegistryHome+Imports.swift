internal import Records

extension RegistryHome {
    /// Reads what a file would change, without storing anything but the row of the audit.
    ///
    /// - Throws: ``RegistryError``: `refused` for somebody who drafts nowhere.
    package func check(
        _ file: ImportedFile, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> ImportReport {
        try audited(AuditNote(caller.actor, .importChecked, request: request)) { connection, note in
            try report(file, caller, connection, &note)
        }
    }

    /// Makes a draft of each row of a file that is new or changed, all in one transaction. Refused rows give none.
    ///
    /// - Parameters:
    ///   - reason: Why, for those who review the drafts.
    ///   - seen: The tag of the report that the person has seen; nil when they have seen none.
    /// - Throws: ``RegistryError``: `stale` when file or structures are not as in the report that was seen, `invalid` for
    ///   the reason, `refused` for somebody who drafts nowhere.
    package func draft(
        _ file: ImportedFile, reason: String, seen: String?, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> ImportReport {
        try Self.checkReason(reason)
        return try audited(AuditNote(caller.actor, .imported, request: request)) { connection, note in
            let scope = try caller.scope(for: .draft, now: now())
            var report = try report(file, caller, connection, &note)
            guard seen == nil || seen == report.tag else {
                throw RegistryError(
                    .stale, at: "file", "the file, or a structure in it, is not as it was checked; look at it again",
                    el: "το αρχείο ή κάποια δομή του δεν είναι όπως ελέγχθηκε· δείτε το ξανά")
            }
            for (index, row) in report.rows.enumerated() where row.outcome == .new || row.outcome == .changed {
                let municipality = row.state?.municipality ?? row.change.text(.municipality) ?? ""
                let draft = try insert(
                    row.change, row.state?.id ?? .random(), row.ref, municipality, row.state?.version ?? 0, reason,
                    scope,
                    caller, connection)
                report.rows[index].draft = draft
                note.subjects.append(draft.description)
            }
            return report
        }
    }

    private func report(
        _ file: ImportedFile, _ caller: Caller, _ connection: StoreConnection, _ note: inout AuditNote
    ) throws(RegistryError) -> ImportReport {
        let scope = try caller.scope(for: .draft, now: now())
        var judge = try ImportJudge(scope, connection)
        let repeated = Dictionary(grouping: file.rows.map(\.ref).filter { !$0.isEmpty }, by: { $0 }).filter {
            $1.count > 1
        }
        var report = ImportReport(findings: file.findings)
        for row in file.rows {
            report.rows.append(try judge.judge(row, isRepeated: repeated[row.ref] != nil))
        }
        report.seal()
        note.subjects = judge.seen
        note.purpose = ImportReport.Outcome.allCases.map { "\($0.rawValue) \(report.count($0))" }.joined(
            separator: ", ")
        return report
    }
}
