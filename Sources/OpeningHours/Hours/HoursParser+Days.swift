internal import Records

// Days of the week and holidays.
extension HoursParser {
    private static let weekdays: [HoursWord] = [
        HoursWord("mo"), HoursWord("tu"), HoursWord("we"), HoursWord("th"), HoursWord("fr"), HoursWord("sa"),
        HoursWord("su"),
    ]

    mutating func takeWeekday() -> Weekday? {
        takeWord(of: Self.weekdays).flatMap(Weekday.init(rawValue:))
    }

    private var isWeekdayAhead: Bool {
        Self.weekdays.contains(wordAhead)
    }

    private var isHolidayAhead: Bool {
        let word = wordAhead
        return word == HoursWord("ph") || word == HoursWord("sh")
    }

    /// Parses days, and holidays that are combined with them.
    mutating func readDays(_ rule: inout HoursRule) throws(HoursParseError) {
        guard isWeekdayAhead || isHolidayAhead else { return }
        let list = try dayList(weekdaysOnly: false)
        let end = position
        skipBlanks()
        guard list.allSatisfy(\.isHoliday), position > end, isWeekdayAhead else {
            restore(end)
            rule.days = list
            return
        }
        rule.holidays = list
        rule.days = try dayList(weekdaysOnly: true)
    }

    private mutating func dayList(weekdaysOnly: Bool) throws(HoursParseError) -> [HoursDays] {
        var days: [HoursDays] = []
        repeat {
            skipBlanks()
            if weekdaysOnly, !isWeekdayAhead { throw error(.plainWeekday) }
            days.append(try dayItem())
        } while takeListComma()
        return days
    }

    private mutating func dayItem() throws(HoursParseError) -> HoursDays {
        if takeWord("ph") { return .publicHoliday(days: try dayOffset(31, .holidayOffset) ?? 0) }
        if takeWord("sh") { return .schoolHoliday }
        guard let from = takeWeekday() else { throw error(.weekday) }
        if take("[") {
            let numbers = try nthList()
            return .nth(from, numbers, days: try dayOffset(366, .dayOffset) ?? 0)
        }
        guard takeDash() else { return .week(from: from, to: from) }
        guard let to = takeWeekday() else { throw error(.weekday) }
        return .week(from: from, to: to)
    }

    private mutating func nthList() throws(HoursParseError) -> [ClosedRange<Int>] {
        var numbers: [ClosedRange<Int>] = []
        repeat {
            skipBlanks()
            if take("-") {
                let number = -(try number(1...5, digits: 1, .nth))
                numbers.append(number...number)
                continue
            }
            let from = try number(1...5, digits: 1, .nth)
            let to = takeDash() ? try number(from...5, digits: 1, .nth) : from
            numbers.append(from...to)
        } while takeListComma()
        skipBlanks()
        guard take("]") else { throw error(.closingBracket) }
        return numbers
    }
}

extension HoursDays {
    /// Whether it is a holiday instead of a weekday.
    var isHoliday: Bool {
        switch self {
        case .publicHoliday, .schoolHoliday: true
        case .week, .nth: false
        }
    }
}
