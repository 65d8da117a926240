package import GeoIndex
public import Records

extension HoursBook {
    /// Returns the states of many structures at one time. O(structures + texts · rules), because structures with the
    /// same text and the same days off are evaluated once.
    ///
    /// - Parameters:
    ///   - rows: The row of each structure's text; `UInt32.max` when it has none, which gives unknown.
    ///   - locals: The municipality number of each structure. Structures beyond its end are unknown.
    ///   - instant: The time.
    public func states(rows: [UInt32], locals: [UInt16], at instant: UTCInstant) -> [HoursState] {
        var moment = HoursMoment(self, at: instant)
        let (rows, locals) = (rows.span, locals.span)
        return rows.indices.map { index in
            index < locals.count ? moment.state(row: rows[index], local: locals[index]) : .unknown
        }
    }

    /// Returns the same as bits. Structure `i` is bit `i % 64` of word `i / 64`.
    package func openings(rows: Column<UInt32>, locals: [UInt16], at instant: UTCInstant) -> OpeningBits {
        var moment = HoursMoment(self, at: instant)
        let locals = locals.span
        return rows.withSpan { rows in
            let none = [UInt64](repeating: 0, count: (rows.count + 63) / 64)
            var openings = OpeningBits(open: none, byAppointment: none, unknown: none)
            for word in none.indices {
                var bits: (open: UInt64, byAppointment: UInt64, unknown: UInt64) = (0, 0, 0)
                for row in word * 64..<min(word * 64 + 64, rows.count) {
                    let state = row < locals.count ? moment.state(row: rows[row], local: locals[row]) : .unknown
                    let shift = UInt64(row & 63)
                    // Without branches, because the states are unpredictable.
                    bits.open |= (state == .open ? 1 : 0) << shift
                    bits.byAppointment |= (state == .appointment ? 1 : 0) << shift
                    bits.unknown |= (state == .unknown ? 1 : 0) << shift
                }
                openings.open[word] = bits.open
                openings.byAppointment[word] = bits.byAppointment
                openings.unknown[word] = bits.unknown
            }
            return openings
        }
    }
}

/// The states of many structures at one time, one bit per structure.
package struct OpeningBits: Sendable {
    /// Open.
    package var open: [UInt64]
    /// Open by appointment.
    package var byAppointment: [UInt64]
    /// Hours that are unknown, or unknown at that time.
    package var unknown: [UInt64]
}
