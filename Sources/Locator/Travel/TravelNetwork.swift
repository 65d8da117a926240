internal import GeoIndex
internal import OpeningHours
public import Records
public import Routing
internal import Synchronization

/// The dataset's roads with its structures joined to them, once per profile and only when asked for.
public final class TravelNetwork: Sendable {
    /// Answers questions of travel; closures are set here.
    public let router: Router
    private let structures: StructureFile
    private let hours: RoadHours
    private let places = Mutex<[Int: PlaceSet]>([:])

    init(graph: RoadGraph, structures: StructureFile, calendar: ServiceCalendar) {
        router = Router(graph: graph)
        hours = RoadHours(graph.conditionTexts, calendar: calendar)
        self.structures = structures
    }

    /// The roads as they are at a moment, now unless given: the closures of now, and what conditions in the tags of roads say
    /// for that moment.
    public func snapshot(at instant: UTCInstant? = nil) -> RoutingSnapshot {
        guard !hours.isEmpty else { return router.snapshot }
        let now = hours.states(at: .now)
        if router.snapshot.conditions != now { router.setConditions(now) }
        return router.snapshot(conditions: instant.map(hours.states) ?? now)
    }

    /// What a snapshot made for a moment depends on besides closures; nil when no road has a condition.
    func moment(of snapshot: RoutingSnapshot, at instant: UTCInstant?) -> RoadMoment? {
        guard !hours.isEmpty else { return nil }
        return RoadMoment(
            instant: instant ?? .now, holding: snapshot.conditions.count { $0 == .holds },
            unknown: snapshot.conditions.count { $0 == .unknown })
    }

    /// The road graph.
    public var graph: RoadGraph { router.graph }

    /// Whether there is no road at all.
    public var isEmpty: Bool { graph.segmentCount == 0 }

    /// Whether the roads are made up, so that every time is an estimate.
    public var isSample: Bool { graph.isSample }

    /// What the roads are.
    public enum Roads: String, Hashable, Sendable, CaseIterable {
        /// Drawn from a map.
        case mapped
        /// Made up between the places, for want of a map.
        case sample
        /// Not there.
        case none
    }

    /// What the roads are.
    public var roads: Roads { isEmpty ? .none : isSample ? .sample : .mapped }

    /// Names of the travel modes that can be asked for; `straight` needs no road.
    public var modes: [String] { isEmpty ? [TravelMode.straight] : graph.profileNames + [TravelMode.straight] }

    /// The structures that have a position, by row, joined to the network for a profile.
    func structures(profile: Int) -> PlaceSet {
        if let known = places.withLock({ $0[profile] }) { return known }
        let coordinates = (0..<structures.tree.count).compactMap { structures.coordinate(at: $0) }
        let made = PlaceSet(coordinates, on: graph, profile: profile)
        return places.withLock { places in
            if let known = places[profile] { return known }
            places[profile] = made
            return made
        }
    }
}

/// Names of travel modes that are no profile of the road graph.
public enum TravelMode {
    /// The distance through the air, without a time.
    public static let straight = "straight"
    /// A mobile service that comes to the person.
    public static let visits = "visits"
    /// A telephone line.
    public static let phone = "phone"
    /// A structure whose position is not published: somewhere in its municipality.
    public static let within = "within"
    /// A structure of which only the municipality is known.
    public static let unlocated = "unlocated"
    /// Taken when no mode is asked for and the way is no longer than ``walkMetres``.
    static let walking = "foot"
    /// Taken when no mode is asked for and the way is longer.
    static let driving = "car"
    /// How far people are taken to walk when they name no mode, metres.
    static let walkMetres = 2000.0
}
