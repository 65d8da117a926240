internal import GeoIndex

extension MapColumns {
    /// Writes the features of a layer at a scale to a file.
    static func write(
        _ features: [MapFeature], _ layer: MapLayer, prefix: String, into writer: inout PackedFileWriter
    ) {
        var firstParts: [UInt32] = [0]
        var firstVertices: [UInt32] = [0]
        var vertices: [UInt64] = []
        var boxes: [BoundingBox] = []
        for feature in features {
            var box = MapBox.empty
            for part in feature.parts {
                for (point, level) in zip(part.points, part.levels) {
                    vertices.append(MapVertex(point, level: level).word)
                    box.expand(point)
                }
                firstVertices.append(UInt32(vertices.count))
            }
            firstParts.append(UInt32(firstVertices.count - 1))
            boxes.append(Self.treeBox(west: box.west, north: box.north, east: box.east, south: box.south))
        }
        writer.add("\(prefix).id", features.map(\.id))
        writer.add(
            "\(prefix).kind",
            features.map { UInt32($0.zoom) | UInt32($0.classIndex) << 8 | UInt32($0.flags.rawValue) << 16 })
        writer.add("\(prefix).name", features.map(\.name))
        let isPlaces = layer == .places
        writer.add("\(prefix).rank", isPlaces ? features.map(\.rank) : [])
        writer.add("\(prefix).population", isPlaces ? features.map(\.population) : [])
        writer.add("\(prefix).parts", firstParts)
        writer.add("\(prefix).first", firstVertices)
        writer.add("\(prefix).vertices", vertices)
        PackedRTree.build(boxes: boxes, into: &writer, prefix: "\(prefix).tree")
    }
}
