extension StoreSchema.Migration {
    /// The tables of road closures: each with its form, which never changes, and what has become of it; and every change,
    /// with the version that the set of closures in force had after it.
    static let closures = StoreSchema.Migration(
        "closures",
        [
            """
            CREATE TABLE closure (
                id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
                feature TEXT NOT NULL,
                source TEXT NOT NULL,
                until INTEGER,
                reason TEXT NOT NULL,
                author BLOB NOT NULL REFERENCES principal (id),
                former BLOB REFERENCES closure (id),
                state TEXT NOT NULL CHECK (state IN ('proposed', 'in-force', 'declined', 'withdrawn', 'ended')),
                created_at INTEGER NOT NULL,
                decided_by BLOB REFERENCES principal (id) CHECK (decided_by <> author OR decided_at = created_at),
                decided_at INTEGER,
                note TEXT NOT NULL DEFAULT '',
                ended_by BLOB REFERENCES principal (id) CHECK ((state = 'ended') = (ended_by IS NOT NULL)),
                ended_at INTEGER CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
                end_reason TEXT NOT NULL DEFAULT '',
                CHECK ((state = 'proposed') = (decided_at IS NULL)),
                CHECK (state IN ('proposed', 'withdrawn') OR decided_by IS NOT NULL)) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX closure_state ON closure (state, created_at)",
            """
            CREATE TABLE closure_change (
                number INTEGER NOT NULL PRIMARY KEY,
                closure BLOB NOT NULL REFERENCES closure (id),
                state TEXT NOT NULL,
                version INTEGER NOT NULL CHECK (version >= 0),
                by BLOB NOT NULL REFERENCES principal (id),
                at INTEGER NOT NULL) STRICT
            """,
            "CREATE INDEX closure_change_closure ON closure_change (closure, number)",
            """
            CREATE TRIGGER closure_keeps_form
            BEFORE UPDATE OF id, feature, source, until, reason, author, former, created_at ON closure
            BEGIN SELECT RAISE(ABORT, 'a closure keeps its form'); END
            """,
            """
            CREATE TRIGGER closure_states BEFORE UPDATE OF state ON closure
            WHEN NOT (OLD.state = 'proposed' AND NEW.state IN ('in-force', 'declined', 'withdrawn')
                      OR OLD.state = 'in-force' AND NEW.state = 'ended')
            BEGIN SELECT RAISE(ABORT, 'a closure that is decided is not decided again'); END
            """,
            """
            CREATE TRIGGER closure_no_delete BEFORE DELETE ON closure
            BEGIN SELECT RAISE(ABORT, 'closures are only added to'); END
            """,
            """
            CREATE TRIGGER closure_change_steps BEFORE INSERT ON closure_change
            WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM closure_change)
                OR NEW.version <> (SELECT coalesce(max(version), 0) FROM closure_change)
                    + CASE WHEN NEW.state IN ('in-force', 'ended') THEN 1 ELSE 0 END
                OR NEW.state <> (SELECT state FROM closure WHERE id = NEW.closure)
            BEGIN SELECT RAISE(ABORT, 'versions have no gap'); END
            """,
            """
            CREATE TRIGGER closure_change_no_update BEFORE UPDATE ON closure_change
            BEGIN SELECT RAISE(ABORT, 'history is only added to'); END
            """,
            """
            CREATE TRIGGER closure_change_no_delete BEFORE DELETE ON closure_change
            BEGIN SELECT RAISE(ABORT, 'history is only added to'); END
            """,
        ])
}
