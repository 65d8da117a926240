import GeoIndex
import GeoStore
import InputFiles
import TestSupport
import Testing

struct GeoJSONReaderTests {
    private func read(
        _ bytes: [UInt8], chunkSize: Int = 1 << 16
    ) throws -> (features: [GeoJSONFeature], reader: GeoJSONReader) {
        var reader = GeoJSONReader(ByteStream(bytes: bytes, name: "t.geojson", chunkSize: chunkSize))
        var features: [GeoJSONFeature] = []
        while let feature = try reader.next() { features.append(feature) }
        return (features, reader)
    }

    private func collection(_ features: String...) -> String {
        #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
    }

    private func feature(_ geometry: String, _ properties: String = "{}") -> String {
        #"{"type":"Feature","properties":\#(properties),"geometry":\#(geometry)}"#
    }

    private func geometry(_ text: String) throws -> GeoJSONGeometry? {
        try read(Array(collection(feature(text)).utf8)).features.first?.geometry
    }

    @Test("Geometries of every type with members in any order; heights are dropped")
    func geometries() throws {
        let a = Coordinate(longitude: 1, latitude: 2)
        let b = Coordinate(longitude: 3.5, latitude: -4)
        let c = Coordinate(longitude: 0, latitude: 0.25)
        #expect(try geometry(#"{"type":"Point","coordinates":[1,2]}"#) == .point(a))
        #expect(try geometry(#"{"coordinates":[1,2,300],"type":"Point"}"#) == .point(a))
        #expect(try geometry(#"{"type":"MultiPoint","coordinates":[[1,2],[3.5,-4]]}"#) == .multiPoint([a, b]))
        #expect(try geometry(#"{"type":"LineString","coordinates":[[1,2],[3.5,-4.0]]}"#) == .line([a, b]))
        #expect(
            try geometry(#"{"type":"MultiLineString","coordinates":[[[1,2],[3.5,-4]],[[0,25e-2],[1,2]]]}"#)
                == .multiLine([[a, b], [c, a]]))
        let ring = [a, b, c, a]
        let ringText = "[[1,2],[3.5,-4],[0,0.25],[1,2]]"
        #expect(
            try geometry(#"{"coordinates":[\#(ringText),\#(ringText)],"type":"Polygon"}"#)
                == .polygon(Polygon(rings: [ring, ring])))
        #expect(
            try geometry(#"{"type":"MultiPolygon","coordinates":[[\#(ringText)],[\#(ringText),\#(ringText)]]}"#)
                == .multiPolygon([Polygon(rings: [ring]), Polygon(rings: [ring, ring])]))
        #expect(try geometry("null") == nil)
    }

