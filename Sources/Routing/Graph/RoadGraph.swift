public import GeoIndex

/// The road network of a dataset: junctions, the pieces of road between them, weights of every profile, and the
/// hierarchy over it. Immutable; a view of a packed file.
///
/// A *segment* is a piece of road between two junctions; its arcs are numbered 2 · segment (along the way) and
/// 2 · segment + 1 (against it).
public final class RoadGraph: Sendable {
    /// What the packed file is marked with.
    public static let fileKind = FileKind(literal: "ROAD")

    /// Names of the profiles, in the order of their bits.
    public let profileNames: [String]
    /// Whether the network is a made-up sample, so that every answer is an estimate.
    public let isSample: Bool
    public let nodeCount: Int
    public let segmentCount: Int
    public let hierarchy: ContractionHierarchy

    let nodeLongitude: FixedArray<Int32>
    let nodeLatitude: FixedArray<Int32>
    let nodeID: FixedArray<Int64>
    /// Profiles whose trips from a zone stand at a copy of the junction until they leave the zone.
    let startMask: FixedArray<UInt8>
    let blocks: FixedArray<UInt8>
    let turnFirst: FixedArray<UInt32>
    let turnArc: FixedArray<UInt32>
    let turnProfiles: FixedArray<UInt8>
    public let segmentTail: FixedArray<UInt32>
    public let segmentHead: FixedArray<UInt32>
    let segmentMetres: FixedArray<Float>
    let segmentWay: FixedArray<Int64>
    let segmentName: FixedArray<UInt32>
    let segmentClass: FixedArray<UInt8>
    let segmentFlags: FixedArray<UInt8>
    let segmentLayer: FixedArray<Int8>
    /// For each arc, a bit for each profile that may travel it only on trips that begin or end in its zone.
    public let arcZone: FixedArray<UInt8>
    /// For each arc, a bit for each profile that may travel it, under some condition at least.
    let arcUsers: FixedArray<UInt8>
    let shapeFirst: FixedArray<UInt32>
    let shape: FixedArray<UInt8>
    let outFirst: FixedArray<UInt32>
    let out: FixedArray<UInt32>
    let nameLocal: TextColumn
    let nameEnglish: TextColumn
    let nameNumber: TextColumn
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

    /// Opens the columns of a file written by `RoadGraphBuilder`, and proves that no index leads outside. O(size).
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

    /// The place of a profile among the bits, by its name.
    public func profile(named name: String) -> Int? { profileNames.firstIndex(of: name) }

    /// Position of a junction.
    public func coordinate(ofNode node: Int) -> Coordinate { point(ofNode: node).coordinate }

    /// OpenStreetMap id of the node at a junction.
    public func osmID(ofNode node: Int) -> Int64 { nodeID[node] }

    func point(ofNode node: Int) -> ShapeCode.GridPoint {
        ShapeCode.GridPoint(longitude: nodeLongitude[node], latitude: nodeLatitude[node])
    }

    /// Junctions that an arc begins and ends at.
    public func tail(ofArc arc: Int) -> Int { Int(arc & 1 == 0 ? segmentTail[arc >> 1] : segmentHead[arc >> 1]) }
    public func head(ofArc arc: Int) -> Int { Int(arc & 1 == 0 ? segmentHead[arc >> 1] : segmentTail[arc >> 1]) }

    /// Length of a segment in metres on the ellipsoid.
    public func metres(ofSegment segment: Int) -> Double { Double(segmentMetres[segment]) }
    /// OpenStreetMap id of the way a segment is part of.
    public func way(ofSegment segment: Int) -> Int64 { segmentWay[segment] }
    /// Class, flags and layer of a segment.
    public func roadClass(ofSegment segment: Int) -> RoadClass { RoadClass(rawValue: segmentClass[segment]) ?? .other }
    public func flags(ofSegment segment: Int) -> SegmentFlags { SegmentFlags(rawValue: segmentFlags[segment]) }
    public func layer(ofSegment segment: Int) -> Int { Int(segmentLayer[segment]) }

    /// What a segment is called.
    public func name(ofSegment segment: Int) -> StreetName {
        let index = Int(segmentName[segment])
        return StreetName(local: nameLocal[index], english: nameEnglish[index], number: nameNumber[index])
    }

    /// The positions of a segment from its tail to its head, the ends included.
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

    /// Whether something at a junction stops a profile.
    public func isBlocked(node: Int, profile: Int) -> Bool { blocks[node] & (1 << UInt8(profile)) != 0 }

    /// Sequences of arcs that may not be travelled one after the other, with the profiles they bind.
    public var turnSequences: [(arcs: [Int], profiles: UInt8)] {
        (0..<turnProfiles.count).map { index in
            ((turnFirst[index]..<turnFirst[index + 1]).map { Int(turnArc[Int($0)]) }, turnProfiles[index])
        }
    }

    /// What the conditional rules of roads depend on, such as `Mo-Fr 08:00-16:00` or `snow`, as written in their tags.
    public var conditionTexts: [String] { conditions.texts }

    /// Arcs that conditions, one state for each of `conditionTexts`, make weigh other than in the dataset for a profile.
    package func changes(profile: Int, conditions states: [ConditionState]) -> [UInt32: TravelWeight] {
        conditions.effects(profile: profile, base: weights[profile], states).changes
    }

    /// Arcs that leave a junction.
    public func arcs(outOf node: Int) -> UnsafeBufferPointer<UInt32> {
        UnsafeBufferPointer(rebasing: out.elements[Int(outFirst[node])..<Int(outFirst[node + 1])])
    }

    /// Segments whose box meets a box, in no order, until `visit` returns false.
    public func segments(in box: BoundingBox, _ visit: (Int) -> Bool) { segmentIndex.search(box, visit) }

    /// The part of the network a segment belongs to for a profile: 1 is the largest, 0 means it may not be used.
    public func component(ofSegment segment: Int, profile: Int) -> Int { Int(components[profile][segment]) }

    /// Whether one gets from a segment everywhere in a large part of the network and back.
    public func isMain(segment: Int, profile: Int) -> Bool { mains[profile][segment] != 0 }
}
