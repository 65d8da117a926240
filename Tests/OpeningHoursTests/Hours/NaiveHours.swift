import OpeningHours
import Records

/// A slow and simple evaluation of opening hours, for comparison. Every minute of every day is a cell, and rules fill
/// the cells one after another. Days are counted, and the clock changes, feasts and Easters of the years are written
/// down here.
struct NaiveHours {
    struct Day {
        var year: Int
        var month: Int
        var day: Int
        var weekday: Int
        var week = 0
        /// Its number among the same weekdays of its month, from 0 on, and how many there are.
        var place = 0
        var places = 0
        var isHoliday = false
        var isSchoolHoliday: Bool?
    }

    /// 2023-01-01 to 2029-12-31.
    let days: [Day]
    /// Days from 1970-01-01 to the first one.
    static let firstDayNumber = 19358
    static let easters = [
        2023: (4, 16), 2024: (5, 5), 2025: (4, 20), 2026: (4, 12), 2027: (5, 2), 2028: (4, 16), 2029: (4, 8),
    ]

    init(municipality: String?) {
        var days: [Day] = []
        var weekday = 6  // 1 January 2023 was a Sunday.
        for year in 2023...2029 {
            let lengths = [31, year == 2024 || year == 2028 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            for month in 1...12 {
                for day in 1...lengths[month - 1] {
                    days.append(Day(year: year, month: month, day: day, weekday: weekday))
                    weekday = weekday == 6 ? 0 : weekday + 1
                }
            }
        }
        // Weeks from Monday to Sunday, numbered within the year of their Thursday.
        var index = 1
        var week = 0
        while index + 6 < days.count {
            if days[index + 3].month == 1 && days[index + 3].day <= 7 { week = 0 }
            week += 1
            for day in index..<index + 7 { days[day].week = week }
            index += 7
        }
        days[0].week = 52
        for index in days.indices {
            var first = index
            while first >= 7, days[first - 7].month == days[index].month { first -= 7 }
            var last = index
            while last + 7 < days.count, days[last + 7].month == days[index].month { last += 7 }
            days[index].place = (index - first) / 7
            days[index].places = (last - first) / 7 + 1
        }
        let fixed = [(1, 1), (1, 6), (3, 25), (5, 1), (8, 15), (10, 28), (12, 25), (12, 26)]
        for index in days.indices {
            let day = days[index]
            var isHoliday = fixed.contains { $0 == (day.month, day.day) }
            if (day.year, day.month, day.day) == (2024, 5, 1) { isHoliday = false }
            if (day.year, day.month, day.day) == (2024, 5, 7) { isHoliday = true }
            if municipality == "A", (day.month, day.day) == (5, 15) { isHoliday = true }
            if municipality == "B", (day.year, day.month, day.day) == (2026, 9, 14) { isHoliday = true }
            if municipality == "B", (day.year, day.month, day.day) == (2026, 1, 6) { isHoliday = false }
            if isHoliday { days[index].isHoliday = true }
            if let easter = Self.easters[day.year], easter == (day.month, day.day) {
                for offset in [-48, -2, 1, 50] { days[index + offset].isHoliday = true }
            }
            let date = day.year * 10000 + day.month * 100 + day.day
            if (20_250_911...20_260_531).contains(date) {
                days[index].isSchoolHoliday =
                    (20_251_224...20_260_107).contains(date) || (20_260_405...20_260_419).contains(date)
            }
        }
        self.days = days
    }

    /// Returns the state of each minute of the days in `range` in local time, 1,440 cells per day.
    func cells(
        _ expression: HoursExpression, days range: Range<Int>, doubtsHolidays: Bool, calendar: ServiceCalendar
    ) -> [HoursState] {
        // When school holidays are unknown, a minute is only known if both cases agree.
        let no = cells(expression, range, doubtsHolidays, calendar, school: false)
        guard expression.rules.contains(where: { ($0.days + $0.holidays).contains(.schoolHoliday) }) else { return no }
        let yes = cells(expression, range, doubtsHolidays, calendar, school: true)
        return zip(no, yes).map { $0 == $1 ? $0 : .unknown }
    }

    private enum Cell {
        case blank
        case painted(HoursState, cutsNight: Bool)

        var state: HoursState {
            if case .painted(let state, _) = self { state } else { .closed }
        }
    }

    private func cells(
        _ expression: HoursExpression, _ range: Range<Int>, _ doubtsHolidays: Bool, _ calendar: ServiceCalendar,
        school: Bool
    ) -> [HoursState] {
        let chosen = expression.rules.map { chosenDays($0, school: school) }
        let mentions = expression.rules.contains { rule in
            rule.isAlways
                || (rule.days + rule.holidays).contains { if case .publicHoliday = $0 { true } else { false } }
        }
        var result: [HoursState] = []
        var yesterday: [Cell] = []
        for index in range.lowerBound - 1..<range.upperBound {
            var today = [Cell](repeating: .blank, count: 2880)
            for (rule, days) in zip(expression.rules, chosen) where days.contains(index) {
                paint(rule, index, calendar, &today)
            }
            if doubtsHolidays, days[index].isHoliday, !mentions {
                for minute in today.indices where today[minute].state >= .appointment {
                    today[minute] = .painted(.unknown, cutsNight: false)
                }
            }
            if index >= range.lowerBound {
                for minute in 0..<1440 {
                    if case .painted(.closed, cutsNight: true) = today[minute] {
                        result.append(.closed)
                    } else {
                        result.append(max(today[minute].state, yesterday[minute + 1440].state))
                    }
                }
            }
            yesterday = today
        }
        return result
    }

    private func paint(_ rule: HoursRule, _ index: Int, _ calendar: ServiceCalendar, _ cells: inout [Cell]) {
        let asks = rule.comment.map { $0.contains("appointment") } ?? false
        var state = HoursState.open
        if rule.modifier == .off {
            state = .closed
        } else if asks {
            state = .appointment
        } else if rule.modifier == .unknown || (rule.modifier == nil && rule.comment != nil) {
            state = .unknown
        }
        if rule.label != nil { state = .unknown }
        if rule.separator == .normal, state != .closed, rule.label == nil {
            cells = [Cell](repeating: .blank, count: 2880)
        }
        let before = cells
        var certain = [Bool](repeating: false, count: 2880)
        var possible = certain
        if rule.times.isEmpty { for minute in 0..<(state == .closed ? 2880 : 1440) { certain[minute] = true } }
        for span in rule.times {
            guard let (start, end, last) = minutes(span, rule.times, index, calendar) else { continue }
            for minute in start..<end { certain[minute] = true }
            for minute in end..<last { possible[minute] = true }
        }
        if rule.label != nil {
            for minute in 0..<2880 where certain[minute] { possible[minute] = true }
            certain = [Bool](repeating: false, count: 2880)
        }
        for minute in 0..<2880 {
            if rule.separator == .fallback, case .painted = before[minute] { continue }
            if certain[minute] {
                cells[minute] = .painted(state, cutsNight: state == .closed && !rule.times.isEmpty)
            } else if possible[minute], before[minute].state < .appointment {
                cells[minute] = .painted(.unknown, cutsNight: false)
            }
        }
    }

    private func minutes(
        _ span: HoursSpan, _ all: [HoursSpan], _ index: Int, _ calendar: ServiceCalendar
    ) -> (Int, Int, Int)? {
        func resolve(_ time: HoursSpan.Time, _ most: Int) -> Int? {
            guard let event = time.event else { return time.minutes }
            let date = CivilDate(dayNumber: Self.firstDayNumber + index)
            guard let sun = calendar.sunPosition?.times(on: date, in: calendar.zone) else { return nil }
            let minute =
                [HoursSpan.Event.dawn: sun.dawn, .sunrise: sun.sunrise, .sunset: sun.sunset][event] ?? sun.dusk
            return min(max(minute + time.minutes, 0), most)
        }
        guard let start = resolve(span.from, 1439) else { return nil }
        var end = start
        if let to = span.to {
            guard let minute = resolve(to, 1440) else { return nil }
            end = minute > start ? minute : minute + 1440
        }
        guard span.isOpenEnded else { return (start, end, end) }
        var last = min(max(1440, end + 360), 2880)
        let isFixed = span.from.event == nil && span.to?.event == nil && (span.to?.minutes ?? start) >= start
        if isFixed {
            for other in all where other.from.event == nil && other.from.minutes > start && other.from.minutes >= end {
                last = min(last, other.from.minutes)
            }
        }
        return (start, end, last)
    }

    /// Returns the indices of the days to which a rule applies.
    private func chosenDays(_ rule: HoursRule, school: Bool) -> Set<Int> {
        var dated: Set<Int>?
        if !rule.dates.isEmpty { dated = rule.dates.reduce(into: Set()) { $0.formUnion(datedDays($1)) } }
        var years: Set<Int> = []
        for range in rule.years {
            years.formUnion(stride(from: range.from, through: min(range.to ?? 2029, 2029), by: range.step))
        }
        var weeks: Set<Int> = []
        for range in rule.weeks {
            let last = range.to < range.from ? range.to + 53 : range.to
            weeks.formUnion(stride(from: range.from, through: last, by: range.step))
        }
        return Set(
            days.indices.filter { index in
                let day = days[index]
                return (rule.years.isEmpty || years.contains(day.year))
                    && (rule.weeks.isEmpty || weeks.contains(day.week) || weeks.contains(day.week + 53))
                    && (dated?.contains(index) ?? true)
                    && (rule.days.isEmpty || rule.days.contains { isOne(index, of: $0, school: school) })
                    && (rule.holidays.isEmpty || rule.holidays.contains { isOne(index, of: $0, school: school) })
            })
    }

    private func isOne(_ index: Int, of choice: HoursDays, school: Bool) -> Bool {
        switch choice {
        case .week(let from, let to):
            var day = from.rawValue
            while day != days[index].weekday {
                if day == to.rawValue { return false }
                day = day == 6 ? 0 : day + 1
            }
            return true
        case .publicHoliday(let offset):
            return days.indices.contains(index - offset) && days[index - offset].isHoliday
        case .schoolHoliday: return days[index].isSchoolHoliday ?? school
        case .nth(let weekday, let numbers, let offset):
            guard days.indices.contains(index - offset) else { return false }
            let day = days[index - offset]
            guard day.weekday == weekday.rawValue else { return false }
            return numbers.contains { $0.contains(day.place + 1) || $0.contains(day.place - day.places) }
        }
    }

    private func datedDays(_ range: HoursDates) -> Set<Int> {
        var result = Set<Int>()
        for year in range.from.year.map({ [$0] }) ?? Array(2023...2029) {
            guard let start = find(range.from, year, atEnd: false, isSingle: range.to == nil && !range.isOpenEnded)
            else { continue }
            var end: Int?
            if range.isOpenEnded {
                end = days.indices.last { range.from.year != nil || days[$0].year == year }
            } else if let to = range.to {
                let years = to.year.map { [$0] } ?? [year, year + 1]
                end = years.compactMap { find(to, $0, atEnd: true, isSingle: false) }.first { $0 >= start }
            } else if case .month = range.from.base {
                end = find(range.from, year, atEnd: true, isSingle: true)
            } else {
                end = start
            }
            if let end, end >= start { result.formUnion(start...end) }
        }
        return result.filter(days.indices.contains)
    }

    private func find(_ point: HoursDates.Point, _ year: Int, atEnd: Bool, isSingle: Bool) -> Int? {
        func index(_ month: Int, _ day: Int) -> Int? {
            days.firstIndex { ($0.year, $0.month, $0.day) == (year, month, day) }
        }
        var found: Int?
        switch point.base {
        case .easter: found = Self.easters[year].flatMap { index($0.0, $0.1) }
        case .month(let month):
            found =
                atEnd
                ? days.lastIndex { ($0.year, $0.month) == (year, month) }
                : days.firstIndex { ($0.year, $0.month) == (year, month) }
        case .day(let month, let day):
            found = index(month, day)
            if found == nil, month == 2, day == 29, !isSingle { found = atEnd ? index(2, 28) : index(3, 1) }
        }
        guard var result = found else { return nil }
        if let shift = point.shift {
            var weekday = days[result].weekday
            while weekday != shift.weekday.rawValue {
                result += shift.isForward ? 1 : -1
                weekday = (weekday + (shift.isForward ? 1 : 6)) % 7
            }
        }
        return result + point.days
    }
}
