import Foundation
import GeoIndex
import TestSupport
import Testing

@Suite struct AreaIndexTests {
    static func index(_ areas: [MultiPolygon]) throws -> AreaIndex {
        var writer = PackedFileWriter(kind: PackedFileTests.kind)
        AreaIndex.build(areas: areas, into: &writer, prefix: "areas")
        return try AreaIndex(
            file: PackedFileTests.open(writer.bytes(buildID: PackedFileTests.buildID)), prefix: "areas")
    }

    /// Compares with GEOS: inside one area, that one; on borders, one of the touching areas; otherwise none.
    private func compare(_ areas: [MultiPolygon], _ points: some Sequence<Coordinate>) throws -> (
        inside: Int, border: Int
    ) {
        let index = try Self.index(areas)
        let reference = try GEOSAreas(areas)
        var count = (inside: 0, border: 0)
        for point in points {
            let found = index.area(containing: point)
            let (inside, border) = reference.owners(of: point)
            if let owner = inside.first {
                count.inside += 1
                if found != owner || inside.count != 1 { Issue.record("\(point): \(found as Any), GEOS \(inside)") }
            } else if !border.isEmpty {
                count.border += 1
                if !border.contains(found ?? -1) { Issue.record("\(point): \(found as Any), GEOS border of \(border)") }
            } else if found != nil {
                Issue.record("\(point): \(found as Any), GEOS none")
            }
        }
        return count
    }

    @Test func invariantsHoldAndAreFoundBroken() throws {
        let areas = Coverage.generated(seed: 4, side: 4, bends: 5, window: Self.windows[0]) + [[]]
        try Self.index(areas).checkInvariants()
        var writer = PackedFileWriter(kind: PackedFileTests.kind)
        AreaIndex.build(areas: areas, into: &writer, prefix: "areas")
        let file = try PackedFileTests.open(writer.bytes(buildID: PackedFileTests.buildID))
        // Valid sections whose bounds or cells are wrong.
        for broken in ["areas.bounds", "areas.cells"] {
            var copy = PackedFileWriter(kind: PackedFileTests.kind)
            for section in file.sections {
                switch section.elementType {
                case .double:
                    let values = try file.column(section.name, as: Double.self)
                    copy.add(section.name, values.map { section.name == broken ? $0 + 1 : $0 })
                case .float: try copy.add(section.name, file.column(section.name, as: Float.self))
                default:
                    let values = try file.column(section.name, as: UInt32.self)
                    copy.add(section.name, values.map { section.name == broken ? 0 : $0 })
                }
            }
            let index = try AreaIndex(
                file: PackedFileTests.open(copy.bytes(buildID: PackedFileTests.buildID)), prefix: "areas")
            #expect(throws: PackedFileError.self) { try index.checkInvariants() }
        }
    }

    private static func scattered(_ count: Int, seed: UInt64, around box: BoundingBox) -> [Coordinate] {
        var generator = SeededGenerator(seed: seed)
        let (x, y) = ((box.east - box.west) / 20, (box.north - box.south) / 20)
        let wide = BoundingBox(
            west: max(-180, box.west - x), south: max(-90, box.south - y), east: min(180, box.east + x),
            north: min(90, box.north + y))
        return (0..<count).map { _ in PackedRTreeFixture.point(&generator, in: wide) }
    }

    private static let windows = [
        BoundingBox(west: 21.3, south: 38.9, east: 24.3, north: 40.2),
        BoundingBox(west: -0.5, south: -0.5, east: 0.5, north: 0.5),
        BoundingBox(west: -160, south: -75, east: 160, north: 75),
        BoundingBox(west: 179.9, south: 60, east: 179.91, north: 60.001),
    ]

    @Test(arguments: 0..<4)
    func coveragesAgreeWithGEOS(window: Int) throws {
        let box = Self.windows[window]
        let areas = Coverage.generated(seed: UInt64(window), side: 6, bends: [40, 0, 7, 200][window], window: box)
        let special = Coverage.verticesAndMiddles(areas)
        let count = try compare(areas, special + Self.scattered(250_000, seed: 50, around: box))
        #expect(count.inside > 150_000 && count.border >= special.count / 4)
    }

    @Test func pointsOnGridLinesOfVerticesAgreeWithGEOS() throws {
        // The latitude of one vertex with the longitude of another, so that rays run through vertices.
        let areas = Coverage.generated(seed: 9, side: 4, bends: 3, window: Self.windows[0])
        let vertices = Coverage.verticesAndMiddles(areas)
        var generator = SeededGenerator(seed: 51)
        let points = (0..<100_000).map { _ in
            Coordinate(
                longitude: vertices.randomElement(using: &generator)!.longitude,
                latitude: vertices.randomElement(using: &generator)!.latitude)
        }
        let count = try compare(areas, points)
        #expect(count.inside > 50_000)
    }

