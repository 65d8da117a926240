extension StoreSchema.Migration {
    /// The table of reported mistakes. What the person wrote is sealed, and emptied some time after the answer.
    static let reports = StoreSchema.Migration(
        "reports",
        [
            """
            CREATE TABLE report (
                id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
                origin BLOB NOT NULL UNIQUE CHECK (length(origin) = 32),
                structure TEXT NOT NULL,
                municipality TEXT,
                topic TEXT NOT NULL,
                reported_day INTEGER NOT NULL,
                words BLOB,
                taken_at INTEGER NOT NULL,
                verdict TEXT CHECK (verdict IN ('accepted', 'rejected', 'duplicate')),
                reason TEXT,
                draft BLOB REFERENCES draft (id),
                answered_by BLOB REFERENCES principal (id),
                answered_at INTEGER,
                CHECK ((verdict IS NULL) = (answered_at IS NULL)),
                CHECK ((verdict IS NULL) = (answered_by IS NULL)),
                CHECK ((verdict IS NULL) = (reason IS NULL)),
                CHECK (verdict <> 'rejected' OR reason <> ''),
                CHECK (words IS NOT NULL OR verdict IS NOT NULL)) STRICT, WITHOUT ROWID
            """,
            "CREATE INDEX report_day ON report (reported_day, id)",
            "CREATE INDEX report_structure ON report (structure)",
            """
            CREATE TRIGGER report_answered_once BEFORE UPDATE OF verdict ON report WHEN OLD.verdict IS NOT NULL
            BEGIN SELECT RAISE(ABORT, 'a report is answered once'); END
            """,
        ])

    /// Which other report says the same, where a report was answered so.
    static let duplicates = StoreSchema.Migration(
        "duplicates", ["ALTER TABLE report ADD COLUMN duplicate_of BLOB REFERENCES report (id)"])
}

extension SealedColumn {
    /// What a citizen wrote in a report.
    static let report = SealedColumn("report", "words", .report)
}
