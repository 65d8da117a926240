public import Records

/// The calendar of a region for opening hours: time zone, days off, school holidays.
public struct ServiceCalendar: Sendable {
    /// A decision that moves a feast in one year.
    public struct Move: Hashable, Sendable {
        /// Identifier of the feast.
        public var feast: String
        /// The regular date.
        public var from: CivilDate
        /// The date on which it is observed instead.
        public var to: CivilDate
        /// The publication of the decision.
        public var source: String

        /// Creates a move.
        public init(feast: String, from: CivilDate, to: CivilDate, source: String) {
            self.feast = feast
            self.from = from
            self.to = to
            self.source = source
        }
    }

    /// A date that, against the rule, is a day off or is an ordinary day.
    public struct Exception: Hashable, Sendable {
        /// The date.
        public var date: CivilDate
        /// Code of the municipality for which it applies; nil for all.
        public var municipality: String?
        /// The day off; nil for an ordinary day in place of a feast.
        public var holiday: Holiday?

        /// Creates an exception.
        public init(date: CivilDate, municipality: String?, holiday: Holiday?) {
            self.date = date
            self.municipality = municipality
            self.holiday = holiday
        }
    }

    /// The known school holidays of a period.
    public struct SchoolYear: Hashable, Sendable {
        /// The period for which ``holidays`` is complete.
        public var known: ClosedRange<CivilDate>
        /// The holidays in the period.
        public var holidays: [ClosedRange<CivilDate>]

        /// Creates a school year.
        public init(known: ClosedRange<CivilDate>, holidays: [ClosedRange<CivilDate>]) {
            self.known = known
            self.holidays = holidays
        }
    }

    /// The time zone.
    public let zone: ZoneRule
    /// The rule for the date of Easter.
    public let computus: Computus
    /// The position for which sunrise and sunset are computed, one for the region. Nil makes hours that use them
    /// unknown.
    public let sunPosition: SunPosition?
    /// The words that mean «by appointment» in comments on opening hours.
    public let appointment: AppointmentWords
    /// The yearly days off.
    public let feasts: [Feast]
    /// Decisions that move feasts.
    public let moves: [Move]
    /// Single dates against the rule.
    public let exceptions: [Exception]
    /// The known school holidays.
    public let schoolYears: [SchoolYear]
    /// Dates for which a decision is expected, each with a note for people.
    public let pending: [CivilDate: LocalizedText]

    /// Codes of the municipalities with days off of their own. The number of a municipality is its index plus one.
    private let localCodes: [String]
    /// Days off: first the general ones, then those of each municipality in ``localCodes``, general ones included.
    private let dayBits: [DayBits]

    /// Creates a calendar. O(years · feasts).
    public init(
        zone: ZoneRule, computus: Computus, sunPosition: SunPosition? = nil,
        appointment: AppointmentWords = AppointmentWords(),
        feasts: [Feast] = [], moves: [Move] = [], exceptions: [Exception] = [], schoolYears: [SchoolYear] = [],
        pending: [CivilDate: LocalizedText] = [:]
    ) {
        self.zone = zone
        self.computus = computus
        self.sunPosition = sunPosition
        self.appointment = appointment
        self.feasts = feasts
        self.moves = moves
        self.exceptions = exceptions
        self.schoolYears = schoolYears
        self.pending = pending
        localCodes = Set(feasts.compactMap(\.municipality) + exceptions.compactMap(\.municipality)).sorted()
        let days = HolidayDays(computus: computus, feasts: feasts, moves: moves, exceptions: exceptions)
        dayBits = ([nil] + localCodes.map(Optional.some)).map { code in
            DayBits(years: Self.tabulatedYears) { days.dates(in: $0, municipality: code) }
        }
    }

    /// A calendar in UTC without days off.
    public static let plain = ServiceCalendar(zone: .utc, computus: .western)

    /// The years for which days off are computed. In other years ``isPublicHoliday(_:municipality:)`` is false.
    public static let tabulatedYears = 1990...2099

    /// Returns the number of a municipality for quick look-up of its days off; 0 when it has none of its own.
    public func localNumber(ofMunicipality municipality: String?) -> Int {
        municipality.flatMap { localCodes.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    }

    /// The number of values that ``localNumber(ofMunicipality:)`` returns.
    package var localCount: Int { dayBits.count }

    /// Returns whether `date` is a day off. O(1).
    ///
    /// - Parameter municipality: The code of the municipality; nil for days off that all observe.
    public func isPublicHoliday(_ date: CivilDate, municipality: String? = nil) -> Bool {
        holidayWindow(around: date, local: localNumber(ofMunicipality: municipality)) & DayBits.centre != 0
    }

    /// Returns the days off around `date`: bit 32 is the date, bit 33 the next day, bit 1 the day 31 days before.
    func holidayWindow(around date: CivilDate, local: Int) -> UInt64 {
        dayBits[dayBits.indices.contains(local) ? local : 0].window(around: date.dayNumber)
    }

    /// Returns false when `date` is certainly not a day off in the municipality with this number. O(1).
    package func mayBeHoliday(_ date: CivilDate, local: Int) -> Bool {
        holidayWindow(around: date, local: local) & DayBits.centre != 0 || !Self.tabulatedYears.contains(date.year)
    }

    /// Returns the day off on `date` in `municipality`, a general one before a local one, or nil. O(feasts).
    public func holiday(on date: CivilDate, municipality: String? = nil) -> Holiday? {
        HolidayDays(computus: computus, feasts: feasts, moves: moves, exceptions: exceptions)
            .holiday(on: date, municipality: municipality)
    }

    /// Returns whether `date` is in the school holidays; nil when unknown.
    public func isSchoolHoliday(_ date: CivilDate) -> Bool? {
        var isKnown = false
        for year in schoolYears where year.known.contains(date) {
            if year.holidays.contains(where: { $0.contains(date) }) { return true }
            isKnown = true
        }
        return isKnown ? false : nil
    }
}
