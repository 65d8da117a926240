import Foundation
import GeoIndex
import Locator
import Routing
import TestSupport
import Testing
import TileServer

@Suite struct CoverageSurfaceTests {
    let renderer: TileRenderer
    let coverage: Coverage
    let surface: CoverageSurface

    init() async throws {
        renderer = try MapFixture.renderer()
        coverage = try #require(
            try await ServiceLocator(dataset: renderer.dataset).coverage(CoverageQuery(kinds: ["office"], mode: "car")))
        surface = try #require(try await CoverageMaps(renderer).surface(coverage))
    }

    private func exact(_ coordinate: Coordinate) -> String {
        guard let point = renderer.dataset.travel.graph.point(at: coordinate, profile: coverage.profile) else {
            return "noData"
        }
        guard let time = coverage.milliseconds(at: point) else { return "noRoute" }
        return CoverageQuery.breaks.first { time <= $0 * 60_000 }.map(String.init) ?? "beyond"
    }

    private func bands(_ tile: TileCoordinate, at place: (Double, Double)) throws -> [String] {
        try TileDecoder.layers(try surface.encoded(tile)).flatMap(\.features).filter { feature in
            GeometryOracle.contains(
                feature.parts.map { $0.map { (Double($0.x), Double($0.y)) } }, place.0, place.1)
        }.compactMap { $0.attributes["band"] }
    }

    @Test func pointsAreInTheBandOfTheirTime() throws {
        var random = SeededGenerator(seed: 11)
        var checked = 0
        var right = 0
        for _ in 0..<600 {
            let at = Coordinate(
                longitude: Double.random(in: 10.05...10.95, using: &random),
                latitude: Double.random(in: 45.05...45.95, using: &random))
            let (x, y) = MapProbe.square(at)
            let tile = try #require(TileCoordinate(z: 12, x: Int(x * 4096), y: Int(y * 4096)))
            let place = ((x * 4096 - Double(tile.x)) * 4096, (y * 4096 - Double(tile.y)) * 4096)
            let found = try bands(tile, at: place)
            // Bands do not overlap, and none covers the lake.
            #expect(found.count <= 1)
            guard let band = found.first else { continue }
            checked += 1
            if band == exact(at) {
                right += 1
            } else {
                // The exact band must occur within the distance of a cell.
                let steps = (-4...4).map { Double($0) * 0.00045 }
                let near = steps.flatMap { dx in
                    steps.map { exact(Coordinate(longitude: at.longitude + dx, latitude: at.latitude + $0)) }
                }
                #expect(near.contains(band), "\(at) lies in \(band), exact \(exact(at))")
            }
        }
        #expect(checked > 500)
        #expect(right > checked * 8 / 10)
    }

    @Test(arguments: [7, 9, 11]) func bandsAreValidAndFillTheLand(_ zoom: Int) throws {
        for tile in MapFixture.tiles(zoom) {
            let features = try TileDecoder.layers(try surface.encoded(tile)).flatMap(\.features)
            let land = try TileDecoder.layers(renderer.tile(.municipalities, tile))
                .filter { $0.name == "municipalities" }.flatMap(\.features)
            let lakes = try TileDecoder.layers(renderer.tile(.water, tile)).flatMap(\.features)
            func area(_ features: [TileDecoder.Feature]) -> Int {
                features.flatMap(\.parts).reduce(0) { sum, ring in
                    sum
                        + ring.indices.reduce(0) { sum, index in
                            let next = ring[(index + 1) % ring.count]
                            return sum + ring[index].x * next.y - next.x * ring[index].y
                        }
                }
            }
            for feature in features {
                #expect(feature.parts.first.map { !$0.isEmpty } ?? false)
                for ring in feature.parts { #expect(ring.count >= 3) }
            }
            // The three were snapped separately and may differ by a unit along their borders.
            let difference = abs(area(features) - (area(land) - area(lakes)))
            #expect(difference < 80_000, "\(tile): \(area(features)) of \(area(land)) without \(area(lakes))")
        }
    }

    @Test func everyBandIsNamedInTheGeoJSONAndInsideTheRegion() throws {
        let object = try JSONSerialization.jsonObject(with: Data(try surface.geoJSON(coverage))) as? [String: Any]
        let features = try #require(object?["features"] as? [[String: Any]])
        let names = features.compactMap { ($0["properties"] as? [String: Any])?["band"] as? String }
        #expect(names.contains("15"))
        #expect(Set(names).count == names.count)
        for feature in features {
            let geometry = try #require(feature["geometry"] as? [String: Any])
            for polygon in try #require(geometry["coordinates"] as? [[[[Double]]]]) {
                for (index, ring) in polygon.enumerated() {
                    #expect(ring.first == ring.last)
                    let area = zip(ring, ring.dropFirst()).reduce(0) { $0 + $1.0[0] * $1.1[1] - $1.1[0] * $1.0[1] }
                    // RFC 7946: exteriors are counter-clockwise, holes clockwise.
                    #expect(index == 0 ? area > 0 : area < 0)
                    #expect(ring.allSatisfy { (9.9...11.4).contains($0[0]) && (44.9...46.1).contains($0[1]) })
                }
            }
        }
    }

    @Test func aClosureChangesTheSurface() async throws {
        let before = try surface.encoded(try #require(MapFixture.tiles(8).first))
        let router = renderer.dataset.travel.router
        let ring = [
            Coordinate(longitude: 10.3, latitude: 45.0), Coordinate(longitude: 10.35, latitude: 45.0),
            Coordinate(longitude: 10.35, latitude: 46.0), Coordinate(longitude: 10.3, latitude: 46.0),
        ]
        router.setClosures(
            ClosureSet(version: 7, closures: [Closure(id: "a", roads: .area([Polygon(rings: [ring])]))]), at: 0)
        let closed = try #require(
            try await ServiceLocator(dataset: renderer.dataset).coverage(CoverageQuery(kinds: ["office"], mode: "car")))
        #expect(closed.closuresVersion == 7)
        let after = try #require(try await CoverageMaps(renderer).surface(closed))
        #expect(try after.encoded(try #require(MapFixture.tiles(8).first)) != before)
        let lines = try MapFixture.tiles(9).flatMap { try TileDecoder.layers(renderer.tile(.closures, $0)) }
            .flatMap(\.features)
        #expect(lines.contains { $0.attributes["direction"] == "both" })
    }
}
