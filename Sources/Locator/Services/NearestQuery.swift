public import GeoIndex
public import Records

/// A query for the structures nearest to a position.
public struct NearestQuery: Hashable, Sendable {
    /// The position of the person, WGS 84.
    public var origin: Coordinate
    /// The accuracy of the origin in metres; 0 when it is exact.
    public var originAccuracyMetres: Double
    /// Codes of the requested kinds; empty for any.
    public var kinds: [String]
    /// The travel mode: a profile of the road graph or ``TravelMode/straight``.
    ///
    /// Nil for the default: by car, up to two kilometres on foot, and in a straight line when the dataset has no roads.
    public var mode: String?
    /// Maximum number of structures, at least 1.
    public var limit: Int
    /// The time of the question, when the person leaves.
    public var instant: UTCInstant
    /// The requirements on structures.
    public var filter: ServiceFilter
    /// Row of the structure at the origin, when the person named it or its address; else nil.
    public var named: Int?

    /// Creates a query.
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
