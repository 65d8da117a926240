internal import GeoIndex
internal import Locator
internal import Records

/// The offered structures, as points.
struct StructureLayer: Sendable {
    private struct Point: Sendable {
        var id: UInt64
        var position: WorldPoint
        var attributes: [(String, TileValue)]
    }

    /// The attributes of a structure's feature. Only these are published; adding one is a deliberate decision.
    static let columns = [
        "id": "String", "kind": "String", "sign": "String", "name:el": "String", "name:en": "String",
        "municipality": "String", "accuracy": "Number",
    ]

    private let points: [Point]
    /// The structures as drawn in pictures.
    let marks: [Mark]
    /// The units around a tile whose points are included, so that no disc is cut at its edge.
    private static let buffer = 128.0

    /// Creates the layer from the structures that are offered and have a position.
    init(_ dataset: Dataset) {
        var points: [Point] = []
        var marks: [Mark] = []
        for row in 0..<dataset.structureCount {
            let structure = dataset.structure(at: row)
            guard structure.status.isOffered, let coordinate = structure.coordinate else { continue }
            let sign = dataset.kind(code: structure.kind)?.pictogram ?? ""
            var attributes: [(String, TileValue)] = [
                ("id", .text(structure.id)), ("kind", .text(structure.kind)), ("sign", .text(sign)),
                ("name:el", .text(structure.names.text(in: "el"))),
                ("name:en", .text(structure.names.text(in: "en"))),
            ]
            if let municipality = structure.municipality { attributes.append(("municipality", .text(municipality))) }
            if let accuracy = structure.statedAccuracyMetres { attributes.append(("accuracy", .number(accuracy))) }
            let position = WorldPoint(coordinate)
            points.append(Point(id: FeatureID.of(structure.id), position: position, attributes: attributes))
            marks.append(
                Mark(
                    row: row, position: position, kind: structure.kind, sign: sign,
                    accuracyMetres: structure.accuracyMetres))
        }
        (self.points, self.marks) = (points, marks)
    }

    /// A structure as drawn in a picture.
    struct Mark: Sendable {
        /// The row in the dataset.
        var row: Int
        var position: WorldPoint
        var kind: String
        var sign: String
        var accuracyMetres: Double?
    }

    /// Encodes the layer `structures` of a tile; empty when nothing lies in it.
    func encoded(_ tile: TileCoordinate) -> [UInt8] {
        var layer = TileLayerEncoder(name: "structures")
        let range = -Self.buffer..<Double(TileLayerEncoder.extent) + Self.buffer
        for point in points {
            let position = tile.position(point.position)
            guard range.contains(position.x), range.contains(position.y) else { continue }
            let whole = TilePoint(x: Int32(position.x.rounded(.down)), y: Int32(position.y.rounded(.down)))
            layer.addPoint(whole, id: point.id, attributes: point.attributes)
        }
        return layer.encoded()
    }
}
