public import GeoIndex
public import Routing

/// The structures that can help, the competent one first, then by distance.
public struct NearestAnswer: Sendable {
    /// One structure of the answer.
    public struct Result: Sendable {
        /// The dataset the structure is in.
        let dataset: Dataset
        /// Row of the structure, for ``Dataset/structure(at:)``.
        public let row: Int
        /// Whether it is the origin's municipality's own, competent for its residents.
        public var isCompetent: Bool
        /// How to get there.
        public var travel: Travel

        /// The structure; decoded at every call.
        public var structure: Structure { dataset.structure(at: row) }
        /// Its kind.
        public var kind: StructureKind { dataset.kind(ofStructure: row) }
    }

    /// The way from the origin to a structure.
    public struct Travel: Hashable, Sendable {
        /// Travel mode; `straight` is the distance through the air, without a time.
        public var mode: String
        /// Seconds on the way, nothing when no time is known.
        public var seconds: Double?
        /// Metres on the way.
        public var metres: Double
        /// Metres by which the ends of the way may be off, together; 0 when both are exact.
        public var uncertainMetres: Double
        /// Whether the figures are an estimate rather than a measured way.
        public var isEstimate: Bool { uncertainMetres > 0 || isReckoned }
        /// Whether the way is reckoned on a sample network or over a long straight leg.
        public var isReckoned: Bool
        /// Whether the way takes a ferry.
        public var usesFerry: Bool
        /// Why there is no way in the asked mode; the metres are then those through the air.
        public var noRoute: NoRoute?

        /// Describes a way.
        public init(
            mode: String, seconds: Double?, metres: Double, uncertainMetres: Double, isReckoned: Bool = false,
            usesFerry: Bool = false, noRoute: NoRoute? = nil
        ) {
            self.mode = mode
            self.seconds = seconds
            self.metres = metres
            self.uncertainMetres = uncertainMetres
            self.isReckoned = isReckoned
            self.usesFerry = usesFerry
            self.noRoute = noRoute
        }
    }

    /// Where the question was asked from.
    public var origin: Coordinate
    /// The municipality of the origin.
    public var municipality: MunicipalityMatch?
    /// The structures.
    public var results: [Result]
    /// How many structures fit but have no position, so that no distance can be told.
    public var withoutPosition: Int
    /// Version of the closures the times obey, nothing when no time was asked for.
    public var closuresVersion: Int?
}