    @Test func roundCoordinatesAgreeWithGEOS() throws {
        // A chessboard of whole degrees, where vertices are aligned and four corners meet.
        var areas: [MultiPolygon] = []
        for row in 0..<8 {
            for column in 0..<8 {
                let (x, y) = (Double(column), Double(row))
                let ring = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]
                areas.append([Polygon(rings: [ring.map { Coordinate(longitude: $0.0, latitude: $0.1) }])])
            }
        }
        let points = stride(from: -0.25, through: 8.25, by: 0.125).flatMap { x in
            stride(from: -0.25, through: 8.25, by: 0.125).map { Coordinate(longitude: x, latitude: $0) }
        }
        let count = try compare(areas, points)
        #expect(count.inside == 64 * 49 && count.border == 65 * 65 - 64 * 49)
        let index = try Self.index(areas)
        // By the step east and north, the south-west corner belongs to an area; outermost borders belong to the area
        // they touch.
        #expect(index.area(containing: Coordinate(longitude: 3, latitude: 3)) == 3 * 8 + 3)
        #expect(index.area(containing: Coordinate(longitude: 3, latitude: 2.5)) == 2 * 8 + 3)
        #expect(index.area(containing: Coordinate(longitude: 8, latitude: 8)) == 63)
        #expect(index.area(containing: Coordinate(longitude: 3, latitude: 8)) == 7 * 8 + 2)
    }

    @Test func edgesThroughTheCornersOfWaysAgreeWithGEOS() throws {
        // Along the diagonals latitude equals longitude, or 8 minus it, so that ways turn exactly on an edge.
        func triangle(_ a: (Double, Double), _ b: (Double, Double)) -> MultiPolygon {
            let ring = [(4.0, 4.0), a, b]
            return [Polygon(rings: [ring.map { Coordinate(longitude: $0.0, latitude: $0.1) }])]
        }
        let areas = [
            triangle((0, 0), (8, 0)), triangle((8, 0), (8, 8)), triangle((8, 8), (0, 8)), triangle((0, 8), (0, 0)),
        ]
        var writer = PackedFileWriter(kind: PackedFileTests.kind)
        AreaIndex.build(areas: areas, into: &writer, prefix: "areas")
        let file = try PackedFileTests.open(writer.bytes(buildID: PackedFileTests.buildID))
        let grid = try file.column("areas.grid", as: Double.self)
        let columns = try Int(file.column("areas.grid-size", as: UInt32.self)[0])
        var points: [Coordinate] = []
        for line in (0..<columns).map({ grid[0] + Double($0) * grid[2] }) {
            for step in stride(from: 0, to: 1, by: 0.01) {
                let longitude = line + step * grid[2]
                points.append(Coordinate(longitude: longitude, latitude: line))
                if (8 - line) + line == 8 { points.append(Coordinate(longitude: longitude, latitude: 8 - line)) }
            }
        }
        let count = try compare(areas, points)
        #expect(count.inside > 500 && count.border > 3)
    }

    @Test(.enabled(if: Coverage.geodata("municipalities.geojson") != nil))
    func municipalitiesAgreeWithGEOS() throws {
        let areas = try Coverage.polygons(ofFile: #require(Coverage.geodata("municipalities.geojson")))
        let special = Coverage.verticesAndMiddles(areas)
        var box = BoundingBox.empty
        for area in areas { box.expand(toInclude: area.bounds) }
        let count = try compare(areas, special + Self.scattered(1_000_000 - special.count, seed: 52, around: box))
        #expect(count.inside > 300_000)
    }

    @Test func ringsAndBoundsComeBackClosed() throws {
        let areas = Coverage.generated(seed: 3, side: 3, bends: 4, window: Self.windows[0]) + [[]]
        let index = try Self.index(areas)
        #expect(index.count == areas.count)
        for (position, area) in areas.enumerated() {
            let closed = area.map { polygon in
                Polygon(rings: polygon.rings.map { $0.first == $0.last ? $0 : $0 + $0.prefix(1) })
            }
            #expect(index.rings(of: position) == closed)
            #expect(index.bounds(of: position) == area.bounds)
        }
    }

    @Test func overlappingAreasAnswerWithTheFirst() throws {
        func square(_ west: Double, _ south: Double, _ size: Double) -> MultiPolygon {
            let ring = [(west, south), (west + size, south), (west + size, south + size), (west, south + size)]
            return [Polygon(rings: [ring.map { Coordinate(longitude: $0.0, latitude: $0.1) }])]
        }
        var generator = SeededGenerator(seed: 53)
        let areas = (0..<40).map { _ in
            square(generator.uniform(0...8), generator.uniform(0...8), generator.uniform(0.1...4))
        }
        let index = try Self.index(areas)
        let reference = try GEOSAreas(areas)
        for point in Self.scattered(20_000, seed: 54, around: BoundingBox(west: 0, south: 0, east: 12, north: 12)) {
            #expect(index.area(containing: point) == reference.owners(of: point).inside.first)
        }
    }

    @Test func invalidAreasAndPositionsAreHarmless() throws {
        let square = [(0.0, 0.0), (1, 0), (1, 1), (0, 1)].map { Coordinate(longitude: $0.0, latitude: $0.1) }
        let point = [Coordinate(longitude: 5, latitude: 5)]
        let bad = square + [Coordinate(longitude: .nan, latitude: 0)]
        let areas: [MultiPolygon] = [
            [], [Polygon(rings: [])], [Polygon(rings: [[]])], [Polygon(rings: [bad])], [Polygon(rings: [point])],
            [Polygon(rings: [square, bad])], [Polygon(rings: [[square[0], square[1], square[0]]])],
        ]
        let index = try Self.index(areas)
        #expect(index.locate(Coordinate(longitude: 0.5, latitude: 0.5))?.index == 5)
        #expect(index.locate(Coordinate(longitude: .nan, latitude: 0.5)) == nil)
        #expect(index.locate(Coordinate(longitude: .infinity, latitude: 0.5)) == nil)
        #expect(index.locate(Coordinate(longitude: 200, latitude: 0.5)) == nil)
        #expect(index.bounds(of: 3).isEmpty)
        #expect(try Self.index([]).locate(Coordinate(longitude: 0, latitude: 0)) == nil)
        #expect(try Self.index([[]]).locate(Coordinate(longitude: 0, latitude: 0)) == nil)
    }
}
