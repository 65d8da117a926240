internal import GeoIndex

/// The land of a region: all municipalities, or the whole box where there are none, without sea and lakes.
struct LandMask: Sendable {
    let municipalities: MunicipalityLayer
    let map: BaseMap
    let hasMunicipalities: Bool
    /// The box of the region, used where there are no municipalities.
    let box: MapBox

    /// The valid rings of the land in a window.
    func rings(in window: TileWindow) -> [[TilePoint]] {
        let ground =
            hasMunicipalities ? municipalities.rings(in: window) : [window.frame(within: box)].compactMap(\.self)
        guard !ground.isEmpty else { return [] }
        let water = map.waterRings(in: window)
        let snapped = SnapRounder([ground, water].joined())
        let land = NodedArea(ground.map(snapped.rounded))
        guard !water.isEmpty else { return RingTracer.trace(edges: Array(land.edges)) }
        var rest = land
        for batch in Self.apart(water.map(snapped.rounded)) {
            rest = NodedArea(rest.subtracting(NodedArea(batch)))
        }
        return RingTracer.trace(edges: Array(rest.edges))
    }

    /// Distributes areas into batches without overlaps, because lakes may overlap each other or the sea.
    private static func apart(_ rings: [[TilePoint]]) -> [[[TilePoint]]] {
        struct Batch {
            var rings: [[TilePoint]] = []
            var boxes: [MapBox] = []
        }
        var batches: [Batch] = []
        var current = 0
        for ring in rings {
            // A hole belongs to the exterior before it.
            if ring.doubledArea > 0 || batches.isEmpty {
                var box = MapBox.empty
                for point in ring { box.expand(MapPoint(x: point.x, y: point.y)) }
                current = batches.firstIndex { !$0.boxes.contains { $0.meets(box) } } ?? batches.count
                if current == batches.count { batches.append(Batch()) }
                batches[current].boxes.append(box)
            }
            batches[current].rings.append(ring)
        }
        return batches.map(\.rings)
    }
}

extension BaseMap {
    /// The valid rings of all water areas in a window.
    func waterRings(in window: TileWindow) -> [[TilePoint]] {
        guard let columns = columns(.water, zoom: window.zoom) else { return [] }
        let rows = columns.features(in: window)
        var result: [[TilePoint]] = []
        var start = 0
        while start < rows.count {
            var end = start + 1
            while end < rows.count, columns.ids[rows[end]] == columns.ids[rows[start]] { end += 1 }
            result += rings(columns, rows[start..<end], window)
            start = end
        }
        return result
    }
}
