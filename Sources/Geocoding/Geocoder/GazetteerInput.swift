public import GeoIndex
public import Records

/// What a gazetteer is told about its region.
public struct GazetteerSettings: Sendable {
    /// BCP 47 tag of names that carry none (`und`).
    public var language: String
    /// How postal codes of the region are written.
    public var postcodes: [PostcodePattern]
    /// Box that a pasted position must lie in; nil takes the box of everything in the gazetteer, with a margin.
    public var bounds: BoundingBox?

    /// Describes a region; all of it is data of the region, nothing is assumed.
    public init(language: String, postcodes: [PostcodePattern] = [], bounds: BoundingBox? = nil) {
        self.language = language
        self.postcodes = postcodes
        self.bounds = bounds
    }
}

/// A road as the street index needs it: only roads with a name are of use.
public struct StreetWay: Sendable {
    /// Every name, the main one under `und` or the region's language.
    public var names: LocalizedText
    /// Further names and spellings (`alt_name`, `old_name`, `official_name`).
    public var otherNames: [String]
    /// Node references, one per vertex.
    public var nodes: [Int64]
    /// Vertices, WGS 84.
    public var coordinates: [Coordinate]
    /// Settlement named by the road itself (`addr:city`, `is_in`), if any.
    public var place: String?

    /// Creates a road.
    public init(
        names: LocalizedText, otherNames: [String] = [], nodes: [Int64], coordinates: [Coordinate], place: String? = nil
    ) {
        self.names = names
        self.otherNames = otherNames
        self.nodes = nodes
        self.coordinates = coordinates
        self.place = place
    }
}

/// A known door.
public struct AddressPoint: Sendable {
    /// Identifier in the store (`n1`, `w2`, `r3`); interpolation ways refer to nodes by it.
    public var id: String
    /// Street name (`addr:street`), or the name of what houses are numbered by where there are no streets (`addr:place`,
    /// `addr:city`).
    public var street: String
    /// House number as written.
    public var houseNumber: String
    /// Postal code as written.
    public var postcode: String?
    /// Settlement as written.
    public var city: String?
    /// Part of the settlement as written.
    public var quarter: String?
    /// Position, WGS 84.
    public var coordinate: Coordinate

    /// Creates a door.
    public init(
        id: String, street: String, houseNumber: String, postcode: String? = nil, city: String? = nil,
        quarter: String? = nil, coordinate: Coordinate
    ) {
        self.id = id
        self.street = street
        self.houseNumber = houseNumber
        self.postcode = postcode
        self.city = city
        self.quarter = quarter
        self.coordinate = coordinate
    }
}

/// A line of doors of which only some are known (`addr:interpolation`).
public struct InterpolationWay: Sendable {
    /// `odd`, `even`, `all`, or a step; others are ignored.
    public var kind: String
    /// Node references, one per vertex.
    public var nodes: [Int64]
    /// Vertices, WGS 84.
    public var coordinates: [Coordinate]

    /// Creates a line of doors.
    public init(kind: String, nodes: [Int64], coordinates: [Coordinate]) {
        self.kind = kind
        self.nodes = nodes
        self.coordinates = coordinates
    }
}
