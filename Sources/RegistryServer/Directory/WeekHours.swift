internal import OpeningHours
package import Records

/// Opening hours as they stand on a door: spans for each day of the week, perhaps others for a season, days off, and
/// exceptions by date.
package struct WeekHours: Hashable, Sendable {
    /// From and to in minutes since midnight; past midnight when it ends before it begins.
    package struct Span: Hashable, Sendable {
        /// The beginning.
        package var from: Int
        /// The end.
        package var to: Int

        /// Creates a span.
        package init(from: Int, to: Int) { (self.from, self.to) = (from, to) }
    }

    /// Dates with hours of their own; closed without a span.
    package struct Exception: Hashable, Sendable {
        /// The first date.
        package var from: CivilDate
        /// The last date.
        package var to: CivilDate
        /// The hours on each of them.
        package var spans: [Span]

        /// Creates an exception.
        package init(from: CivilDate, to: CivilDate, spans: [Span]) {
            (self.from, self.to, self.spans) = (from, to, spans)
        }
    }

    /// A part of each year with hours of its own.
    package struct Season: Hashable, Sendable {
        var fromMonth: Int
        var fromDay: Int
        var toMonth: Int
        var toDay: Int
        /// The spans of each day, Monday first.
        var days: [[Span]]

        /// Creates a season.
        package init(fromMonth: Int, fromDay: Int, toMonth: Int, toDay: Int, days: [[Span]]) {
            (self.fromMonth, self.fromDay, self.toMonth, self.toDay) = (fromMonth, fromDay, toMonth, toDay)
            self.days = days
        }
    }

    /// How many spans a day can have.
    static let spansADay = 2
    /// How many exceptions the form has.
    static let mostExceptions = 4

    /// The spans of each day, Monday first.
    package var days = [[Span]](repeating: [], count: 7)
    /// The part of the year with other hours, if there is one.
    package var season: Season?
    /// Whether it is closed on public holidays.
    package var isClosedOnHolidays = false
    /// The exceptions, in order.
    package var exceptions: [Exception] = []

    /// Hours without any span: always closed.
    package init() {}

    /// Whether it says when it is open, or on which dates it is closed.
    var hasTimes: Bool { days.contains { !$0.isEmpty } || season != nil || !exceptions.isEmpty }

    /// The hours in the OpenStreetMap grammar.
    package var text: String {
        var rules = Self.rules(days, before: "", namesClosed: false)
        if let season {
            let prefix =
                "\(Self.months[season.fromMonth - 1]) \(Self.two(season.fromDay))-\(Self.months[season.toMonth - 1]) \(Self.two(season.toDay)) "
            rules += Self.rules(season.days, before: prefix, namesClosed: true)
        }
        if rules.isEmpty { rules = ["off"] }
        if isClosedOnHolidays { rules.append("PH off") }
        for exception in exceptions {
            let dates =
                Self.date(exception.from) + (exception.to == exception.from ? "" : "-" + Self.date(exception.to))
            rules.append("\(dates) \(exception.spans.isEmpty ? "off" : Self.text(exception.spans))")
        }
        return rules.joined(separator: "; ")
    }

    /// The rules of a week: days with the same spans together.
    private static func rules(_ days: [[Span]], before prefix: String, namesClosed: Bool) -> [String] {
        var groups: [(days: [Int], spans: [Span])] = []
        for (day, spans) in days.enumerated() where namesClosed || !spans.isEmpty {
            if let index = groups.firstIndex(where: { $0.spans == spans }) {
                groups[index].days.append(day)
            } else {
                groups.append(([day], spans))
            }
        }
        return groups.map { group in
            "\(prefix)\(text(ofDays: group.days)) \(group.spans.isEmpty ? "off" : text(group.spans))"
        }
    }

    private static func text(ofDays days: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for day in days {
            if let last = runs.last, last.upperBound + 1 == day {
                runs[runs.count - 1] = last.lowerBound...day
            } else {
                runs.append(day...day)
            }
        }
        let codes = Weekday.allCases.map(\.code)
        return runs.map { run in
            run.count == 1 ? codes[run.lowerBound] : "\(codes[run.lowerBound])-\(codes[run.upperBound])"
        }.joined(separator: ",")
    }

    private static func text(_ spans: [Span]) -> String {
        spans.map { "\(TimeText.clock(minute: $0.from))-\(TimeText.clock(minute: $0.to))" }.joined(separator: ",")
    }

    private static func date(_ date: CivilDate) -> String {
        let (year, month, day) = date.parts
        return "\(year) \(months[month - 1]) \(two(day))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}

extension WeekHours {
    /// Reads hours in the grammar; nil for those that the form cannot show.
    package init?(_ text: String) {
        guard let expression = try? HoursExpression(text) else { return nil }
        for (index, rule) in expression.rules.enumerated() {
            guard rule.separator == .normal || index == 0, add(rule) else { return nil }
        }
        guard isSame(as: text) else { return nil }
    }

    private mutating func add(_ rule: HoursRule) -> Bool {
        guard rule.label == nil, !rule.isAlways, rule.years.isEmpty, rule.weeks.isEmpty, rule.holidays.isEmpty,
            rule.comment == nil, rule.modifier != .unknown, let spans = Self.spans(rule)
        else { return false }
        if rule.days == [.publicHoliday(days: 0)] {
            isClosedOnHolidays = spans.isEmpty
            return spans.isEmpty && rule.dates.isEmpty
        }
        guard let days = Self.days(rule) else { return false }
        guard let dates = rule.dates.first else {
            for day in days { self.days[day] = spans }
            return true
        }
        guard rule.dates.count == 1, !dates.isOpenEnded, let from = Self.point(dates.from),
            let to = dates.to.map(Self.point) ?? from
        else { return false }
        if let year = from.year {
            guard rule.days.isEmpty, exceptions.count < Self.mostExceptions,
                let first = CivilDate(year: year, month: from.month, day: from.day),
                let last = CivilDate(year: to.year ?? year, month: to.month, day: to.day), first <= last
            else { return false }
            exceptions.append(Exception(from: first, to: last, spans: spans))
            return true
        }
        var season =
            season
            ?? Season(
                fromMonth: from.month, fromDay: from.day, toMonth: to.month, toDay: to.day,
                days: [[Span]](repeating: [], count: 7))
        guard to.year == nil, (season.fromMonth, season.fromDay) == (from.month, from.day),
            (season.toMonth, season.toDay) == (to.month, to.day)
        else { return false }
        for day in days { season.days[day] = spans }
        self.season = season
        return true
    }

    /// The spans of a rule, none when it closes; nil for others.
    private static func spans(_ rule: HoursRule) -> [Span]? {
        if rule.modifier == .off { return rule.times.isEmpty ? [] : nil }
        guard (1...spansADay).contains(rule.times.count) else { return nil }
        var spans: [Span] = []
        for time in rule.times {
            guard time.from.event == nil, let to = time.to, to.event == nil, !time.isOpenEnded,
                (0..<1440).contains(time.from.minutes)
            else { return nil }
            spans.append(Span(from: time.from.minutes, to: to.minutes > 1440 ? to.minutes - 1440 : to.minutes))
        }
        return spans
    }

    /// The days of the week of a rule; all when it names none, nil for others.
    private static func days(_ rule: HoursRule) -> [Int]? {
        if rule.days.isEmpty { return Array(0..<7) }
        var days: [Int] = []
        for part in rule.days {
            guard case .week(let from, let to) = part else { return nil }
            let count = (to.rawValue - from.rawValue + 7) % 7
            days += (0...count).map { (from.rawValue + $0) % 7 }
        }
        return days
    }

    private static func point(_ point: HoursDates.Point) -> (year: Int?, month: Int, day: Int)? {
        guard point.shift == nil, point.days == 0, case .day(let month, let day) = point.base else { return nil }
        return (point.year, month, day)
    }

    /// Whether the grammar gives the same hours as the form, over a year and more.
    private func isSame(as other: String) -> Bool {
        let book = HoursBook(texts: [text, other], calendar: .plain, silentHolidays: .asWritten)
        let starts = [CivilDate(year: 2026, month: 1, day: 1)].compactMap { $0 } + exceptions.map(\.from)
        return book.faults.isEmpty
            && starts.allSatisfy { start in
                let tables = (0..<2).map { book.timetable(row: $0, municipality: nil, from: start, days: 400) }
                return tables[0] == tables[1]
            }
    }
}
