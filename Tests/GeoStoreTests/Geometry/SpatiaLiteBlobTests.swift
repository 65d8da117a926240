import GRDB
import GeoIndex
import GeoStore
import TestSupport
import Testing

struct SpatiaLiteBlobTests {
    private func text(_ store: FeatureStore, _ blob: [UInt8]) throws -> (wkt: String?, isValid: Int?, srid: Int?) {
        try store.read { db in
            let hex = blob.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            let row = try Row.fetchOne(db, sql: "SELECT AsText(g), ST_IsValid(g), SRID(g) FROM (SELECT x'\(hex)' AS g)")
            return (row?[0], row?[1], row?[2])
        }
    }

    @Test("SpatiaLite reads what is written")
    func asText() throws {
        let store = try FeatureStore(path: ":memory:")
        let point = try text(store, SpatiaLiteBlob.point(Coordinate(longitude: 22.5, latitude: -39.25)))
        #expect(point.wkt == "POINT(22.5 -39.25)")
        #expect(point.srid == 4326)
        let line = try text(
            store,
            SpatiaLiteBlob.line([
                Coordinate(longitude: 1, latitude: 2), Coordinate(longitude: 3, latitude: 4),
                Coordinate(longitude: -5, latitude: 6),
            ]))
        #expect(line.wkt == "LINESTRING(1 2, 3 4, -5 6)")
        let square = [(0.0, 0.0), (4, 0), (4, 4), (0, 4)].map { Coordinate(longitude: $0.0, latitude: $0.1) }
        let hole = [(1.0, 1.0), (1, 2), (2, 2), (1, 1)].map { Coordinate(longitude: $0.0, latitude: $0.1) }
        let far = square.map { Coordinate(longitude: $0.longitude + 10, latitude: $0.latitude) }
        let area = try text(
            store, SpatiaLiteBlob.area([Polygon(rings: [square, hole]), Polygon(rings: [far])]))
        #expect(
            area.wkt
                == "MULTIPOLYGON(((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 1 1)), ((10 0, 14 0, 14 4, 10 4, 10 0)))"
        )
        #expect(area.isValid == 1)
    }

    @Test("Geometries with any number of vertices survive writing and reading")
    func roundTrip() throws {
        var random = SeededGenerator(seed: 1)
        func coordinate() -> Coordinate {
            Coordinate(
                longitude: .random(in: -180...180, using: &random), latitude: .random(in: -90...90, using: &random))
        }
        for count in 0..<60 {
            let position = coordinate()
            #expect(SpatiaLiteBlob.read(SpatiaLiteBlob.point(position)) == .point(position))
            let line = (0..<count).map { _ in coordinate() }
            #expect(SpatiaLiteBlob.read(SpatiaLiteBlob.line(line)) == .line(line))
            let polygons = (0..<count % 4 + 1).map { _ in
                Polygon(
                    rings: (0..<Int.random(in: 1...3, using: &random)).map { _ in
                        let ring = (0..<Int.random(in: 3...9, using: &random)).map { _ in coordinate() }
                        return ring + [ring[0]]
                    })
            }
            #expect(SpatiaLiteBlob.read(SpatiaLiteBlob.area(polygons)) == .area(polygons))
        }
    }

    @Test("Truncated and damaged blobs are refused or read, never a crash")
    func damaged() throws {
        let ring = [(0.0, 0.0), (4, 0), (4, 4), (0, 0)].map { Coordinate(longitude: $0.0, latitude: $0.1) }
        let whole = SpatiaLiteBlob.area([Polygon(rings: [ring, ring]), Polygon(rings: [ring])])
        for length in 0..<whole.count { #expect(SpatiaLiteBlob.read(Array(whole[..<length])) == nil) }
        var random = SeededGenerator(seed: 2)
        var refused = 0
        for _ in 0..<5_000 {
            var bytes = whole
            for _ in 0..<3 {
                bytes[.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            if SpatiaLiteBlob.read(bytes) == nil { refused += 1 }
        }
        #expect(refused > 500)
        var elsewhere = whole
        elsewhere[2] = 0
        #expect(SpatiaLiteBlob.read(elsewhere) == nil, "another reference system")
    }

    @Test("A coordinate consists of two doubles, longitude first, as the call to PROJ assumes")
    func layout() {
        #expect(MemoryLayout<Coordinate>.stride == 16)
        #expect(MemoryLayout<Coordinate>.offset(of: \.longitude) == 0)
        #expect(MemoryLayout<Coordinate>.offset(of: \.latitude) == 8)
    }
}
