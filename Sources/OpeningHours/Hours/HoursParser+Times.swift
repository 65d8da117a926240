// Times of day.
extension HoursParser {
    /// The events in the order of ``HoursSpan/Event``.
    private static let events: [HoursWord] = [
        HoursWord("dawn"), HoursWord("sunrise"), HoursWord("sunset"), HoursWord("dusk"),
    ]

    var isTimeAhead: Bool {
        if peek == UInt8(ascii: "(") { return true }
        if digitsAhead > 0 { return true }
        return Self.events.contains(wordAhead)
    }

    /// Parses periods separated by commas. A comma without a time after it belongs to the next rule.
    mutating func spans() throws(HoursParseError) -> [HoursSpan] {
        var spans = [try span()]
        while true {
            let end = position
            skipBlanks()
            guard take(",") else {
                restore(end)
                return spans
            }
            skipBlanks()
            guard isTimeAhead, !isYearAhead else {
                restore(end)
                return spans
            }
            spans.append(try span())
        }
    }

    private mutating func span() throws(HoursParseError) -> HoursSpan {
        let from = try time(isEnd: false)
        if take("+") { return HoursSpan(from: from, to: nil, isOpenEnded: true) }
        guard takeDash() else { throw error(.timeEnd) }
        let to = try time(isEnd: true)
        if peek == UInt8(ascii: "/") { throw error(.noInterval) }
        return HoursSpan(from: from, to: to, isOpenEnded: take("+"))
    }

    private mutating func time(isEnd: Bool) throws(HoursParseError) -> HoursSpan.Time {
        if take("(") {
            skipBlanks()
            guard let event = takeEvent() else { throw error(.event) }
            skipBlanks()
            let isBefore = take("-")
            guard isBefore || take("+") else { throw error(.eventOffset) }
            skipBlanks()
            let minutes = try clock(isEnd: false)
            skipBlanks()
            guard take(")") else { throw error(.closingParenthesis) }
            return HoursSpan.Time(event: event, minutes: isBefore ? -minutes : minutes)
        }
        if let event = takeEvent() { return HoursSpan.Time(event: event, minutes: 0) }
        guard digitsAhead > 0 else { throw error(.time) }
        return HoursSpan.Time(event: nil, minutes: try clock(isEnd: isEnd))
    }

    private mutating func takeEvent() -> HoursSpan.Event? {
        takeWord(of: Self.events).map { HoursSpan.Event.allCases[$0] }
    }

    private mutating func clock(isEnd: Bool) throws(HoursParseError) -> Int {
        let expected: HoursParseError.Expectation = isEnd ? .endHour : .startHour
        let start = position
        let hour = try number(0...(isEnd ? 48 : 23), digits: 2, expected)
        guard take(":") else { throw error(.colon) }
        guard digitsAhead == 2 else { throw error(.minutes) }
        let minute = try number(0...59, digits: 2, .minutes)
        guard hour * 60 + minute <= 48 * 60 else {
            restore(start)
            throw error(expected)
        }
        return hour * 60 + minute
    }
}
