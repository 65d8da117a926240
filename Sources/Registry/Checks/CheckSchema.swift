internal import Records

extension StoreSchema.Migration {
    /// The day until which each live structure counts as checked; null when it need not be checked, 0 when it never was.
    static let checks = StoreSchema.Migration(
        "checks",
        [
            "ALTER TABLE structure_state ADD COLUMN fresh_until INTEGER",
            """
            UPDATE structure_state SET fresh_until =
                CASE WHEN json_extract(fields, '$.checkedOn') IS NULL THEN 0
                ELSE CAST(round(julianday(json_extract(fields, '$.checkedOn')) - 2440587.5) AS INTEGER)
                    + CAST(json_extract(fields, '$.checkEveryDays') AS INTEGER) END
            WHERE json_extract(fields, '$.checkEveryDays') IS NOT NULL
            """,
            "CREATE INDEX structure_state_fresh ON structure_state (fresh_until, ref)",
            """
            CREATE TABLE reminder (
                principal BLOB NOT NULL PRIMARY KEY REFERENCES principal (id),
                sent_at INTEGER,
                failures INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID
            """,
        ])
}

extension StructureFields {
    /// The day until which a structure with these fields counts as checked, as it is stored.
    var freshUntil: Int? {
        var every: Int?
        if case .number(let number)? = self[.checkEveryDays] { every = Int(exactly: number) }
        return CheckInterval.freshUntil(checkedOn: text(.checkedOn), everyDays: every).map { max(0, $0) }
    }
}
