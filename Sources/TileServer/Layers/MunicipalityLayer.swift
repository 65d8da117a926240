internal import GeoIndex
internal import Locator
internal import Records

/// Municipalities as areas, and as points with their names.
struct MunicipalityLayer: Sendable {
    private struct Shape: Sendable {
        var id: UInt64
        var attributes: [(String, TileValue)]
        var polygons: [[BorderSimplifier.Ring]]
        var label: WorldPoint?
    }

    /// The attributes of a municipality: code, names and quality of its outline. Only these are published.
    static let columns = ["code": "String", "name:el": "String", "name:en": "String", "outline": "String"]

    private let shapes: [Shape]
    /// The quality of the borders: `sketch` when any outline is a sketch.
    private let outline: String
    /// The units around a tile that are drawn too, so that lines do not end at its edge.
    private static let buffer = 64.0
    /// The largest displacement of a border, in tile units: half a pixel of a 512 pixel tile.
    private static let tolerance = 4.0

    /// Prepares every outline of the dataset: projected, split into shared arcs and weighed. O(n log n) in border
    /// points.
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

    /// The attributes of a border: whether it lies between two municipalities or on the outer edge, and its quality.
    static let borderColumns = ["side": "String", "outline": "String"]

    /// Encodes the layers `municipalities`, `municipality-borders` and `municipality-labels` of a tile; empty when
    /// nothing lies in it.
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

    /// The rings of the union of all municipalities in a window, in whole units.
    func rings(in window: TileWindow) -> [[TilePoint]] {
        // Borders between adjacent municipalities occur in both directions and cancel.
        RingTracer.trace(rounded(in: window).flatMap(\.self))
    }

    /// The borders in a window: between municipalities, and around all of them.
    func borders(in window: TileWindow) -> BorderLines {
        BorderLines(rounded(in: window).flatMap(RingTracer.trace), cutAt: window.low, window.high)
    }

    /// The names and the points of their labels.
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

    /// The rings of each municipality in a window, in whole units, which meet only at their ends.
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

    /// The rings of a polygon in whole units of the tile, simplified and clipped.
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

    /// The position of an area's label, in its largest part; a coarse outline suffices.
    private static func label(_ polygons: [[BorderSimplifier.Ring]]) -> WorldPoint? {
        let parts = polygons.compactMap { rings in rings.first.map { (area: area($0.points), rings: rings) } }
        guard let largest = parts.max(by: { $0.area < $1.area }) else { return nil }
        let tolerance = largest.area.squareRoot() / 200
        return LabelPoint.of(largest.rings.map { $0.points(tolerance: tolerance) }.filter { $0.count >= 3 })
    }

    /// The ring rounded to whole units, without repeated points.
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

    /// An open ring on the unit square; exteriors have positive area, holes negative.
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

    /// Twice the signed area (shoelace formula).
    private static func area(_ ring: [WorldPoint]) -> Double {
        guard var previous = ring.last else { return 0 }
        var sum = 0.0
        for point in ring {
            sum += previous.x * point.y - point.x * previous.y
            previous = point
        }
        return sum
    }

    /// Whether a label belongs to this tile; each belongs to exactly one.
    private static func isInside(_ point: WorldPoint) -> Bool {
        let extent = Double(TileLayerEncoder.extent)
        return point.x >= 0 && point.x < extent && point.y >= 0 && point.y < extent
    }
}
