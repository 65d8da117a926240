internal import Routing

/// The closed roads of a snapshot, as lines.
struct ClosureLayer: Sendable {
    private struct Line: Sendable {
        var id: UInt64
        var direction: String
        var modes: String
        var vertices: [MapVertex]
        var box: MapBox
    }

    /// The attributes of a closed road: the closed direction and the modes.
    static let columns = ["direction": "String", "modes": "String"]

    private let lines: [Line]

    /// Creates the layer from the arcs that closures remove from each profile. O(arcs).
    init(_ snapshot: RoutingSnapshot) {
        let graph = snapshot.graph
        // The profiles that each arc is closed for, as bits.
        var closed = [UInt16](repeating: 0, count: graph.segmentCount * 2)
        for profile in graph.profileNames.indices {
            for arc in snapshot.closedArcs(profile: profile) { closed[arc] |= 1 << UInt16(profile) }
        }
        var modes: [UInt16: String] = [:]
        lines = (0..<graph.segmentCount).compactMap { segment in
            let (forward, backward) = (closed[segment * 2], closed[segment * 2 + 1])
            let users = forward | backward
            guard users != 0 else { return nil }
            let points = graph.shape(ofSegment: segment).map { MapPoint($0) }
            if modes[users] == nil {
                modes[users] = graph.profileNames.enumerated().filter { users & (1 << UInt16($0.offset)) != 0 }
                    .map(\.element).sorted().joined(separator: ",")
            }
            var box = MapBox.empty
            for point in points { box.expand(point) }
            return Line(
                id: UInt64(segment),
                direction: backward == 0 ? "forward" : forward == 0 ? "backward" : "both", modes: modes[users] ?? "",
                vertices: zip(points, VertexLevels.ofLine(points)).map { MapVertex($0, level: $1) }, box: box)
        }
    }

    /// All closed roads in a window.
    func shape(in window: TileWindow) -> TileShape {
        var shape = TileShape(.line)
        for line in lines where window.touches(line.box) {
            BaseMap.addLine(line.vertices.lazy.map(\.word), UInt8(window.zoom), window, &shape)
        }
        return shape
    }

    /// Encodes the layer `closures` of a tile; empty when nothing lies in it.
    func encoded(_ tile: TileCoordinate) -> [UInt8] {
        var encoder = TileLayerEncoder(name: "closures")
        let window = TileWindow(tile)
        var shape = TileShape(.line)
        let (direction, modes) = (encoder.keyRow("direction"), encoder.keyRow("modes"))
        var known: [String: UInt32] = [:]
        func row(_ text: String, _ encoder: inout TileLayerEncoder) -> UInt32 {
            if let row = known[text] { return row }
            let row = encoder.valueRow(UInt64(known.count)) { .text(text) }
            known[text] = row
            return row
        }
        for line in lines where window.touches(line.box) {
            shape.removeAll()
            BaseMap.addLine(line.vertices.lazy.map(\.word), UInt8(tile.z), window, &shape)
            guard shape.partCount > 0 else { continue }
            let values = (row(line.direction, &encoder), row(line.modes, &encoder))
            encoder.removeTags()
            encoder.tag(direction, values.0)
            encoder.tag(modes, values.1)
            encoder.add(shape, id: line.id)
        }
        return encoder.encoded()
    }
}
