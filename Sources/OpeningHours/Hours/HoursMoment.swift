internal import Records

/// Evaluates many opening hours at one time.
///
/// The facts of the day are computed once per municipality, and structures with the same text and the same days off are
/// evaluated once. Use one value per question.
struct HoursMoment {
    private let book: HoursBook
    private let texts: Int
    private let minute: Int
    private let days: [HoursBook.Days]
    private var known: [UInt8]

    /// The time of the question.
    let instant: UTCInstant

    /// Prepares the facts of the day and the memo. O(municipalities with own days off · (texts + 1)).
    init(_ book: HoursBook, at instant: UTCInstant) {
        self.book = book
        self.instant = instant
        let wall = book.calendar.zone.wallTime(at: instant)
        minute = wall.minute
        let withSun = book.table.usesSun
        days = (0..<book.calendar.localCount).map { local in
            book.days(wall.date, local: local, withSun: withSun)
        }
        texts = book.count
        let pairs = book.count * days.count
        known = [UInt8](repeating: .max, count: pairs <= Self.mostRemembered ? pairs : 0)
    }

    private static let mostRemembered = 1 << 20

    /// Returns the state of text `row` (`UInt32.max` for none) in the municipality with number `local`. O(1) for a pair
    /// that was evaluated before, else O(rules).
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
