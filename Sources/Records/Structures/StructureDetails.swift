public import GeoIndex

/// What a record may tell of a structure beside who, where and when: how it reaches people, whom it serves and what a
/// person needs for it. Everything not told is unknown.
public struct StructureDetails: Hashable, Sendable {
    /// How people get its services.
    public enum Delivery: String, Sendable, CaseIterable {
        /// People come to it.
        case place
        /// It comes to people: an area and a timetable, and no point on the map.
        case mobile
        /// By telephone or on the web.
        case virtual
    }

    /// What a person pays.
    public enum Cost: String, Sendable, CaseIterable {
        /// Nothing.
        case free
        /// Something.
        case paid
    }

    /// Whether one needs an appointment.
    public enum Appointment: String, Sendable, CaseIterable {
        /// Nobody is served without one.
        case required
        /// One may have one.
        case possible
        /// People just come.
        case none
    }

    /// How people get its services.
    public var delivery: Delivery
    /// Whether its position must not be published, whatever its kind.
    public var isRedacted: Bool
    /// Identifier of the ``Organisation`` that runs it.
    public var organisation: String?
    /// Why it is not working, when its status says so.
    public var statusReason: LocalizedText
    /// First day it works, for what is temporary or planned.
    public var validFrom: CivilDate?
    /// Last day it works.
    public var validTo: CivilDate?
    /// Whom it is competent for, when that is not its municipality as a whole.
    public var serviceArea: ServiceArea
    /// How one gets in and moves around.
    public var accessibility: Accessibility
    /// A word on the way in: floor, entrance, bell.
    public var accessNote: LocalizedText
    /// Languages spoken, BCP 47 tags, lower case.
    public var languages: [String]
    /// Whom it is meant for: codes such as `homeless`.
    public var audiences: [String]
    /// Who may use it, in words.
    public var eligibility: LocalizedText
    /// Youngest age it is for, in years.
    public var minimumAge: Double?
    /// Oldest age it is for, in years.
    public var maximumAge: Double?
    /// What to do to be served, in words.
    public var application: LocalizedText
    /// Interpreters and other help to be understood, in words.
    public var interpretation: LocalizedText
    /// What it does for people.
    public var services: [StructureService]
    /// What to bring.
    public var documents: [LocalizedText]
    /// What a person pays.
    public var cost: Cost?
    /// A word on the cost.
    public var costNote: LocalizedText
    /// Whether one needs an appointment.
    public var appointment: Appointment?
    /// People it can serve at a time.
    public var capacity: Int?
    /// Desks and offices to ask for.
    public var contacts: [StructureContact]
    /// Who pays for it, and until when.
    public var funding: [Funding]
    /// Days after which its record must be checked again.
    public var checkEveryDays: Int?
    /// The record of the partner it comes from: JSON of an HSDS service at this one location, in its own words, for exports.
    public var partnerRecord: String?

    /// Details of which nothing is known.
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

/// The area a structure is competent for, apart from where it stands: the union of its parts.
public struct ServiceArea: Hashable, Sendable {
    /// Codes of municipalities.
    public var municipalities: [String]
    /// Identifiers of ``Place`` records.
    public var settlements: [String]
    /// An area of its own, WGS 84.
    public var outline: MultiPolygon

    /// Creates an area; with no part at all it says nothing.
    public init(municipalities: [String] = [], settlements: [String] = [], outline: MultiPolygon = []) {
        self.municipalities = municipalities
        self.settlements = settlements
        self.outline = outline
    }

    /// Whether it says nothing.
    public var isEmpty: Bool { municipalities.isEmpty && settlements.isEmpty && outline.isEmpty }
}

/// What is known of the way in and around, each part yes, no or unknown.
public struct Accessibility: Hashable, Sendable {
    /// The parts that are asked about.
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

    /// What is known; a feature that is not there is unknown.
    public var features: [Feature: Bool]
    /// When somebody looked.
    public var date: CivilDate?

    /// Creates a record of what is known.
    public init(_ features: [Feature: Bool] = [:], date: CivilDate? = nil) {
        self.features = features
        self.date = date
    }

    /// Yes, no or unknown.
    public subscript(feature: Feature) -> Bool? {
        get { features[feature] }
        set { features[feature] = newValue }
    }
}

/// Something a structure does for people.
public struct StructureService: Hashable, Sendable {
    /// Code, shared by the structures that do the same.
    public var code: String
    /// Name.
    public var names: LocalizedText
    /// What it is, in a sentence or two.
    public var descriptions: LocalizedText
    /// Codes of the programmes it serves.
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

/// A desk, an office or a post to ask for at a structure, as the structure itself makes it public.
public struct StructureContact: Hashable, Sendable {
    /// What it is called: «Social worker's office».
    public var names: LocalizedText
    /// What it is for, or the post of who answers.
    public var roles: LocalizedText
    /// Telephone numbers, several between `;`.
    public var phone: String?
    /// Electronic mail.
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

/// Money a structure lives on.
public struct Funding: Hashable, Sendable {
    /// Programme or payer.
    public var names: LocalizedText
    /// Its code in the payer's register.
    public var code: String?
    /// First day.
    public var from: CivilDate?
    /// Last day; the structure is not offered after the last of its fundings has ended.
    public var to: CivilDate?

    /// Creates a funding.
    public init(names: LocalizedText, code: String? = nil, from: CivilDate? = nil, to: CivilDate? = nil) {
        self.names = names
        self.code = code
        self.from = from
        self.to = to
    }
}
