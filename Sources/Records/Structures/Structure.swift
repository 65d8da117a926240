public import GeoIndex

/// A place or team that offers services (δομή).
public struct Structure: Hashable, Sendable, Identifiable {
    /// What is known about whether a structure operates.
    public enum Status: String, Sendable, CaseIterable {
        /// Confirmed to operate.
        case active
        /// Listed by a source, not confirmed by the structure.
        case unverified
        /// Announced, does not operate yet.
        case planned
        /// Does not operate for some time.
        case suspended
        /// Operates between two dates.
        case temporary
        /// Closed for good.
        case closed

        /// Whether people may be sent there.
        public var isOffered: Bool { self == .active || self == .unverified || self == .temporary }
    }

    /// ``source`` of a record that a registry has published.
    public static let registrySource = "registry"

    /// Stable identifier, unique in a dataset.
    public var id: String
    /// Code of its ``StructureKind``.
    public var kind: String
    /// Name.
    public var names: LocalizedText
    /// Identifier of the structure it is an annex of.
    public var parent: String?
    /// Code of the municipality it belongs to.
    public var municipality: String?
    /// Postal address as written by the source.
    public var address: LocalizedText
    /// Telephone, as printed by the source.
    public var phone: String?
    /// Electronic mail address.
    public var email: String?
    /// Web page.
    public var website: String?
    /// Hours in the `opening_hours` grammar of OpenStreetMap, as the source gives them; nil when unknown.
    public var openingHours: String?
    /// OpenStreetMap `wheelchair` value; nil when unknown.
    public var wheelchair: String?
    /// Whether it operates.
    public var status: Status
    /// Position, WGS 84; nil when only the municipality is known.
    public var coordinate: Coordinate?
    /// Radius in metres within which the true position lies, when it is approximate.
    public var accuracyMetres: Double?
    /// What an approximate position refers to.
    public var positionNote: LocalizedText
    /// The source of the record: a page or a publisher.
    public var source: String?
    /// Date of the source, to the precision it gives (`2024`, `2024-05`, `2024-05-24`).
    public var sourceDate: String?
    /// Date on which the record was last confirmed.
    public var checkedOn: String?
    /// How it delivers its services, whom it serves and what people need.
    public var details: StructureDetails

    /// Creates a structure. What is not given is unknown.
    public init(
        id: String, kind: String, names: LocalizedText, parent: String? = nil, municipality: String? = nil,
        address: LocalizedText = LocalizedText(), phone: String? = nil, email: String? = nil, website: String? = nil,
        openingHours: String? = nil, wheelchair: String? = nil, status: Status = .unverified,
        coordinate: Coordinate? = nil, accuracyMetres: Double? = nil, positionNote: LocalizedText = LocalizedText(),
        source: String? = nil, sourceDate: String? = nil, checkedOn: String? = nil,
        details: StructureDetails = StructureDetails()
    ) {
        self.id = id
        self.kind = kind
        self.names = names
        self.parent = parent
        self.municipality = municipality
        self.address = address
        self.phone = phone
        self.email = email
        self.website = website
        self.openingHours = openingHours
        self.wheelchair = wheelchair
        self.status = status
        self.coordinate = coordinate
        self.accuracyMetres = accuracyMetres
        self.positionNote = positionNote
        self.source = source
        self.sourceDate = sourceDate
        self.checkedOn = checkedOn
        self.details = details
    }

    /// ``accuracyMetres`` as answers give it: in whole metres, rounded up so that it never claims more than is known.
    public var statedAccuracyMetres: Double? { accuracyMetres?.rounded(.up) }

    /// Returns whether people may be sent there on `date`: its status allows it, and its dates and its funding include
    /// the date.
    public func isOffered(on date: CivilDate) -> Bool {
        status.isOffered && (offeredDays?.contains(date) ?? false)
    }

    /// The days within its dates and its funding; nil when there are none.
    public var offeredDays: ClosedRange<CivilDate>? {
        let ends = details.funding.compactMap(\.to)
        // A funding without an end keeps the structure going.
        let funded = ends.count == details.funding.count ? ends.max() : nil
        let from = details.validFrom ?? CivilDate(dayNumber: .min)
        let to = min(details.validTo ?? CivilDate(dayNumber: .max), funded ?? CivilDate(dayNumber: .max))
        return from <= to ? from...to : nil
    }

    /// Whether the entrance is without steps: as surveyed, else by OpenStreetMap's `wheelchair`; nil when unknown.
    public var isStepFree: Bool? {
        if let known = details.accessibility[.stepFree] { return known }
        switch wheelchair {
        case "yes", "designated": return true
        case "no", "limited": return false
        default: return nil
        }
    }

    /// Removes the position of a structure that has no point on the map (mobile, by telephone), and everything that
    /// reveals the location of a structure that must not be located, except its municipality.
    ///
    /// Free texts are handled by ``removeTexts(where:)``.
    public mutating func withholdPosition(_ rule: LocationRule) {
        let isWithheld = rule.withholds(self)
        guard isWithheld || details.delivery != .place else { return }
        coordinate = nil
        accuracyMetres = nil
        positionNote = LocalizedText()
        guard isWithheld else { return }
        address = LocalizedText()
        details.accessNote = LocalizedText()
        details.serviceArea.settlements = []
        details.serviceArea.outline = []
        details.partnerRecord = nil
    }
}
