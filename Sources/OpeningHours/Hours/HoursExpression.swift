public import Records

/// Parsed opening hours in the OpenStreetMap `opening_hours` grammar (specification 0.7).
///
/// `String(describing:)` returns the canonical form, which parses to the same value.
public struct HoursExpression: Hashable, Sendable {
    /// The rules in order, never empty. Later ones refine or replace earlier ones, depending on their separators.
    public var rules: [HoursRule]

    /// Parses `text`. O(bytes).
    ///
    /// - Throws: `HoursParseError` with the byte of the first error and what was expected there.
    public init(_ text: String) throws(HoursParseError) {
        var parser = HoursParser(text)
        rules = try parser.rules()
    }
}

/// A rule: when it applies, and the state it sets.
public struct HoursRule: Hashable, Sendable {
    /// The relation of a rule to the ones before it.
    public enum Separator: String, Sendable {
        /// `;` replaces earlier rules on the days to which it applies.
        case normal = ";"
        /// `,` adds to earlier rules.
        case additional = ","
        /// `||` applies where no earlier rule does.
        case fallback = "||"
    }

    /// The state that a rule names.
    public enum Modifier: String, Sendable {
        case open, off, unknown
    }

    /// The relation to the rules before it; ignored for the first rule.
    public var separator = Separator.normal
    /// A text for days that cannot be computed (`"summer":`).
    public var label: String?
    /// `24/7`.
    public var isAlways = false
    /// The years; empty for every year.
    public var years: [HoursYears] = []
    /// The dates; empty for every date.
    public var dates: [HoursDates] = []
    /// The ISO weeks; empty for every week.
    public var weeks: [HoursWeeks] = []
    /// Holidays that a day must also be (`PH Mo-Fr`: holidays from Monday to Friday).
    public var holidays: [HoursDays] = []
    /// The days of the week and holidays; empty for every day.
    public var days: [HoursDays] = []
    /// The times; empty for the whole day.
    public var times: [HoursSpan] = []
    /// The state it names; nil for open, or for unknown when there is only a comment.
    public var modifier: Modifier?
    /// A text for people.
    public var comment: String?
}

/// A range of years with a step.
public struct HoursYears: Hashable, Sendable {
    /// The first year.
    public var from: Int
    /// The last year; nil for no end.
    public var to: Int?
    /// The step; 1 for every year.
    public var step: Int
}

/// A range of ISO weeks with a step.
public struct HoursWeeks: Hashable, Sendable {
    /// The first week, 1 to 53.
    public var from: Int
    /// The last week; when it is less than `from`, it is in the next year.
    public var to: Int
    /// The step; 1 for every week.
    public var step: Int
}

/// A date or a range of dates.
public struct HoursDates: Hashable, Sendable {
    /// A date in the grammar.
    public struct Point: Hashable, Sendable {
        /// The base of the date, before offsets.
        public enum Base: Hashable, Sendable {
            /// A whole month, 1 to 12.
            case month(Int)
            /// A day of a month.
            case day(month: Int, day: Int)
            /// Easter Sunday.
            case easter
        }

        /// A move to a weekday: the same day, or the nearest one after or before it.
        public struct Shift: Hashable, Sendable {
            /// The weekday.
            public var weekday: Weekday
            /// Whether the move is forward in time.
            public var isForward: Bool
        }

        /// The year; nil for every year.
        public var year: Int?
        /// The base, before offsets.
        public var base: Base
        /// A move to a weekday, applied first.
        public var shift: Shift?
        /// An offset in days, applied last.
        public var days = 0
    }

    /// The first date.
    public var from: Point
    /// The last date; nil for a single date or no end.
    public var to: Point?
    /// Whether it continues to the end of the year, or without end when `from` has a year.
    public var isOpenEnded = false
}

/// Days of the week, or holidays.
public enum HoursDays: Hashable, Sendable {
    /// A range of weekdays, possibly across Sunday.
    case week(from: Weekday, to: Weekday)
    /// Weekdays by number in the month, such as the first and last Monday, moved by `days`.
    case nth(Weekday, [ClosedRange<Int>], days: Int)
    /// Public holidays, moved by up to 31 days.
    case publicHoliday(days: Int)
    /// School holidays.
    case schoolHoliday
}

/// A period of the day.
public struct HoursSpan: Hashable, Sendable {
    /// Events whose time changes through the year.
    public enum Event: String, CaseIterable, Sendable {
        case dawn, sunrise, sunset, dusk
    }

    /// A clock time, or a time relative to an event.
    public struct Time: Hashable, Sendable {
        /// The event; nil for a clock time.
        public var event: Event?
        /// Minutes since midnight (up to 48:00 for an end), or relative to the event.
        public var minutes: Int
    }

    /// The start.
    public var from: Time
    /// The end; nil when only the start is known (`18:00+`).
    public var to: Time?
    /// Whether it may last longer than its end.
    public var isOpenEnded: Bool
}
