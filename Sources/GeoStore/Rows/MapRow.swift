public import GeoIndex
public import Records

/// An administrative or postal area.
public struct BoundaryRow: Hashable, Sendable {
    /// The object: `w2`, `r3`.
    public var id: String
    /// `administrative` or `postal_code`.
    public var kind: String
    /// 1 to 12, where it is known.
    public var adminLevel: Int?
    /// Names; `und` is the plain one.
    public var names: LocalizedText
    /// Postal code of a postal area, else a reference.
    public var reference: String?
    /// Outline, WGS 84.
    public var area: MultiPolygon
}

/// An area of water, wood, built-up or other land.
public struct LandCoverRow: Hashable, Sendable {
    /// The object: `w2`, `r3`.
    public var id: String
    /// `water`, `wood`, `built-up`, `farmland`, `green`, `open`, `wetland`, `beach`, `glacier` or `building`.
    public var landClass: String
    /// Names; `und` is the plain one.
    public var names: LocalizedText
    /// Outline, WGS 84.
    public var area: MultiPolygon
}

/// A line of flowing water.
public struct WaterwayRow: Hashable, Sendable {
    /// OpenStreetMap way.
    public var id: Int64
    /// `river`, `stream`, `canal`, `drain` or `ditch`.
    public var waterClass: String
    /// Names; `und` is the plain one.
    public var names: LocalizedText
    /// Vertices downstream, WGS 84.
    public var line: [Coordinate]
}

/// A piece of coastline.
public struct CoastlineRow: Hashable, Sendable {
    /// OpenStreetMap way.
    public var id: Int64
    /// Vertices, WGS 84: land to the left, water to the right.
    public var line: [Coordinate]
}
