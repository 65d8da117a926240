/// Opening hours of many structures as flat rows of fixed size: one text is a run of rules, a rule points at its dates
/// and spans. Nothing is allocated when a row is evaluated.
struct HoursTable: Sendable {
    /// A run of rows in another list.
    struct Run: Sendable {
        var first: UInt32 = 0
        var count: UInt32 = 0

        var indices: Range<Int> { Int(first)..<Int(first) + Int(count) }
        var isEmpty: Bool { count == 0 }
    }

    /// What a text needs beyond its rules.
    struct Traits: OptionSet, Sendable {
        let rawValue: UInt8
        /// The text could not be read.
        static let unreadable = Traits(rawValue: 1)
        /// It says something about public holidays, or is `24/7`.
        static let mentionsHolidays = Traits(rawValue: 2)
        /// It depends on school holidays.
        static let mentionsSchool = Traits(rawValue: 4)
        /// A span may go past midnight.
        static let spills = Traits(rawValue: 8)
        /// It depends on the sun.
        static let usesSun = Traits(rawValue: 16)
    }

    /// One text.
    struct Entry: Sendable {
        var rules: Run
        var traits: Traits
    }

    /// Which selectors a rule has.
    struct Parts: OptionSet, Sendable {
        let rawValue: UInt8
        static let years = Parts(rawValue: 1)
        static let dates = Parts(rawValue: 2)
        static let weeks = Parts(rawValue: 4)
        static let days = Parts(rawValue: 8)
        static let holidays = Parts(rawValue: 16)
        static let times = Parts(rawValue: 32)
        /// The rule holds on days only people know: it can make a time unknown, no more.
        static let label = Parts(rawValue: 64)
    }

    /// A choice of days.
    struct Days: Sendable {
        /// Bits 0 to 6: Monday to Sunday.
        var weekdays: UInt8 = 0
        var hasPublicHolidays = false
        var hasSchoolHolidays = false
        var specials = Run()
    }

    /// Days that need a look at the month or at other days.
    struct Special: Sendable {
        /// 0 to 6 for a day of the week, 7 for public holidays.
        var weekday: UInt8
        /// Bits 0 to 4: first to fifth; bits 5 to 9: last to fifth from the end.
        var numbers: UInt16
        /// Days by which the chosen day is moved.
        var offset: Int16
    }

    struct Rule: Sendable {
        var separator: HoursRule.Separator
        var state: HoursState
        var parts: Parts
        /// Row in ``comments``, -1 for none.
        var comment: Int32
        var years = Run()
        var dates = Run()
        /// Bits 1 to 53.
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

    /// Dates in the cheapest form that fits.
    enum Dates: Sendable {
        /// Whole months, bits 1 to 12.
        case months(UInt16)
        /// The same days every year, as month · 32 + day; over New Year when `from` is greater.
        case yearly(from: Int16, to: Int16)
        /// Day numbers.
        case once(from: Int32, to: Int32)
        /// Dates that move every year: row in ``moving``.
        case moving(Int32)
    }

    struct Span: Sendable {
        /// Minutes since midnight, or after the event.
        var from: Int16
        var to: Int16
        /// 0 to 3 for an event, -1 for a clock time.
        var fromEvent: Int8
        /// As above, -2 where no end is given.
        var toEvent: Int8
        var isOpenEnded: Bool
        /// Where an open end stops being possible: the next span's start, or 48:00.
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

    /// Whether any text depends on the sun.
    var usesSun: Bool { entries.contains { $0.traits.contains(.usesSun) } }
}
