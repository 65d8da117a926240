extension StoreSchema.Migration {
    /// The table of requests that were answered, with their answers.
    static let submissions = StoreSchema.Migration(
        "submissions",
        [
            """
            CREATE TABLE submission (
                id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
                principal BLOB NOT NULL REFERENCES principal (id),
                key_hash BLOB NOT NULL CHECK (length(key_hash) = 32),
                request_hash BLOB NOT NULL CHECK (length(request_hash) = 32),
                status INTEGER NOT NULL,
                answer BLOB NOT NULL,
                at INTEGER NOT NULL,
                UNIQUE (principal, key_hash)) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX submission_at ON submission (at)",
        ])
}

extension SealedColumn {
    /// The answer to a request, which may be the only place that has an invitation.
    static let submission = SealedColumn("submission", "answer", .credential)
}
