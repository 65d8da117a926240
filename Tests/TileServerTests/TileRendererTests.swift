import Foundation
import Testing
import TileServer

@Suite struct TileRendererTests {
    let renderer: TileRenderer

    init() throws {
        renderer = TileRenderer(dataset: try TinyDataset.open())
    }

    private func tiles(_ zoom: Int) -> [TileCoordinate] {
        let side = Double(1 << zoom)
        let columns = Int(9.9 / 360 * side + side / 2)...Int(11.4 / 360 * side + side / 2)
        // The rows of the latitudes 46.2 and 44.8.
        let rows = Int(0.35431 * side)...Int(0.36045 * side)
        return columns.flatMap { x in rows.compactMap { TileCoordinate(z: zoom, x: x, y: $0) } }
    }

    private func areas(_ tile: TileCoordinate) throws -> [TileDecoder.Feature] {
        let layers = try TileDecoder.layers(renderer.tile(.municipalities, tile))
        return layers.first { $0.name == "municipalities" }?.features ?? []
    }

    @Test(arguments: [5, 7, 9, 11, 12])
    func ringsAreSimpleAndRightlyWound(_ zoom: Int) throws {
        var count = 0
        for tile in tiles(zoom) {
            for feature in try areas(tile) {
                #expect(feature.parts.first.map { area($0) > 0 } ?? false)
                for ring in feature.parts {
                    count += 1
                    #expect(ring.count >= 3)
                    #expect(area(ring) != 0)
                    #expect(Set(ring.map { "\($0.x) \($0.y)" }).count == ring.count)
                    #expect(!crossesItself(ring))
                    #expect(ring.allSatisfy { (-64...4160).contains($0.x) && (-64...4160).contains($0.y) })
                }
            }
        }
        #expect(count >= 5)
    }

    @Test(arguments: [5, 8, 10, 12])
    func neighboursShareEveryEdge(_ zoom: Int) throws {
        // An edge inside the covered square, but not on the cut, is used once in each direction.
        var shared = 0
        for tile in tiles(zoom) {
            var edges: [String: Int] = [:]
            var owners: [String: Set<UInt64>] = [:]
            for feature in try areas(tile) {
                for ring in feature.parts {
                    for (index, point) in ring.enumerated() {
                        let next = ring[(index + 1) % ring.count]
                        edges["\(point.x) \(point.y) \(next.x) \(next.y)", default: 0] += 1
                        let ends = [(point.x, point.y), (next.x, next.y)].sorted { $0 < $1 }
                        owners["\(ends)", default: []].insert(feature.id)
                    }
                }
            }
            #expect(edges.values.allSatisfy { $0 == 1 })
            shared += owners.values.count { $0.count == 2 }
            #expect(owners.values.allSatisfy { $0.count <= 2 })
        }
        #expect(shared > 10)
    }

    @Test(arguments: [6, 9, 12])
    func everyBorderIsDrawnOnce(_ zoom: Int) throws {
        var inner = 0
        for tile in tiles(zoom) {
            let layers = try TileDecoder.layers(renderer.tile(.municipalities, tile))
            let lines = layers.first { $0.name == "municipality-borders" }?.features ?? []
            var drawn: [String: String] = [:]
            for feature in lines {
                #expect(feature.type == 2 && feature.attributes["outline"] == "sketch")
                for line in feature.parts {
                    for (start, end) in zip(line, line.dropFirst()) {
                        let ends = [(start.x, start.y), (end.x, end.y)].sorted { $0 < $1 }
                        #expect(drawn.updateValue(feature.attributes["side"] ?? "", forKey: "\(ends)") == nil)
                    }
                }
            }
            // Exactly the edges of the areas, except those along the cut.
            var uses: [String: Int] = [:]
            for ring in try areas(tile).flatMap(\.parts) {
                for (index, start) in ring.enumerated() {
                    let end = ring[(index + 1) % ring.count]
                    let isCut = [-64, 4160].contains { start.x == $0 && end.x == $0 || start.y == $0 && end.y == $0 }
                    let ends = [(start.x, start.y), (end.x, end.y)].sorted { $0 < $1 }
                    if !isCut { uses["\(ends)", default: 0] += 1 }
                }
            }
            #expect(drawn == uses.mapValues { $0 == 2 ? "inner" : "outer" })
            inner += drawn.values.count { $0 == "inner" }
        }
        #expect(inner > 0)
    }

    @Test func areasInsideTheRegionLeaveNoGap() throws {
        // A tile well inside the square is covered once everywhere, so the areas add up to the tile with its buffer.
        let tile = try #require(TileCoordinate(z: 10, x: 541, y: 365))
        let total = try areas(tile).flatMap(\.parts).reduce(0) { $0 + area($1) }
        #expect(total == 2 * 4224 * 4224)
    }

    @Test func identifiersAndColumnsAreTheSameInEveryTile() throws {
        var identifiers: [String: Set<UInt64>] = [:]
        for zoom in [3, 7, 10] {
            for tile in tiles(zoom) {
                for feature in try areas(tile) {
                    #expect(Set(feature.attributes.keys) == ["code", "name:el", "name:en", "outline"])
                    identifiers[feature.attributes["code"] ?? "", default: []].insert(feature.id)
                }
            }
        }
        #expect(identifiers.count == 5)
        #expect(identifiers.values.allSatisfy { $0.count == 1 })
        #expect(Set(identifiers.values.joined()).count == 5)
    }

    @Test func everyNameIsWrittenOncePerZoom() throws {
        for zoom in [0, 6, 10] {
            let labels = try tiles(zoom).flatMap { try TileDecoder.layers(renderer.tile(.municipalities, $0)) }
                .filter { $0.name == "municipality-labels" }.flatMap(\.features)
            #expect(labels.compactMap { $0.attributes["name:en"] }.sorted() == (0..<5).map { "Town \($0)" })
        }
    }

