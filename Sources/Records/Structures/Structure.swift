public import GeoIndex

/// A place or team that offers services (δομή).
public struct Structure: Hashable, Sendable, Identifiable {
    /// What is known of a structure's working state.
    public enum Status: String, Sendable, CaseIterable {
        /// Confirmed as working.
        case active
        /// Attested by a source, not confirmed by its owner.
        case unverified
        /// Announced, not working yet.
        case planned
        /// Not working for now.
        case suspended
        /// Working between two dates.
        case temporary
        /// Gone.
        case closed

        /// Whether a person may be sent there.
        public var isOffered: Bool { self == .active || self == .unverified || self == .temporary }
    }

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
    /// Hours in the OpenStreetMap `opening_hours` grammar, as the source gives them; nothing when unknown.
    public var openingHours: String?
    /// OpenStreetMap `wheelchair` value, nothing when unknown.
    public var wheelchair: String?
    /// Working state.
    public var status: Status
    /// Position, WGS 84; nothing when only the municipality is known.
    public var coordinate: Coordinate?
    /// Radius in metres within which the true position lies, when it is approximate.
    public var accuracyMetres: Double?
    /// What an approximate position stands for.
    public var positionNote: LocalizedText
    /// Where the record comes from: a page or a publisher.
    public var source: String?
    /// Date the source bears, as far as it says (`2024`, `2024-05`, `2024-05-24`).
    public var sourceDate: String?
    /// Date somebody last confirmed the record.
    public var checkedOn: String?
    /// How it reaches people, whom it serves and what they need for it.
    public var details: StructureDetails

    /// Creates a structure; what is not given is unknown.
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

    /// ``accuracyMetres`` as answers tell it: whole metres, rounded up so that none claims more than is known.
    public var statedAccuracyMetres: Double? { accuracyMetres?.rounded(.up) }

    /// Whether a person may be sent there on `date`: it works, between its dates, and its funding has not run out.
    public func isOffered(on date: CivilDate) -> Bool {
        status.isOffered && (offeredDays?.contains(date) ?? false)
    }

    /// The days on which it may be offered by its dates and its funding; nothing when there is none.
    public var offeredDays: ClosedRange<CivilDate>? {
        let ends = details.funding.compactMap(\.to)
        // One funding without an end keeps it going.
        let funded = ends.count == details.funding.count ? ends.max() : nil
        let from = details.validFrom ?? CivilDate(dayNumber: .min)
        let to = min(details.validTo ?? CivilDate(dayNumber: .max), funded ?? CivilDate(dayNumber: .max))
        return from <= to ? from...to : nil
    }

    /// Whether one gets in without a step: what was looked up, else what OpenStreetMap's `wheelchair` says.
    public var isStepFree: Bool? {
        if let known = details.accessibility[.stepFree] { return known }
        switch wheelchair {
        case "yes", "designated": return true
        case "no", "limited": return false
        default: return nil
        }
    }

    /// Takes away all that tells where a structure is that has no point on the map (mobile, by telephone) or must not be
    /// located; its municipality stays. Texts are looked at by ``removeTexts(where:)``.
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
