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
        /// Profiles to which it is private.
        var endsOnly: UInt8
    }

    var nodes: [ShapeCode.GridPoint] = []
    var nodeIDs: [Int64] = []
    /// Profiles that each node stops.
    var nodeBlocks: [UInt8] = []
    var segments: [Segment] = []
    var shape: [UInt8] = []
    /// Milliseconds per profile and arc.
    var weights: [[TravelWeight]] = []
    var names: [StreetName] = []
    /// Segments of each way in order.
    var segmentsOfWay: [Int64: Range<Int>] = [:]

    var arcCount: Int { segments.count * 2 }
    func tail(_ arc: Int) -> UInt32 { arc & 1 == 0 ? segments[arc >> 1].tail : segments[arc >> 1].head }
    func head(_ arc: Int) -> UInt32 { arc & 1 == 0 ? segments[arc >> 1].head : segments[arc >> 1].tail }
    /// Profiles that may use an arc.
    func users(_ arc: Int) -> UInt8 {
        var result: UInt8 = 0
        for (index, weights) in weights.enumerated() where weights[arc] < .unreachable { result |= 1 << UInt8(index) }
        return result
    }
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
