public import GeoIndex

/// The road network of a dataset: junctions, segments between them, the weights of every profile and the contraction
/// hierarchy. An immutable view of a packed file.
///
/// A *segment* is a piece of road between two junctions; its arcs are numbered 2 · segment (in the direction of the
/// way) and 2 · segment + 1 (against it).
public final class RoadGraph: Sendable {
    /// The kind of packed file that holds a road graph.
    public static let fileKind = FileKind(literal: "ROAD")

    /// The names of the profiles; the position of a name is the number of its bit in masks of profiles.
    public let profileNames: [String]
    /// Whether the network is an invented sample, so that all its times are estimates.
    public let isSample: Bool
    /// The number of junctions.
    public let nodeCount: Int
    /// The number of segments.
    public let segmentCount: Int
    /// The contraction hierarchy over the network.
    public let hierarchy: ContractionHierarchy

    let nodeLongitude: FixedArray<Int32>
    let nodeLatitude: FixedArray<Int32>
    let nodeID: FixedArray<Int64>
    /// For each junction, the profiles whose trips from a zone use a copy of it until they leave the zone.
    let startMask: FixedArray<UInt8>
    /// For each junction, the profiles that may not pass it, one bit each.
    package let blocks: FixedArray<UInt8>
    let turnFirst: FixedArray<UInt32>
    let turnArc: FixedArray<UInt32>
    let turnProfiles: FixedArray<UInt8>
    /// The junction at which each segment begins.
    public let segmentTail: FixedArray<UInt32>
    /// The junction at which each segment ends.
    public let segmentHead: FixedArray<UInt32>
    let segmentMetres: FixedArray<Float>
    let segmentWay: FixedArray<Int64>
    let segmentName: FixedArray<UInt32>
    let segmentClass: FixedArray<UInt8>
    let segmentFlags: FixedArray<UInt8>
    let segmentLayer: FixedArray<Int8>
    /// For each arc, a bit for each profile that may travel it only on trips that begin or end in its zone.
    public let arcZone: FixedArray<UInt8>
    /// For each arc, a bit for each profile that may travel it, if only under some condition.
    let arcUsers: FixedArray<UInt8>
    let shapeFirst: FixedArray<UInt32>
    let shape: FixedArray<UInt8>
    let outFirst: FixedArray<UInt32>
    let out: FixedArray<UInt32>
    let nameLocal: TextColumn
    let nameEnglish: TextColumn
    let nameNumber: TextColumn
    /// For each profile, the weight of each arc in milliseconds when no condition holds.
    public let weights: [FixedArray<TravelWeight>]
    let components: [FixedArray<UInt32>]
    let mains: [FixedArray<UInt8>]
    let copyJunction: FixedArray<UInt32>
    let arrivalArc: FixedArray<UInt32>
    let arrivalNode: FixedArray<UInt32>
    let startMain: FixedArray<UInt32>
    let startNode: FixedArray<UInt32>
    let endMain: FixedArray<UInt32>
    let endNode: FixedArray<UInt32>
    let conditions: RoadConditions
    let segmentIndex: PackedRTree

    /// Opens a file written by `RoadGraphBuilder` and checks that all indices are in range. O(size).
    ///
    /// - Throws: `PackedFileError` when a column is missing or inconsistent.
    public init(file: PackedFile) throws(PackedFileError) {
        func column<T: PackedElement>(_ name: String, _: T.Type = T.self) throws(PackedFileError) -> FixedArray<T> {
            FixedArray(try file.column(name, as: T.self))
        }
        let names = try file.texts("profiles").map { $0 }
        profileNames = names
        isSample = try column("sample", UInt8.self).elements.contains { $0 != 0 }
        nodeLongitude = try column("node.longitude")
        nodeLatitude = try column("node.latitude")
        nodeID = try column("node.id")
        startMask = try column("node.start")
        blocks = try column("node.blocks")
        turnFirst = try column("turn.first")
        turnArc = try column("turn.arc")
        turnProfiles = try column("turn.profiles")
        segmentTail = try column("segment.tail")
        segmentHead = try column("segment.head")
        segmentMetres = try column("segment.metres")
        segmentWay = try column("segment.way")
        segmentName = try column("segment.name")
        segmentClass = try column("segment.class")
        segmentFlags = try column("segment.flags")
        segmentLayer = try column("segment.layer")
        arcZone = try column("arc.zone")
        arcUsers = try column("arc.users")
        shapeFirst = try column("shape.first")
        shape = try column("shape")
        outFirst = try column("out.first")
        out = try column("out")
        nameLocal = try file.texts("name.local")
        nameEnglish = try file.texts("name.english")
        nameNumber = try file.texts("name.number")
        var weights: [FixedArray<TravelWeight>] = []
        var components: [FixedArray<UInt32>] = []
        var mains: [FixedArray<UInt8>] = []
        for name in names {
            weights.append(try column("weight." + name))
            components.append(try column("component." + name))
            mains.append(try column("main." + name))
        }
        self.weights = weights
        self.components = components
        self.mains = mains
        copyJunction = try column("copy.junction")
        arrivalArc = try column("arrival.arc")
        arrivalNode = try column("arrival.node")
        startMain = try column("start.main")
        startNode = try column("start.node")
        endMain = try column("end.main")
        endNode = try column("end.node")
        conditions = try RoadConditions(file: file, profiles: names)
        segmentIndex = try PackedRTree(file: file, prefix: "segments")
        hierarchy = try ContractionHierarchy(file: file)
        nodeCount = nodeLongitude.count
        segmentCount = segmentTail.count
        if let fault = firstFault() {
            throw .malformed(path: file.path, part: "roads", found: fault, expected: "the columns of one network")
        }
    }

