internal import GeoIndex
internal import Locator
internal import Records

/// Structures that may be offered, as points.
struct StructureLayer: Sendable {
    private struct Point: Sendable {
        var id: UInt64
        var position: WorldPoint
        var attributes: [(String, TileValue)]
    }

    /// What a structure's feature carries. Nothing else of the record is ever read: adding a column is a decision.
    static let columns = [
        "id": "String", "kind": "String", "sign": "String", "name:el": "String", "name:en": "String",
        "municipality": "String", "accuracy": "Number",
    ]

    private let points: [Point]
    /// The structures as pictures show them.
    let marks: [Mark]
    /// Units around a tile whose points are drawn too, so that no disc is cut at its edge.
    private static let buffer = 128.0

    /// Takes the structures that are offered and have a position.
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

    /// A structure as a picture shows it.
    struct Mark: Sendable {
        /// Its row in the dataset.
        var row: Int
        var position: WorldPoint
        var kind: String
        var sign: String
        var accuracyMetres: Double?
    }

    /// The layer `structures` of a tile; no bytes when nothing is in it.
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
