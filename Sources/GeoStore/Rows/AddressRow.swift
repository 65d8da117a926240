public import GeoIndex

/// A postal address at a point.
public struct AddressRow: Hashable, Sendable {
    /// The object that bears it: `n1`, `w2`, `r3`.
    public var id: String
    /// Street.
    public var street: String?
    /// What stands in a street's place where houses are numbered by place.
    public var place: String?
    /// House number as written.
    public var houseNumber: String?
    /// Postal code as written.
    public var postcode: String?
    /// Settlement as written.
    public var city: String?
    /// Name of the house or what is in it.
    public var name: String?
    /// All tags.
    public var tags: [String: String]
    /// Position, WGS 84.
    public var coordinate: Coordinate
}

/// A line along which house numbers run.
public struct AddressInterpolationRow: Hashable, Sendable {
    /// OpenStreetMap way.
    public var id: Int64
    /// Node numbers, one per vertex; ``AddressRow`` has the numbered ones as `n…`.
    public var nodes: [Int64]
    /// `odd`, `even`, `all`, `alphabetic` or a step.
    public var kind: String
    /// Vertices, WGS 84.
    public var line: [Coordinate]
}
