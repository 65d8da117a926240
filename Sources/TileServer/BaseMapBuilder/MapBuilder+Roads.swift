extension MapBuilder {
    /// The roads of a scale, the most important last. The fine scale has them unchanged; on the others they are joined
    /// where class and reference (coarse) or class and name (middle) are equal.
    mutating func roads(at scale: MapScale) -> [MapFeature] {
        struct Kind: Hashable {
            var classIndex: UInt8
            var flags: UInt8
            var name: UInt32
        }
        var pieces: [Kind: [LineJoiner.Piece]] = [:]
        var zooms: [UInt8: Int] = [:]
        var result: [MapFeature] = []
        for road in roads where road.drawing.zoom <= scale.deepestZoom {
            guard scale != .fine else {
                result.append(
                    Self.feature(
                        LineJoiner.Piece(id: road.id, points: road.points), road.drawing.classIndex, road.flags,
                        road.drawing.zoom, road.name))
                continue
            }
            let flags = road.flags.intersection(.link)
            let name = scale == .coarse ? names.row(referenceOf: road.name) : road.name
            let kind = Kind(classIndex: road.drawing.classIndex, flags: flags.rawValue, name: name)
            pieces[kind, default: []].append(LineJoiner.Piece(id: road.id, points: road.points))
            zooms[road.drawing.classIndex, default: 14] = min(
                zooms[road.drawing.classIndex] ?? 14, road.drawing.isLink ? 14 : road.drawing.zoom)
        }
        for (kind, own) in pieces {
            let flags = RoadFlags(rawValue: kind.flags)
            let zoom = flags.contains(.link) ? 11 : zooms[kind.classIndex] ?? 14
            for piece in LineJoiner.joined(own) {
                result.append(Self.feature(piece, kind.classIndex, flags, zoom, kind.name))
            }
        }
        // Drawing order: the most important class last, by identifier within a class.
        return result.sorted { ($1.classIndex, $0.id, $0.name) < ($0.classIndex, $1.id, $1.name) }
    }

    private static func feature(
        _ piece: LineJoiner.Piece, _ classIndex: UInt8, _ flags: RoadFlags, _ zoom: Int, _ name: UInt32
    ) -> MapFeature {
        MapFeature(
            id: piece.id, classIndex: classIndex, flags: flags, zoom: zoom, name: name,
            parts: [.init(points: piece.points, levels: VertexLevels.ofLine(piece.points))])
    }
}
