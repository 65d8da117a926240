internal import Records

/// The facts about a day that opening hours depend on.
struct DayFacts: Sendable {
    let dayNumber: Int
    let year: Int
    let month: Int
    let day: Int
    let weekday: Int
    let week: Int
    /// Days off around the day, see ``ServiceCalendar/holidayWindow(around:local:)``.
    let holidays: UInt64
    /// Whether it is in the school holidays; nil when unknown.
    let isSchoolHoliday: Bool?
    /// The sun's times; nil when unknown or not requested.
    let sun: SunPosition.Times?

    /// Computes the facts of `date`, with the days off of the municipality with number `local`.
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

    /// Returns the minute of an event: 0 is dawn, 1 sunrise, 2 sunset, 3 dusk.
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
