import HTTPTypes
import Hummingbird
import WebTestSupport
import NIOCore
import Testing

@Suite("Responses of this server that are open to other origins")
struct OpenAnswersTests {
    private static let open = [
        "/api/v1/kinds", "/api/v1/structures/a", "/api/v1/nearest?lon=10.5&lat=45.5", "/api/v1/geocode?q=a", "/api/v2",
        "/api/v1/coverage", "/ogc", "/ogc/collections/structures/items?crs=9", "/ogc/tileMatrixSets/WebMercatorQuad",
        "/hsds", "/hsds/services", "/export/structures.csv", "/export/none", "/route/v1/car/10.5,45.5;10.6,45.5",
        "/table/v1/foot/10.5,45.5;10.6,45.5", "/nearest/v1/car/x", "/match/v1/car/1,2;3,4", "/openapi.json",
        "/tiles/structures.json", "/styles/light.json", "/maps/static.png", "/sprites/light.json",
        "/fonts/Noto%20Sans%20Regular/0-255.pbf",
    ]

    @Test func publicPathsAreOpenToAllOrigins() async throws {
        try await Region(roads: Roads.grid()).test { client in
            for path in Self.open {
                let response = try await client.get(path, [.origin: "https://elsewhere.example"])
                #expect(response.headers[.accessControlAllowOrigin] == "*", "\(path)")
                #expect(response.headers[.crossOriginResourcePolicy] == "cross-origin", "\(path)")
                if let tag = response.headers[.eTag] {
                    let again = try await client.get(path, [.ifNoneMatch: tag])
                    #expect(again.headers[.accessControlAllowOrigin] == "*", "\(path)")
                }
                let asked = try await client.client.execute(
                    uri: path, method: .options,
                    headers: [.origin: "https://elsewhere.example", .accessControlRequestMethod: "GET"])
                #expect(asked.status == .noContent && asked.headers[.accessControlAllowOrigin] == "*", "\(path)")
            }
        }
    }

    @Test func pagesAndFormsAreClosedToOtherOrigins() async throws {
        try await Region(takesReports: true).test { client in
            for path in [
                "/", "/structures/a", "/structures/none", "/help", "/benefits", "/coverage", "/about", "/sitemap.xml",
                "/assets/plision.css", "/healthz", "/readyz", "/metrics", "/nothing",
            ] {
                let response = try await client.get(path, [.origin: "https://elsewhere.example"])
                #expect(!response.headers.contains { $0.name.canonicalName.hasPrefix("access-control-") }, "\(path)")
            }
            for path in ["/", "/benefits", "/structures/a/report"] {
                let asked = try await client.client.execute(
                    uri: path, method: .options,
                    headers: [.origin: "https://elsewhere.example", .accessControlRequestMethod: "POST"])
                #expect(!asked.headers.contains { $0.name.canonicalName.hasPrefix("access-control-") }, "\(path)")
                let posted = try await client.client.execute(
                    uri: path, method: .post,
                    headers: [
                        .origin: "https://elsewhere.example", .contentType: "application/x-www-form-urlencoded",
                    ], body: ByteBuffer(string: "q=a"))
                #expect(posted.headers[.accessControlAllowOrigin] == nil, "\(path)")
            }
        }
    }

    @Test func personalAnswersAreNotCacheable() async throws {
        try await Region(roads: Roads.grid()).test { client in
            for path in [
                "/api/v1/nearest?lon=10.5&lat=45.5", "/api/v1/nearest?lon=x", "/api/v1/geocode?q=a",
                "/route/v1/car/10.5,45.5;10.6,45.5", "/route/v1/car/x", "/table/v1/foot/10.5,45.5;10.6,45.5",
                "/nearest/v1/car/10.5,45.5", "/match/v1/car/10.5,45.5", "/api/v1/route?from=10.5,45.5&to=10.6,45.5",
                "/maps/static.png?lon=10.5&lat=45.5", "/api/v1/isochrone?lon=10.5&lat=45.5",
            ] {
                let response = try await client.get(path)
                #expect(response.headers[.cacheControl]?.contains("no-store") == true, "\(path)")
            }
        }
    }

    @Test func entitlementQuestionsPassTheirPreflight() async throws {
        try await Region().test { client in
            let asked = try await client.client.execute(
                uri: "/api/v1/entitlement", method: .options,
                headers: [
                    .origin: "https://elsewhere.example", .accessControlRequestMethod: "POST",
                    .accessControlRequestHeaders: "content-type",
                ])
            #expect(asked.headers[.accessControlAllowMethods] == "POST")
            #expect(asked.headers[.accessControlAllowHeaders]?.contains("Content-Type") == true)
        }
    }

    @Test func exportsAndFilesSupportRanges() async throws {
        try await Region().test { client in
            for path in ["/export/structures.csv", "/export/catalogue.jsonld", "/assets/plision.css", "/openapi.json"] {
                let whole = try await client.get(path)
                #expect(whole.headers[.acceptRanges] == "bytes", "\(path)")
                let part = try await client.get(path, [.range: "bytes=5-14"])
                #expect(part.status == .partialContent, "\(path)")
                #expect(Array(buffer: part.body) == Array(Array(buffer: whole.body)[5...14]))
                #expect(part.headers[.contentRange] == "bytes 5-14/\(whole.body.readableBytes)")
            }
        }
    }

    @Test func everyMetricHasADescription() async throws {
        try await Region(closures: #"{"type":"FeatureCollection","version":1,"features":[]}"#).test { client in
            _ = try await client.get("/tiles/base/7/67/45.mvt")
            let lines = try await client.page("/metrics").split(separator: "\n")
            let types = lines.filter { $0.hasPrefix("# TYPE ") }.map { $0.split(separator: " ")[2] }
            let helps = lines.filter { $0.hasPrefix("# HELP ") }.map { $0.split(separator: " ")[2] }
            #expect(types.count >= 6 && types == helps)
        }
    }
}

extension HTTPField.Name {
    fileprivate static let crossOriginResourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy")!
}