    /// The index of the profile with this name, or nil.
    public func profile(named name: String) -> Int? { profileNames.firstIndex(of: name) }

    /// The position of a junction.
    public func coordinate(ofNode node: Int) -> Coordinate { point(ofNode: node).coordinate }

    /// The OpenStreetMap id of the node at a junction.
    public func osmID(ofNode node: Int) -> Int64 { nodeID[node] }

    func point(ofNode node: Int) -> ShapeCode.GridPoint {
        ShapeCode.GridPoint(longitude: nodeLongitude[node], latitude: nodeLatitude[node])
    }

    /// The junction at which an arc begins.
    public func tail(ofArc arc: Int) -> Int { Int(arc & 1 == 0 ? segmentTail[arc >> 1] : segmentHead[arc >> 1]) }
    /// The junction at which an arc ends.
    public func head(ofArc arc: Int) -> Int { Int(arc & 1 == 0 ? segmentHead[arc >> 1] : segmentTail[arc >> 1]) }

    /// The length of a segment in metres on the ellipsoid.
    public func metres(ofSegment segment: Int) -> Double { Double(segmentMetres[segment]) }
    /// The OpenStreetMap id of the way that a segment is part of.
    public func way(ofSegment segment: Int) -> Int64 { segmentWay[segment] }
    /// The class of a segment.
    public func roadClass(ofSegment segment: Int) -> RoadClass { RoadClass(rawValue: segmentClass[segment]) ?? .other }
    /// The properties of a segment.
    public func flags(ofSegment segment: Int) -> SegmentFlags { SegmentFlags(rawValue: segmentFlags[segment]) }
    /// The layer of a segment (OpenStreetMap's `layer`, −100 to 100).
    public func layer(ofSegment segment: Int) -> Int { Int(segmentLayer[segment]) }

    /// The names of a segment's street.
    public func name(ofSegment segment: Int) -> StreetName {
        let index = Int(segmentName[segment])
        return StreetName(local: nameLocal[index], english: nameEnglish[index], number: nameNumber[index])
    }

    /// The positions of a segment from its tail to its head, both included.
    public func shape(ofSegment segment: Int) -> [Coordinate] { points(ofSegment: segment).map(\.coordinate) }

    func points(ofSegment segment: Int) -> [ShapeCode.GridPoint] {
        let start = point(ofNode: Int(segmentTail[segment]))
        var result = [start]
        ShapeCode.forEach(
            in: shape.elements, Int(shapeFirst[segment])..<Int(shapeFirst[segment + 1]), after: start
        ) { result.append($0) }
        result.append(point(ofNode: Int(segmentHead[segment])))
        return result
    }

    /// Whether a barrier at a junction stops a profile.
    public func isBlocked(node: Int, profile: Int) -> Bool { blocks[node] & (1 << UInt8(profile)) != 0 }

    /// The sequences of arcs that may not be travelled in a row, each with a mask of the profiles it applies to.
    public var turnSequences: [(arcs: [Int], profiles: UInt8)] {
        (0..<turnProfiles.count).map { index in
            ((turnFirst[index]..<turnFirst[index + 1]).map { Int(turnArc[Int($0)]) }, turnProfiles[index])
        }
    }

    /// The conditions that rules of roads depend on, such as `Mo-Fr 08:00-16:00` or `snow`, as written in the tags.
    public var conditionTexts: [String] { conditions.texts }

    /// The arcs whose weight differs from `weights` for a profile in the given states, one for each of
    /// `conditionTexts`.
    package func changes(profile: Int, conditions states: [ConditionState]) -> [UInt32: TravelWeight] {
        conditions.effects(profile: profile, base: weights[profile], states).changes
    }

    /// The arcs that leave a junction.
    public func arcs(outOf node: Int) -> UnsafeBufferPointer<UInt32> {
        UnsafeBufferPointer(rebasing: out.elements[Int(outFirst[node])..<Int(outFirst[node + 1])])
    }

    /// Calls `visit` with the segments whose box meets a box, in no particular order, until it returns false.
    public func segments(in box: BoundingBox, _ visit: (Int) -> Bool) { segmentIndex.search(box, visit) }

    /// The connected component of a segment for a profile: 1 is the largest, 0 means that the profile may not use the
    /// segment.
    public func component(ofSegment segment: Int, profile: Int) -> Int { Int(components[profile][segment]) }

    /// Whether a profile can get from a segment to everywhere in a large part of the network and back.
    public func isMain(segment: Int, profile: Int) -> Bool { mains[profile][segment] != 0 }
}
