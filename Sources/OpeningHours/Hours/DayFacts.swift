internal import Records

/// What opening hours ask about a day, worked out once.
struct DayFacts: Sendable {
    let dayNumber: Int
    let year: Int
    let month: Int
    let day: Int
    let weekday: Int
    let week: Int
    /// Days off around the day: see ``ServiceCalendar/holidayWindow(around:local:)``.
    let holidays: UInt64
    /// Whether it is in the school holidays, nothing when unknown.
    let isSchoolHoliday: Bool?
    /// Minutes of dawn, sunrise, sunset and dusk; nothing when not known or not asked for.
    let sun: SunPosition.Times?

    /// The facts of `date` where days off are those of municipality number `local`.
    init(_ date: CivilDate, calendar: ServiceCalendar, local: Int, withSun: Bool) {
        dayNumber = date.dayNumber
        (year, month, day) = date.parts
        weekday = date.weekday.rawValue
        week = date.isoWeek.week
        holidays = calendar.holidayWindow(around: date, local: local)
        isSchoolHoliday = calendar.isSchoolHoliday(date)
        sun = withSun ? calendar.sunPosition?.times(on: date, in: calendar.zone) : nil
    }

    var isPublicHoliday: Bool { holidays & DayBits.centre != 0 }

    /// Minutes of an event: dawn, sunrise, sunset, dusk are 0 to 3.
    func minute(ofEvent event: Int) -> Int? {
        guard let sun else { return nil }
        return switch event {
        case 0: sun.dawn
        case 1: sun.sunrise
        case 2: sun.sunset
        default: sun.dusk
        }
    }
}
