public import GeoIndex

/// A postal address at a point.
public struct AddressRow: Hashable, Sendable {
    /// The object with the address: `n1`, `w2`, `r3`.
    public var id: String
    /// The street.
    public var street: String?
    /// The place, used in place of a street where houses are numbered by place.
    public var place: String?
    /// The house number as written.
    public var houseNumber: String?
    /// The postal code as written.
    public var postcode: String?
    /// The settlement as written.
    public var city: String?
    /// The name of the house or of what is in it.
    public var name: String?
    /// All tags.
    public var tags: [String: String]
    /// The position in WGS 84.
    public var coordinate: Coordinate
}

/// A line along which house numbers are interpolated.
public struct AddressInterpolationRow: Hashable, Sendable {
    /// The id of the OpenStreetMap way.
    public var id: Int64
    /// The node ids, one per vertex; the numbered ones are ``AddressRow``s with the id `n…`.
    public var nodes: [Int64]
    /// `odd`, `even`, `all`, `alphabetic` or a step.
    public var kind: String
    /// The vertices in WGS 84.
    public var line: [Coordinate]
}
