import HTTPTypes
import Hummingbird
import PublicServer
import TestSupport
import Testing
import WebTestSupport

@Suite struct TileRoutesTests {
    @Test func tilesHaveStrongTagsOfTheirBuild() async throws {
        let region = try Region()
        let first = try await region.test { client in
            let tile = try await client.get("/tiles/municipalities/6/33/22.mvt")
            #expect(tile.status == .ok)
            #expect(tile.headers[.contentType] == "application/vnd.mapbox-vector-tile")
            let tag = try #require(tile.headers[.eTag])
            let again = try await client.get("/tiles/municipalities/6/33/22.mvt", [.ifNoneMatch: tag])
            #expect(again.status == .notModified && again.headers[.eTag] == tag)
            let packed = try await client.get("/tiles/municipalities/6/33/22.mvt", [.acceptEncoding: "gzip"])
            #expect(packed.headers[.contentEncoding] == "gzip" && packed.body.readableBytes < tile.body.readableBytes)
            // Who has the compressed form is told its tag, by which a cache knows what to keep.
            let own = try #require(packed.headers[.eTag])
            for (named, told) in [
                (own, own), ("\"x\", W/\(own)", own), (tag, tag), ("\(tag), \(own)", tag), ("*", tag),
            ] {
                let kept = try await client.get(
                    "/tiles/municipalities/6/33/22.mvt", [.acceptEncoding: "gzip", .ifNoneMatch: named])
                #expect(kept.status == .notModified && kept.headers[.eTag] == told, "\(named)")
            }
            let empty = try await client.get("/tiles/municipalities/6/0/0.mvt")
            #expect(empty.status == .noContent && empty.body.readableBytes == 0)
            return tag
        }
        try region.write(Region.contents(build: "2"))
        #expect(region.process.refresh())
        try await region.test { client in
            let tile = try await client.get("/tiles/municipalities/6/33/22.mvt", [.ifNoneMatch: first])
            #expect(tile.status == .ok && tile.headers[.eTag] != first)
        }
    }

    @Test func documentsHoldFullAddresses() async throws {
        try await Region().test { client in
            let style = try await client.json("/styles/light.json")
            let sources = try #require(style["sources"] as? [String: [String: String]])
            for source in sources.values {
                let url = try #require(source["url"])
                #expect(url.hasPrefix("http://localhost/tiles/"))
                let tileJSON = try await client.json(String(url.dropFirst("http://localhost".count)))
                let tiles = try #require((tileJSON["tiles"] as? [String])?.first)
                let path = tiles.dropFirst("http://localhost".count).split(separator: "{z}")[0]
                let status = try await client.get("\(path)0/0/0.mvt").status
                // Some layers are empty at low zooms.
                #expect(status == .ok || status == .noContent)
            }
        }
    }

    @Test func aScanOfManyTilesKeepsMemoryBounded() async throws {
        try await Region().test { client in
            var random = SeededGenerator(seed: 4)
            var found = 0
            for _ in 0..<3000 {
                let zoom = Int.random(in: 0...14, using: &random)
                let side = 1 << zoom
                let (x, y) = (Int.random(in: 0..<side, using: &random), Int.random(in: 0..<side, using: &random))
                let status = try await client.get("/tiles/municipalities/\(zoom)/\(x)/\(y).mvt").status
                #expect(status == .ok || status == .noContent)
                found += status == .ok ? 1 : 0
            }
            #expect(found > 0)
        }
    }
}
