extension HoursBook {
    /// The states of many structures at one moment: `rows[i]` and `locals[i]` belong to structure `i`, a row without a
    /// text (`UInt32.max`) is unknown, and so is everything beyond the shorter list. O(structures + texts · rules):
    /// structures with the same text and the same days off are judged once.
    public func states(rows: [UInt32], locals: [UInt16], at instant: UTCInstant) -> [HoursState] {
        let moment = HoursMoment(self, at: instant)
        return rows.indices.map { index in
            index < locals.count ? moment.state(row: rows[index], local: locals[index]) : .unknown
        }
    }
}
