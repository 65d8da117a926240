internal import GeoIndex

/// A reading of the query while candidates are ranked.
struct Candidate {
    /// The gazetteer entry.
    var entity: Int
    /// The name it was found by.
    var name: Int
    /// The kind of result.
    var kind: GeocodeResult.Kind
    /// The position.
    var coordinate: Coordinate
    /// Radius around the position within which the true one lies, in metres; nil for the radius of the whole entry.
    var accuracyMetres: Double?
    /// How well the text matches the name.
    var match: GeocodeResult.Match
    /// Cost of the match alone.
    var textCost: Int
    /// Cost including size and distance.
    var cost: Int
    /// The known door, if any.
    var door: Int?
    /// House number to show when the door is not known.
    var houseNumber: String?
    /// Whether the query has a postal code other than that of the candidate.
    var hasOtherPostcode = false
    /// The entry of the crossing street.
    var crossing: Int?
    /// Tokens that remain unexplained, one bit each.
    var left: UInt64
    /// Tokens that were explained by something the entry does not have, one bit each: a number that none of its doors
    /// has, a settlement near by.
    var doubted: UInt64 = 0
    /// Whether it is a place named like a house number, «12», in a text that does not exactly name the area around it.
    var isStrayNumber = false
    /// Shape of the hit it was found by.
    var shape: SpanHit.Shape
    /// The tokens that are its name.
    var tokens: Range<Int>
    /// The role of the name for the entry.
    var role = NameRole.own
    /// Whether some words were read as a kind of structure wanted there.
    var isWish = false
    /// Whether the query only says that the wanted position is near it.
    var isNear = false
}
