import TestSupport
import Testing
import TileServer

@Suite struct TileLayerEncoderTests {
    @Test func featuresCanBeReadBack() throws {
        var random = SeededGenerator(seed: 11)
        var encoder = TileLayerEncoder(name: "things")
        var expected: [(id: UInt64, point: TilePoint, name: String, value: UInt64)] = []
        for _ in 0..<2000 {
            let point = TilePoint(
                x: Int32.random(in: -128...4224, using: &random), y: Int32.random(in: -128...4224, using: &random))
            let id = UInt64.random(in: 0...(1 << 53), using: &random)
            let name = ["α", "βγ", "", "delta"].randomElement(using: &random)!
            let value = UInt64.random(in: 0...300, using: &random)
            encoder.addPoint(
                point, id: id, attributes: [("name", .text(name)), ("value", .unsigned(value)), ("ok", .flag(true))])
            expected.append((id, point, name, value))
        }
        let layers = try TileDecoder.layers(encoder.encoded())
        #expect(layers.count == 1)
        let layer = try #require(layers.first)
        #expect(layer.name == "things" && layer.version == 2 && layer.extent == 4096)
        #expect(layer.features.count == expected.count)
        for (feature, wanted) in zip(layer.features, expected) {
            #expect(feature.id == wanted.id && feature.type == 1)
            #expect(feature.attributes == ["name": wanted.name, "value": "\(wanted.value)", "ok": "true"])
            #expect(feature.parts.count == 1 && feature.parts[0].count == 1)
            #expect(feature.parts[0][0] == (Int(wanted.point.x), Int(wanted.point.y)))
        }
    }

    @Test func polygonsKeepTheirRings() throws {
        let exterior = [(0, 0), (100, 0), (100, 100), (0, 100)].map { TilePoint(x: $0.0, y: $0.1) }
        let hole = [(10, 10), (10, 20), (20, 20), (20, 10)].map { TilePoint(x: $0.0, y: $0.1) }
        #expect(exterior.doubledArea == 20_000)
        #expect(hole.doubledArea == -200)
        var encoder = TileLayerEncoder(name: "areas")
        encoder.addPolygon([exterior, hole], id: 7, attributes: [("size", .number(2.5))])
        encoder.addPolygon([[TilePoint(x: 0, y: 0), TilePoint(x: 1, y: 1)]], id: 8, attributes: [])
        let features = try TileDecoder.layers(encoder.encoded())[0].features
        #expect(features.count == 1)
        #expect(features[0].type == 3 && features[0].attributes == ["size": "2.5"])
        #expect(
            features[0].parts.map { $0.map { "\($0.x) \($0.y)" } }
                == [exterior, hole].map { $0.map { "\($0.x) \($0.y)" } })
    }

    @Test func equalValuesHaveOneRow() throws {
        var encoder = TileLayerEncoder(name: "values")
        for index in 0..<5000 {
            let value = UInt64(index % 700)
            encoder.addPoint(
                TilePoint(x: 1, y: 1), id: UInt64(index),
                attributes: [("number", .unsigned(value)), ("text", .text("τιμή \(value)")), ("half", .number(0.5))])
        }
        let bytes = encoder.encoded()
        let layer = try #require(try TileDecoder.layers(bytes).first)
        for (index, feature) in layer.features.enumerated() {
            #expect(feature.attributes == ["number": "\(index % 700)", "text": "τιμή \(index % 700)", "half": "0.5"])
        }
        // A text is stored once, however many features have it.
        let letters = Array("τιμή 699".utf8)
        #expect(bytes.indices.count { bytes[$0...].starts(with: letters) } == 1)
    }

    @Test func aLayerWithoutFeaturesIsNoBytes() {
        let encoder = TileLayerEncoder(name: "empty")
        let (bytes, isEmpty) = (encoder.encoded(), encoder.isEmpty)
        #expect(bytes.isEmpty && isEmpty)
    }
}
