import GeoIndex
import Records
import Testing
import TestSupport
import TileServer

/// Labels in picture tiles: none is cut at an edge, none overlap, across all tiles of a crowded region.
@Suite struct LabelTests {
    /// The region with 900 more places of all sizes, with short and long names.
    private static func crowded() throws -> TileRenderer {
        var random = SeededGenerator(seed: 77)
        let words = ["Άγιος", "Μεγάλη", "Παναγία", "Βρύση", "Κάτω", "Νέα", "Λίμνη", "Παλαιόκαστρο"]
        let places = (0..<900).map { index -> Place in
            let name = (0..<Int.random(in: 1...4, using: &random))
                .map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
            return Place(
                id: "more\(index)", kind: "settlement", names: LocalizedText(["el": name, "en": "Place \(index)"]),
                population: Int.random(in: 1...90_000, using: &random), municipality: "001",
                coordinate: Coordinate(
                    longitude: random.uniform(10...11), latitude: random.uniform(45...46)))
        }
        return try MapFixture.renderer(more: places)
    }

    private struct Box: Hashable {
        var text: String
        var west, north, east, south: Double
    }

    @Test(arguments: [10, 11]) func noLabelIsCutOrOverlaps(_ zoom: Int) throws {
        let pictures = PictureRenderer(try Self.crowded())
        var tilesOf: [Box: Set<TileCoordinate>] = [:]
        for tile in MapFixture.tiles(zoom) {
            for label in pictures.labels(z: zoom, x: tile.x, y: tile.y, .init()) {
                func whole(_ value: Double, _ tile: Int) -> Double {
                    ((value + Double(tile) * 256) * 64).rounded() / 64
                }
                let box = Box(
                    text: label.text, west: whole(label.west, tile.x), north: whole(label.north, tile.y),
                    east: whole(label.east, tile.x), south: whole(label.south, tile.y))
                tilesOf[box, default: []].insert(tile)
            }
        }
        #expect(tilesOf.count > 8)
        let drawn = Set(MapFixture.tiles(zoom))
        var parted = 0
        for (box, tiles) in tilesOf {
            // All tiles that the label's box intersects draw it at the same position.
            let columns = Int((box.west / 256).rounded(.down))...Int((box.east / 256).rounded(.up)) - 1
            let rows = Int((box.north / 256).rounded(.down))...Int((box.south / 256).rounded(.up)) - 1
            let wanted = Set(columns.flatMap { x in rows.compactMap { TileCoordinate(z: zoom, x: x, y: $0) } })
            #expect(wanted.intersection(drawn) == tiles, "\(box)")
            if tiles.count > 1 { parted += 1 }
        }
        #expect(parted > 2)
        let boxes = tilesOf.keys.sorted { $0.west < $1.west }
        for (index, box) in boxes.enumerated() {
            for other in boxes[(index + 1)...] {
                if other.west >= box.east { break }
                #expect(other.north >= box.south || other.south <= box.north, "\(box) over \(other)")
            }
        }
    }
}
