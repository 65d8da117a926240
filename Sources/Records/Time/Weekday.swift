/// A day of the week, Monday first as in ISO 8601.
public enum Weekday: Int, CaseIterable, Sendable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// Creates the day `days` (0 to 6) after a Monday; other numbers give a Sunday.
    package init(daysAfterMonday days: Int) {
        self = Weekday(rawValue: days) ?? .sunday
    }

    /// Two letters, as in the opening hours grammar and the data tables.
    public var code: String {
        switch self {
        case .monday: "Mo"
        case .tuesday: "Tu"
        case .wednesday: "We"
        case .thursday: "Th"
        case .friday: "Fr"
        case .saturday: "Sa"
        case .sunday: "Su"
        }
    }

    /// Creates a day from its two letters in any case.
    public init?(code: some StringProtocol) {
        guard let day = Self.allCases.first(where: { $0.code.lowercased() == code.lowercased() }) else { return nil }
        self = day
    }
}
