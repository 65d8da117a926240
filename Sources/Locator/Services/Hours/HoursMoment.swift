/// One moment put to many opening hours: what the day is, is worked out once for each municipality, and structures with
/// the same text and the same days off are judged once.
///
/// Belongs to one question; not to be shared between threads.
final class HoursMoment {
    private let book: HoursBook
    private let minute: Int
    private let days: [HoursBook.Days]
    private var known: [UInt8]

    /// The moment the hours are asked about.
    let instant: UTCInstant

    /// O(municipalities with days off of their own + texts), for what is remembered.
    init(_ book: HoursBook, at instant: UTCInstant) {
        self.book = book
        self.instant = instant
        let wall = book.calendar.zone.wallTime(at: instant)
        minute = wall.minute
        let withSun = book.table.usesSun
        days = (0..<book.calendar.localCount).map { local in
            HoursBook.Days(
                today: DayFacts(wall.date, calendar: book.calendar, local: local, withSun: withSun),
                yesterday: DayFacts(
                    wall.date.adding(days: -1), calendar: book.calendar, local: local, withSun: withSun))
        }
        let pairs = book.count * days.count
        known = [UInt8](repeating: .max, count: pairs <= Self.mostRemembered ? pairs : 0)
    }

    private static let mostRemembered = 1 << 20

    /// The state of text `row` (`UInt32.max` for none) where days off are those of municipality number `local`.
    /// Constant time for a pair asked about before, O(rules) else.
    func state(row: UInt32, local: UInt16) -> HoursState {
        let row = Int(row)
        let entries = book.table.entries
        guard row < entries.count else { return .unknown }
        let local = Int(local) < days.count ? Int(local) : 0
        let slot = local * entries.count + row
        let remembers = slot < known.count
        if remembers, let state = HoursState(rawValue: known[slot]) { return state }
        let state = book.decision(entries[row], days[local], minute: minute).state ?? .closed
        if remembers { known[slot] = state.rawValue }
        return state
    }
}
