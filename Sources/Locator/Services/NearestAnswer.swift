public import GeoIndex
public import Records
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
        /// What its hours say at the moment of the question and on arrival.
        public var opening: Opening
        /// What the filter asks about and nobody knows of it; empty in ``NearestAnswer/results``.
        public var unknown: UnknownProperties = []

        /// The structure; decoded at every call.
        public var structure: Structure { dataset.structure(at: row) }
        /// Its kind.
        public var kind: StructureKind { dataset.kind(ofStructure: row) }
    }

    /// The way from the origin to a structure.
    public struct Travel: Hashable, Sendable {
        /// Travel mode; `straight` is the distance through the air, without a time. A structure without a point on
        /// the map has ``TravelMode/visits``, ``TravelMode/phone``, ``TravelMode/within`` or ``TravelMode/unlocated`` and no
        /// distance.
        public var mode: String
        /// Seconds on the way, nothing when no time is known.
        public var seconds: Double?
        /// Metres on the way; not a number where none can be told.
        public var metres: Double
        /// Metres by which the ends of the way may be off, together; 0 when both are exact.
        public var uncertainMetres: Double
        /// Whether the figures are an estimate rather than a measured way.
        public var isEstimate: Bool { uncertainMetres > 0 || isReckoned }
        /// Whether the way is reckoned on a sample network or over a long straight leg.
        public var isReckoned: Bool
        /// Whether the way takes a ferry.
        public var usesFerry: Bool
        /// Roads of the way that may be closed, because of a condition that nobody can judge.
        public var doubts: [RouteDoubt]
        /// Why there is no way in the asked mode; the metres are then those through the air.
        public var noRoute: NoRoute?

        /// Describes a way.
        public init(
            mode: String, seconds: Double?, metres: Double, uncertainMetres: Double, isReckoned: Bool = false,
            usesFerry: Bool = false, doubts: [RouteDoubt] = [], noRoute: NoRoute? = nil
        ) {
            self.mode = mode
            self.seconds = seconds
            self.metres = metres
            self.uncertainMetres = uncertainMetres
            self.isReckoned = isReckoned
            self.usesFerry = usesFerry
            self.doubts = doubts
            self.noRoute = noRoute
        }
    }

    /// Something to try when nothing was found.
    public struct Suggestion: Sendable {
        /// What it is.
        public enum Kind: String, Sendable, CaseIterable {
            /// The same without the bound on the distance.
            case wider
            /// The same kind without the filter.
            case withoutFilter
            /// The competent structure, which is closed at that moment: its hours say when it opens.
            case opensLater
            /// Another kind of structure near by.
            case otherKind
            /// The municipality's own centre, which helps to find the way.
            case municipality
            /// A telephone line.
            case line
        }

        /// What it is.
        public var kind: Kind
        /// The structure.
        public var result: Result
    }

    /// How many planned and suspended structures an answer lists at most.
    public static let mostNotOffered = 5

    /// Where the question was asked from.
    public var origin: Coordinate
    /// The municipality of the origin.
    public var municipality: MunicipalityMatch?
    /// The structures.
    public var results: [Result]
    /// Structures of which something the filter asks about is not known, nearest first: to be shown apart.
    public var uncertain: [Result] = []
    /// How many structures of the whole dataset would fit but for each unknown property.
    public var unknownCounts: [UnknownProperties: Int] = [:]
    /// Rows of structures of the municipality that are of a wanted kind and planned or suspended, at most
    /// ``mostNotOffered`` of them.
    public var notOffered: [Int] = []
    /// What to try when ``results`` is empty, and the competent structure when it is closed at the moment asked for.
    public var nextBest: [Suggestion] = []
    /// The moment of the question.
    public var instant: UTCInstant
    /// How many structures of the municipality fit but have no position, so that nobody can tell whether they stand
    /// within the distance asked for; 0 when none was.
    public var withoutPosition: Int
    /// Version of the closures the times obey, nothing when no time was asked for.
    public var closuresVersion: Int?
}
