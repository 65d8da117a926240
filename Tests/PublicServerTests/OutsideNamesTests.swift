import Foundation
import HTTPTypes
import Hummingbird
import PublicServer
import Testing
import WebSupport
import WebTestSupport

@Suite struct OutsideNamesTests {
    /// The paths for each template of GET, with their components filled in.
    private static func path(_ template: String) -> [String] {
        switch template {
        case "/tiles/{layer}.json": ["/tiles/base.json", "/tiles/coverage.json?mode=car"]
        case "/styles/{name}.json": ["/styles/light.json", "/styles/coverage.json?mode=car"]
        case "/tiles/{layer}/{z}/{x}/{y}.mvt": ["/tiles/base/0/0/0.mvt"]
        case "/tiles/{layer}/{z}/{x}/{y}.png": ["/tiles/light/0/0/0.png"]
        case "/ogc/tileMatrixSets/{matrix}": ["/ogc/tileMatrixSets/WebMercatorQuad"]
        case "/ogc/collections/{collection}/tiles/{matrix}/{z}/{y}/{x}":
            ["/ogc/collections/base/tiles/WebMercatorQuad/0/0/0"]
        case "/maps/static.png": ["/maps/static.png?structure=a"]
        case "/maps/coverage.pdf": ["/maps/coverage.pdf?mode=walk"]
        case "/api/v1/geocode", "/api/v1/autocomplete": ["\(template)?q=Westtown"]
        case "/api/v1/nearest", "/api/v1/reverse", "/api/v1/isochrone": ["\(template)?lon=10.5&lat=45.5"]
        case "/api/v1/route", "/api/v1/matrix": ["\(template)?from=10.5,45.5&to=10.6,45.5"]
        case "/export/{name}":
            ["structures.csv", "structures.geojson", "services.json", "catalogue.jsonld"].map { "/export/\($0)" }
        case "/fonts/{stack}/{range}.pbf": ["/fonts/Noto%20Sans%20Regular/0-255.pbf"]
        case _ where template.hasSuffix("/**"):
            [template.replacingOccurrences(of: "**", with: "v1/car/10.5,45.5;10.6,45.5")]
        case "/ogc/collections/{collection}/items":
            ["structures", "municipalities"].map { "/ogc/collections/\($0)/items" }
        default:
            [
                template.replacingOccurrences(of: "{code}", with: "001").replacingOccurrences(of: "{id}", with: "a")
                    .replacingOccurrences(of: "{collection}", with: template.contains("tiles") ? "base" : "structures")
                    .replacingOccurrences(of: "{matrix}", with: "WebMercatorQuad")
                    .replacingOccurrences(of: "{feature}", with: "a").replacingOccurrences(
                        of: "{name}", with: "light.json"
                    )
                    .replacingOccurrences(of: "{service}", with: "route").replacingOccurrences(
                        of: "{profile}", with: "car"
                    )
                    .replacingOccurrences(of: "{coordinates}", with: "10.5,45.5").replacingOccurrences(
                        of: "{topic}", with: "x")
            ]
        }
    }

    private struct Answer: Equatable {
        var body: String
        var tag: String?
        var vary: Set<String>
    }

    private static func answer(
        _ client: Client, _ path: String, host: String, _ more: HTTPFields = [:]
    ) async throws -> Answer {
        var headers: HTTPFields = [.accept: "text/html"]
        headers.append(contentsOf: more)
        let response = try await client.get(path, headers, host: host)
        let fields = response.headers.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
        let body = String(decoding: response.body.readableBytesView, as: UTF8.self)
        #expect(!body.contains("evil") && !fields.contains("evil"), "\(path)")
        let vary = (response.headers[.vary] ?? "").split(separator: ",").map { $0.filter { $0 != " " } }
        return Answer(body: body, tag: response.headers[.eTag], vary: Set(vary))
    }

    /// Whether a path's document is the same at every request.
    private static func isSteady(_ path: String) -> Bool {
        !["/metrics", "/api/v1/nearest"].contains { path.hasPrefix($0) }
    }

