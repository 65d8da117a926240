internal import GeoIndex

/// One reading of the query while it is being ranked.
struct Candidate {
    /// Entry of the gazetteer.
    var entity: Int
    /// Name it was found by.
    var name: Int
    /// What the answer is.
    var kind: GeocodeResult.Kind
    /// Where it is.
    var coordinate: Coordinate
    /// Radius of the true position in metres; nil for that of the whole entry.
    var accuracyMetres: Double?
    /// How well the text agreed.
    var match: GeocodeResult.Match
    /// Price of the agreement alone.
    var textCost: Int
    /// Price with size and distance.
    var cost: Int
    /// Known door.
    var door: Int?
    /// House number to show, when the door is not known.
    var houseNumber: String?
    /// Whether the query names another postal code than its.
    var hasOtherPostcode = false
    /// Entry of the street that crosses.
    var crossing: Int?
    /// Tokens nothing explains.
    var left: UInt64
    /// Tokens taken for what the entry does not bear, one bit each: a number none of its doors has, a village near by.
    var doubted: UInt64 = 0
    /// Whether it is a place named like a house number, «12», in a text that does not name exactly what surrounds it.
    var isStrayNumber = false
    /// Shape of the hit it comes from.
    var shape: SpanHit.Shape
    /// Words of the query that are its name.
    var tokens: Range<Int>
    /// How the name belongs to the entry.
    var role = NameRole.own
    /// Whether words of the query were taken as the kind of structure that is wanted there.
    var isWish = false
    /// Whether the query says only that what is meant is near it.
    var isNear = false
}
