internal import GeoIndex
internal import Locator
internal import Records

/// Municipalities as areas and as points that carry their names.
struct MunicipalityLayer: Sendable {
    private struct Shape: Sendable {
        var id: UInt64
        var attributes: [(String, TileValue)]
        var polygons: [[BorderSimplifier.Ring]]
        var label: WorldPoint?
    }

    /// What a municipality's features carry: names, code, and what the outline rests on. Nothing else is ever read.
    static let columns = ["code": "String", "name:el": "String", "name:en": "String", "outline": "String"]

    private let shapes: [Shape]
    /// What the borders rest on: a sketch as soon as one of them does.
    private let outline: String
    /// Units around a tile that are drawn too, so that lines do not end at its edge.
    private static let buffer = 64.0
    /// Half a pixel of a 512 pixel tile, in tile units: what a border may move by.
    private static let tolerance = 4.0

    /// Prepares every outline of the dataset: projected, parted into shared arcs, weighed.
    init(_ dataset: Dataset) {
        let areas = dataset.municipalities.indices.map { row in
            dataset.outline(ofMunicipality: row).map { $0.rings.enumerated().map { Self.ring($1, isHole: $0 > 0) } }
        }
        outline = dataset.municipalities.contains { $0.outline == .sketch } ? "sketch" : "surveyed"
        var weighed = BorderSimplifier.weighed(areas.flatMap { $0.flatMap { $0 } })[...]
        shapes = zip(dataset.municipalities, areas).map { municipality, polygons in
            let shapes = polygons.map { $0.compactMap { _ in weighed.removeFirst() } }
            return Shape(
                id: FeatureID.of(municipality.code),
                attributes: [
                    ("code", .text(municipality.code)),
                    ("name:el", .text(municipality.names.text(in: "el"))),
                    ("name:en", .text(municipality.names.text(in: "en"))),
                    ("outline", .text(municipality.outline.rawValue)),
                ],
                polygons: shapes,
                label: Self.label(shapes) ?? municipality.seat.map(WorldPoint.init))
        }
    }

    /// What a border's feature carries: whether it parts two municipalities or is an edge of all, and what it rests on.
    static let borderColumns = ["side": "String", "outline": "String"]

    /// The layers `municipalities`, `municipality-borders` and `municipality-labels` of a tile; no bytes when nothing
    /// is in it.
    func encoded(_ tile: TileCoordinate) -> [UInt8] {
        var areas = TileLayerEncoder(name: "municipalities")
        var labels = TileLayerEncoder(name: "municipality-labels")
        var drawn: [[TilePoint]] = []
        let rounded = shapes.map { $0.polygons.flatMap { rings($0, in: tile) } }
        let snapped = SnapRounder(rounded.joined())
        for (shape, rings) in zip(shapes, rounded) {
            if !rings.isEmpty {
                let valid = RingTracer.trace(rings.map(snapped.rounded))
                drawn += valid
                areas.addPolygon(valid, id: shape.id, attributes: shape.attributes)
            }
            if let label = shape.label.map(tile.position), Self.isInside(label) {
                let point = TilePoint(x: Int32(label.x.rounded(.down)), y: Int32(label.y.rounded(.down)))
                labels.addPoint(point, id: shape.id, attributes: shape.attributes)
            }
        }
        return areas.encoded() + borders(of: drawn).encoded() + labels.encoded()
    }

    /// The rings of all municipalities together in a window, in whole units.
    func rings(in window: TileWindow) -> [[TilePoint]] {
        // Borders between neighbours are walked both ways and cancel.
        RingTracer.trace(rounded(in: window).flatMap(\.self))
    }

    /// The borders in a window: between municipalities, and around them all.
    func borders(in window: TileWindow) -> BorderLines {
        BorderLines(rounded(in: window).flatMap(RingTracer.trace), cutAt: window.low, window.high)
    }

    /// Names with the points where they are written.
    var labels: [(point: WorldPoint, names: LocalizedText)] {
        shapes.compactMap { shape in
            shape.label.map { label in
                var texts: [String: String] = [:]
                for case (let key, .text(let text)) in shape.attributes where key.hasPrefix("name:") {
                    texts[String(key.dropFirst(5))] = text
                }
                return (label, LocalizedText(texts))
            }
        }
    }

