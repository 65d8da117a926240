/// What opening hours say about a moment; a greater one lets a person do more.
public enum HoursState: UInt8, Comparable, Sendable, CaseIterable {
    /// Closed.
    case closed
    /// Nobody can tell: no hours, unreadable hours, or hours that leave it open. Never to be shown as open.
    case unknown
    /// Somebody is there for those who have an appointment.
    case appointment
    /// Open.
    case open

    /// Whether `lhs` lets a person do less than `rhs`.
    public static func < (lhs: HoursState, rhs: HoursState) -> Bool { lhs.rawValue < rhs.rawValue }

    /// The word used in interfaces.
    public var code: String {
        switch self {
        case .closed: "closed"
        case .unknown: "unknown"
        case .appointment: "appointment"
        case .open: "open"
        }
    }
}

/// What opening hours say about a moment, and why.
public struct HoursAnswer: Hashable, Sendable {
    /// The state.
    public var state: HoursState
    /// What the hours add in words.
    public var comment: String?
    /// Whether the state is unknown because only the start is given (`18:00+`) and it may still be open.
    public var isOpenEnd: Bool
    /// Whether the state is unknown because the day is a public holiday and the hours do not mention holidays.
    public var isHolidayDoubt: Bool

    /// Creates an answer.
    public init(state: HoursState, comment: String? = nil, isOpenEnd: Bool = false, isHolidayDoubt: Bool = false) {
        self.state = state
        self.comment = comment
        self.isOpenEnd = isOpenEnd
        self.isHolidayDoubt = isHolidayDoubt
    }
}
