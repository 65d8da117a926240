public import GeoIndex
public import Records
public import Routing

/// The answer to a nearest query: structures that can help, the competent one first, then by distance.
public struct NearestAnswer: Sendable {
    /// A structure of the answer.
    public struct Result: Sendable {
        /// The dataset the structure is in.
        let dataset: Dataset
        /// Row of the structure, see ``Dataset/structure(at:)``.
        public let row: Int
        /// Whether it is competent for the origin.
        public var isCompetent: Bool
        /// The route from the origin.
        public var travel: Travel
        /// Its opening hours at the time of the question and on arrival.
        public var opening: Opening
        /// Properties in the filter that are unknown for it; empty in ``NearestAnswer/results``.
        public var unknown: UnknownProperties = []

        /// The structure. Each access decodes its record.
        public var structure: Structure { dataset.structure(at: row) }
        /// Its kind.
        public var kind: StructureKind { dataset.kind(ofStructure: row) }
    }

    /// The route from the origin to a structure, or its distance.
    public struct Travel: Hashable, Sendable {
        /// The travel mode. `straight` is the distance in a straight line, without a time. A structure without a point
        /// on the map has ``TravelMode/visits``, ``TravelMode/phone``, ``TravelMode/within`` or
        /// ``TravelMode/unlocated`` and no distance.
        public var mode: String
        /// Travel time in seconds; nil when unknown.
        public var seconds: Double?
        /// Length in metres; NaN when unknown.
        public var metres: Double
        /// The sum of the accuracies of both ends, in metres; 0 when both are exact.
        public var uncertainMetres: Double
        /// Whether the figures are estimates.
        public var isEstimate: Bool { uncertainMetres > 0 || isInterpolated }
        /// Whether the route is on sample roads or has a long straight leg.
        public var isInterpolated: Bool
        /// Whether the route takes a ferry.
        public var usesFerry: Bool
        /// Roads of the route that may be closed under a condition that cannot be evaluated.
        public var doubts: [RouteDoubt]
        /// Why there is no route in the requested mode; the metres are then those in a straight line.
        public var noRoute: NoRoute?

        /// Creates a route.
        public init(
            mode: String, seconds: Double?, metres: Double, uncertainMetres: Double, isInterpolated: Bool = false,
            usesFerry: Bool = false, doubts: [RouteDoubt] = [], noRoute: NoRoute? = nil
        ) {
            self.mode = mode
            self.seconds = seconds
            self.metres = metres
            self.uncertainMetres = uncertainMetres
            self.isInterpolated = isInterpolated
            self.usesFerry = usesFerry
            self.doubts = doubts
            self.noRoute = noRoute
        }
    }

    /// A suggestion when nothing suitable was found.
    public struct Suggestion: Sendable {
        /// The kind of a suggestion.
        public enum Kind: String, Sendable, CaseIterable {
            /// Without the limit on the distance.
            case wider
            /// Without the filter.
            case withoutFilter
            /// The competent structure, which is closed at that time. Its hours say when it opens.
            case opensLater
            /// Another kind of structure near by.
            case otherKind
            /// The centre of the municipality, which knows the other services.
            case municipality
            /// A telephone line.
            case line
        }

        /// The kind of the suggestion.
        public var kind: Kind
        /// The structure.
        public var result: Result
    }

    /// Maximum number of planned and suspended structures in an answer.
    public static let mostNotOffered = 5

    /// The position of the person.
    public var origin: Coordinate
    /// The municipality of the origin.
    public var municipality: MunicipalityMatch?
    /// The structures.
    public var results: [Result]
    /// Structures for which properties in the filter are unknown, nearest first. They are shown separately.
    public var uncertain: [Result] = []
    /// The number of structures in the whole dataset that match except for each unknown property.
    public var unknownCounts: [UnknownProperties: Int] = [:]
    /// Rows of planned and suspended structures of the requested kinds in the municipality, at most ``mostNotOffered``.
    public var notOffered: [Int] = []
    /// Suggestions when ``results`` is empty, and the competent structure when it is closed at that time.
    public var nextBest: [Suggestion] = []
    /// The time of the question.
    public var instant: UTCInstant
    /// The number of matching structures of the municipality whose position is unknown, so that their distance is
    /// unknown; 0 when the query has no limit on the distance.
    public var withoutPosition: Int
    /// Version of the closures that the travel times respect; nil without travel times.
    public var closuresVersion: Int?
}
