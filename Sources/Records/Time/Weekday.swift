/// A day of the week, Monday first as in ISO 8601.
public enum Weekday: Int, CaseIterable, Sendable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// The day that comes `days` (0 to 6) after a Monday; other numbers are taken as 6.
    package init(daysAfterMonday days: Int) {
        self = Weekday(rawValue: days) ?? .sunday
    }

    /// Two letters, as the opening hours grammar and the data tables write it.
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

    /// The day written `code`, two letters in any case.
    public init?(code: some StringProtocol) {
        guard let day = Self.allCases.first(where: { $0.code.lowercased() == code.lowercased() }) else { return nil }
        self = day
    }
}
