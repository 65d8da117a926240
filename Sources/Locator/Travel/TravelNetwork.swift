internal import Caching
internal import GeoIndex
internal import OpeningHours
public import Records
public import Routing

/// The roads of a dataset, with its structures snapped to them once per profile, when first needed.
public final class TravelNetwork: Sendable {
    /// Computes routes. Closures are set here.
    public let router: Router
    private let structures: StructureFile
    private let hours: RoadHours
    private let places: Memo<Int, PlaceSet>

    init(router: Router, structures: StructureFile, calendar: ServiceCalendar) {
        self.router = router
        let graph = router.graph
        hours = RoadHours(graph.conditionTexts, calendar: calendar)
        self.structures = structures
        places = Memo(limit: graph.profileNames.count)
    }

    /// Returns the roads at a time, or now: with the current closures, and with road conditions evaluated for that
    /// time.
    public func snapshot(at instant: UTCInstant? = nil) -> RoutingSnapshot {
        guard !hours.isEmpty else { return router.snapshot }
        let now = hours.states(at: .now)
        if router.snapshot.conditions != now { router.setConditions(now) }
        return router.snapshot(conditions: instant.map(hours.states) ?? now)
    }

    /// Returns the states of the road conditions at a time, one for each of the graph's `conditionTexts`.
    func conditions(at instant: UTCInstant) -> [ConditionState] {
        hours.isEmpty ? graph.conditionTexts.map { _ in .fails } : hours.states(at: instant)
    }

    /// Returns the state of conditional roads in a snapshot for a time; nil when no road has conditions.
    func moment(of snapshot: RoutingSnapshot, at instant: UTCInstant?) -> RoadMoment? {
        guard !hours.isEmpty else { return nil }
        return RoadMoment(
            instant: instant ?? .now, holding: snapshot.conditions.count { $0 == .holds },
            unknown: snapshot.conditions.count { $0 == .unknown })
    }

    /// The road graph.
    public var graph: RoadGraph { router.graph }

    /// Whether there are no roads.
    public var isEmpty: Bool { graph.segmentCount == 0 }

    /// Whether the roads are sample roads, so that all times are estimates.
    public var isSample: Bool { graph.isSample }

    /// The origin of the roads.
    public enum Roads: String, Hashable, Sendable, CaseIterable {
        /// From a map.
        case mapped
        /// Sample roads between places, in the absence of a map.
        case sample
        /// No roads.
        case none
    }

    /// The origin of the roads.
    public var roads: Roads { isEmpty ? .none : isSample ? .sample : .mapped }

    /// The names of the travel modes. `straight` needs no roads.
    public var modes: [String] { isEmpty ? [TravelMode.straight] : graph.profileNames + [TravelMode.straight] }

    /// Returns the structures with a position, by row, snapped to the roads of a profile.
    func structures(profile: Int) -> PlaceSet {
        places.value(profile) {
            let coordinates = (0..<structures.tree.count).compactMap { structures.coordinate(at: $0) }
            return PlaceSet(coordinates, on: graph, profile: profile)
        }
    }
}

/// The travel modes that are not profiles of the road graph, and defaults.
public enum TravelMode {
    /// The distance in a straight line, without a time.
    public static let straight = "straight"
    /// A mobile service that comes to the person.
    public static let visits = "visits"
    /// A telephone line.
    public static let phone = "phone"
    /// Somewhere in its municipality: the position is not published.
    public static let within = "within"
    /// Somewhere in its municipality: the position is unknown.
    public static let unlocated = "unlocated"
    /// Returns the name of a mode on roads, such as «με αυτοκίνητο»; another code is returned unchanged.
    package static func name(of mode: String, in language: Language) -> String {
        switch mode {
        case walking: language.words(el: "με τα πόδια", en: "on foot")
        case driving: language.words(el: "με αυτοκίνητο", en: "by car")
        case "bicycle": language.words(el: "με ποδήλατο", en: "by bicycle")
        case "rescue": language.words(el: "με όχημα διάσωσης", en: "by rescue vehicle")
        default: mode
        }
    }

    /// The default mode for routes up to ``walkMetres``.
    static let walking = "foot"
    /// The default mode for longer routes.
    static let driving = "car"
    /// Length in metres up to which the default mode is walking.
    static let walkMetres = 2000.0
}
