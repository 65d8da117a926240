/// A report with what one needs to answer it.
package struct ReportView: Sendable {
    /// The report.
    package var report: Report
    /// Whether its structure is live in the registry, among those that the caller keeps.
    package var isLive: Bool
    /// The open drafts of the structure, the oldest first.
    package var drafts: [Draft]
    /// Other reports about the structure that are no duplicates themselves, the newest first, without what people wrote.
    package var others: [Report]
}

extension RegistryHome {
    private static let reportColumns = """
        report.*, (SELECT name FROM principal WHERE principal.id = answered_by) AS answered_name
        """

    /// The reports that wait, or those that were answered, the newest first, without what people wrote.
    ///
    /// - Parameter id: Only reports behind the one of this identifier; behind an unknown one there is none.
    package func reports(
        answered: Bool = false, after id: String? = nil, limit: Int = directoryPageLimit, by caller: Caller,
        request: String? = nil
    ) throws(RegistryError) -> [Report] {
        let condition = answered ? "verdict IS NOT NULL" : "verdict IS NULL"
        let behind = "(reported_day, id) < (SELECT reported_day, id FROM report WHERE id = ?)"
        return try page(
            "report", Self.reportColumns, id == nil ? condition : "\(condition) AND \(behind)",
            "reported_day DESC, id DESC", id.map { [RecordID($0)?.bytes ?? []] } ?? [], limit, caller, request,
            .readReports, .reportsRead
        ) { row throws(RegistryError) in
            let report = try Report(row)
            return (report, report.id, report.municipality)
        }
    }

    /// A report with what the person wrote, and what one needs to answer it.
    ///
    /// - Throws: ``RegistryError`` with the code `notFound` when there is none, or the caller may not see it.
    package func report(_ id: RecordID, by caller: Caller, request: String? = nil) throws(RegistryError) -> ReportView {
        try audited(AuditNote(caller.actor, .reportsRead, request: request)) { connection, note in
            note.subjects = [id.description]
            let report = try report(id, caller.scope(for: .readReports, now: now()), connection)
            let predicate = try caller.scope(for: .readDirectory, now: now()).predicate(
                ScopeColumns(municipality: "municipality"))
            let values = [report.structure] + predicate.values
            let live = try connection.rows(
                "SELECT id FROM structure_state WHERE ref = ? AND \(predicate.sql)", with: values)
            let drafts = try connection.rows(
                "SELECT * FROM draft WHERE ref = ? AND state = 'open' AND \(predicate.sql) ORDER BY created_at, id",
                with: values
            ).map { try Draft($0) }
            let visible = try caller.scope(for: .readReports, now: now())
            let seen = visible.predicate(
                ScopeColumns(municipality: "municipality"))
            let others = try connection.rows(
                """
                SELECT \(Self.reportColumns) FROM report WHERE structure = ? AND id <> ?
                AND (verdict IS NULL OR verdict <> 'duplicate') AND \(seen.sql) ORDER BY reported_day DESC, id DESC LIMIT ?
                """, with: [report.structure, id] + seen.values + [Self.directoryPageLimit]
            ).map { try Report($0) }
            for other in others { try visible.check(municipality: other.municipality) }
            note.subjects += drafts.map(\.id.description) + others.map(\.id.description)
            return ReportView(report: report, isLive: !live.isEmpty, drafts: drafts, others: others)
        }
    }

    /// How many reports wait in the municipalities of the caller, by age.
    package func reportCounts(by caller: Caller, request: String? = nil) throws(RegistryError) -> ReportCounts {
        try audited(AuditNote(caller.actor, .reportsRead, purpose: "counts", request: request)) { connection, _ in
            try counts(caller.scope(for: .readReports, now: now()), connection)
        }
    }

    /// How many reports wait in the whole region, by age.
    package func reportCounts() throws(RegistryError) -> ReportCounts {
        var everything = Scope()
        everything.isEverything = true
        return try store.read { connection in try counts(everything, connection) }
    }

    /// How many reports were ever answered.
    package func answeredReports() throws(RegistryError) -> Int {
        try store.read { connection in
            try connection.row("SELECT count(*) AS n FROM report WHERE verdict IS NOT NULL")?["n"] ?? 0
        }
    }

