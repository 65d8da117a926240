import Foundation
import HTTPTypes
import Hummingbird
import Testing
import WebTestSupport

/// OGC API – Tiles: tile sets, tile matrix sets, and picture tiles in both of them.
@Suite struct OGCTileRoutesTests {
    private static let maps = "/ogc/collections/municipalities/map/tiles"

    @Test func pictureTilesAreInBothTileMatrixSetsAndVectorTilesInOne() async throws {
        try await Region().test { client in
            let sets = try #require(try await client.json(Self.maps)["tilesets"] as? [[String: Any]])
            #expect(
                sets.map { $0["tileMatrixSetURI"] as? String } == [
                    "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad",
                    "http://www.opengis.net/def/tilematrixset/OGC/1.0/WorldCRS84Quad",
                ])
            for set in sets {
                #expect(set["dataType"] as? String == "map")
                let links = try #require(set["links"] as? [[String: Any]])
                func address(_ relation: String) throws -> String {
                    let link = links.first { ($0["rel"] as? String)?.hasSuffix(relation) == true }
                    let text = try #require(link?["href"] as? String)
                    return String(text.dropFirst("http://localhost".count))
                }
                // Every link works, including the tiles at the corners of the limits.
                let own = try await client.json(address("self"))
                #expect(own["tileMatrixSetURI"] as? String == set["tileMatrixSetURI"] as? String)
                let pyramid = try await client.json(address("tiling-scheme"))
                #expect(pyramid["crs"] as? String == set["crs"] as? String)
                let limits = try #require(set["tileMatrixSetLimits"] as? [[String: Any]])
                let matrices = try #require(pyramid["tileMatrices"] as? [[String: Any]])
                #expect(limits.last?["tileMatrix"] as? String == matrices.last?["id"] as? String)
                for limit in [limits.first, limits.last] {
                    let path = try address("item")
                        .replacingOccurrences(of: "{tileMatrix}", with: try #require(limit?["tileMatrix"] as? String))
                        .replacingOccurrences(of: "{tileRow}", with: "\(try #require(limit?["maxTileRow"] as? Int))")
                        .replacingOccurrences(of: "{tileCol}", with: "\(try #require(limit?["maxTileCol"] as? Int))")
                    let tile = try await client.get(path)
                    #expect(tile.status == .ok && tile.headers[.contentType] == "image/png", "\(path)")
                }
            }
            let vector = try await client.json("/ogc/collections/municipalities/tiles")
            let only = try #require(vector["tilesets"] as? [[String: Any]])
            #expect(only.count == 1)
            // Vector tiles end at the zoom from which clients enlarge them.
            let limits = try #require(only[0]["tileMatrixSetLimits"] as? [[String: Any]])
            #expect(limits.map { $0["tileMatrix"] as? String } == (0...14).map { "\($0)" })
            #expect(limits[14]["maxTileRow"] as? Int == 16383 && limits[14]["minTileCol"] as? Int == 0)
        }
    }

    @Test func theTileMatrixSetInDegreesIsThatOfTheRegister() async throws {
        try await Region().test { client in
            let set = try await client.json("/ogc/tileMatrixSets/WorldCRS84Quad")
            #expect(set["supportedCRS"] as? String == "http://www.opengis.net/def/crs/OGC/1.3/CRS84")
            #expect(set["orderedAxes"] as? [String] == ["Lon", "Lat"])
            let matrices = try #require(set["tileMatrices"] as? [[String: Any]])
            #expect(matrices.count == 18)
            for (zoom, matrix) in matrices.enumerated() {
                #expect(matrix["id"] as? String == "\(zoom)" && matrix["identifier"] as? String == "\(zoom)")
                #expect(matrix["matrixWidth"] as? Int == 2 << zoom && matrix["matrixHeight"] as? Int == 1 << zoom)
                #expect(matrix["topLeftCorner"] as? [Double] == [-180, 90])
                #expect(matrix["pointOfOrigin"] as? [Double] == [-180, 90])
                #expect(matrix["cellSize"] as? Double == 0.703125 / Double(1 << zoom))
                let scale = try #require(matrix["scaleDenominator"] as? Double)
                #expect(abs(scale * Double(1 << zoom) / 279_541_132.014_358_9 - 1) < 1e-12)
            }
        }
    }

    @Test func aTileHasATagAndDiffersBetweenTileMatrixSets() async throws {
        try await Region().test { client in
            let degrees = try await client.get("\(Self.maps)/WorldCRS84Quad/4/3/9")
            let tag = try #require(degrees.headers[.eTag])
            let again = try await client.get("\(Self.maps)/WorldCRS84Quad/4/3/9", [.ifNoneMatch: tag])
            #expect(again.status == .notModified)
            let other = try await client.get("\(Self.maps)/WebMercatorQuad/4/3/9", [.ifNoneMatch: tag])
            #expect(other.status == .ok)
            let english = try await client.get("\(Self.maps)/WorldCRS84Quad/4/3/9?lang=en", [.ifNoneMatch: tag])
            #expect(english.status == .ok)
            // The same picture as at the plain path, with row before column.
            let plain = try await client.get("/tiles/light/4/9/3.png")
            #expect(other.body == plain.body)
        }
    }

    @Test(arguments: [
        ("map/tiles/WorldMercatorWGS84Quad/0/0/0", "matrix"), ("map/tiles/worldcrs84quad/0/0/0", "matrix"),
        ("map/tiles/WorldCRS84Quad/0/1/0", "x, y"), ("map/tiles/WorldCRS84Quad/0/0/2", "x, y"),
        ("map/tiles/WorldCRS84Quad/18/0/0", "z"), ("map/tiles/WorldCRS84Quad/3/01/0", "y"),
        ("map/tiles/WorldCRS84Quad/3/0/-1", "x"), ("map/tiles/WorldCRS84Quad/3/0@2x/0", "y"),
        ("map/tiles/WebMercatorQuad/0/0/1", "x, y"), ("tiles/WorldCRS84Quad/0/0/0", "matrix"),
        ("tiles/WorldCRS84Quad", "matrix"), ("map/tiles/GoogleMapsCompatible", "matrix"),
    ]) func unknownTilesAreReported(_ path: String, _ parameter: String) async throws {
        try await Region().test { client in
            let answer = try await client.get("/ogc/collections/municipalities/\(path)")
            #expect(answer.status == .notFound || answer.status == .badRequest)
            let problem = try #require(
                try JSONSerialization.jsonObject(with: Data(answer.body.readableBytesView)) as? [String: Any])
            #expect(problem["parameter"] as? String == parameter, "\(problem)")
        }
    }

    @Test func unknownLayersAreReported() async throws {
        try await Region().test { client in
            let answer = try await client.get("/ogc/collections/nothing/map/tiles/WorldCRS84Quad/0/0/0")
            #expect(answer.status == .notFound)
        }
    }
}
