/// What a file of the registry contains, as the steps that lead there from an empty file.
package struct StoreSchema: Sendable {
    /// One step forward. There is no way back.
    package struct Migration: Sendable {
        /// What it adds, stored in the file.
        package let name: String
        /// Its statements.
        package let statements: [String]

        /// Creates a step.
        package init(_ name: String, _ statements: [String]) {
            self.name = name
            self.statements = statements
        }
    }

    /// SQLite's `application_id`, which tells the files of the registry from those of other programs.
    package let applicationID: Int
    /// All steps, the oldest first. Steps are only ever added at the end.
    package let migrations: [Migration]

    /// Creates a schema.
    package init(applicationID: Int, migrations: [Migration]) {
        self.applicationID = applicationID
        self.migrations = migrations
    }

    /// Brings the file up to date, step by step, in the transaction of the caller.
    ///
    /// - Throws: ``RegistryError`` with the code `newerSchema` when the file has steps that this program does not know.
    func migrate(_ connection: StoreConnection, at path: String, now: Timestamp) throws(RegistryError) {
        try connection.execute(
            """
            CREATE TABLE IF NOT EXISTS migration (
                number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT
            """)
        let applied = try connection.rows("SELECT number, name FROM migration ORDER BY number")
        for (index, row) in applied.enumerated() {
            let name: String = try row["name"]
            guard index < migrations.count, migrations[index].name == name else {
                throw RegistryError(
                    .newerSchema, at: path,
                    "step \(index + 1), «\(name)», is unknown to this program, which knows \(migrations.count) steps;"
                        + " use the version that made the file, or a newer one")
            }
        }
        for index in applied.count..<max(applied.count, migrations.count) {
            for statement in migrations[index].statements { try connection.execute(statement) }
            try connection.execute(
                "INSERT INTO migration (number, name, applied_at) VALUES (?, ?, ?)", index + 1, migrations[index].name,
                now)
        }
    }
}
