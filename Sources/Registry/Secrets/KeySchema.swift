extension StoreSchema {
    /// The tables of `keys.sqlite`; the application id is "PLSK" in ASCII.
    static let keys = StoreSchema(
        applicationID: 0x504C_534B,
        migrations: [
            Migration(
                "key ring",
                [
                    """
                    CREATE TABLE ring (
                        one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
                        installation BLOB NOT NULL CHECK (length(installation) = 16),
                        salt BLOB NOT NULL,
                        proof BLOB NOT NULL,
                        created_at INTEGER NOT NULL) STRICT
                    """,
                    """
                    CREATE TABLE purpose_key (
                        id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
                        purpose TEXT NOT NULL,
                        is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
                        wrapped BLOB NOT NULL,
                        created_at INTEGER NOT NULL) STRICT, WITHOUT ROWID
                    """,
                    "CREATE UNIQUE INDEX purpose_key_current ON purpose_key (purpose) WHERE is_current = 1",
                ]),
            // The ring makes this key. The step tells former versions that they do not know all keys of the file.
            Migration("key for reports", []),
        ])
}
