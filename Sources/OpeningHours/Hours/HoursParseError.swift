/// The first error in a text of opening hours.
public struct HoursParseError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is expected at a place.
    public enum Expectation: String, Sendable {
        case rule = "a rule: days, dates, times, 24/7, a state or a comment"
        case selectorOrState = "days, times, a state or a comment"
        case weekday = "a day of the week, PH or SH"
        case plainWeekday = "a day of the week after the holidays it is combined with"
        case nth = "a number from 1 to 5, or from -1 to -5"
        case closingBracket = "',' or ']'"
        case time = "a time: HH:MM, dawn, sunrise, sunset, dusk or (event±HH:MM)"
        case startHour = "an hour from 00 to 23"
        case endHour = "an hour from 00 to 48, at most 48:00"
        case colon = "':' and minutes"
        case minutes = "minutes from 00 to 59 in two digits"
        case timeEnd = "'-' and an end, or '+'"
        case noInterval = "a span of hours (a repeated point of time is not opening hours)"
        case event = "dawn, sunrise, sunset or dusk"
        case eventOffset = "'+' or '-' and HH:MM"
        case closingParenthesis = "')'"
        case month = "a month"
        case dateEnd = "a month, a date, a day of the month or easter"
        case dayOfMonth = "a day that the month has"
        case year = "a year from 1000 to 9999 not before the first"
        case noYear = "a date without a year, as the first has none"
        case week = "a week from 1 to 53"
        case step = "a step from 1 to 99"
        case dayOffset = "at most 366 days"
        case holidayOffset = "at most 31 days"
        case comment = "a comment that ends with '\"'"
        case separator = "';', ',' or '||' before another rule, or the end"
        case length = "at most 4096 bytes"
    }

    /// The byte of the UTF-8 text at which parsing stopped.
    public var offset: Int
    /// What was expected there.
    public var expected: Expectation
    /// The word or character there; empty at the end.
    public var found: String

    /// Creates an error.
    public init(offset: Int, expected: Expectation, found: String) {
        self.offset = offset
        self.expected = expected
        self.found = found
    }

    /// One line: byte, what was expected, what was found.
    public var description: String {
        "byte \(offset): expected \(expected.rawValue), found \(found.isEmpty ? "the end" : "\"\(found)\"")"
    }
}
