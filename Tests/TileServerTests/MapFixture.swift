import Foundation
import GeoIndex
import Locator
import Records
import Routing
import TileServer

/// The tiny region with a base map and roads: a wavy grid of streets, a motorway, a lake, and an island in the sea to
/// the east.
enum MapFixture {
    static let square = BoundingBox(west: 10, south: 45, east: 11, north: 46)
    /// The number of streets from west to east and from south to north.
    static let count = 12

    static func crossing(_ column: Int, _ row: Int) -> Coordinate {
        let sway = 0.01 * Double((column * 7 + row * 5) % 5 - 2)
        return Coordinate(
            longitude: 10.05 + 0.9 * Double(column) / Double(count - 1) + sway * 0.3,
            latitude: 45.05 + 0.9 * Double(row) / Double(count - 1) + sway * 0.2)
    }

    struct Way {
        var id: Int64
        var nodes: [Int64]
        var line: [Coordinate]
        var tags: [String: String]
    }

    static var ways: [Way] {
        func node(_ column: Int, _ row: Int) -> Int64 { Int64(1 + row * count + column) }
        var ways: [Way] = []
        for line in 0..<count {
            let highway = line == 5 ? "motorway" : line.isMultiple(of: 3) ? "primary" : "residential"
            for isRow in [true, false] {
                // Split into three ways, as is usual in OpenStreetMap.
                for piece in 0..<3 {
                    let range = piece * 4...min(piece * 4 + 4, count - 1)
                    ways.append(
                        Way(
                            id: Int64(100 + ways.count),
                            nodes: range.map { isRow ? node($0, line) : node(line, $0) },
                            line: range.map { isRow ? crossing($0, line) : crossing(line, $0) },
                            tags: [
                                "highway": highway, "name": "Οδός \(line)", "name:en": "Street \(line)",
                                "ref": "E\(line)",
                            ]))
                }
            }
        }
        return ways
    }

    static let lake = [
        Coordinate(longitude: 10.3, latitude: 45.6), Coordinate(longitude: 10.42, latitude: 45.58),
        Coordinate(longitude: 10.45, latitude: 45.7), Coordinate(longitude: 10.36, latitude: 45.66),
        Coordinate(longitude: 10.31, latitude: 45.72),
    ]

    /// A house of about 80 m at a crossing.
    static var building: [Coordinate] {
        let corner = crossing(4, 4)
        return [(0, 0), (0.001, 0), (0.001, 0.0007), (0, 0.0007)].map {
            Coordinate(longitude: corner.longitude + $0.0, latitude: corner.latitude + $0.1)
        }
    }

    static func map(more: [Place] = []) -> DatasetWriter.File {
        var map = MapBuilder()
        for way in ways { map.addRoad(id: way.id, line: way.line, tags: way.tags) }
        map.addLandCover(
            id: "w1", landClass: "water", names: LocalizedText(["el": "Λίμνη", "en": "Lake"]),
            area: [Polygon(rings: [lake])])
        map.addLandCover(
            id: "w2", landClass: "wood", names: LocalizedText(),
            area: [Polygon(rings: [lake.map { Coordinate(longitude: $0.longitude + 0.3, latitude: $0.latitude) }])])
        map.addWaterway(
            id: 3, waterClass: "river", names: LocalizedText(["el": "Ποταμός"]),
            line: [crossing(0, 11), crossing(3, 8), crossing(4, 2)])
        map.addLandCover(
            id: "w4", landClass: "building", names: LocalizedText(), area: [Polygon(rings: [building])])
        for place in places + more { map.addPlace(place) }
        map.addAddress(id: "n9", number: "12Α", coordinate: crossing(4, 4))
        return map.finish()
    }

    static let places = [
        Place(
            id: "p1", kind: "settlement", names: LocalizedText(["el": "Πόλη", "en": "Town"]), population: 40_000,
            municipality: "000", coordinate: Coordinate(longitude: 10.7, latitude: 45.25)),
        Place(
            id: "p2", kind: "settlement", names: LocalizedText(["el": "Χωριό", "en": "Village"]), population: 300,
            municipality: "001", coordinate: Coordinate(longitude: 10.75, latitude: 45.8)),
        Place(
            id: "p3", kind: "settlement", names: LocalizedText(["el": "Αλλού", "en": "Elsewhere"]), population: 77,
            municipality: "001"),
        Place(
            id: "p4", kind: "settlement", names: LocalizedText(["el": "Δυτικό", "en": "Western"]), population: 910,
            municipality: "003", coordinate: Coordinate(longitude: 10.1, latitude: 45.4)),
    ]

    /// A renderer of the region with the municipalities of the tiny region or none.
    ///
    /// - Parameters:
    ///   - more: Places added to the map.
    ///   - change: Modifies the contents of the dataset.
    static func renderer(
        hasMunicipalities: Bool = true, more: [Place] = [], change: (inout DatasetContents) -> Void = { _ in }
    ) throws -> TileRenderer {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("map-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var contents = TinyDataset.contents()
        contents.places = places
        if !hasMunicipalities { contents.municipalities = [] }
        for index in contents.municipalities.indices {
            contents.municipalities[index].municipality.population = [50_001, 1000, 20, 3333, 7][index]
        }
        change(&contents)
        var roads = RoadGraphBuilder()
        for way in ways {
            roads.add(WayInput(id: way.id, nodes: way.nodes, coordinates: way.line, tags: way.tags))
        }
        var writer = try DatasetWriter(contents, roads: roads)
        writer.add(map(more: more))
        _ = try writer.write(to: folder)
        let dataset = try Dataset(directory: folder)
        return TileRenderer(dataset: dataset, map: try BaseMap(directory: folder, buildID: dataset.buildID))
    }

    /// The tiles of a zoom that cover a box.
    static func tiles(_ zoom: Int, in box: BoundingBox = square) -> [TileCoordinate] {
        let side = Double(1 << zoom)
        func row(_ latitude: Double) -> Int {
            let radians = latitude * .pi / 180
            return Int((1 - asinh(tan(radians)) / .pi) / 2 * side)
        }
        let columns = Int((box.west + 180) / 360 * side)...Int((box.east + 180) / 360 * side)
        return columns.flatMap { x in
            (row(box.north)...row(box.south)).compactMap { TileCoordinate(z: zoom, x: x, y: $0) }
        }
    }
}