    /// Answers a report that waits.
    ///
    /// - Parameters:
    ///   - reason: Why; a rejection needs one.
    ///   - draft: The draft of the same structure that corrects the record, for an accepted report.
    ///   - other: The report about the same structure that says the same, for a duplicate. It is no duplicate itself.
    /// - Throws: ``RegistryError``: `notFound`, `conflict` when it was answered already, `invalid`.
    package func answer(
        report id: RecordID, _ verdict: Report.Verdict, reason: String = "", draft: RecordID? = nil,
        duplicateOf other: RecordID? = nil, by caller: Caller, request: String? = nil
    ) throws(RegistryError) {
        try Self.checkNote(reason, at: "reason")
        guard verdict != .rejected || reason.contains(where: { !$0.isWhitespace }) else {
            throw RegistryError(
                .invalid, at: "reason", "expected the reason why the report is rejected",
                el: "γράψτε γιατί απορρίπτεται η αναφορά")
        }
        let note = AuditNote(caller.actor, .reportAnswered, purpose: verdict.rawValue, request: request)
        try audited(note) { connection, note in
            note.subjects = [id.description]
            let report = try report(id, caller.scope(for: .answerReports, now: now()), connection)
            guard report.answer == nil else {
                throw RegistryError(
                    .conflict, at: "report \(id)", "was answered already", el: "η αναφορά έχει ήδη απαντηθεί")
            }
            if let draft {
                let scope = try caller.scope(for: .readDirectory, now: now())
                guard verdict == .accepted, try self.draft(draft, scope, connection).ref == report.structure else {
                    throw RegistryError(
                        .invalid, at: "draft", "expected a draft of the same structure, for an accepted report",
                        el: "αναμενόταν προσχέδιο της ίδιας δομής, για αναφορά που γίνεται δεκτή")
                }
                note.subjects.append(draft.description)
            }
            if let other {
                let named = try self.report(other, caller.scope(for: .readReports, now: now()), connection)
                guard verdict == .duplicate, other != id, named.structure == report.structure,
                    named.answer?.verdict != .duplicate
                else {
                    throw RegistryError(
                        .invalid, at: "duplicateOf",
                        "expected another report about the same structure that is no duplicate itself, for a duplicate",
                        el: "αναμενόταν άλλη αναφορά για την ίδια δομή, που δεν είναι η ίδια διπλή, για διπλή αναφορά")
                }
                note.subjects.append(other.description)
            }
            try connection.execute(
                """
                UPDATE report SET verdict = ?, reason = ?, draft = ?, duplicate_of = ?, answered_by = ?, answered_at = ?
                WHERE id = ?
                """, verdict.rawValue, reason, draft, other, caller.principal, now(), id)
        }
    }

    /// The report of an identifier within a scope. What is outside looks like what does not exist.
    private func report(
        _ id: RecordID, _ scope: Scope, _ connection: StoreConnection
    ) throws(RegistryError) -> Report {
        let predicate = scope.predicate(ScopeColumns(municipality: "municipality"))
        let rows = try connection.rows(
            "SELECT \(Self.reportColumns) FROM report WHERE id = ? AND \(predicate.sql)", with: [id] + predicate.values)
        guard let row = rows.first else {
            throw RegistryError(.notFound, at: "report \(id)", "there is no such report")
        }
        var report = try Report(row)
        try scope.check(municipality: report.municipality)
        let sealed: [UInt8]? = try row["words"]
        report.words = try sealed.map { sealed throws(RegistryError) in
            try Report.Words(sealed: ring.open(sealed, in: .report, row: id))
        }
        return report
    }

    private func counts(_ scope: Scope, _ connection: StoreConnection) throws(RegistryError) -> ReportCounts {
        let predicate = scope.predicate(ScopeColumns(municipality: "municipality"))
        var counts = ReportCounts()
        let today = now().utcDay
        for row in try connection.rows(
            """
            SELECT reported_day, count(*) AS n FROM report WHERE verdict IS NULL AND \(predicate.sql)
            GROUP BY reported_day
            """, with: predicate.values)
        {
            let n: Int = try row["n"]
            switch today - (try row["reported_day"] as Int) {
            case ...2: counts.recent += n
            case ...Report.overdueDays: counts.waiting += n
            default: counts.overdue += n
            }
        }
        return counts
    }
}
