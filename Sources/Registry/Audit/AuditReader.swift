/// A page of the audit.
package struct AuditPage: Sendable {
    /// The rows, the newest first.
    package var rows: [AuditRow]
    /// The subjects of each row.
    package var subjects: [Int: [String]]
    /// The names of the people in them.
    package var names: [RecordID: String]
}

extension RegistryHome {
    /// The most rows of the audit that one answer has.
    package static let auditPageLimit = 100

    /// Reads rows of the audit before `seq`, the newest first. People see what they did; auditors see all.
    ///
    /// The reading is written into the audit in the same transaction.
    package func audit(
        before seq: Int = .max, limit: Int = auditPageLimit, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> AuditPage {
        guard (1...Self.auditPageLimit).contains(limit) else {
            throw RegistryError(.invalid, at: "limit", "expected 1 to \(Self.auditPageLimit), found \(limit)")
        }
        return try audited(AuditNote(caller.actor, .auditRead, request: request)) { connection, note in
            let scope = try caller.scope(for: .readAudit, now: now())
            let predicate = scope.predicate(ScopeColumns(owner: "principal"))
            let rows = try connection.rows(
                "SELECT \(AuditRow.columns) FROM audit WHERE seq < ? AND \(predicate.sql) ORDER BY seq DESC LIMIT ?",
                with: [seq] + predicate.values + [limit])
            var page = AuditPage(rows: [], subjects: [:], names: [:])
            for row in rows {
                let row = try AuditRow(row)
                try scope.check(municipality: nil, owner: row.principal)
                page.rows.append(row)
                if let principal = row.principal, page.names[principal] == nil {
                    page.names[principal] = try name(of: principal, connection)
                }
                page.subjects[row.seq] = try connection.rows(
                    "SELECT subject FROM audit_subject WHERE seq = ? ORDER BY i", row.seq
                ).map { try $0["subject"] }
            }
            note.subjects = page.rows.map { "audit/\($0.seq)" }
            return page
        }
    }
}
