import Foundation
import GeoIndex
import HTTPTypes
import Hummingbird
import PublicServer
import Routing
import Testing
import WebTestSupport

@Suite struct TravelRoutesTests {
    private static let pair = "from=10.5,45.5&to=10.6,45.5"

    @Test func aRouteHasTimeLengthStepsAndLine() async throws {
        try await Region(roads: Roads.grid()).test { client in
            let route = try await client.json("/api/v1/route?\(Self.pair)&mode=car")
            #expect(route["mode"] as? String == "car" && route["roads"] as? String == "mapped")
            #expect((route["seconds"] as? Double ?? 0) > 100)
            #expect(abs((route["metres"] as? Double ?? 0) - 7800) < 200)
            #expect(route["noRoute"] is NSNull && route["closuresVersion"] as? Int == 0)
            #expect((route["steps"] as? [Any])?.count ?? 0 >= 2)
            let origin = try #require(route["origin"] as? [String: Any])
            #expect(origin["lon"] as? Double == 10.5)
            let response = try await client.get("/api/v1/route?\(Self.pair)")
            #expect(response.headers[.cacheControl] == "private, no-store")
            let asked = try await client.get("/api/v1/route?\(Self.pair)", [.accept: "application/geo+json"])
            #expect(asked.headers[.contentType] == "application/geo+json")
            let feature = try await client.json("/api/v1/route?\(Self.pair)&format=geojson")
            #expect(feature["type"] as? String == "Feature")
            let line = try #require((feature["geometry"] as? [String: Any])?["coordinates"] as? [[Double]])
            #expect(line.first == [10.5, 45.5] && line.last == [10.6, 45.5])
        }
    }

    @Test func placesMayBeGivenAsText() async throws {
        try await Region(roads: Roads.grid()).test { client in
            let named = try await client.json("/api/v1/route?from=\("Δύση".escaped)&to=10.6,45.5")
            #expect((named["origin"] as? [String: Any])?["lon"] as? Double == 10.45)
            let ambiguous = try await client.json("/api/v1/route?from=10.5,45.5&to=\("Νεράιδα".escaped)", status: 409)
            #expect(ambiguous["type"] as? String == "/problems/ambiguous-place")
            #expect(ambiguous["parameter"] as? String == "to")
            #expect((ambiguous["accepted"] as? [String])?.sorted() == ["10.2,45.2", "11.8,45.8"])
        }
    }

    @Test func noRouteIsAResultWithItsReason() async throws {
        try await Region(roads: Roads.grid()).test { client in
            let route = try await client.json("/api/v1/route?from=10.5,45.5&to=10.9,45.9")
            #expect(route["seconds"] is NSNull && route["geometry"] is NSNull)
            let reason = try #require(route["noRoute"] as? [String: Any])
            #expect(reason["reason"] as? String == "destinationOffNetwork")
            #expect((reason["text"] as? [String: String])?["en"] == "No road near the destination")
            let reach = try await client.json("/api/v1/isochrone?lon=10.9&lat=45.9")
            #expect((reach["features"] as? [Any])?.isEmpty == true)
            #expect((reach["noRoute"] as? [String: Any])?["reason"] as? String == "originOffNetwork")
        }
    }

    @Test func aMatrixAgreesWithItsRoutes() async throws {
        try await Region(roads: Roads.grid()).test { client in
            let points = ["10.5,45.5", "10.55,45.5", "10.6,45.52", "10.9,45.9"]
            let from = points.map { "from=\($0)" }.joined(separator: "&")
            let to = points.reversed().map { "to=\($0)" }.joined(separator: "&")
            let matrix = try await client.json("/api/v1/matrix?\(from)&\(to)&mode=bicycle")
            let rows = try #require(matrix["seconds"] as? [[Any]])
            #expect(rows.count == 4 && rows.allSatisfy { $0.count == 4 })
            #expect((matrix["origins"] as? [Any])?.count == 4)
            for (row, a) in points.enumerated() {
                for (column, b) in points.reversed().enumerated() {
                    let route = try await client.json("/api/v1/route?from=\(a)&to=\(b)&mode=bicycle")
                    #expect(route["seconds"] as? Double == rows[row][column] as? Double)
                }
            }
        }
    }

