/// The opening hours of many structures as rows of fixed size. A text is a range of rules; a rule refers to ranges of
/// dates and periods. Evaluating a row allocates nothing.
struct HoursTable: Sendable {
    /// A range of rows in another list.
    struct Run: Sendable {
        var first: UInt32 = 0
        var count: UInt32 = 0

        var indices: Range<Int> { Int(first)..<Int(first) + Int(count) }
        var isEmpty: Bool { count == 0 }
    }

    /// Properties of a text.
    struct Traits: OptionSet, Sendable {
        let rawValue: UInt8
        /// The text is not valid.
        static let unreadable = Traits(rawValue: 1)
        /// It mentions public holidays, or is `24/7`.
        static let mentionsHolidays = Traits(rawValue: 2)
        /// It depends on school holidays.
        static let mentionsSchool = Traits(rawValue: 4)
        /// A period can continue past midnight.
        static let spills = Traits(rawValue: 8)
        /// It depends on the sun's times.
        static let usesSun = Traits(rawValue: 16)
    }

    /// A text.
    struct Entry: Sendable {
        var rules: Run
        var traits: Traits
    }

    /// The selectors that a rule has.
    struct Parts: OptionSet, Sendable {
        let rawValue: UInt8
        static let years = Parts(rawValue: 1)
        static let dates = Parts(rawValue: 2)
        static let weeks = Parts(rawValue: 4)
        static let days = Parts(rawValue: 8)
        static let holidays = Parts(rawValue: 16)
        static let times = Parts(rawValue: 32)
        /// The rule applies to days that cannot be computed, so it can only make a time unknown.
        static let label = Parts(rawValue: 64)
    }

    /// A set of days.
    struct Days: Sendable {
        /// Bits 0 to 6 are Monday to Sunday.
        var weekdays: UInt8 = 0
        var hasPublicHolidays = false
        var hasSchoolHolidays = false
        var specials = Run()
    }

    /// Days that depend on the month or on other days.
    struct Special: Sendable {
        /// 0 to 6 for a day of the week, 7 for public holidays.
        var weekday: UInt8
        /// Bits 0 to 4 are first to fifth; bits 5 to 9 are last to fifth from the end.
        var numbers: UInt16
        /// Offset of the day in days.
        var offset: Int16
    }

    struct Rule: Sendable {
        var separator: HoursRule.Separator
        var state: HoursState
        var parts: Parts
        /// Row in ``comments``; -1 for none.
        var comment: Int32
        var years = Run()
        var dates = Run()
        /// Bits 1 to 53 are the ISO weeks.
        var weeks: UInt64 = 0
        var days = Days()
        var holidays = Days()
        var spans = Run()
    }

    struct Years: Sendable {
        var from: Int32
        var to: Int32
        var step: Int32
    }

    /// Dates in the most efficient form.
    enum Dates: Sendable {
        /// Whole months, bits 1 to 12.
        case months(UInt16)
        /// The same days every year, as month times 32 plus day; across New Year when `from` is greater.
        case yearly(from: Int16, to: Int16)
        /// A range of day numbers.
        case once(from: Int32, to: Int32)
        /// Dates that differ from year to year, as a row in ``moving``.
        case moving(Int32)
    }

    struct Span: Sendable {
        /// Minutes since midnight, or relative to the event.
        var from: Int16
        var to: Int16
        /// 0 to 3 for an event, -1 for a clock time.
        var fromEvent: Int8
        /// As ``fromEvent``; -2 for no end.
        var toEvent: Int8
        var isOpenEnded: Bool
        /// The latest possible end of an open end: the start of the next period, or 48:00.
        var limit: Int16
    }

    var entries: [Entry] = []
    var rules: [Rule] = []
    var years: [Years] = []
    var dates: [Dates] = []
    var moving: [HoursDates] = []
    var specials: [Special] = []
    var spans: [Span] = []
    var comments: [String] = []

    /// Whether any text depends on the sun's times.
    var usesSun: Bool { entries.contains { $0.traits.contains(.usesSun) } }
}
