public import Records

/// Opening hours of many structures, compiled once, and the one evaluator of them: badge, filter, sort and interface
/// all ask here.
///
/// A row is the index of a text given to the initialiser; structures with the same text share it. Each question
/// names the municipality, because days off differ, by its number in ``ServiceCalendar/localNumber(ofMunicipality:)``.
///
/// Rules of reading, where the grammar leaves a choice:
/// - A span belongs to the day it begins on and runs past midnight whatever the next day says, except that an `off`
///   with times cuts it. An `off` without times cancels what would begin that day.
/// - `;` replaces earlier rules on the days it applies to, unless it is `off`, which only closes.
/// - `||` fills minutes about which no earlier rule says anything; `off` is something.
/// - A comment without a state makes the time unknown, or by appointment where its words say so.
/// - `18:00+` is unknown from the start on; `10:00-14:00+` is open until 14:00 and unknown after: to midnight, and six
///   hours at least, but not into the next span.
/// - Clock changes follow the clocks: an hour shown twice is judged alike both times.
/// - Hours that mention `SH` on a day whose school holidays are unknown are unknown where it matters.
public struct HoursBook: Sendable {
    /// What holds on a public holiday when the hours do not mention `PH` (and are not `24/7`).
    public enum SilentHolidays: Sendable {
        /// The hours hold as on any day, as the grammar has it.
        case asWritten
        /// Nobody can tell: open and by appointment become unknown.
        case unknown
    }

    /// A text that could not be read.
    public struct Fault: Hashable, Sendable {
        /// Its row.
        public var row: Int
        /// Where and why.
        public var error: HoursParseError
    }

    /// The dates it works with.
    public let calendar: ServiceCalendar
    /// What holds on holidays that the hours do not mention.
    public let silentHolidays: SilentHolidays
    /// Texts that could not be read; their state is always unknown.
    public let faults: [Fault]
    let table: HoursTable

    /// Compiles `texts`; O(bytes).
    public init(
        texts: some Sequence<String>, calendar: ServiceCalendar, silentHolidays: SilentHolidays = .unknown
    ) {
        var table = HoursTable()
        var faults: [Fault] = []
        for (row, text) in texts.enumerated() {
            do {
                table.add(try HoursExpression(text), calendar: calendar)
            } catch {
                table.addUnreadable()
                faults.append(Fault(row: row, error: error))
            }
        }
        self.calendar = calendar
        self.silentHolidays = silentHolidays
        self.faults = faults
        self.table = table
    }

    /// How many texts it holds.
    public var count: Int { table.entries.count }

    /// What `row` says about `instant`; an index without a text, or nothing, is unknown. O(rules).
    public func answer(row: Int?, local: Int, at instant: UTCInstant) -> HoursAnswer {
        guard let row, table.entries.indices.contains(row) else { return HoursAnswer(state: .unknown) }
        let wall = calendar.zone.wallTime(at: instant)
        let days = days(wall.date, local: local, entry: table.entries[row])
        return answer(decision(table.entries[row], days, minute: wall.minute))
    }

    /// A day and the one before it.
    struct Days {
        var today: DayFacts
        var yesterday: DayFacts
    }

    func days(_ date: CivilDate, local: Int, entry: HoursTable.Entry) -> Days {
        let withSun = entry.traits.contains(.usesSun)
        return Days(
            today: DayFacts(date, calendar: calendar, local: local, withSun: withSun),
            yesterday: DayFacts(date.adding(days: -1), calendar: calendar, local: local, withSun: withSun))
    }

    func answer(_ decision: HoursTable.Decision) -> HoursAnswer {
        HoursAnswer(
            state: decision.state ?? .closed,
            comment: decision.comment < 0 ? nil : table.comments[Int(decision.comment)],
            isOpenEnd: decision.isOpenEnd, isHolidayDoubt: decision.isHolidayDoubt)
    }

    /// What a text says about a minute of a day: its own rules, and what runs on from the day before.
    @inline(__always)
    func decision(_ entry: HoursTable.Entry, _ days: Days, minute: Int) -> HoursTable.Decision {
        let first = decision(entry, days, minute: minute, school: false)
        guard entry.traits.contains(.mentionsSchool),
            days.today.isSchoolHoliday == nil || days.yesterday.isSchoolHoliday == nil
        else { return first }
        let second = decision(entry, days, minute: minute, school: true)
        return (first.state ?? .closed) == (second.state ?? .closed) ? first : HoursTable.Decision(state: .unknown)
    }

    @inline(__always)
    private func decision(
        _ entry: HoursTable.Entry, _ days: Days, minute: Int, school: Bool
    ) -> HoursTable.Decision {
        if entry.traits.contains(.unreadable) { return HoursTable.Decision(state: .unknown) }
        let doubts = silentHolidays == .unknown
        let today = table.decide(
            entry, days.today, minute: minute, school: school, doubtsHolidays: doubts, computus: calendar.computus)
        guard entry.traits.contains(.spills), !today.isTimedOff else { return today }
        let before = table.decide(
            entry, days.yesterday, minute: minute + 1440, school: school, doubtsHolidays: doubts,
            computus: calendar.computus)
        return (before.state ?? .closed) > (today.state ?? .closed) ? before : today
    }
}
