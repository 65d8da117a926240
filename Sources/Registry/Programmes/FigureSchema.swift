extension StoreSchema.Migration {
    /// The tables of the figures of programmes: the values in force of each one that was changed, the drafts that change
    /// it, and all values that it had. Version 0 has those of the dataset when the figure was first changed.
    static let figures = StoreSchema.Migration(
        "figures",
        [
            """
            CREATE TABLE figure_state (
                id TEXT NOT NULL PRIMARY KEY,
                entries TEXT NOT NULL,
                version INTEGER NOT NULL CHECK (version >= 1),
                updated_at INTEGER NOT NULL) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE figure_draft (
                id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
                figure TEXT NOT NULL,
                base_version INTEGER NOT NULL CHECK (base_version >= 0),
                change TEXT NOT NULL,
                reason TEXT NOT NULL,
                author BLOB NOT NULL REFERENCES principal (id),
                state TEXT NOT NULL CHECK (state IN ('open', 'published', 'declined', 'withdrawn')),
                created_at INTEGER NOT NULL,
                reviewer BLOB REFERENCES principal (id) CHECK (reviewer <> author),
                note TEXT NOT NULL DEFAULT '',
                decided_at INTEGER,
                CHECK (state NOT IN ('published', 'declined') OR reviewer IS NOT NULL)) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX figure_draft_open ON figure_draft (state, figure, created_at)",
            """
            CREATE TABLE figure_history (
                figure TEXT NOT NULL,
                version INTEGER NOT NULL CHECK (version >= 0),
                entries TEXT NOT NULL,
                draft BLOB REFERENCES figure_draft (id) CHECK ((draft IS NULL) = (version = 0)),
                at INTEGER NOT NULL,
                PRIMARY KEY (figure, version)) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TRIGGER figure_history_no_update BEFORE UPDATE ON figure_history
            BEGIN SELECT RAISE(ABORT, 'history is only added to'); END
            """,
            """
            CREATE TRIGGER figure_history_no_delete BEFORE DELETE ON figure_history
            BEGIN SELECT RAISE(ABORT, 'history is only added to'); END
            """,
            """
            CREATE TRIGGER figure_state_steps BEFORE UPDATE OF version ON figure_state
            WHEN NEW.version <> OLD.version + 1
            BEGIN SELECT RAISE(ABORT, 'versions have no gap'); END
            """,
        ])
}
