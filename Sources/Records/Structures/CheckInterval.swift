/// Until when a record counts as checked.
package enum CheckInterval {
    /// The number of the last day on which a record counts as fresh; nil when it need not be checked again, and the lowest
    /// number when it was never checked, or on an unknown day.
    package static func freshUntil(checkedOn: String?, everyDays: Int?) -> Int? {
        guard let everyDays else { return nil }
        guard let checked = checkedOn.flatMap({ TimeText.date($0) }) else { return .min }
        return checked.adding(days: everyDays).dayNumber
    }
}
