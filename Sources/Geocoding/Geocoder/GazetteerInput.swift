public import GeoIndex
public import Records

/// The settings of a gazetteer that depend on its region.
public struct GazetteerSettings: Sendable {
    /// BCP 47 tag of names without a tag (`und`).
    public var language: String
    /// The formats of postal codes in the region.
    public var postcodes: [PostcodePattern]
    /// The box that a typed position must lie in; nil for the box of all entries. A margin of 30 km is added when
    /// queried.
    public var bounds: BoundingBox?

    /// Creates settings. Nothing is assumed about the region.
    public init(language: String, postcodes: [PostcodePattern] = [], bounds: BoundingBox? = nil) {
        self.language = language
        self.postcodes = postcodes
        self.bounds = bounds
    }
}

/// A road for the street index. Only roads with a name are used.
public struct StreetWay: Sendable {
    /// All names, the main one under `und` or the region's language.
    public var names: LocalizedText
    /// Further names and spellings (`alt_name`, `old_name`, `official_name`).
    public var otherNames: [String]
    /// Node references, one per vertex.
    public var nodes: [Int64]
    /// Vertices, WGS 84.
    public var coordinates: [Coordinate]
    /// Settlement named in the tags of the road (`addr:city`, `is_in`), if any.
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
    /// Identifier in the store (`n1`, `w2`, `r3`). Interpolation ways refer to nodes by it.
    public var id: String
    /// Street name (`addr:street`), or in places without streets the name of the place (`addr:place`, `addr:city`).
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
    /// `odd`, `even`, `all`, or a step; other values are ignored.
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
