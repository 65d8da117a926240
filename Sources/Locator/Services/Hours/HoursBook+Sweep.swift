extension HoursBook {
    /// The states of many structures at one moment: `rows[i]` and `locals[i]` belong to structure `i`, a row without a
    /// text (`UInt32.max`) is unknown, and so is everything beyond the shorter list. O(structures + texts · rules):
    /// structures with the same text and the same days off are judged once.
    public func states(rows: [UInt32], locals: [UInt16], at instant: UTCInstant) -> [HoursState] {
        let wall = calendar.zone.wallTime(at: instant)
        let withSun = table.entries.contains { $0.traits.contains(.usesSun) }
        let days = (0..<calendar.localCount).map { local in
            Days(
                today: DayFacts(wall.date, calendar: calendar, local: local, withSun: withSun),
                yesterday: DayFacts(wall.date.adding(days: -1), calendar: calendar, local: local, withSun: withSun))
        }
        let minute = wall.minute
        let entryCount = table.entries.count
        // Nobody asks for most pairs of text and municipality when texts are many: then nothing is remembered.
        let remembers = entryCount * days.count <= 2 * rows.count + 4096
        var known = [UInt8](repeating: .max, count: remembers ? entryCount * days.count : 0)
        return rows.indices.map { index in
            let row = Int(rows[index])
            guard row < entryCount, index < locals.count else { return .unknown }
            let local = Int(locals[index]) < days.count ? Int(locals[index]) : 0
            let slot = local * entryCount + row
            if remembers, let state = HoursState(rawValue: known[slot]) { return state }
            let state = decision(table.entries[row], days[local], minute: minute).state ?? .closed
            if remembers { known[slot] = state.rawValue }
            return state
        }
    }
}
