public import Records

/// The dates that opening hours depend on: time zone, days off, school holidays; all of it data of one region.
public struct ServiceCalendar: Sendable {
    /// A feast moved in one year by decision.
    public struct Move: Hashable, Sendable {
        /// Identifier of the feast.
        public var feast: String
        /// The date it would have fallen on.
        public var from: CivilDate
        /// The date it is kept on instead.
        public var to: CivilDate
        /// Where the decision is published.
        public var source: String

        /// Creates a move.
        public init(feast: String, from: CivilDate, to: CivilDate, source: String) {
            self.feast = feast
            self.from = from
            self.to = to
            self.source = source
        }
    }

    /// One date that is a day off, or is not one, against the rule.
    public struct Exception: Hashable, Sendable {
        /// The date.
        public var date: CivilDate
        /// Code of the municipality it holds in; nothing when it holds everywhere.
        public var municipality: String?
        /// The day off; nothing when an ordinary day takes the place of a feast.
        public var holiday: Holiday?

        /// Creates an exception.
        public init(date: CivilDate, municipality: String?, holiday: Holiday?) {
            self.date = date
            self.municipality = municipality
            self.holiday = holiday
        }
    }

    /// What is known of school holidays.
    public struct SchoolYear: Hashable, Sendable {
        /// The dates for which ``holidays`` is complete.
        public var known: ClosedRange<CivilDate>
        /// The holidays in that time.
        public var holidays: [ClosedRange<CivilDate>]

        /// Creates a school year.
        public init(known: ClosedRange<CivilDate>, holidays: [ClosedRange<CivilDate>]) {
            self.known = known
            self.holidays = holidays
        }
    }

    /// The clocks of the region.
    public let zone: ZoneRule
    /// How its Easter is reckoned.
    public let computus: Computus
    /// Where the sun's times are taken, WGS 84: one point for the region; nothing makes such hours unknown.
    public let sunPosition: SunPosition?
    /// Which comments on opening hours mean «by appointment».
    public let appointment: AppointmentWords
    /// Yearly days off.
    public let feasts: [Feast]
    /// Feasts moved by decision.
    public let moves: [Move]
    /// Single dates against the rule.
    public let exceptions: [Exception]
    /// School holidays, as far as they are known.
    public let schoolYears: [SchoolYear]
    /// Dates on which a decision is to be expected, with what to tell people.
    public let pending: [CivilDate: LocalizedText]

    /// Codes of municipalities with days of their own; a municipality's number is its index here plus one.
    private let localCodes: [String]
    /// Days off as bits: of all, then of each municipality with days of its own.
    private let dayBits: [DayBits]

    /// Creates a calendar from its parts; O(years · feasts).
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

    /// A calendar with universal time and no days off.
    public static let plain = ServiceCalendar(zone: .utc, computus: .western)

    /// The years whose days off are tabulated; outside them ``isPublicHoliday(_:municipality:)`` is false.
    public static let tabulatedYears = 1990...2099

    /// The number under which days off of `municipality` (its code) are found fast; 0 where it has none of its own.
    public func localNumber(ofMunicipality municipality: String?) -> Int {
        municipality.flatMap { localCodes.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    }

    /// How many numbers ``localNumber(ofMunicipality:)`` gives out.
    package var localCount: Int { dayBits.count }

    /// Whether `date` is a day off in `municipality` (its code; nothing asks for days that all keep); O(1).
    public func isPublicHoliday(_ date: CivilDate, municipality: String? = nil) -> Bool {
        holidayWindow(around: date, local: localNumber(ofMunicipality: municipality)) & DayBits.centre != 0
    }

    /// Days off around `date`: bit 32 is the date itself, bit 33 the next day, down to bit 1 for 31 days before.
    func holidayWindow(around date: CivilDate, local: Int) -> UInt64 {
        dayBits[dayBits.indices.contains(local) ? local : 0].window(around: date.dayNumber)
    }

    /// Whether `date` may be a day off in the municipality of a number: false is certain; O(1).
    package func mayBeHoliday(_ date: CivilDate, local: Int) -> Bool {
        holidayWindow(around: date, local: local) & DayBits.centre != 0 || !Self.tabulatedYears.contains(date.year)
    }

    /// The day off that `date` is in `municipality`, a general one before a local one; O(feasts).
    public func holiday(on date: CivilDate, municipality: String? = nil) -> Holiday? {
        HolidayDays(computus: computus, feasts: feasts, moves: moves, exceptions: exceptions)
            .holiday(on: date, municipality: municipality)
    }

    /// Whether `date` is in the school holidays; nothing when that is not known.
    public func isSchoolHoliday(_ date: CivilDate) -> Bool? {
        var isKnown = false
        for year in schoolYears where year.known.contains(date) {
            if year.holidays.contains(where: { $0.contains(date) }) { return true }
            isKnown = true
        }
        return isKnown ? false : nil
    }
}
