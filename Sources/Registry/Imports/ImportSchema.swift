extension StoreSchema.Migration {
    /// The table of the drafts of incomplete imports, which only imports read.
    static let imports = StoreSchema.Migration(
        "imports",
        [
            """
            CREATE TABLE import_row (
                import BLOB NOT NULL CHECK (length(import) = 16),
                draft BLOB NOT NULL CHECK (length(draft) = 16),
                structure BLOB NOT NULL CHECK (length(structure) = 16),
                ref TEXT NOT NULL,
                municipality TEXT NOT NULL,
                base_version INTEGER NOT NULL,
                patch TEXT NOT NULL,
                PRIMARY KEY (import, draft)) STRICT, WITHOUT ROWID
            """,
            // With thousands of open drafts, the list and one draft are found without reading them all.
            "CREATE INDEX draft_open_age ON draft (state, created_at)",
            "CREATE INDEX draft_ref ON draft (ref, state, created_at)",
        ]
    )
}
