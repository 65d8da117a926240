internal import GeoIndex

extension HoursBook {
    /// The states of many structures at one moment: `rows[i]` and `locals[i]` belong to structure `i`, a row without a
    /// text (`UInt32.max`) is unknown, and so is everything beyond the shorter list. O(structures + texts · rules):
    /// structures with the same text and the same days off are judged once.
    public func states(rows: [UInt32], locals: [UInt16], at instant: UTCInstant) -> [HoursState] {
        var moment = HoursMoment(self, at: instant)
        let (rows, locals) = (rows.span, locals.span)
        return rows.indices.map { index in
            index < locals.count ? moment.state(row: rows[index], local: locals[index]) : .unknown
        }
    }

    /// The same as sets of rows.
    func openings(rows: Column<UInt32>, locals: [UInt16], at instant: UTCInstant) -> OpeningRows {
        var moment = HoursMoment(self, at: instant)
        let locals = locals.span
        return rows.withSpan { rows in
            var open = RowSet(count: rows.count)
            var byAppointment = open
            var unknown = open
            for word in 0..<open.words.count {
                var bits: (open: UInt64, byAppointment: UInt64, unknown: UInt64) = (0, 0, 0)
                for row in word * 64..<min(word * 64 + 64, rows.count) {
                    let state = row < locals.count ? moment.state(row: rows[row], local: locals[row]) : .unknown
                    let shift = UInt64(row & 63)
                    // Without a branch: what comes next cannot be guessed.
                    bits.open |= (state == .open ? 1 : 0) << shift
                    bits.byAppointment |= (state == .appointment ? 1 : 0) << shift
                    bits.unknown |= (state == .unknown ? 1 : 0) << shift
                }
                open.words[word] = bits.open
                byAppointment.words[word] = bits.byAppointment
                unknown.words[word] = bits.unknown
            }
            return OpeningRows(open: open, byAppointment: byAppointment, unknown: unknown)
        }
    }
}
