import GeoIndex

/// A road network while it is being built: segments between junctions, with the rules of every profile.
struct RoadNetworkDraft {
    /// The piece of a way between two junctions. Its two arcs are numbered 2 · segment (along) and 2 · segment + 1.
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
    /// Profiles that each node stops.
    var nodeBlocks: [UInt8] = []
    var segments: [Segment] = []
    var shape: [UInt8] = []
    /// Milliseconds per profile and arc where no condition holds.
    var weights: [[TravelWeight]] = []
    /// For each arc, the profiles that may travel it, under some condition at least.
    var users: [UInt8] = []
    /// For each arc, the profiles that may travel it only on trips that begin or end in its zone.
    var endsOnly: [UInt8] = []
    /// For each arc, the profiles for which a condition decides whether it belongs to a zone. Such a street stands twice: as
    /// an open one and, its twin, as one of the zone; at any time one of the two is closed.
    var endsOnlyAtTimes: [UInt8] = []
    var names: [StreetName] = []
    /// Segments of each way in order.
    var segmentsOfWay: [Int64: [Int]] = [:]
    /// What conditions make of the weights.
    var conditions = ConditionalWeights()

    var arcCount: Int { segments.count * 2 }
    func tail(_ arc: Int) -> UInt32 { arc & 1 == 0 ? segments[arc >> 1].tail : segments[arc >> 1].head }
    func head(_ arc: Int) -> UInt32 { arc & 1 == 0 ? segments[arc >> 1].head : segments[arc >> 1].tail }
}

/// How a street is called.
public struct StreetName: Hashable, Sendable {
    /// The name on the signs, the English one where mapped, and the road number; empty where there is none.
    public var local: String
    public var english: String
    public var number: String

    public init(local: String = "", english: String = "", number: String = "") {
        self.local = local
        self.english = english
        self.number = number
    }

    /// Nothing to call it by.
    public var isEmpty: Bool { local.isEmpty && english.isEmpty && number.isEmpty }
}
