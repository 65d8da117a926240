internal import Records

/// The facts about a day that opening hours depend on.
struct DayFacts: Sendable {
    let dayNumber: Int
    let year: Int
    let month: Int
    let day: Int
    let weekday: Int
    /// Days off around the day, see ``ServiceCalendar/holidayWindow(around:local:)``.
    let holidays: UInt64
    /// Whether it is in the school holidays; nil when unknown.
    let isSchoolHoliday: Bool?
    /// The sun's times; nil when unknown or not requested.
    let sun: SunPosition.Times?

    /// Computes the facts of `date`, with the days off of the municipality with number `local`.
    ///
    /// - Parameter yesterday: The facts of the day before, if known; they save most of the work.
    init(
        _ date: CivilDate, calendar: ServiceCalendar, local: Int, withSun: Bool, after yesterday: DayFacts? = nil
    ) {
        dayNumber = date.dayNumber
        if let yesterday, yesterday.day < 28 {
            (year, month, day) = (yesterday.year, yesterday.month, yesterday.day + 1)
        } else {
            (year, month, day) = date.parts
        }
        weekday = date.weekday.rawValue
        holidays = calendar.holidayWindow(around: date, local: local)
        isSchoolHoliday = calendar.isSchoolHoliday(date)
        sun = withSun ? calendar.sunPosition?.times(on: date, in: calendar.zone) : nil
    }

    /// The number of the ISO 8601 week. Computed when asked for, because few rules have weeks.
    var week: Int { CivilDate(dayNumber: dayNumber).isoWeek.week }

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