    /// The rings of each municipality in a window, in whole units and meeting there only.
    private func rounded(in window: TileWindow) -> [[[TilePoint]]] {
        let isDeepest = window.zoom == TileCoordinate.deepestZoom
        let units = Double(1 << MapPoint.bits) * Double(window.extent) / Double(window.parts)
        let tolerance = isDeepest ? 0 : Self.tolerance / units
        let clipper = PolygonClipper(low: Double(window.low), high: Double(window.high))
        let all = shapes.map { shape in
            shape.polygons.flatMap { polygon -> [[TilePoint]] in
                guard let box = polygon.first?.box, window.touches(MapBox(box)) else { return [] }
                let rings = polygon.map { $0.points(tolerance: tolerance).map(window.position) }
                    .filter { $0.count >= 3 }
                return clipper.clip(rings).map(\.rounded).filter { $0.count >= 3 }
            }
        }
        let snapped = SnapRounder(all.joined())
        return all.map { $0.map(snapped.rounded) }
    }

    private func borders(of rings: [[TilePoint]]) -> TileLayerEncoder {
        var layer = TileLayerEncoder(name: "municipality-borders")
        let far = TileLayerEncoder.extent + Int32(Self.buffer)
        let lines = BorderLines(rings, cutAt: -Int32(Self.buffer), far)
        for (side, lines) in [("inner", lines.inner), ("outer", lines.outer)] {
            layer.addLines(lines, id: nil, attributes: [("side", .text(side)), ("outline", .text(outline))])
        }
        return layer
    }

    /// The rings of one polygon in whole units of the tile, simplified and cut to it.
    private func rings(_ polygon: [BorderSimplifier.Ring], in tile: TileCoordinate) -> [[TilePoint]] {
        guard let exterior = polygon.first, tile.touches(exterior.box, buffer: Self.buffer) else { return [] }
        let isDeepest = tile.z == TileCoordinate.deepestZoom
        let tolerance = isDeepest ? 0 : Self.tolerance / tile.unitsPerWorld
        var rings = polygon.map { $0.points(tolerance: tolerance).map(tile.position) }.filter { $0.count >= 3 }
        if !tile.contains(exterior.box, buffer: Self.buffer) {
            let far = Double(TileLayerEncoder.extent) + Self.buffer
            rings = PolygonClipper(low: -Self.buffer, high: far).clip(rings)
        }
        return rings.map(Self.rounded).filter { $0.count >= 3 }
    }

    /// Where the name of an area is written: in its largest part, of which a coarse figure is enough.
    private static func label(_ polygons: [[BorderSimplifier.Ring]]) -> WorldPoint? {
        let parts = polygons.compactMap { rings in rings.first.map { (area: area($0.points), rings: rings) } }
        guard let largest = parts.max(by: { $0.area < $1.area }) else { return nil }
        let tolerance = largest.area.squareRoot() / 200
        return LabelPoint.of(largest.rings.map { $0.points(tolerance: tolerance) }.filter { $0.count >= 3 })
    }

    /// Whole units, without repeating a point.
    private static func rounded(_ ring: [WorldPoint]) -> [TilePoint] {
        var result: [TilePoint] = []
        result.reserveCapacity(ring.count)
        for point in ring {
            let whole = TilePoint(x: Int32(point.x.rounded()), y: Int32(point.y.rounded()))
            if whole != result.last { result.append(whole) }
        }
        while result.count > 1, result.first == result.last { result.removeLast() }
        return result
    }

    /// An open ring on the Web Mercator square, exteriors of positive area and holes of negative.
    private static func ring(_ coordinates: [Coordinate], isHole: Bool) -> [WorldPoint] {
        var points: [WorldPoint] = []
        points.reserveCapacity(coordinates.count)
        for coordinate in coordinates {
            let point = WorldPoint(coordinate)
            if point != points.last { points.append(point) }
        }
        while points.count > 1, points.first == points.last { points.removeLast() }
        return (area(points) < 0) != isHole ? points.reversed() : points
    }

    /// Twice the signed area.
    private static func area(_ ring: [WorldPoint]) -> Double {
        guard var previous = ring.last else { return 0 }
        var sum = 0.0
        for point in ring {
            sum += previous.x * point.y - point.x * previous.y
            previous = point
        }
        return sum
    }

    /// Whether a label belongs to this tile and to no other.
    private static func isInside(_ point: WorldPoint) -> Bool {
        let extent = Double(TileLayerEncoder.extent)
        return point.x >= 0 && point.x < extent && point.y >= 0 && point.y < extent
    }
}