    @Test func structuresHaveOnlyTheAllowedColumns() throws {
        let bytes = tiles(8).flatMap { renderer.tile(.structures, $0) }
        let features = try TileDecoder.layers(bytes).flatMap(\.features)
        let seen = Set(features.compactMap { $0.attributes["id"] })
        #expect(seen == ["open", "near-edge"])
        let allowed: Set = ["id", "kind", "sign", "name:el", "name:en", "municipality", "accuracy"]
        for feature in features {
            #expect(Set(feature.attributes.keys).isSubset(of: allowed))
            #expect(feature.attributes.keys.contains("accuracy") == (feature.attributes["id"] == "near-edge"))
        }
        #expect(!String(decoding: bytes, as: UTF8.self).contains("canary"))
    }

    @Test func aPointAtAnEdgeIsInBothTiles() throws {
        // 10.546875° is the border of columns 270 and 271 at zoom 9.
        let ids = try [270, 271].map { x in
            let tile = try #require(TileCoordinate(z: 9, x: x, y: 183))
            return try TileDecoder.layers(renderer.tile(.structures, tile)).flatMap(\.features)
                .compactMap { $0.attributes["id"] }
        }
        #expect(ids.allSatisfy { $0.contains("near-edge") })
    }

    @Test func farAwayIsEmpty() throws {
        let tile = try #require(TileCoordinate(z: 8, x: 0, y: 0))
        for set in TileRenderer.TileSet.allCases { #expect(renderer.tile(set, tile).isEmpty) }
    }

    @Test func twoRenderersDrawTheSameBytes() throws {
        let other = TileRenderer(dataset: try TinyDataset.open())
        for tile in tiles(9) {
            for set in TileRenderer.TileSet.allCases { #expect(renderer.tile(set, tile) == other.tile(set, tile)) }
        }
    }

    @Test func tileJSONDescribesTheTiles() throws {
        for set in TileRenderer.TileSet.allCases {
            let data = Data(renderer.tileJSON(set, base: "https://example.org"))
            let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            #expect(object["tilejson"] as? String == "3.0.0")
            #expect(object["tiles"] as? [String] == ["https://example.org/tiles/\(set.rawValue)/{z}/{x}/{y}.mvt"])
            #expect(object["maxzoom"] as? Int == 14)
            #expect(object["attribution"] as? String == "© Somebody")
            let bounds = try #require(object["bounds"] as? [Double])
            #expect(
                bounds.count == 4 && bounds[0] < 10.01 && bounds[2] > 11.2 && bounds[1] < 45.01 && bounds[3] > 45.99)
            let declared = try #require(object["vector_layers"] as? [[String: Any]])
            let fields = Dictionary(
                uniqueKeysWithValues: declared.compactMap { layer in
                    (layer["id"] as? String).map { ($0, Set((layer["fields"] as? [String: String] ?? [:]).keys)) }
                })
            for tile in tiles(7) {
                for layer in try TileDecoder.layers(renderer.tile(set, tile)) {
                    let known = try #require(fields[layer.name])
                    #expect(layer.features.allSatisfy { Set($0.attributes.keys).isSubset(of: known) })
                }
            }
        }
    }

    @Test(arguments: MapStyle.allCases) func stylesNameLayersThatExist(_ style: MapStyle) throws {
        let data = Data(style.document(MapStyle.Options(base: "http://127.0.0.1:8080")))
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(object["version"] as? Int == 8)
        let sources = try #require(object["sources"] as? [String: [String: String]])
        for (name, source) in sources {
            #expect(source["url"] == "http://127.0.0.1:8080/tiles/\(name).json")
            #expect(TileRenderer.TileSet(rawValue: name) != nil)
        }
        let layers = try #require(object["layers"] as? [[String: Any]])
        #expect(Set(layers.compactMap { $0["id"] as? String }).count == layers.count)
        for layer in layers where layer["type"] as? String != "background" {
            #expect(sources.keys.contains(layer["source"] as? String ?? ""))
            let source = try #require(TileRenderer.TileSet(rawValue: layer["source"] as? String ?? ""))
            let declared = try JSONSerialization.jsonObject(with: Data(renderer.tileJSON(source, base: "")))
            let known = ((declared as? [String: Any])?["vector_layers"] as? [[String: Any]] ?? []).compactMap {
                $0["id"] as? String
            }
            #expect(known.contains(layer["source-layer"] as? String ?? ""))
        }
    }

    private func area(_ ring: [(x: Int, y: Int)]) -> Int {
        ring.indices.reduce(0) { sum, index in
            let next = ring[(index + 1) % ring.count]
            return sum + ring[index].x * next.y - next.x * ring[index].y
        }
    }

    /// Whether two edges that are not adjacent meet; tries every pair.
    private func crossesItself(_ ring: [(x: Int, y: Int)]) -> Bool {
        func side(_ a: (x: Int, y: Int), _ b: (x: Int, y: Int), _ c: (x: Int, y: Int)) -> Int {
            ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)).signum()
        }
        let step = max(1, ring.count / 400)  // all pairs of long rings would take minutes
        for first in stride(from: 0, to: ring.count, by: step) {
            for second in ring.indices where second > first + 1 && (first > 0 || second < ring.count - 1) {
                let (a, b) = (ring[first], ring[(first + 1) % ring.count])
                let (c, d) = (ring[second], ring[(second + 1) % ring.count])
                if side(a, b, c) * side(a, b, d) < 0, side(c, d, a) * side(c, d, b) < 0 { return true }
            }
        }
        return false
    }
}
