public import Records

/// The compiled opening hours of many structures. All questions about hours are answered here.
///
/// A row is the index of a text in the initialiser; structures with the same text share it. Each question includes the
/// number of the municipality, see ``ServiceCalendar/localNumber(ofMunicipality:)``, because days off differ.
///
/// Where the grammar leaves a choice:
/// - A period belongs to the day on which it begins, and continues past midnight whatever the next day's rules are,
///   except that an `off` with times ends it. An `off` without times cancels periods that begin on its day.
/// - `;` replaces earlier rules on the days to which it applies, unless it is `off`, which only closes.
/// - `||` applies to minutes that no earlier rule covers; `off` covers them.
/// - A comment without a state makes the time unknown, or by appointment when its words say so.
/// - `18:00+` is unknown from 18:00 on. `10:00-14:00+` is open until 14:00, then unknown until midnight and for at
///   least six hours, but not beyond the start of the next period.
/// - At clock changes local time counts: an hour that occurs twice has the same state both times.
/// - Hours with `SH` are unknown on days whose school holidays are unknown, if these make a difference.
public struct HoursBook: Sendable {
    /// The state on public holidays of hours that do not mention `PH` and are not `24/7`.
    public enum SilentHolidays: Sendable {
        /// As on any other day, as the grammar defines it.
        case asWritten
        /// Unknown instead of open or by appointment.
        case unknown
    }

    /// A text that is not valid opening hours.
    public struct Fault: Hashable, Sendable {
        /// Its row.
        public var row: Int
        /// The error.
        public var error: HoursParseError
    }

    /// The calendar that it uses.
    public let calendar: ServiceCalendar
    /// The state on public holidays of hours that do not mention them.
    public let silentHolidays: SilentHolidays
    /// The texts that are not valid; their state is always unknown.
    public let faults: [Fault]
    let table: HoursTable

    /// Compiles `texts`. O(bytes).
    ///
    /// Invalid texts do not make it fail; they are in ``faults``.
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

    /// The number of texts.
    public var count: Int { table.entries.count }

    /// Returns the state of `row` at `instant`. Unknown when `row` is nil or not a valid index. O(rules).
    public func answer(row: Int?, local: Int, at instant: UTCInstant) -> HoursAnswer {
        guard let row, table.entries.indices.contains(row) else { return HoursAnswer(state: .unknown) }
        let wall = calendar.zone.wallTime(at: instant)
        let days = days(wall.date, local: local, withSun: table.entries[row].traits.contains(.usesSun))
        return answer(decision(table.entries[row], days, minute: wall.minute))
    }

    /// The facts of a day and of the day before.
    struct Days {
        var today: DayFacts
        var yesterday: DayFacts
    }

    /// Computes the facts of `date` and of the day before.
    func days(_ date: CivilDate, local: Int, withSun: Bool) -> Days {
        let yesterday = DayFacts(date.adding(days: -1), calendar: calendar, local: local, withSun: withSun)
        let today = DayFacts(date, calendar: calendar, local: local, withSun: withSun, after: yesterday)
        return Days(today: today, yesterday: yesterday)
    }

    func answer(_ decision: HoursTable.Decision) -> HoursAnswer {
        HoursAnswer(
            state: decision.state ?? .closed,
            comment: decision.comment < 0 ? nil : table.comments[Int(decision.comment)],
            isOpenEnd: decision.isOpenEnd, isHolidayDoubt: decision.isHolidayDoubt)
    }

    /// Returns the state at a minute of a day, from the day's own rules and the periods that continue from the day
    /// before.
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
