public import Records

/// Opening hours in the OpenStreetMap `opening_hours` grammar (specification 0.7), parsed.
///
/// `String(describing:)` prints the canonical form; parsing that gives the same value again.
public struct HoursExpression: Hashable, Sendable {
    /// The rules in order; later ones refine or replace earlier ones as their separators say. Never empty.
    public var rules: [HoursRule]

    /// Parses `text`; throws where it stops making sense and what was expected there. O(bytes).
    public init(_ text: String) throws(HoursParseError) {
        var parser = HoursParser(text)
        rules = try parser.rules()
    }
}

/// One rule: when it applies, and what it says for that time.
public struct HoursRule: Hashable, Sendable {
    /// How a rule relates to the ones before it.
    public enum Separator: String, Sendable {
        /// `;` replaces what earlier rules say about the days it applies to.
        case normal = ";"
        /// `,` adds to it.
        case additional = ","
        /// `||` holds where no earlier rule says anything.
        case fallback = "||"
    }

    /// What a rule says when it names a state.
    public enum Modifier: String, Sendable {
        case open, off, unknown
    }

    /// How it relates to the rules before it; of no effect on the first.
    public var separator = Separator.normal
    /// Words that stand for days no machine can know (`"summer":`).
    public var label: String?
    /// `24/7`.
    public var isAlways = false
    /// Years; empty means every year.
    public var years: [HoursYears] = []
    /// Dates; empty means every date.
    public var dates: [HoursDates] = []
    /// ISO weeks; empty means every week.
    public var weeks: [HoursWeeks] = []
    /// Holidays that days must be as well (`PH Mo-Fr`: holidays from Monday to Friday).
    public var holidays: [HoursDays] = []
    /// Days of the week and holidays; empty means every day.
    public var days: [HoursDays] = []
    /// Times; empty means the whole day.
    public var times: [HoursSpan] = []
    /// The state it names; nothing means open, or unknown where there is only a comment.
    public var modifier: Modifier?
    /// Text for people.
    public var comment: String?
}

/// Years from one to another, every so many.
public struct HoursYears: Hashable, Sendable {
    /// The first year.
    public var from: Int
    /// The last year; nothing means for ever.
    public var to: Int?
    /// Every so many years, 1 for each.
    public var step: Int
}

/// ISO weeks from one to another, every so many.
public struct HoursWeeks: Hashable, Sendable {
    /// The first week, 1 to 53.
    public var from: Int
    /// The last week; before `from` it lies in the next year.
    public var to: Int
    /// Every so many weeks, 1 for each.
    public var step: Int
}

/// Dates from one to another, or one.
public struct HoursDates: Hashable, Sendable {
    /// A date as the grammar names it.
    public struct Point: Hashable, Sendable {
        /// What the date is reckoned from.
        public enum Base: Hashable, Sendable {
            /// A whole month, 1 to 12.
            case month(Int)
            /// A day of a month.
            case day(month: Int, day: Int)
            /// Easter Sunday.
            case easter
        }

        /// On to a day of the week: the same day or the nearest after (or before) it.
        public struct Shift: Hashable, Sendable {
            /// The day of the week.
            public var weekday: Weekday
            /// Whether it is looked for forward in time.
            public var isForward: Bool
        }

        /// The year; nothing means every year.
        public var year: Int?
        /// What the date is reckoned from.
        public var base: Base
        /// A move to a day of the week, made first.
        public var shift: Shift?
        /// A move by days, made last.
        public var days = 0
    }

    /// The first date.
    public var from: Point
    /// The last date; nothing means `from` alone, or without end.
    public var to: Point?
    /// Whether it goes on: to the end of the year, or for ever when `from` has a year.
    public var isOpenEnded = false
}

/// Days of the week, or holidays.
public enum HoursDays: Hashable, Sendable {
    /// From one day to another, over Sunday too.
    case week(from: Weekday, to: Weekday)
    /// Certain days of the month, such as the first and last Monday, moved by `days`.
    case nth(Weekday, [ClosedRange<Int>], days: Int)
    /// Public holidays, moved by `days` (within 31).
    case publicHoliday(days: Int)
    /// School holidays.
    case schoolHoliday
}

/// A time of day to another.
public struct HoursSpan: Hashable, Sendable {
    /// Events that move through the year.
    public enum Event: String, CaseIterable, Sendable {
        case dawn, sunrise, sunset, dusk
    }

    /// A clock time, or a time reckoned from an event.
    public struct Time: Hashable, Sendable {
        /// The event; nothing for a clock time.
        public var event: Event?
        /// Minutes since midnight (to 48:00 for an end), or minutes after the event (negative: before it).
        public var minutes: Int
    }

    /// The start.
    public var from: Time
    /// The end; nothing where only the start is known (`18:00+`).
    public var to: Time?
    /// Whether it may last longer than it says.
    public var isOpenEnded: Bool
}
