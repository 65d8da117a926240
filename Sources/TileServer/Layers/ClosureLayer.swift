internal import Locator
internal import Routing

/// The roads that are closed now, as lines.
struct ClosureLayer: Sendable {
    private struct Line: Sendable {
        var id: UInt64
        var direction: String
        var modes: String
        var vertices: [MapVertex]
        var box: MapBox
    }

    /// What a closed road's feature carries: which way it is closed, and to whom.
    static let columns = ["direction": "String", "modes": "String"]

    private let lines: [Line]
    /// The version of the closures it shows.
    let version: Int

    /// Takes what the closures of a snapshot take from each profile. O(closed arcs).
    init(_ snapshot: RoutingSnapshot) {
        version = snapshot.closureVersion
        let graph = snapshot.graph
        var closed: [Int: [String: Set<Int>]] = [:]
        for (profile, name) in graph.profileNames.enumerated() {
            for arc in snapshot.closedArcs(profile: profile) {
                closed[arc >> 1, default: [:]][name, default: []].insert(arc & 1)
            }
        }
        lines = closed.sorted { $0.key < $1.key }.map { segment, modes in
            let points = graph.shape(ofSegment: segment).map { MapPoint($0) }
            let directions = modes.values.reduce(into: Set<Int>()) { $0.formUnion($1) }
            var box = MapBox.empty
            for point in points { box.expand(point) }
            return Line(
                id: UInt64(segment),
                direction: directions.count > 1 ? "both" : directions == [0] ? "forward" : "backward",
                modes: modes.keys.sorted().joined(separator: ","),
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

    /// The layer `closures` of a tile; no bytes when nothing is in it.
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
