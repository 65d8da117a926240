/// The state of opening hours at a time. A greater state gives people more.
public enum HoursState: UInt8, Comparable, Sendable, CaseIterable {
    /// Closed.
    case closed
    /// Unknown: no hours, invalid hours, or hours that leave it open. It must never be shown as open.
    case unknown
    /// Open by appointment only.
    case appointment
    /// Open.
    case open

    /// Returns whether `lhs` gives people less than `rhs`.
    public static func < (lhs: HoursState, rhs: HoursState) -> Bool { lhs.rawValue < rhs.rawValue }

    /// The name of the state in interfaces.
    public var code: String {
        switch self {
        case .closed: "closed"
        case .unknown: "unknown"
        case .appointment: "appointment"
        case .open: "open"
        }
    }
}

/// The state of opening hours at a time, with the reason.
public struct HoursAnswer: Hashable, Sendable {
    /// The state.
    public var state: HoursState
    /// The comment in the hours, if any.
    public var comment: String?
    /// Whether the state is unknown because only a start is given (`18:00+`).
    public var isOpenEnd: Bool
    /// Whether the state is unknown because it is a public holiday and the hours do not mention holidays.
    public var isHolidayDoubt: Bool

    /// Creates an answer.
    public init(state: HoursState, comment: String? = nil, isOpenEnd: Bool = false, isHolidayDoubt: Bool = false) {
        self.state = state
        self.comment = comment
        self.isOpenEnd = isOpenEnd
        self.isHolidayDoubt = isHolidayDoubt
    }
}
