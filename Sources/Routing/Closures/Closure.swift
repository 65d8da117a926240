public import GeoIndex

/// A road closure: what of the network cannot be used, by whom, and when.
public struct Closure: Hashable, Sendable {
    /// Where it lies.
    public enum Extent: Hashable, Sendable {
        /// Everything within so many metres of one of the positions.
        case points([Coordinate], radiusMetres: Double)
        /// Everything a line crosses, or comes nearer to than so many metres.
        case line([Coordinate], radiusMetres: Double)
        /// Everything with a part inside.
        case area(MultiPolygon)
        /// Ways by their OpenStreetMap id.
        case ways([Int64])
        /// Arcs of this build's graph.
        case arcs([Int])
    }

    /// Which direction of travel along a way it closes.
    public enum Direction: String, Hashable, Sendable, CaseIterable {
        case both, forward, backward
    }

    public var id: String
    public var extent: Extent
    public var direction: Direction
    /// Names of the profiles it holds for; empty means all.
    public var profiles: Set<String>
    /// Whether bridges, and tunnels, stay open.
    public var sparesBridges: Bool
    public var sparesTunnels: Bool
    /// Seconds since 1970 from and until which it holds; nil is without end.
    public var from: Int64?
    public var until: Int64?
    /// For people.
    public var note: String

    /// A closure; by default of both directions, for everyone, at all times, bridges and tunnels included.
    public init(
        id: String, extent: Extent, direction: Direction = .both, profiles: Set<String> = [],
        sparesBridges: Bool = false, sparesTunnels: Bool = false, from: Int64? = nil, until: Int64? = nil,
        note: String = ""
    ) {
        self.id = id
        self.extent = extent
        self.direction = direction
        self.profiles = profiles
        self.sparesBridges = sparesBridges
        self.sparesTunnels = sparesTunnels
        self.from = from
        self.until = until
        self.note = note
    }

    /// Whether it holds at a moment in seconds since 1970; `until` itself is free again.
    public func holds(at time: Int64) -> Bool {
        if let from, time < from { return false }
        if let until, time >= until { return false }
        return true
    }
}

/// All closures of one version.
public struct ClosureSet: Hashable, Sendable {
    public var version: Int
    public var closures: [Closure]

    public init(version: Int = 0, closures: [Closure] = []) {
        self.version = version
        self.closures = closures
    }

    /// The next moment after `time`, in seconds since 1970, at which another set of closures holds; nil when none does.
    public func nextChange(after time: Int64) -> Int64? {
        closures.flatMap { [$0.from, $0.until] }.compactMap { $0 }.filter { $0 > time }.min()
    }
}