    @Test("Properties of every type become texts; null is left out")
    func properties() throws {
        let text = collection(
            #"""
            {"type":"Feature","id":7,"bbox":[1,2,3,4],"properties":{"s":"a\"\\\/\b\f\n\r\té\u03b1\ud801\udc37","n":-1.50e3,
            "t":true,"f":false,"z":null,"a":[1,"x",{"k":null}],"o":{"deep":[[]]}},"geometry":null}
            """#)
        let feature = try #require(try read(Array(text.utf8)).features.first)
        #expect(feature.problem == nil)
        #expect(feature.id == "7")
        #expect(
            feature.properties == [
                "s": "a\"\\/\u{8}\u{c}\n\r\téα𐐷", "n": "-1.50e3", "t": "true", "f": "false",
                "a": #"[1,"x",{"k":null}]"#, "o": #"{"deep":[[]]}"#,
            ])
    }

    @Test("Members of the collection come in any order; a single feature is a collection of one")
    func documents() throws {
        let point = feature(#"{"type":"Point","coordinates":[1,2]}"#)
        #expect(
            try read(Array(#"{"features":[\#(point),\#(point)],"x":{"y":[1]},"type":"FeatureCollection"}"#.utf8))
                .features.count == 2)
        #expect(try read(Array(collection().utf8)).features.isEmpty)
        #expect(try read(Array(point.utf8)).features.first?.geometry == .point(Coordinate(longitude: 1, latitude: 2)))
        #expect(try read([0xEF, 0xBB, 0xBF] + Array(collection(point).utf8)).features.count == 1)
    }

    @Test("A feature knows where it begins")
    func places() throws {
        let text =
            "{\"type\":\"FeatureCollection\",\n\"features\":[\n{\"type\":\"Feature\"},\n\n  {\"type\":\"Feature\"}]}"
        let features = try read(Array(text.utf8)).features
        #expect(features.map(\.line) == [3, 5])
        for feature in features { #expect(Array(text.utf8)[feature.offset] == UInt8(ascii: "{")) }
    }

    @Test(
        "A feature that cannot be used says why, and the next one is read",
        arguments: [
            #"{"type":"Feature","geometry":{"type":"Point","coordinates":[1]}}"#,
            #"{"type":"Feature","geometry":{"type":"Point","coordinates":[]}}"#,
            #"{"type":"Feature","geometry":{"type":"Point","coordinates":["1","2"]}}"#,
            #"{"type":"Feature","geometry":{"type":"Point","coordinates":[[1,2]]}}"#,
            #"{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[1,2],[3,4]]}}"#,
            #"{"type":"Feature","geometry":{"type":"LineString","coordinates":[[1,2],[[3,4]]]}}"#,
            #"{"type":"Feature","geometry":{"type":"GeometryCollection","geometries":[]}}"#,
            #"{"type":"Feature","geometry":{"type":"Circle","coordinates":[1,2]}}"#,
            #"{"type":"Feature","geometry":{"coordinates":[1,2]}}"#,
            #"{"type":"Feature","geometry":"here"}"#, #"{"type":"Feature","geometry":{"type":"Point"}}"#,
            #"{"type":"Feature","properties":[1]}"#, #"{"type":"Point","coordinates":[1,2]}"#, #"{}"#, #"5"#, #"null"#,
            #"{"type":"Feature","properties":{"a":"\ud800"}}"#,
            #"{"type":"Feature","properties":{"a":"\udc00\u0041"}}"#,
            #"{"type":"Feature","properties":{"a":"\ud800\ud800"}}"#,
            #"{"type":"Feature","properties":{"a":"\ud800\n"}}"#,
        ])
    func unusable(text: String) throws {
        let good = feature(#"{"type":"Point","coordinates":[1,2]}"#)
        let features = try read(Array(collection(text, good).utf8)).features
        #expect(features.count == 2)
        #expect(features[0].problem != nil)
        #expect(features[1].problem == nil)
        #expect(features[1].geometry != nil)
    }

    @Test("Bytes that are not UTF-8 affect only their feature")
    func invalidText() throws {
        let bytes =
            Array(#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":""#.utf8) + [0xFF]
            + Array(#""}},{"type":"Feature"}]}"#.utf8)
        #expect(try read(bytes).features.map { $0.problem == nil } == [false, true])
    }

    @Test(
        "Broken JSON and other documents are errors that name byte and line",
        arguments: [
            "", "[]", "{", "{}", "x", #"{"type":"FeatureCollection"}"#, #"{"type":"Polygon","coordinates":[]}"#,
            #"{"type":"FeatureCollection","features":{}}"#, #"{"type":"FeatureCollection","features":[{]}"#,
            #"{"type":"FeatureCollection","features":[]} x"#, #"{"type":"FeatureCollection","features":[],}"#,
            #"{"type":"FeatureCollection","features":[{"type":"Feature","a":01}]}"#,
            #"{"type":"FeatureCollection","features":[{"type":"Feature","a":1.}]}"#,
            #"{"type":"FeatureCollection","features":[{"type":"Feature","a":+1}]}"#,
            #"{"type":"FeatureCollection","features":[{"type":"Feature","a":1e}]}"#,
            #"{"type":"FeatureCollection","features":[{"type":"Feature","a":nul}]}"#,
            #"{"type":"FeatureCollection","features":[{"type":"Feature","a":"\x"}]}"#,
            #"{"type":"FeatureCollection","features":[{"type":"Feature","a":"\u12"}]}"#,
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"a\":\"\n\"}]}",
            #"{"type":"FeatureCollection","features":[],"features":[]}"#,
        ])
    func broken(text: String) throws {
        let error = #expect(throws: InputError.self) { try read(Array(text.utf8)) }
        #expect(error?.code == .malformed)
        #expect(error?.place.contains("byte ") == true)
        #expect(error?.place.contains("line ") == true)
    }

    @Test("Endless nesting is an error and does not overflow the stack")
    func deep() throws {
        for opening in ["[", "{\"a\":"] {
            let text =
                #"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":"#
                + String(repeating: opening, count: 100_000)
            #expect(throws: InputError.self) { try read(Array(text.utf8)) }
        }
        let nested = #"{"type":"FeatureCollection","x":"# + String(repeating: "[", count: 100_000)
        #expect(throws: InputError.self) { try read(Array(nested.utf8)) }
    }

    @Test("The crs member of GeoJSON 2008 is read as a name and refused as a link")
    func referenceSystems() throws {
        func with(_ crs: String) throws -> GeoJSONReader {
            try read(Array(#"{"type":"FeatureCollection","crs":\#(crs),"features":[]}"#.utf8)).reader
        }
        #expect(try with(#"{"type":"name","properties":{"name":"EPSG:2100"}}"#).referenceSystem == "EPSG:2100")
        #expect(try with(#"{"properties":{"name":"EPSG:2100","x":[1]},"type":"name"}"#).referenceSystem == "EPSG:2100")
        let unknown = try with("null")
        #expect(unknown.referenceSystem == nil && unknown.isReferenceSystemUnknown)
        #expect(
            #expect(throws: InputError.self) { try with(#"{"type":"link","properties":{"href":"x"}}"#) }?.code
                == .malformed)
    }

    @Test("Written features can be read back in chunks of any size", arguments: [1, 2, 5, 17, 1 << 16])
    func roundTrip(chunkSize: Int) throws {
        var random = SeededGenerator(seed: UInt64(100 + chunkSize))
        for _ in 0..<150 {
            let sample = GeoJSONSample(&random)
            let (features, _) = try read(Array(sample.text.utf8), chunkSize: chunkSize)
            #expect(features.map(\.problem) == sample.geometries.map { _ in nil })
            #expect(features.map(\.geometry) == sample.geometries, "\(sample.text)")
            #expect(features.map(\.properties) == sample.properties, "\(sample.text)")
        }
    }

    @Test("Truncated and damaged files give an error or features, the same in chunks of any size")
    func damaged() throws {
        func outcome(_ bytes: [UInt8], chunkSize: Int) -> String {
            do {
                return "\(try read(bytes, chunkSize: chunkSize).features.map { ($0.offset, $0.problem, $0.geometry) })"
            } catch {
                return "\(error)"
            }
        }
        var random = SeededGenerator(seed: 77)
        for _ in 0..<15 {
            let bytes = Array(GeoJSONSample(&random).text.utf8)
            for length in 0..<bytes.count { #expect(throws: InputError.self) { try read(Array(bytes[..<length])) } }
            for _ in 0..<150 {
                var flipped = bytes
                for _ in 0..<2 {
                    flipped[.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
                }
                #expect(outcome(flipped, chunkSize: 3) == outcome(flipped, chunkSize: 1 << 12))
            }
        }
    }
}
