import GeoIndex
import Routing
import TestSupport
import Testing

@Suite("Closure files")
struct ClosureReadingTests {
    private func read(_ text: String) throws -> ClosureSet { try ClosureSet(json: Array(text.utf8)) }

    private func feature(_ geometry: String, _ properties: String) -> String {
        """
        {"type": "FeatureCollection", "version": 7, "features": [
          {"type": "Feature", "geometry": \(geometry), "properties": \(properties)}]}
        """
    }

    @Test("Every member is read")
    func whole() throws {
        let set = try read(
            feature(
                #"{"type": "Point", "coordinates": [22.4, 39.5]}"#,
                #"""
                {"id": "πλημμύρα-1", "note": "\u03a0ηνειός \"Α\"", "direction": "forward", "profiles": ["car", "bicycle"],
                 "sparesBridges": true, "sparesTunnels": true, "radiusMetres": 2.5e2,
                 "from": "2023-09-07T06:30:00+03:00", "until": "2023-09-12T00:00Z"}
                """#))
        #expect(set.version == 7)
        let expected = Closure(
            id: "πλημμύρα-1", roads: .points([Coordinate(longitude: 22.4, latitude: 39.5)], radiusMetres: 250),
            direction: .forward, profiles: ["car", "bicycle"], sparesBridges: true, sparesTunnels: true,
            from: 1_694_057_400, until: 1_694_476_800, note: "Πηνειός \"Α\"")
        #expect(set.closures == [expected])
        #expect(try read(feature("null", #"{"ways": [5, 6]}"#)).closures[0].roads == .ways([5, 6]))
        #expect(try read(feature("null", #"{"arcs": [1]}"#)).closures[0].roads == .arcs([1]))
        let ring = "[[0,0],[1,0],[1,1],[0,0]]"
        let areas = try read(feature(#"{"type": "MultiPolygon", "coordinates": [[\#(ring)]]}"#, "{}"))
        #expect(
            areas.closures[0].roads
                == .area([
                    Polygon(rings: [
                        [(0, 0), (1, 0), (1, 1), (0, 0)].map { Coordinate(longitude: $0.0, latitude: $0.1) }
                    ])
                ]))
        let line = try read(feature(#"{"type": "LineString", "coordinates": [[0,0],[1,0]]}"#, "null"))
        #expect(line.closures[0].id == "0")
    }

    @Test(
        "What is wrong is refused with its place",
        arguments: [
            ("", "byte 0"), ("[]", "file"), ("{\"type\": \"Feature\"}", "type"), ("{\"type\": 1}", "type"),
            ("{\"type\": \"FeatureCollection\"}", "file"), ("{\"a\": 1, \"a\": 2}", "byte 9"), ("{} x", "byte 3"),
            ("{\"type\": \"FeatureCollection\", \"features\": [], \"closures\": []}", "closures"),
            ("{\"type\": \"FeatureCollection\", \"features\": [1]}", "features[0]"),
            ("\u{feff}{}", "byte 0"), ("[1e999]", "byte 1"), ("[01]", "byte 2"), ("\"\\ud800\"", "byte 3"),
        ])
    func refused(text: String, place: String) {
        #expect { try read(text) } throws: { ($0 as? ClosureFileError)?.place == place }
    }

    @Test(
        "What is wrong in a feature is refused with its path",
        arguments: [
            ("null", "{}", "features[0].properties"),
            (#"{"type": "Point", "coordinates": [1, 2]}"#, "{}", "features[0].properties"),
            (
                #"{"type": "Point", "coordinates": [1, 200]}"#, #"{"radiusMetres": 5}"#,
                "features[0].geometry.coordinates"
            ),
            (
                #"{"type": "Point", "coordinates": ["1", 2]}"#, #"{"radiusMetres": 5}"#,
                "features[0].geometry.coordinates[0]"
            ),
            (
                #"{"type": "Point", "coordinates": [1, 2]}"#, #"{"radiusMetres": -5}"#,
                "features[0].properties.radiusMetres"
            ),
            (#"{"type": "Circle", "coordinates": [1, 2]}"#, "{}", "features[0].geometry.type"),
            (
                #"{"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,1]]]}"#, "{}",
                "features[0].geometry.coordinates[0]"
            ),
            ("null", #"{"ways": [1.5]}"#, "features[0].properties.ways[0]"),
            ("null", #"{"ways": [1], "until": "2023-02-30T00:00Z"}"#, "features[0].properties.until"),
            ("null", #"{"ways": [1], "until": "2023-02-20T00:00"}"#, "features[0].properties.until"),
            ("null", #"{"ways": [1], "direction": "up"}"#, "features[0].properties.direction"),
            ("null", #"{"ways": [1], "profiles": ["car", "cars"]}"#, "features[0].properties.profiles[1]"),
            ("null", #"{"ways": [1], "spareBridges": true}"#, "features[0].properties.spareBridges"),
            (
                "null", #"{"ways": [1], "from": "2023-02-20T00:00Z", "until": "2023-02-20T00:00Z"}"#,
                "features[0].properties.until"
            ),
        ])
    func refusedFeature(geometry: String, properties: String, place: String) {
        #expect { try read(feature(geometry, properties)) } throws: { ($0 as? ClosureFileError)?.place == place }
    }

    @Test("No bytes make the reader trap")
    func damaged() {
        let whole = Array(feature(#"{"type": "Point", "coordinates": [22.4, 39.5]}"#, #"{"radiusMetres": 1}"#).utf8)
        var random = SeededGenerator(seed: 3)
        for _ in 0..<3000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
                }
            }
            _ = try? ClosureSet(json: bytes)
        }
        let deep = Array(String(repeating: "[", count: 100_000).utf8)
        #expect(throws: ClosureFileError.self) { try ClosureSet(json: deep) }
    }
}
