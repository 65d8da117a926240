internal import GeoIndex

extension BaseMap {
    /// Encodes a layer of a tile as Mapbox Vector Tile 2.1; empty when nothing lies in the tile.
    func encoded(_ layer: MapLayer, _ tile: TileCoordinate) -> [UInt8] {
        guard tile.z >= layer.firstZoom, let columns = columns(layer, zoom: tile.z) else { return [] }
        let window = TileWindow(tile)
        let rows = columns.features(in: window)
        guard !rows.isEmpty else { return [] }
        var encoder = TileLayerEncoder(name: layer.rawValue)
        var attributes = AttributeRows(layer)
        let shape = TileShape(layer.shape == .area ? .area : layer.shape == .line ? .line : .point)
        switch layer.shape {
        case .area: addAreas(columns, rows, window, shape, &attributes, &encoder)
        case .line, .point: addOthers(columns, rows, window, shape, &attributes, &encoder)
        }
        return encoder.encoded()
    }

    private func addOthers(
        _ columns: MapColumns, _ rows: [Int], _ window: TileWindow, _ shape: TileShape,
        _ attributes: inout AttributeRows, _ encoder: inout TileLayerEncoder
    ) {
        var shape = shape
        let level = UInt8(window.zoom)
        columns.vertices.withUnsafeBufferPointer { vertices in
            for row in rows {
                shape.removeAll()
                for part in Int(columns.firstParts[row])..<Int(columns.firstParts[row + 1]) {
                    let range = Int(columns.firstVertices[part])..<Int(columns.firstVertices[part + 1])
                    if shape.kind == .point {
                        Self.addPoint(vertices[range], window, &shape)
                    } else {
                        Self.addLine(vertices[range], level, window, &shape)
                    }
                }
                guard shape.partCount > 0 else { continue }
                attributes.tag(row, columns, self, &encoder)
                encoder.add(shape, id: columns.ids[row])
            }
        }
    }

    /// Adds a point to the one tile that contains it.
    private static func addPoint(
        _ vertices: Slice<UnsafeBufferPointer<UInt64>>, _ window: TileWindow, _ shape: inout TileShape
    ) {
        guard let word = vertices.first else { return }
        let vertex = MapVertex(word: word)
        let (x, y) = (Int(vertex.x) - window.originX, Int(vertex.y) - window.originY)
        guard (0..<window.parts).contains(x), (0..<window.parts).contains(y) else { return }
        shape.append(window.point(vertex))
        shape.endPart()
    }

    /// Adds the parts of a line within a window.
    @inline(__always)
    static func addLine(
        _ vertices: some Sequence<UInt64>, _ level: UInt8, _ window: TileWindow, _ shape: inout TileShape
    ) {
        var last: TilePoint?
        for word in vertices {
            let vertex = MapVertex(word: word)
            guard vertex.level <= level else { continue }
            let point = window.point(vertex)
            if let last {
                if window.holds(last), window.holds(point) {
                    shape.append(point)
                } else if let cut = window.cut(last, point) {
                    if cut.from != last { shape.endPart() }
                    shape.append(cut.from)
                    shape.append(cut.to)
                    if cut.to != point { shape.endPart() }
                } else {
                    shape.endPart()
                }
            } else if window.holds(point) {
                shape.append(point)
            }
            last = point
        }
        shape.endPart()
    }

    private func addAreas(
        _ columns: MapColumns, _ rows: [Int], _ window: TileWindow, _ shape: TileShape,
        _ attributes: inout AttributeRows, _ encoder: inout TileLayerEncoder
    ) {
        var shape = shape
        var start = 0
        while start < rows.count {
            // Pieces of one area are consecutive. Drawing them together removes the cuts between them.
            var end = start + 1
            while end < rows.count, columns.ids[rows[end]] == columns.ids[rows[start]] { end += 1 }
            shape.removeAll()
            for ring in rings(columns, rows[start..<end], window) {
                for point in ring { shape.append(point) }
                shape.endPart()
            }
            if shape.partCount > 0 {
                let row = rows[start]
                attributes.tag(row, columns, self, &encoder)
                encoder.add(shape, id: columns.ids[row])
            }
            start = end
        }
    }

    /// The valid rings of an area's pieces within a window, in whole units of the window.
    func rings(_ columns: MapColumns, _ rows: ArraySlice<Int>, _ window: TileWindow) -> [[TilePoint]] {
        let level = UInt8(window.zoom)
        var all: [[TilePoint]] = []
        columns.vertices.withUnsafeBufferPointer { vertices in
            for row in rows {
                var inside = true
                var rings: [[WorldPoint]] = []
                for part in Int(columns.firstParts[row])..<Int(columns.firstParts[row + 1]) {
                    var ring: [WorldPoint] = []
                    for word in vertices[Int(columns.firstVertices[part])..<Int(columns.firstVertices[part + 1])] {
                        let vertex = MapVertex(word: word)
                        guard vertex.level <= level else { continue }
                        if !window.holds(window.point(vertex)) { inside = false }
                        ring.append(window.position(vertex))
                    }
                    if ring.count >= 3 { rings.append(ring) }
                }
                if !inside {
                    rings = PolygonClipper(low: Double(window.low), high: Double(window.high)).clip(rings)
                }
                all += rings.map(\.rounded).filter { $0.count >= 3 }
            }
        }
        if all.count == 1, RingTracer.isPlain(all[0]) { return all[0].doubledArea > 0 ? all : [] }
        let snapped = SnapRounder(all)
        return RingTracer.trace(all.map(snapped.rounded))
    }
}

extension [WorldPoint] {
    /// The ring rounded to whole units, without repeated points.
    var rounded: [TilePoint] {
        var result: [TilePoint] = []
        result.reserveCapacity(count)
        for point in self {
            let whole = TilePoint(x: Int32((point.x + 0.5).rounded(.down)), y: Int32((point.y + 0.5).rounded(.down)))
            if whole != result.last { result.append(whole) }
        }
        while result.count > 1, result.first == result.last { result.removeLast() }
        return result
    }
}