    @Test func noDocumentRepeatsAnUntrustedHost() async throws {
        let region = try Region(
            roads: Roads.grid(), outside: OutsideNames(publicAddress: nil, allowedHosts: ["Good.example"]))
        let evil: HTTPFields = [
            HTTPField.Name("X-Forwarded-Host")!: "evil.example", HTTPField.Name("X-Forwarded-Server")!: "evil.example",
            HTTPField.Name("Forwarded")!: "host=evil.example;proto=https", HTTPField.Name("X-Host")!: "evil.example",
            HTTPField.Name("X-Original-URL")!: "http://evil.example/", HTTPField.Name("X-Forwarded-Proto")!: "evil",
            HTTPField.Name("X-Forwarded-Prefix")!: "/evil", .referer: "http://evil.example/",
            .origin: "http://evil.example",
        ]
        let found = try await region.test { [paths = region.process.paths] client in
            var depending: Set<String> = []
            for path in paths.flatMap(Self.path) {
                let stranger = try await Self.answer(client, path, host: "evil.example", evil)
                for host in [
                    "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", "127.1", "good.example.evil",
                    "good.example.", "good.example:81", "evil.good.example", "[::1].evil", "", "127.0.0.1@evil",
                    "0x7f.0.0.1",
                ] {
                    let other = try await Self.answer(client, path, host: host)
                    if Self.isSteady(path) { #expect(other == stranger, "\(path) \(host)") }
                }
                let known = try await Self.answer(client, path, host: "GOOD.example")
                let local = try await Self.answer(client, path, host: "127.8.9.1:99")
                guard Self.isSteady(path) else { continue }
                let depends = Set([stranger, known, local].map(\.body)).count > 1
                #expect(known.vary.contains("Host") == depends, "\(path)")
                #expect(stranger.vary == known.vary && local.vary == known.vary, "\(path)")
                if depends { depending.insert(path) }
                if depends, let tag = stranger.tag {
                    #expect(Set([tag, known.tag, local.tag]).count == 3, "\(path)")
                }
            }
            return depending
        }
        for path in [
            "/sitemap.xml", "/robots.txt", "/tiles/base.json", "/tiles/coverage.json?mode=car", "/styles/light.json",
            "/ogc",
            "/ogc/collections", "/ogc/collections/structures", "/ogc/collections/structures/items",
            "/ogc/collections/structures/items/a", "/ogc/collections/base/tiles", "/ogc/collections/base/map/tiles",
            "/ogc/collections/base/tiles/WebMercatorQuad", "/ogc/tileMatrixSets", "/hsds", "/export/catalogue.jsonld",
            "/structures/a",
        ] { #expect(found.contains(path), "\(path)") }
        for path in [
            "/", "/about", "/api/v1/structures", "/ogc/conformance", "/hsds/services", "/export/structures.csv",
        ] {
            #expect(!found.contains(path), "\(path)")
        }
    }

    @Test func theConfiguredAddressIsInEveryDocument() async throws {
        let names = try OutsideNames(publicAddress: "HTTPS://Plision.Example/")
        let region = try Region(roads: Roads.grid(), outside: names)
        try await region.test { [paths = region.process.paths] client in
            for path in paths.flatMap(Self.path) where Self.isSteady(path) {
                let one = try await Self.answer(
                    client, path, host: "evil.example", [HTTPField.Name("X-Forwarded-Proto")!: "http"])
                let other = try await Self.answer(client, path, host: "localhost:8080")
                #expect(one == other && !one.vary.contains("Host"), "\(path)")
            }
            #expect(try await client.page("/sitemap.xml").contains("<loc>https://plision.example/about</loc>"))
            #expect(try await client.page("/robots.txt").contains("Sitemap: https://plision.example/sitemap.xml"))
            #expect(
                try await client.page("/structures/a").contains(
                    "<span dir=\"ltr\">https://plision.example/structures/a</span>"))
            #expect(try await client.page("/ogc").contains("\"https://plision.example/ogc/collections\""))
        }
    }

    @Test func withoutAKnownNameLinksAreRelativeAndThereIsNoQRCode() async throws {
        try await Region().test { client in
            func page(_ path: String, host: String = "somewhere.example") async throws -> String {
                String(buffer: try await client.get(path, host: host).body)
            }
            #expect(try await page("/ogc").contains("\"href\":\"/ogc/collections\""))
            #expect(try await page("/hsds").contains("\"profile\":\"/hsds/\""))
            #expect(try await page("/robots.txt").contains("Sitemap: http://localhost/sitemap.xml"))
            #expect(try await page("/tiles/base.json").contains("http://localhost/tiles/base/{z}"))
            let unknown = try await page("/structures/a")
            #expect(!unknown.contains("class=\"code\""))
            for (host, address) in [
                ("localhost:8080", "http://localhost:8080"), ("LocalHost", "http://localhost"),
                ("[::1]:1", "http://[::1]:1"),
                ("127.255.0.3", "http://127.255.0.3"),
            ] {
                #expect(
                    try await page("/structures/a", host: host).contains(
                        "<span dir=\"ltr\">\(address)/structures/a</span>"))
            }
        }
    }

    @Test func aProxyOfAnAllowedNameSetsTheScheme() async throws {
        let names = try OutsideNames(
            publicAddress: nil, allowedHosts: ["a.example", "b.example:8443", "[2001:db8::1]"])
        try await Region(outside: names).test { client in
            for (host, address) in [
                ("a.example", "https://a.example"), ("B.example:8443", "https://b.example:8443"),
                ("[2001:DB8::1]", "https://[2001:db8::1]"),
            ] {
                let robots = try await client.get(
                    "/robots.txt", [HTTPField.Name("X-Forwarded-Proto")!: "https"], host: host)
                #expect(String(buffer: robots.body).contains("Sitemap: \(address)/sitemap.xml"))
                #expect(robots.headers[.vary] == "Host, X-Forwarded-Proto, Accept-Encoding")
            }
            let other = try await client.get("/robots.txt", host: "b.example")
            #expect(String(buffer: other.body).contains("Sitemap: http://localhost/sitemap.xml"))
        }
    }

    @Test(arguments: [
        "plision.example", "ftp://plision.example", "https://", "https:///", "https://plision.example/map",
        "https://a.example?x",
        "https://a.example#x", "https://user@a.example", "https://a.example:", "https://a.example:0",
        "https://a.example:99999",
        "https://πλησίον.gr", "https://a b", "https://[::1", "https://a..b", "https://a.example//",
        " https://a.example", "",
    ])
    func anAddressThatIsNoneIsRefused(_ text: String) {
        #expect(throws: OutsideNames.Fault.self) { try OutsideNames(publicAddress: text) }
    }

    @Test(arguments: [
        "https://a.example", "a.example/", "*", "*.example", "a.example:x", "πλησίον.gr", "", " a.example", "[::1",
    ])
    func invalidHostsAreRefused(_ text: String) {
        #expect(throws: OutsideNames.Fault.self) {
            try OutsideNames(publicAddress: nil, allowedHosts: ["b.example", text])
        }
    }
}
