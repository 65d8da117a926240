internal import Entitlement
internal import GRDB
internal import Records

extension FeatureStore {
    /// Runs all checks on the contents of the store.
    ///
    /// - Parameters:
    ///   - today: The date, `YYYY-MM-DD`, for the check of old dates; nil omits that check.
    ///   - staleAfterDays: The age in days from which a structure's newest date is reported as old.
    /// - Throws: ``StoreError``.
    public func report(today: String? = nil, staleAfterDays: Int = 365) throws(StoreError) -> ImportReport {
        try read { db in
            let merge = try StoreMerge(db)
            var report = ImportReport()
            try RejectCheck.run(db, merge, into: &report)
            try GeometryCheck.run(db, merge, into: &report)
            OutlineCheck.run(merge, into: &report)
            PositionCheck(merge).run(into: &report)
            try DuplicateCheck.run(db, merge, into: &report)
            try KindCheck.run(db, into: &report)
            StructureCheck(merge, today: today.flatMap(PartialDate.init), staleAfterDays: staleAfterDays)
                .run(into: &report)
            report.sort()
            return report
        }
    }
}

/// Reports the rejects recorded at import.
enum RejectCheck {
    static func run(_ db: Database, _ merge: StoreMerge, into report: inout ImportReport) throws {
        let withheld = Set(merge.storedStructures.filter(\.isWithheld).map { [$0.source, $0.position] })
        try RowScanner("SELECT source, position, reason, is_kept FROM reject ORDER BY source, fid", in: db)
            .forEach { row in
                let (source, position) = (row.text(0) ?? "", row.text(1) ?? "")
                let reason = row.text(2) ?? ""
                report.add(
                    Finding(
                        .reject, row.flag(3) ? .note : .warning, source: source, position: position,
                        withheld.contains([source, position]) ? withoutValue(reason) : reason))
            }
    }

    /// A reason without the value found: the value in a row that must not be located may reveal where it is.
    static func withoutValue(_ reason: String) -> String {
        reason.firstRange(of: ", found ").map { String(reason[..<$0.lowerBound]) } ?? reason
    }
}

/// Reports identifiers that occur twice in a source.
enum DuplicateCheck {
    private static let keys: [(table: StoreTable, key: String)] = [
        (.kind, "code"), (.municipality, "code"), (.area, "code"), (.population, "code || ' in ' || year"),
        (.place, "id"), (.structure, "id"),
    ]

    static func run(_ db: Database, _ merge: StoreMerge, into report: inout ImportReport) throws {
        for (table, key) in keys {
            try RowScanner(
                """
                SELECT source, \(key) AS name, count(*), group_concat(position, '; ') FROM \(table.rawValue)
                GROUP BY source, name HAVING count(*) > 1 ORDER BY source, min(fid)
                """, in: db
            ).forEach { row in
                let given = row.text(1) ?? ""
                let name = table == .structure ? merge.newIdentifiers[given] ?? given : given
                report.add(
                    Finding(
                        .duplicateID, .error, source: row.text(0) ?? "", position: row.text(3) ?? "",
                        "\(table.rawValue) \(name) stands \(row.integer(2) ?? 0) times"))
            }
        }
    }
}

/// Reports kinds whose `isRedacted` is neither yes nor no; such kinds are withheld.
enum KindCheck {
    static func run(_ db: Database, into report: inout ImportReport) throws {
        try RowScanner(
            "SELECT source, position, code FROM kind WHERE is_redacted NOT IN (0, 1) ORDER BY source, fid", in: db
        ).forEach { row in
            report.add(
                Finding(
                    .unreadableMark, .error, source: row.text(0) ?? "", position: row.text(1) ?? "",
                    "kind \(row.text(2) ?? "") counts as one that must not be located: expected isRedacted as"
                        + " \(FlagText.expected)"))
        }
    }
}
