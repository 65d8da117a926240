public import Records

/// The requirements on structures in an answer; all must be met.
///
/// A structure with an unknown property does not pass; it is listed separately and counted.
public struct ServiceFilter: Hashable, Sendable {
    /// The requirement on opening hours. The raw value is used by the interface and the command line.
    public enum Opening: String, CaseIterable, Sendable {
        /// Open at the time of the question.
        case open = "now"
        /// Open on arrival, when leaving at the time of the question.
        case onArrival = "arrival"
        /// Open by appointment at the time of the question.
        case byAppointment = "appointment"
        /// No requirement.
        case any

        /// Returns the default of a question: open when it has a time, else no requirement.
        public static func usual(hasMoment: Bool) -> Opening { hasMoment ? .open : .any }
    }

    /// The requirement on opening hours.
    public var opening: Opening
    /// Whether the entrance must be without steps.
    public var isStepFree: Bool
    /// Languages of which one must be spoken, as lower-case BCP 47 tags; empty for no requirement.
    public var languages: [String]
    /// Audiences of which it must be meant for one; empty for no requirement.
    public var audiences: [String]
    /// Codes of services of which it must provide one; empty for no requirement.
    public var services: [String]
    /// The requirement on cost, if any.
    public var cost: StructureDetails.Cost?
    /// The requirement on appointments, if any.
    public var appointment: StructureDetails.Appointment?
    /// Greatest distance in a straight line, in metres; nil for no limit.
    public var withinMetres: Double?

    /// Creates a filter. By default it has no requirements.
    public init(
        opening: Opening = .any, isStepFree: Bool = false, languages: [String] = [], audiences: [String] = [],
        services: [String] = [], cost: StructureDetails.Cost? = nil,
        appointment: StructureDetails.Appointment? = nil, withinMetres: Double? = nil
    ) {
        self.opening = opening
        self.isStepFree = isStepFree
        self.languages = languages
        self.audiences = audiences
        self.services = services
        self.cost = cost
        self.appointment = appointment
        self.withinMetres = withinMetres
    }

    /// Whether it has no requirements.
    public var isEmpty: Bool { self == ServiceFilter() }
}

/// The properties in filters that can be unknown for a structure.
public struct UnknownProperties: OptionSet, Hashable, Sendable {
    /// One bit per property.
    public let rawValue: UInt8
    /// Creates a set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Opening hours.
    public static let hours = UnknownProperties(rawValue: 1)
    /// Whether the entrance is without steps.
    public static let stepFree = UnknownProperties(rawValue: 2)
    /// The languages spoken.
    public static let language = UnknownProperties(rawValue: 4)
    /// The audiences it is meant for.
    public static let audience = UnknownProperties(rawValue: 8)
    /// The cost.
    public static let cost = UnknownProperties(rawValue: 16)
    /// Whether an appointment is needed.
    public static let appointment = UnknownProperties(rawValue: 32)
    /// The services it provides.
    public static let service = UnknownProperties(rawValue: 64)
}
