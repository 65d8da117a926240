public import Geocoding
public import GeoIndex
public import Records
public import Routing

/// What the dataset builder takes from a store as values; roads, addresses and the base map come row by row.
public struct StoreContents: Sendable {
    /// A row that does not go into the dataset.
    public struct LeftOut: Hashable, Sendable {
        /// Its source.
        public var source: String
        /// Its identifier.
        public var id: String
        /// Its name.
        public var name: String
        /// Where it stands in its file.
        public var position: String
        /// Why it is left out.
        public var reason: String
    }

    /// Something the readers of a dataset should know of what it rests on.
    public enum Note: Hashable, Sendable {
        /// So many of so many municipalities have only a sketch for an outline.
        case sketchOutlines(count: Int, of: Int)
        /// Municipalities without any outline, by code.
        case withoutOutline(codes: [String])
        /// Sources that are samples and no registers, by title.
        case samples(titles: [LocalizedText])
        /// Structures left out because they look like others, or are of no known kind.
        case structuresLeftOut(count: Int)
        /// Structures whose position is approximate, and those that have none.
        case structuresWithoutDoor(approximate: Int, without: Int)
        /// There is no municipality.
        case noMunicipalities
        /// There is no structure.
        case noStructures
        /// There is no road.
        case noRoads
        /// The roads are made up.
        case sampleRoads
        /// There is no address.
        case noAddresses
    }

    /// Region, kinds, municipalities, structures and places, merged.
    public var dataset: DatasetContents
    /// Box of the region, where `sources.json` gives one.
    public var clip: BoundingBox?
    /// How postal codes of the region are written, where `sources.json` says so.
    public var postcodes: [PostcodePattern]
    /// What the law of the region says about speed, where `sources.json` says so.
    public var speedLimits: RegionLimits?
    /// What readers should know; ``DatasetContents/region`` has the same in words.
    public var notes: [Note]
    /// Structures that did not go in.
    public var leftOut: [LeftOut]
}
