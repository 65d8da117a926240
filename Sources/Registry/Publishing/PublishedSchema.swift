extension StoreSchema.Migration {
    /// The table of what was published.
    static let publishing = StoreSchema.Migration(
        "publishing",
        [
            """
            CREATE TABLE published (
                revision INTEGER NOT NULL PRIMARY KEY CHECK (revision >= 1),
                hash BLOB NOT NULL CHECK (length(hash) = 32),
                at INTEGER NOT NULL) STRICT
            """,
            """
            CREATE TRIGGER published_rises BEFORE INSERT ON published
            WHEN NEW.revision <= (SELECT max(revision) FROM published)
            BEGIN SELECT RAISE(ABORT, 'revisions rise'); END
            """,
        ])
}
