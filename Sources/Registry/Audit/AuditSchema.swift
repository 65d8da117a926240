extension StoreSchema.Migration {
    /// The tables of the audit. Triggers keep rows as they are; whoever removes the triggers is found by the chain.
    static let audit = StoreSchema.Migration(
        "audit",
        [
            """
            CREATE TABLE installation (
                one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
                id BLOB NOT NULL CHECK (length(id) = 16)) STRICT
            """,
            """
            CREATE TABLE audit (
                seq INTEGER NOT NULL PRIMARY KEY,
                at_ms INTEGER NOT NULL,
                actor TEXT NOT NULL,
                principal BLOB CHECK (length(principal) = 16),
                session BLOB CHECK (length(session) = 16),
                action TEXT NOT NULL,
                purpose TEXT NOT NULL,
                basis TEXT,
                incident BLOB,
                request_id TEXT,
                n INTEGER NOT NULL,
                subjects_root BLOB NOT NULL,
                key_id BLOB NOT NULL CHECK (length(key_id) = 16),
                prev BLOB NOT NULL CHECK (length(prev) = 32),
                hash BLOB NOT NULL CHECK (length(hash) = 32)) STRICT
            """,
            "CREATE INDEX audit_principal ON audit (principal, seq)",
            """
            CREATE TABLE audit_subject (
                seq INTEGER NOT NULL REFERENCES audit (seq),
                i INTEGER NOT NULL,
                subject TEXT NOT NULL,
                PRIMARY KEY (seq, i)) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX audit_subject_subject ON audit_subject (subject, seq)",
        ]
            + ["audit", "audit_subject"].flatMap { table in
                ["UPDATE", "DELETE"].map { change in
                    """
                    CREATE TRIGGER \(table)_no_\(change.lowercased()) BEFORE \(change) ON \(table)
                    BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END
                    """
                }
            })
}
