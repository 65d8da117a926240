public import Geocoding
public import GeoIndex
public import Records
public import Routing

/// The contents of a store that the dataset builder receives as values; roads, addresses and the base map are read row
/// by row.
public struct StoreContents: Sendable {
    /// A row that is left out of the dataset.
    public struct LeftOut: Hashable, Sendable {
        /// The source.
        public var source: String
        /// The identifier.
        public var id: String
        /// The name.
        public var name: String
        /// The position of the row in its file.
        public var position: String
        /// The reason why it is left out.
        public var reason: String
    }

    /// A limitation of the data that users of the dataset should know.
    public enum Note: Hashable, Sendable {
        /// `count` of the `of` municipalities have only a sketch as outline.
        case sketchOutlines(count: Int, of: Int)
        /// Municipalities without an outline, by code.
        case withoutOutline(codes: [String])
        /// Sources that are samples rather than registers, by title.
        case samples(titles: [LocalizedText])
        /// Structures left out as duplicates or because their kind is unknown.
        case structuresLeftOut(count: Int)
        /// Structures with an approximate position, and structures without one.
        case structuresWithoutDoor(approximate: Int, without: Int)
        /// There are no municipalities.
        case noMunicipalities
        /// There are no structures.
        case noStructures
        /// There are no roads.
        case noRoads
        /// The roads are an invented sample.
        case sampleRoads
        /// There are no addresses.
        case noAddresses
    }

    /// The merged region, kinds, municipalities, structures and places.
    public var dataset: DatasetContents
    /// The box of the region, if `sources.json` has one.
    public var clip: BoundingBox?
    /// The patterns of postal codes, if `sources.json` has them.
    public var postcodes: [PostcodePattern]
    /// The legal speed limits, if `sources.json` has them.
    public var speedLimits: RegionLimits?
    /// The limitations; ``DatasetContents/region`` contains them as texts.
    public var notes: [Note]
    /// The structures that were left out.
    public var leftOut: [LeftOut]
}
