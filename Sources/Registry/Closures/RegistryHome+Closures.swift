package import Routing

extension RegistryHome {
    /// The most closures that a list has, and that may be in force at a time.
    package static let closureLimit = 500
    /// The most bytes that the closures in force may have, so that they fit into a snapshot beside everything else.
    static let closureBytes = 2 << 20

    /// Closures, the newest first, and the version of the set in force; 0 while there never was one.
    ///
    /// - Parameter state: Those in this state only; nil for all.
    package func closures(
        in state: ClosureRecord.State? = nil, limit: Int = closureLimit, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> (version: Int, records: [ClosureRecord]) {
        guard (1...Self.closureLimit).contains(limit) else {
            throw RegistryError(.invalid, at: "limit", "expected 1 to \(Self.closureLimit), found \(limit)")
        }
        return try audited(AuditNote(caller.actor, .closuresRead, request: request)) { connection, note in
            _ = try caller.scope(for: .readClosures, now: now())
            let records = try closureRecords(
                "(? IS NULL OR state = ?)", [state?.rawValue, state?.rawValue], limit, connection)
            note.subjects = records.map(\.id.description)
            return (try Self.closuresVersion(connection, at: now()), records)
        }
    }

    /// A closure with its history.
    ///
    /// - Throws: ``RegistryError`` with the code `notFound`.
    package func closure(
        _ id: RecordID, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> ClosureView {
        try audited(AuditNote(caller.actor, .closuresRead, request: request)) { connection, note in
            _ = try caller.scope(for: .readClosures, now: now())
            note.subjects = [id.description]
            let record = try closureRecord(id, connection)
            let changes = try connection.rows(
                """
                SELECT state, version, at, (SELECT name FROM principal WHERE principal.id = by) AS name
                FROM closure_change WHERE closure = ? ORDER BY number
                """, id
            ).map { row throws(RegistryError) in
                ClosureChange(
                    state: try ClosureRecord.State(row), version: try row["version"], name: try row["name"],
                    at: try row["at"])
            }
            let repeated = try connection.rows("SELECT id FROM closure WHERE former = ? ORDER BY created_at, id", id)
                .map { row throws(RegistryError) -> RecordID in try row["id"] }
            return ClosureView(record: record, changes: changes, repeatedBy: repeated)
        }
    }

    /// The closures in force, those that begin later included, with their version; nil while there never was one.
    package func closuresInForce(by caller: Caller, request: String? = nil) throws(RegistryError) -> ClosureSet? {
        try audited(AuditNote(caller.actor, .closuresRead, request: request)) { connection, note in
            _ = try caller.scope(for: .readClosures, now: now())
            let set = try Self.closuresInForce(connection, at: now())
            note.subjects = set?.closures.map(\.id) ?? []
            return set
        }
    }

    /// The closures in force at a moment, those that begin later included; nil while there never was one.
    ///
    /// The version rises by 1 with each closure that comes in force, is ended, or is past its own end.
    static func closuresInForce(
        _ connection: StoreConnection, at now: Timestamp
    ) throws(RegistryError) -> ClosureSet? {
        let version = try closuresVersion(connection, at: now)
        guard version > 0 else { return nil }
        let rows = try connection.rows(
            "SELECT * FROM closure WHERE state = 'in-force' AND (until IS NULL OR until > ?) ORDER BY id", now)
        return ClosureSet(
            version: version,
            closures: try rows.map { row throws(RegistryError) in try Closure(storedIn: row) })
    }

    private static func closuresVersion(_ connection: StoreConnection, at now: Timestamp) throws(RegistryError) -> Int {
        let changes: Int =
            try connection.row("SELECT coalesce(max(version), 0) AS n FROM closure_change")?["n"] ?? 0
        // Ending one that is over changes nothing: it then counts among the changes, and here no more.
        let over: Int =
            try connection.row("SELECT count(*) AS n FROM closure WHERE state = 'in-force' AND until <= ?", now)?["n"]
            ?? 0
        return changes + over
    }

    /// The closure of an identifier.
    func closureRecord(_ id: RecordID, _ connection: StoreConnection) throws(RegistryError) -> ClosureRecord {
        guard let record = try closureRecords("id = ?", [id], 1, connection).first else {
            throw RegistryError(.notFound, at: "closure \(id)", "there is no such closure")
        }
        return record
    }

    private func closureRecords(
        _ condition: String, _ values: [any ColumnRepresentable], _ limit: Int, _ connection: StoreConnection
    ) throws(RegistryError) -> [ClosureRecord] {
        try connection.rows(
            """
            SELECT \(ClosureRecord.columns) FROM closure WHERE \(condition) ORDER BY created_at DESC, id LIMIT ?
            """, with: values + [limit]
        ).map { row throws(RegistryError) in try ClosureRecord(row) }
    }
}
