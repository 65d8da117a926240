/// An immutable R-tree of points or boxes in a packed file, ordered along a Hilbert curve (Kamel and Faloutsos 1993).
///
/// ```swift
/// var writer = PackedFileWriter(kind: FileKind(literal: "DEMO"))
/// PackedRTree.build(points: coordinates, into: &writer, prefix: "places")
/// let tree = try PackedRTree(file: PackedFile.open(path: path, kind: kind), prefix: "places")
/// let three = tree.nearest(to: Coordinate(longitude: 22.94, latitude: 39.36), count: 3)
/// ```
///
/// An item is identified by its position in the sequence that the tree was built from. Items with invalid coordinates
/// keep their position and are never found.
public struct PackedRTree: Sendable {
    let layout: PackedRTreeLayout
    /// Whether the items are points. Blocks of points hold 16 longitudes and 16 latitudes; blocks of boxes hold 16 each
    /// of west, south, east and north, where `west > east` crosses the antimeridian.
    let holdsPoints: Bool
    let numbers: Column<Double>
    /// The index of the item in each slot, always below the number of items.
    let ids: Column<UInt32>
    /// The levels above the leaves, rounded outward; `east` exceeds 180° where a box crosses the antimeridian.
    let nodes: Column<Float>
    /// The number of slots up to the last item with valid coordinates.
    let validCount: Int
    /// Whether any item may cross the antimeridian.
    let crossesAntimeridian: Bool
    let path: String
    let prefix: String

    /// Opens the tree stored under a prefix. O(n), though little more than finding the greatest of n numbers.
    ///
    /// In a damaged file opened without verification answers may be wrong, but never read out of bounds; see
    /// `checkInvariants`.
    ///
    /// - Throws: `PackedFileError` when a section is missing or its size does not fit the others.
    public init(file: PackedFile, prefix: String) throws(PackedFileError) {
        self.prefix = prefix
        path = file.path
        ids = try file.column(Self.idsName(prefix), as: UInt32.self)
        nodes = try file.column(Self.nodesName(prefix), as: Float.self)
        guard ids.count < UInt32.max else {
            throw Self.malformed(path, prefix, "ids", "\(ids.count) items", "fewer than 2³²")
        }
        let layout = PackedRTreeLayout(itemCount: ids.count)
        self.layout = layout
        holdsPoints = file.hasSection(Self.pointsName(prefix))
        numbers = try file.column(holdsPoints ? Self.pointsName(prefix) : Self.boxesName(prefix))
        let stride = holdsPoints ? PackedRTreeLayout.pointStride : PackedRTreeLayout.boxStride
        let width = PackedRTreeLayout.width
        guard numbers.count == layout.leafBlockCount * stride else {
            throw Self.malformed(path, prefix, "items", "\(numbers.count) numbers", "\(layout.leafBlockCount * stride)")
        }
        let expected = layout.innerBlockCount * PackedRTreeLayout.boxStride
        guard nodes.count == expected else {
            throw Self.malformed(path, prefix, "nodes", "\(nodes.count) numbers", "\(expected)")
        }
        let greatest = ids.withUnsafeBufferPointer { values in values.reduce(0) { max($0, $1) } }
        guard ids.isEmpty || Int(greatest) < ids.count else {
            throw Self.malformed(path, prefix, "ids", "item \(greatest)", "items below \(ids.count)")
        }
        var valid = ids.count
        while valid > 0 && numbers[(valid - 1) / width * stride + (valid - 1) % width].isNaN { valid -= 1 }
        validCount = valid
        if holdsPoints {
            crossesAntimeridian = false
        } else if layout.rootLevel == 0 {
            crossesAntimeridian = zip(numbers.prefix(ids.count), numbers.dropFirst(2 * width)).contains { $0 > $1 }
        } else {
            let root = nodes.suffix(PackedRTreeLayout.boxStride)
            crossesAntimeridian = root.dropFirst(2 * width).prefix(width).contains { $0 > 180 }
        }
    }

    /// The number of items, including those with invalid coordinates.
    public var count: Int { layout.itemCount }

    static func malformed(
        _ path: String, _ prefix: String, _ part: String, _ found: String, _ expected: String
    ) -> PackedFileError {
        .malformed(path: path, part: "the \(part) of tree \"\(prefix)\"", found: found, expected: expected)
    }

    static func idsName(_ prefix: String) -> String { prefix + ".ids" }
    static func nodesName(_ prefix: String) -> String { prefix + ".nodes" }
    static func pointsName(_ prefix: String) -> String { prefix + ".points" }
    static func boxesName(_ prefix: String) -> String { prefix + ".boxes" }
}