    @Test func isochronesGrowWithTheirMinutes() async throws {
        try await Region(roads: Roads.grid()).test { client in
            for place in ["lon=10.55&lat=45.51", "q=10.55,45.51", "point=10.55,45.51"] {
                let reach = try await client.json("/api/v1/isochrone?\(place)&minutes=5,2.5&reverse=true")
                #expect(reach["type"] as? String == "FeatureCollection" && reach["reverse"] as? Bool == true)
                let features = try #require(reach["features"] as? [[String: Any]])
                let properties = features.compactMap { $0["properties"] as? [String: Any] }
                #expect(properties.compactMap { $0["minutes"] as? Double } == [5, 2.5])
                let metres = properties.compactMap { $0["roadMetres"] as? Double }
                #expect(metres.count == 2 && metres[0] > metres[1] && metres[1] > 0)
            }
            let usual = try await client.json("/api/v1/isochrone?lon=10.5&lat=45.5")
            #expect((usual["features"] as? [Any])?.count == 3)
            let geo = try await client.get("/api/v1/isochrone?lon=10.5&lat=45.5&format=geojson")
            #expect(geo.headers[.contentType] == "application/geo+json")
        }
    }

    @Test func sampleRoadsAreDeclared() async throws {
        try await Region(roads: Roads.grid(isSample: true)).test { client in
            let route = try await client.json("/api/v1/route?\(Self.pair)")
            #expect(route["roads"] as? String == "sample" && route["estimate"] as? Bool == true)
            let matrix = try await client.json("/api/v1/matrix?\(Self.pair)")
            #expect(matrix["estimate"] as? Bool == true)
            #expect(try await client.json("/readyz")["roads"] as? String == "sample")
        }
    }

    @Test(arguments: [
        ("/api/v1/route", 400, "missing-parameter"), ("/api/v1/route?from=1,1", 400, "missing-parameter"),
        ("/api/v1/route?from=200,1&to=1,1", 400, "bad-parameter"), ("/api/v1/route?from=&to=1,1", 400, "bad-parameter"),
        ("/api/v1/route?from=1,1&to=1,1&mode=horse", 400, "bad-parameter"),
        ("/api/v1/route?from=1,1&to=1,1&mode=straight", 400, "bad-parameter"),
        ("/api/v1/route?from=1,1&to=1,1&from=2,2", 400, "repeated-parameter"),
        ("/api/v1/route?from=\(String(repeating: "a", count: 129))&to=1,1", 400, "bad-parameter"),
        ("/api/v1/route?from=%D0%96%D0%96%D0%96&to=1,1", 404, "not-found"),
        ("/api/v1/matrix", 400, "missing-parameter"),
        ("/api/v1/matrix?to=1,1", 400, "missing-parameter"), ("/api/v1/isochrone", 400, "missing-parameter"),
        ("/api/v1/isochrone?lon=1", 400, "missing-parameter"),
        ("/api/v1/isochrone?lon=1&lat=1&q=a", 400, "repeated-parameter"),
        ("/api/v1/isochrone?lon=1&lat=1&minutes=0", 400, "bad-parameter"),
        ("/api/v1/isochrone?lon=1&lat=1&minutes=241", 400, "bad-parameter"),
        ("/api/v1/isochrone?lon=1&lat=1&minutes=1,2,3,4,5,6,7", 400, "bad-parameter"),
        ("/api/v1/isochrone?lon=1&lat=1&minutes=10,", 400, "bad-parameter"),
        ("/api/v1/isochrone?lon=1&lat=1&reverse=yes", 400, "bad-parameter"),
        ("/api/v1/isochrone?lon=1&lat=1&format=xml", 400, "bad-parameter"),
    ])
    func badInputIsAProblem(_ path: String, _ status: Int, _ code: String) async throws {
        try await Region(roads: Roads.grid()).test { client in
            var titles: Set<String> = []
            for language in ["el", "en"] {
                let problem = try await client.json(path, status: status, [.acceptLanguage: language])
                #expect(problem["type"] as? String == "/problems/\(code)")
                titles.insert(problem["title"] as? String ?? "")
            }
            #expect(titles.count == 2)
        }
    }

    @Test func tooManyPlacesAreRefused() async throws {
        try await Region(roads: Roads.grid()).test { client in
            let many = Array(repeating: "from=10.5,45.5", count: 101).joined(separator: "&")
            let problem = try await client.json("/api/v1/matrix?\(many)&to=10.6,45.5", status: 400)
            #expect(problem["type"] as? String == "/problems/repeated-parameter")
        }
    }

    @Test func withoutRoadsTravelQuestionsAreRefused() async throws {
        try await Region().test { client in
            for path in ["route?\(Self.pair)", "matrix?\(Self.pair)", "isochrone?lon=10.5&lat=45.5"] {
                let problem = try await client.json("/api/v1/\(path)", status: 404)
                #expect(problem["type"] as? String == "/problems/no-roads")
            }
            let fault = try await client.json("/route/v1/car/10.5,45.5;10.6,45.5", status: 400)
            #expect(fault["code"] as? String == "NoSegment")
        }
    }
}
