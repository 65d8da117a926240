import GeoIndex

/// A road network under construction: segments between junctions, with the rules of every profile.
struct RoadNetworkDraft {
    /// The piece of a way between two junctions. Its arcs are numbered 2 · segment (in its direction) and 2 · segment +
    /// 1.
    struct Segment {
        var tail: UInt32
        var head: UInt32
        var way: Int64
        var metres: Double
        var name: UInt32
        var roadClass: RoadClass
        var flags: SegmentFlags
        var layer: Int8
        var shape: Range<Int>
    }

    var nodes: [ShapeCode.GridPoint] = []
    var nodeIDs: [Int64] = []
    /// For each node, the profiles that it stops.
    var nodeBlocks: [UInt8] = []
    var segments: [Segment] = []
    var shape: [UInt8] = []
    /// For each profile and arc, milliseconds when no condition holds.
    var weights: [[TravelWeight]] = []
    /// For each arc, the profiles that may travel it, if only under some condition.
    var users: [UInt8] = []
    /// For each arc, the profiles that may travel it only on trips that begin or end in its zone.
    var endsOnly: [UInt8] = []
    /// For each arc, the profiles for which a condition decides whether it belongs to a zone. Such a street has two
    /// segments, one open and, as its twin, one in the zone; at any time one of the two is closed.
    var endsOnlyAtTimes: [UInt8] = []
    var names: [StreetName] = []
    /// The segments of each way, in order.
    var segmentsOfWay: [Int64: [Int]] = [:]
    /// The weights that depend on conditions.
    var conditions = ConditionalWeights()

    var arcCount: Int { segments.count * 2 }
    func tail(_ arc: Int) -> UInt32 { arc & 1 == 0 ? segments[arc >> 1].tail : segments[arc >> 1].head }
    func head(_ arc: Int) -> UInt32 { arc & 1 == 0 ? segments[arc >> 1].head : segments[arc >> 1].tail }
}

/// The names of a street.
public struct StreetName: Hashable, Sendable {
    /// The name on the signs; empty when there is none.
    public var local: String
    /// The English name where mapped; empty when there is none.
    public var english: String
    /// The road number; empty when there is none.
    public var number: String

    /// Creates a name.
    public init(local: String = "", english: String = "", number: String = "") {
        self.local = local
        self.english = english
        self.number = number
    }

    /// Whether the street has neither a name nor a number.
    public var isEmpty: Bool { local.isEmpty && english.isEmpty && number.isEmpty }
}
