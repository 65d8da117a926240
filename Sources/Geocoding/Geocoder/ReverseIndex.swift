internal import GeoIndex

/// R-trees over doors, pieces of street lines, and settlements, for searches by position.
final class ReverseIndex: Sendable {
    let doorTree: PackedRTree
    let lineTree: PackedRTree
    let placeTree: PackedRTree
    /// First vertex of each piece of a line.
    let pieceStart: Column<UInt32>
    /// Number of vertices of each piece.
    let pieceCount: Column<UInt8>
    /// Street row of each piece.
    let pieceStreet: Column<UInt32>
    /// Street row of each door.
    let doorStreet: Column<UInt32>
    /// Entry of each item of the place tree.
    let placeEntity: Column<UInt32>

    static let pieceVertices = 9

    init(_ file: PackedFile) throws(PackedFileError) {
        doorTree = try PackedRTree(file: file, prefix: "door.tree")
        lineTree = try PackedRTree(file: file, prefix: "line.tree")
        placeTree = try PackedRTree(file: file, prefix: "place.tree")
        pieceStart = try file.column("piece.start")
        pieceCount = try file.column("piece.count")
        pieceStreet = try file.column("piece.street")
        doorStreet = try file.column("door.street")
        placeEntity = try file.column("place.entity")
    }
}

extension GazetteerBuilder {
    /// Writes the trees and columns of ``ReverseIndex``.
    func writeTrees(_ streets: [Street], _ table: EntityTable, into writer: inout PackedFileWriter) {
        PackedRTree.build(
            points: streets.lazy.flatMap { $0.doors.map(\.coordinate) }, into: &writer, prefix: "door.tree")
        writer.add("door.street", streets.indices.flatMap { row in streets[row].doors.map { _ in UInt32(row) } })
        var boxes: [BoundingBox] = []
        var starts: [UInt32] = []
        var counts: [UInt8] = []
        var owners: [UInt32] = []
        var vertex = 0
        for (row, street) in streets.enumerated() {
            for path in street.paths {
                var first = 0
                repeat {
                    let end = min(path.count, first + ReverseIndex.pieceVertices)
                    var box = BoundingBox.empty
                    for point in path[first..<end] { box.expand(toInclude: point) }
                    boxes.append(box)
                    starts.append(UInt32(vertex + first))
                    counts.append(UInt8(end - first))
                    owners.append(UInt32(row))
                    first = end - 1
                } while first < path.count - 1
                vertex += path.count
            }
        }
        PackedRTree.build(boxes: boxes, into: &writer, prefix: "line.tree")
        writer.add("piece.start", starts)
        writer.add("piece.count", counts)
        writer.add("piece.street", owners)
        let places = table.entities.indices.filter {
            // An approximate position does not describe where a place is.
            (table.entities[$0].kind == .settlement || table.entities[$0].kind == .neighbourhood)
                && table.entities[$0].accuracy == 0
        }
        PackedRTree.build(points: places.map { table.entities[$0].coordinate }, into: &writer, prefix: "place.tree")
        writer.add("place.entity", places.map { UInt32($0) })
    }
}
