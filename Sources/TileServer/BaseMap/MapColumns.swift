internal import GeoIndex

/// A layer at one scale in the map file: columns of features, parts and vertices, and a spatial index of the features.
struct MapColumns: Sendable {
    let layer: MapLayer
    let tree: PackedRTree
    let ids: Column<UInt64>
    /// The zoom in bits 0–7, the class in bits 8–15, the flags in bits 16–23.
    let kinds: Column<UInt32>
    let names: Column<UInt32>
    let ranks: Column<UInt32>
    let populations: Column<Int32>
    /// The first part of each feature, and a final end.
    let firstParts: Column<UInt32>
    /// The first vertex of each part, and a final end.
    let firstVertices: Column<UInt32>
    let vertices: Column<UInt64>

    var count: Int { ids.count }

    /// Converts a box on the map's square to degrees for the index, which serves only as a plane here; y stays to the
    /// south.
    static func treeBox(west: Int32, north: Int32, east: Int32, south: Int32) -> BoundingBox {
        let scale = 170 / Double(1 << MapPoint.bits)
        return BoundingBox(
            west: Double(west) * scale, south: -85 + Double(north) * scale, east: Double(east) * scale,
            north: -85 + Double(south) * scale)
    }

    /// Opens the columns and checks that all indices are within bounds. O(n).
    ///
    /// - Throws: ``PackedFileError`` when the sections contradict each other.
    init(_ file: PackedFile, _ layer: MapLayer, prefix: String, nameCount: Int) throws(PackedFileError) {
        self.layer = layer
        tree = try PackedRTree(file: file, prefix: "\(prefix).tree")
        ids = try file.column("\(prefix).id", as: UInt64.self)
        kinds = try file.column("\(prefix).kind", as: UInt32.self)
        names = try file.column("\(prefix).name", as: UInt32.self)
        ranks = try file.column("\(prefix).rank", as: UInt32.self)
        populations = try file.column("\(prefix).population", as: Int32.self)
        firstParts = try file.column("\(prefix).parts", as: UInt32.self)
        firstVertices = try file.column("\(prefix).first", as: UInt32.self)
        vertices = try file.column("\(prefix).vertices", as: UInt64.self)
        let count = ids.count
        let extra = layer == .places ? count : 0
        let isSound =
            tree.count == count && kinds.count == count && names.count == count && ranks.count == extra
            && populations.count == extra && firstParts.count == count + 1
            && firstParts.rises(to: firstVertices.count - 1) && firstVertices.rises(to: vertices.count)
            && names.allSatisfy { $0 < nameCount }
            && kinds.allSatisfy { ($0 >> 8 & 255) < layer.classes.count && $0 & 255 <= 14 }
        guard isSound else {
            throw .malformed(
                path: file.path, part: "layer \"\(prefix)\"", found: "sections that contradict each other",
                expected: "columns of one length whose indices rise")
        }
    }

    /// The features whose box intersects the buffered window and that are drawn at its zoom, in drawing order.
    func features(in window: TileWindow) -> [Int] {
        let margin = window.parts / Int(window.extent) * Int(TileWindow.buffer)
        func clamped(_ value: Int) -> Int32 { Int32(min(max(value, 0), 1 << MapPoint.bits - 1)) }
        let box = Self.treeBox(
            west: clamped(window.originX - margin), north: clamped(window.originY - margin),
            east: clamped(window.originX + window.parts + margin),
            south: clamped(window.originY + window.parts + margin))
        var found: [Int] = []
        kinds.withUnsafeBufferPointer { kinds in
            tree.search(box) { row in
                if kinds[row] & 255 <= window.zoom { found.append(row) }
                return true
            }
        }
        return RowOrder.ascending(found)
    }
}
