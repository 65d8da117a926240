extension StoreSchema.Migration {
    /// The table of alerts. One whose state is not `open` never changes again.
    ///
    /// `internal` is the state of messages that never become public, such as those of exercises.
    static let alerts = StoreSchema.Migration(
        "alerts",
        [
            """
            CREATE TABLE alert (
                id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
                sender TEXT NOT NULL,
                identifier TEXT NOT NULL,
                sent_at INTEGER NOT NULL,
                ends_at INTEGER NOT NULL,
                cap TEXT NOT NULL,
                origin TEXT NOT NULL CHECK (origin IN ('written', 'file')),
                author BLOB NOT NULL REFERENCES principal (id),
                state TEXT NOT NULL CHECK (state IN ('open', 'published', 'declined', 'withdrawn', 'internal')),
                created_at INTEGER NOT NULL,
                reviewer BLOB REFERENCES principal (id) CHECK (reviewer <> author),
                note TEXT NOT NULL DEFAULT '',
                decided_at INTEGER,
                CHECK (state NOT IN ('published', 'declined') OR reviewer IS NOT NULL)) STRICT, WITHOUT ROWID
            """,
            """
            CREATE UNIQUE INDEX alert_key ON alert (sender, identifier, sent_at)
            WHERE state IN ('open', 'published', 'internal')
            """,
            "CREATE INDEX alert_sent ON alert (state, sent_at)",
            """
            CREATE TRIGGER alert_decided_once BEFORE UPDATE ON alert WHEN OLD.state <> 'open'
            BEGIN SELECT RAISE(ABORT, 'an alert that was decided does not change'); END
            """,
            """
            CREATE TRIGGER alert_stays BEFORE DELETE ON alert
            BEGIN SELECT RAISE(ABORT, 'alerts are not deleted'); END
            """,
        ])
}
