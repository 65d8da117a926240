public import GeoIndex

/// A road closure: the roads it closes, for which profiles, and when.
public struct Closure: Hashable, Sendable {
    /// The roads that a closure covers.
    public enum Roads: Hashable, Sendable {
        /// All roads within a radius of one of the positions.
        case points([Coordinate], radiusMetres: Double)
        /// All roads that a line crosses or passes within a radius.
        case line([Coordinate], radiusMetres: Double)
        /// All roads with a part inside an area.
        case area(MultiPolygon)
        /// Ways by OpenStreetMap id.
        case ways([Int64])
        /// Arcs of the graph of this build.
        case arcs([Int])
    }

    /// The direction of travel along a way that is closed.
    public enum Direction: String, Hashable, Sendable, CaseIterable {
        case both, forward, backward
    }

    /// A name for the closure, unique in its set by convention.
    public var id: String
    /// The roads it covers.
    public var roads: Roads
    /// The direction of travel that is closed.
    public var direction: Direction
    /// The names of the profiles it applies to; all profiles when empty.
    public var profiles: Set<String>
    /// Whether bridges stay open.
    public var sparesBridges: Bool
    /// Whether tunnels stay open.
    public var sparesTunnels: Bool
    /// The time from which it applies, in seconds since 1970; nil for no beginning.
    public var from: Int64?
    /// The time at which it ends, in seconds since 1970; nil for no end.
    public var until: Int64?
    /// A remark for people.
    public var note: String
    /// Who says that the roads are closed; empty when the file does not tell.
    public var source: String

    /// Creates a closure. By default it applies to both directions, all profiles, all times, and to bridges and
    /// tunnels.
    public init(
        id: String, roads: Roads, direction: Direction = .both, profiles: Set<String> = [],
        sparesBridges: Bool = false, sparesTunnels: Bool = false, from: Int64? = nil, until: Int64? = nil,
        note: String = "", source: String = ""
    ) {
        self.id = id
        self.roads = roads
        self.direction = direction
        self.profiles = profiles
        self.sparesBridges = sparesBridges
        self.sparesTunnels = sparesTunnels
        self.from = from
        self.until = until
        self.note = note
        self.source = source
    }

    /// Whether the closure applies at a time in seconds since 1970. It no longer does at `until`.
    public func holds(at time: Int64) -> Bool {
        if let from, time < from { return false }
        if let until, time >= until { return false }
        return true
    }
}

/// A versioned set of closures.
public struct ClosureSet: Hashable, Sendable {
    /// The version from the file; 0 when it has none.
    public var version: Int
    /// All closures, including those that do not apply now.
    public var closures: [Closure]

    /// Creates a set of closures.
    public init(version: Int = 0, closures: [Closure] = []) {
        self.version = version
        self.closures = closures
    }

    /// The next time after `time`, in seconds since 1970, at which a closure begins or ends; nil when there is none.
    public func nextChange(after time: Int64) -> Int64? {
        closures.flatMap { [$0.from, $0.until] }.compactMap { $0 }.filter { $0 > time }.min()
    }
}
