internal import Records

// Years, dates and weeks.
extension HoursParser {
    private static let months: [HoursWord] = [
        HoursWord("jan"), HoursWord("feb"), HoursWord("mar"), HoursWord("apr"), HoursWord("may"), HoursWord("jun"),
        HoursWord("jul"), HoursWord("aug"), HoursWord("sep"), HoursWord("oct"), HoursWord("nov"), HoursWord("dec"),
    ]

    /// Whether four digits follow, which no time begins with.
    var isYearAhead: Bool { digitsAhead == 4 }

    /// Whether the year that follows belongs to a date.
    var isYearOfDateAhead: Bool {
        var copy = self
        for _ in 0..<4 { copy.advance() }
        copy.skipBlanks()
        return copy.isDateNameAhead
    }

    var isDateNameAhead: Bool {
        let word = wordAhead
        return Self.months.contains(word) || word == HoursWord("easter")
    }

    var isDateAhead: Bool { isDateNameAhead || (isYearAhead && isYearOfDateAhead) }

    private mutating func year(from least: Int = 1000) throws(HoursParseError) -> Int {
        guard digitsAhead == 4 else { throw error(.year) }
        return try number(max(least, 1000)...9999, digits: 4, .year)
    }

    private mutating func step() throws(HoursParseError) -> Int {
        take("/") ? try number(1...99, digits: 2, .step) : 1
    }

    mutating func years() throws(HoursParseError) -> [HoursYears] {
        var years: [HoursYears] = []
        repeat {
            skipBlanks()
            let from = try year()
            if take("+") {
                years.append(HoursYears(from: from, to: nil, step: 1))
            } else if takeDash() {
                let to = try year(from: from)
                years.append(HoursYears(from: from, to: to, step: try step()))
            } else {
                years.append(HoursYears(from: from, to: from, step: 1))
            }
        } while takeListComma()
        return years
    }

    mutating func weeks() throws(HoursParseError) -> [HoursWeeks] {
        var weeks: [HoursWeeks] = []
        repeat {
            skipBlanks()
            let from = try number(1...53, digits: 2, .week)
            guard takeDash() else {
                weeks.append(HoursWeeks(from: from, to: from, step: 1))
                continue
            }
            let to = try number(1...53, digits: 2, .week)
            weeks.append(HoursWeeks(from: from, to: to, step: try step()))
        } while takeListComma()
        return weeks
    }

    mutating func dates() throws(HoursParseError) -> [HoursDates] {
        var ranges: [HoursDates] = []
        repeat {
            skipBlanks()
            ranges.append(try dateRange(after: ranges.last))
        } while takeListComma()
        return ranges
    }

    /// Parses a date or range of dates. A missing year or month is that of the previous range in the list.
    private mutating func dateRange(after last: HoursDates?) throws(HoursParseError) -> HoursDates {
        var from: HoursDates.Point
        if let last, let month = last.lastMonth, digitsAhead > 0, digitsAhead <= 2 {
            from = HoursDates.Point(year: last.lastYear, base: try dayOfMonth(month))
        } else {
            var year: Int?
            if isYearAhead {
                year = try self.year()
                skipBlanks()
            }
            from = HoursDates.Point(year: year ?? last?.lastYear, base: try base(.month))
        }
        try readOffsets(&from)
        var range = HoursDates(from: from)
        if take("+") {
            range.isOpenEnded = true
        } else if takeDash() {
            range.to = try rangeEnd(from)
        }
        return range
    }

    private mutating func rangeEnd(_ from: HoursDates.Point) throws(HoursParseError) -> HoursDates.Point {
        var year: Int?
        if isYearAhead {
            guard let first = from.year else { throw error(.noYear) }
            year = try self.year(from: first)
            skipBlanks()
        }
        var to: HoursDates.Point
        if year == nil, let month = from.month, digitsAhead > 0 {
            to = HoursDates.Point(year: nil, base: try dayOfMonth(month))
        } else {
            to = HoursDates.Point(year: year, base: try base(.dateEnd))
        }
        try readOffsets(&to)
        return to
    }

    private mutating func base(
        _ expected: HoursParseError.Expectation
    ) throws(HoursParseError) -> HoursDates.Point.Base {
        if takeWord("easter") { return .easter }
        guard let month = takeWord(of: Self.months) else { throw error(expected) }
        let end = position
        skipBlanks()
        // «Mar 08:00» is a month and a time; «Mar 8» and «Mar 8: 10:00» are dates.
        if digitsAhead > 0, digitsAhead <= 2, !isClockAhead {
            return try dayOfMonth(month + 1)
        }
        restore(end)
        return .month(month + 1)
    }

    private var isClockAhead: Bool {
        var copy = self
        for _ in 0..<digitsAhead { copy.advance() }
        return copy.take(":") && copy.digitsAhead == 2
    }

    private mutating func dayOfMonth(_ month: Int) throws(HoursParseError) -> HoursDates.Point.Base {
        // 2000 is a leap year, so 29 February is valid.
        let length = CivilDate.length(ofMonth: month, year: 2000)
        return .day(month: month, day: try number(1...length, digits: 2, .dayOfMonth))
    }

    /// Parses a move to a weekday, then an offset in days.
    private mutating func readOffsets(_ point: inout HoursDates.Point) throws(HoursParseError) {
        guard !point.isMonth else { return }
        let start = position
        skipBlanks()
        if let sign = peek, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
            advance()
            if let day = takeWeekday() {
                point.shift = HoursDates.Point.Shift(weekday: day, isForward: sign == UInt8(ascii: "+"))
            } else {
                restore(start)
            }
        } else {
            restore(start)
        }
        point.days = try dayOffset(366, .dayOffset) ?? 0
    }

    /// Parses an offset such as ` +2 days`; returns nil when something else follows.
    mutating func dayOffset(
        _ limit: Int, _ expected: HoursParseError.Expectation
    ) throws(HoursParseError) -> Int? {
        let start = position
        skipBlanks()
        guard let sign = peek, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
            restore(start)
            return nil
        }
        advance()
        skipBlanks()
        let digits = position
        guard digitsAhead > 0 else {
            restore(start)
            return nil
        }
        for _ in 0..<digitsAhead { advance() }
        skipBlanks()
        guard takeWord("days") || takeWord("day") else {
            restore(start)
            return nil
        }
        let end = position
        restore(digits)
        let days = try number(1...limit, digits: 3, expected)
        restore(end)
        return sign == UInt8(ascii: "-") ? -days : days
    }
}

extension HoursDates {
    fileprivate var lastMonth: Int? { (to ?? from).month }
    fileprivate var lastYear: Int? { to?.year ?? from.year }
}

extension HoursDates.Point {
    fileprivate var isMonth: Bool {
        if case .month = base { true } else { false }
    }

    /// The month of a date with a day, after which another day can follow without its month.
    fileprivate var month: Int? {
        if case .day(let month, _) = base { month } else { nil }
    }
}
