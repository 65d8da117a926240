extension StoreSchema.Migration {
    /// The tables of the directory: what is live of each structure, the drafts that change it, and every version it had.
    static let directory = StoreSchema.Migration(
        "directory",
        [
            """
            CREATE TABLE structure_state (
                id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
                ref TEXT NOT NULL UNIQUE,
                municipality TEXT NOT NULL,
                fields TEXT NOT NULL,
                version INTEGER NOT NULL CHECK (version >= 1),
                updated_at INTEGER NOT NULL) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX structure_state_municipality ON structure_state (municipality, ref)",
            """
            CREATE TABLE draft (
                id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
                structure BLOB NOT NULL CHECK (length(structure) = 16),
                ref TEXT NOT NULL,
                municipality TEXT NOT NULL,
                base_version INTEGER NOT NULL CHECK (base_version >= 0),
                patch TEXT NOT NULL,
                reason TEXT NOT NULL,
                author BLOB NOT NULL REFERENCES principal (id),
                state TEXT NOT NULL CHECK (state IN ('open', 'published', 'declined', 'withdrawn')),
                created_at INTEGER NOT NULL,
                decided_at INTEGER) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX draft_open ON draft (state, municipality, created_at)",
            "CREATE INDEX draft_structure ON draft (structure, state)",
            """
            CREATE TABLE review (
                draft BLOB NOT NULL REFERENCES draft (id),
                reviewer BLOB NOT NULL REFERENCES principal (id),
                verdict TEXT NOT NULL CHECK (verdict IN ('approve', 'decline')),
                note TEXT NOT NULL,
                at INTEGER NOT NULL,
                PRIMARY KEY (draft, reviewer)) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TRIGGER review_by_another BEFORE INSERT ON review
            WHEN NEW.reviewer = (SELECT author FROM draft WHERE id = NEW.draft)
            BEGIN SELECT RAISE(ABORT, 'nobody reviews their own draft'); END
            """,
            """
            CREATE TABLE structure_history (
                structure BLOB NOT NULL REFERENCES structure_state (id),
                version INTEGER NOT NULL,
                fields TEXT NOT NULL,
                draft BLOB NOT NULL REFERENCES draft (id),
                at INTEGER NOT NULL,
                PRIMARY KEY (structure, version)) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TRIGGER structure_history_no_update BEFORE UPDATE ON structure_history
            BEGIN SELECT RAISE(ABORT, 'history is only added to'); END
            """,
            """
            CREATE TRIGGER structure_history_no_delete BEFORE DELETE ON structure_history
            BEGIN SELECT RAISE(ABORT, 'history is only added to'); END
            """,
            """
            CREATE TRIGGER structure_state_steps BEFORE UPDATE OF version ON structure_state
            WHEN NEW.version <> OLD.version + 1
            BEGIN SELECT RAISE(ABORT, 'versions have no gap'); END
            """,
        ])
}
