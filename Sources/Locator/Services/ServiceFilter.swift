public import Records

/// What a structure must offer to be in an answer; all conditions hold together.
///
/// What is not known of a structure never passes: it is listed apart and counted.
public struct ServiceFilter: Hashable, Sendable {
    /// What its opening hours must say; the raw value is the code that the interface and the command line use.
    public enum Opening: String, CaseIterable, Sendable {
        /// Open at the moment of the question.
        case open = "now"
        /// Open when a person arrives who sets out at the moment of the question.
        case onArrival = "arrival"
        /// Somebody is there for those with an appointment at the moment of the question.
        case byAppointment = "appointment"
        /// Anything.
        case any

        /// What a question asks for that does not say it: whoever names a moment wants what is open then.
        public static func usual(hasMoment: Bool) -> Opening { hasMoment ? .open : .any }
    }

    /// What its opening hours must say.
    public var opening: Opening
    /// Whether one must get in without a step.
    public var isStepFree: Bool
    /// Languages, one of which must be spoken: BCP 47 tags, lower case; empty means any.
    public var languages: [String]
    /// Audiences, one of which it must be meant for; empty means any.
    public var audiences: [String]
    /// Codes of services, one of which it must offer; empty means any.
    public var services: [String]
    /// What it must cost.
    public var cost: StructureDetails.Cost?
    /// Whether one must need an appointment, or must not.
    public var appointment: StructureDetails.Appointment?
    /// Largest distance through the air in metres.
    public var withinMetres: Double?

    /// A filter that everything passes.
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

    /// Whether everything passes.
    public var isEmpty: Bool { self == ServiceFilter() }
}

/// A property that a filter asks about and that may be unknown of a structure.
public struct UnknownProperties: OptionSet, Hashable, Sendable {
    /// One bit for each property.
    public let rawValue: UInt8
    /// Creates a set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Whether it is open.
    public static let hours = UnknownProperties(rawValue: 1)
    /// Whether one gets in without a step.
    public static let stepFree = UnknownProperties(rawValue: 2)
    /// Which languages are spoken.
    public static let language = UnknownProperties(rawValue: 4)
    /// Whom it is meant for.
    public static let audience = UnknownProperties(rawValue: 8)
    /// What it costs.
    public static let cost = UnknownProperties(rawValue: 16)
    /// Whether one needs an appointment.
    public static let appointment = UnknownProperties(rawValue: 32)
    /// What it does.
    public static let service = UnknownProperties(rawValue: 64)
}
