public import GeoIndex

/// The part of a structure's record beside name, place and hours: how it delivers its services, whom it serves and what
/// people need. What is not given is unknown.
public struct StructureDetails: Hashable, Sendable {
    /// How people get the services.
    public enum Delivery: String, Sendable, CaseIterable {
        /// People come to it.
        case place
        /// It comes to people. It has an area and a timetable, but no point on the map.
        case mobile
        /// By telephone or online.
        case virtual
    }

    /// Whether people pay.
    public enum Cost: String, Sendable, CaseIterable {
        /// Free of charge.
        case free
        /// Not free of charge.
        case paid
    }

    /// Whether an appointment is needed.
    public enum Appointment: String, Sendable, CaseIterable {
        /// Needed.
        case required
        /// Possible, not needed.
        case possible
        /// Not offered: people just come.
        case none
    }

    /// How people get its services.
    public var delivery: Delivery
    /// Whether its position must not be published, even when its kind may be located.
    public var isRedacted: Bool
    /// Identifier of the ``Organisation`` that runs it.
    public var organisation: String?
    /// Why it does not operate, when that is its status.
    public var statusReason: LocalizedText
    /// First day of operation of a temporary or planned structure.
    public var validFrom: CivilDate?
    /// Last day of operation.
    public var validTo: CivilDate?
    /// The area it is competent for, when that is not its whole municipality.
    public var serviceArea: ServiceArea
    /// Access for people with disabilities.
    public var accessibility: Accessibility
    /// A remark on the entrance: floor, door, bell.
    public var accessNote: LocalizedText
    /// Languages spoken, BCP 47 tags, lower case.
    public var languages: [String]
    /// Codes of the groups it is meant for, such as `homeless`.
    public var audiences: [String]
    /// Who may use it, as text.
    public var eligibility: LocalizedText
    /// Lowest age it serves, in years.
    public var minimumAge: Double?
    /// Highest age it serves, in years.
    public var maximumAge: Double?
    /// How to apply, as text.
    public var application: LocalizedText
    /// Interpreters and other language help, as text.
    public var interpretation: LocalizedText
    /// The services it provides.
    public var services: [StructureService]
    /// The documents to bring.
    public var documents: [LocalizedText]
    /// Whether people pay.
    public var cost: Cost?
    /// A remark on the cost.
    public var costNote: LocalizedText
    /// Whether an appointment is needed.
    public var appointment: Appointment?
    /// The number of people it can serve at a time.
    public var capacity: Int?
    /// Offices and posts to contact.
    public var contacts: [StructureContact]
    /// Its funding.
    public var funding: [Funding]
    /// The number of days after which its record must be checked again.
    public var checkEveryDays: Int?
    /// The partner's own record for exports: JSON of an HSDS service, reduced to this location.
    public var partnerRecord: String?

    /// Creates details with nothing known.
    public init() {
        delivery = .place
        isRedacted = false
        statusReason = LocalizedText()
        serviceArea = ServiceArea()
        accessibility = Accessibility()
        accessNote = LocalizedText()
        languages = []
        audiences = []
        eligibility = LocalizedText()
        application = LocalizedText()
        interpretation = LocalizedText()
        services = []
        documents = []
        costNote = LocalizedText()
        contacts = []
        funding = []
    }
}

/// The area that a structure is competent for: the union of its parts. It is independent of the structure's position.
public struct ServiceArea: Hashable, Sendable {
    /// Codes of municipalities.
    public var municipalities: [String]
    /// Identifiers of ``Place`` records.
    public var settlements: [String]
    /// An outline, WGS 84.
    public var outline: MultiPolygon

    /// Creates an area. One without any part is unknown.
    public init(municipalities: [String] = [], settlements: [String] = [], outline: MultiPolygon = []) {
        self.municipalities = municipalities
        self.settlements = settlements
        self.outline = outline
    }

    /// Whether it has no part.
    public var isEmpty: Bool { municipalities.isEmpty && settlements.isEmpty && outline.isEmpty }
}

/// What is known about access for people with disabilities: yes, no or unknown per feature.
public struct Accessibility: Hashable, Sendable {
    /// The features that are recorded.
    public enum Feature: String, Sendable, CaseIterable {
        /// No step between street and counter.
        case stepFree
        /// A door of 80 cm or more.
        case wideDoor
        /// A toilet for wheelchairs.
        case toilet
        /// A lift where there are stairs.
        case lift
        /// A parking place for people with a disability.
        case parking
        /// An induction loop for hearing aids.
        case inductionLoop
    }

    /// The known features; others are unknown.
    public var features: [Feature: Bool]
    /// The date of the survey.
    public var date: CivilDate?

    /// Creates a record of what is known.
    public init(_ features: [Feature: Bool] = [:], date: CivilDate? = nil) {
        self.features = features
        self.date = date
    }

    /// Whether a feature is present; nil when unknown.
    public subscript(feature: Feature) -> Bool? {
        get { features[feature] }
        set { features[feature] = newValue }
    }
}

/// A service that a structure provides.
public struct StructureService: Hashable, Sendable {
    /// Code, the same at all structures that provide the service.
    public var code: String
    /// Name.
    public var names: LocalizedText
    /// A description of one or two sentences.
    public var descriptions: LocalizedText
    /// Codes of the programmes it belongs to.
    public var programmes: [String]

    /// Creates a service.
    public init(
        code: String, names: LocalizedText, descriptions: LocalizedText = LocalizedText(), programmes: [String] = []
    ) {
        self.code = code
        self.names = names
        self.descriptions = descriptions
        self.programmes = programmes
    }
}

/// An office or post to contact at a structure, as published by the structure.
public struct StructureContact: Hashable, Sendable {
    /// Its name, such as «Social worker's office».
    public var names: LocalizedText
    /// Its task, or the post of the person who answers.
    public var roles: LocalizedText
    /// Telephone numbers, separated by `;`.
    public var phone: String?
    /// Electronic mail address.
    public var email: String?

    /// Creates a contact.
    public init(
        names: LocalizedText = LocalizedText(), roles: LocalizedText = LocalizedText(), phone: String? = nil,
        email: String? = nil
    ) {
        self.names = names
        self.roles = roles
        self.phone = phone
        self.email = email
    }
}

/// A source of money of a structure, with its period.
public struct Funding: Hashable, Sendable {
    /// Name of the programme or payer.
    public var names: LocalizedText
    /// Code in the payer's register.
    public var code: String?
    /// First day.
    public var from: CivilDate?
    /// Last day. A structure is not offered after the last of its fundings has ended.
    public var to: CivilDate?

    /// Creates a funding.
    public init(names: LocalizedText, code: String? = nil, from: CivilDate? = nil, to: CivilDate? = nil) {
        self.names = names
        self.code = code
        self.from = from
        self.to = to
    }
}
