public import GeoIndex

/// Everything a build takes from the store, as values.
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

    /// What the dataset says about itself.
    public var region: RegionDescription
    /// Kinds of structure.
    public var kinds: [StructureKind]
    /// Municipalities with outlines.
    public var municipalities: [MunicipalArea]
    /// Structures that may be published.
    public var structures: [Structure]
    /// Settlements and their parts.
    public var places: [Place]
    /// Bodies that run structures.
    public var organisations: [Organisation]
    /// Kinds of structure that municipalities ought to have.
    public var expected: [ExpectedKind]
    /// `calendar.json`, UTF-8; nothing means a calendar without days off, in universal time.
    public var calendar: [UInt8]?
    /// `programmes.json`, UTF-8; nothing means no programme.
    public var programmes: [UInt8]?
    /// `help.json`, UTF-8; nothing means that no danger is known by its words.
    public var help: [UInt8]?
    /// Identifiers under which a structure was known and still is found, each with the one it has.
    public var aliases: [String: String]

    /// Gathers the contents of a dataset.
    public init(
        region: RegionDescription, kinds: [StructureKind] = [], municipalities: [MunicipalArea] = [],
        structures: [Structure] = [], places: [Place] = [], organisations: [Organisation] = [],
        expected: [ExpectedKind] = [],
        calendar: [UInt8]? = nil, programmes: [UInt8]? = nil, help: [UInt8]? = nil,
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
        self.aliases = aliases
    }
}
