internal import Records

/// One moment put to many opening hours: what the day is, is worked out once for each municipality, and structures with
/// the same text and the same days off are judged once.
///
/// Belongs to one question.
struct HoursMoment {
    private let book: HoursBook
    private let texts: Int
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
        texts = book.count
        let pairs = book.count * days.count
        known = [UInt8](repeating: .max, count: pairs <= Self.mostRemembered ? pairs : 0)
    }

    private static let mostRemembered = 1 << 20

    /// The state of text `row` (`UInt32.max` for none) where days off are those of municipality number `local`.
    /// Constant time for a pair asked about before, O(rules) else.
    @inline(__always)
    mutating func state(row: UInt32, local: UInt16) -> HoursState {
        let row = Int(row)
        guard row < texts else { return .unknown }
        let local = Int(local) < days.count ? Int(local) : 0
        let slot = local * texts + row
        if slot < known.count, let state = HoursState(rawValue: known[slot]) { return state }
        return judge(row, local, slot)
    }

    @inline(never)
    private mutating func judge(_ row: Int, _ local: Int, _ slot: Int) -> HoursState {
        let state = book.decision(book.table.entries[row], days[local], minute: minute).state ?? .closed
        if slot < known.count { known[slot] = state.rawValue }
        return state
    }
}
