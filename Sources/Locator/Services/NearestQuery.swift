public import GeoIndex
public import Records

/// What a person asks: who can help near this point?
public struct NearestQuery: Hashable, Sendable {
    /// Where from, WGS 84.
    public var origin: Coordinate
    /// Metres by which the origin may be off; 0 when it is exact.
    public var originAccuracyMetres: Double
    /// Codes of the wanted kinds; empty means any kind.
    public var kinds: [String]
    /// How to travel: a profile of the road graph, ``TravelMode/straight``, or nothing for the usual choice (by
    /// car, ways under two kilometres on foot; straight where there are no roads).
    public var mode: String?
    /// How many structures to answer, 1 or more.
    public var limit: Int
    /// The moment of the question: when the person sets out.
    public var instant: UTCInstant
    /// What the structures must offer.
    public var filter: ServiceFilter
    /// Row of the structure that stands at the origin, when the person named one by its name or address.
    public var named: Int?

    /// Asks for the `limit` structures nearest to `origin`, now unless another moment is given.
    public init(
        origin: Coordinate, originAccuracyMetres: Double = 0, kinds: [String] = [], mode: String? = nil,
        limit: Int = 5, instant: UTCInstant = .now, filter: ServiceFilter = ServiceFilter(),
        named: Int? = nil
    ) {
        self.origin = origin
        self.originAccuracyMetres = originAccuracyMetres
        self.kinds = kinds
        self.mode = mode
        self.limit = limit
        self.instant = instant
        self.filter = filter
        self.named = named
    }
}
