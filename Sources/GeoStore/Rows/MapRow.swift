public import GeoIndex
public import Records

/// An administrative or postal area.
public struct BoundaryRow: Hashable, Sendable {
    /// The object: `w2`, `r3`.
    public var id: String
    /// `administrative` or `postal_code`.
    public var kind: String
    /// 1 to 12, if known.
    public var adminLevel: Int?
    /// The names by language; `und` for the plain name.
    public var names: LocalizedText
    /// The postal code of a postal area, otherwise a reference.
    public var reference: String?
    /// The outline in WGS 84.
    public var area: MultiPolygon
}

/// An area of land cover.
public struct LandCoverRow: Hashable, Sendable {
    /// The object: `w2`, `r3`.
    public var id: String
    /// `water`, `wood`, `built-up`, `farmland`, `green`, `open`, `wetland`, `beach`, `glacier` or `building`.
    public var landClass: String
    /// The names by language; `und` for the plain name.
    public var names: LocalizedText
    /// The outline in WGS 84.
    public var area: MultiPolygon
}

/// A line of flowing water.
public struct WaterwayRow: Hashable, Sendable {
    /// The id of the OpenStreetMap way.
    public var id: Int64
    /// `river`, `stream`, `canal`, `drain` or `ditch`.
    public var waterClass: String
    /// The names by language; `und` for the plain name.
    public var names: LocalizedText
    /// The vertices downstream, in WGS 84.
    public var line: [Coordinate]
}

/// A piece of coastline.
public struct CoastlineRow: Hashable, Sendable {
    /// The id of the OpenStreetMap way.
    public var id: Int64
    /// The vertices in WGS 84, with land on the left and water on the right.
    public var line: [Coordinate]
}
