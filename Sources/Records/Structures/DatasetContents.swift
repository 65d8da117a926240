public import GeoIndex

/// Everything that a build takes from the store.
public struct DatasetContents: Sendable {
    /// A municipality and its outline (empty when there is none).
    public struct MunicipalArea: Sendable {
        /// The municipality.
        public var municipality: Municipality
        /// Its outline, WGS 84.
        public var outline: MultiPolygon

        /// Pairs a municipality with its outline.
        public init(municipality: Municipality, outline: MultiPolygon) {
            self.municipality = municipality
            self.outline = outline
        }
    }

    /// The description of the region.
    public var region: RegionDescription
    /// The kinds of structure.
    public var kinds: [StructureKind]
    /// The municipalities with their outlines.
    public var municipalities: [MunicipalArea]
    /// The structures that may be published.
    public var structures: [Structure]
    /// The settlements and their parts.
    public var places: [Place]
    /// The bodies that run structures.
    public var organisations: [Organisation]
    /// The kinds of structure that municipalities should have.
    public var expected: [ExpectedKind]
    /// `calendar.json`, UTF-8; nil for a calendar in UTC without days off.
    public var calendar: [UInt8]?
    /// `programmes.json`, UTF-8; nil for no programmes.
    public var programmes: [UInt8]?
    /// `help.json`, UTF-8; nil when no words about dangers are known.
    public var help: [UInt8]?
    /// `needs.json`, UTF-8; nil when it is not known how people say what they need.
    public var needs: [UInt8]?
    /// Former identifiers of structures, each with the present one. A structure is found under both.
    public var aliases: [String: String]

    /// Creates the contents of a dataset.
    public init(
        region: RegionDescription, kinds: [StructureKind] = [], municipalities: [MunicipalArea] = [],
        structures: [Structure] = [], places: [Place] = [], organisations: [Organisation] = [],
        expected: [ExpectedKind] = [],
        calendar: [UInt8]? = nil, programmes: [UInt8]? = nil, help: [UInt8]? = nil, needs: [UInt8]? = nil,
        aliases: [String: String] = [:]
    ) {
        self.region = region
        self.kinds = kinds
        self.municipalities = municipalities
        self.structures = structures
        self.places = places
        self.organisations = organisations
        self.expected = expected
        self.calendar = calendar
        self.programmes = programmes
        self.help = help
        self.needs = needs
        self.aliases = aliases
    }
}
