import Exchange
import Foundation
import GeoIndex
import GeoStore
import HTTPTypes
import Hummingbird
import Locator
import NIOCore
import PublicServer
import Records
import Testing
import WebTestSupport

/// Rule P10 of the privacy rules: no output of the server reveals the location of a withheld structure.
@Suite struct WithheldPlaceTests {
    private static let here = WithheldRegion.Place.here

    /// The GET requests for each path of the server. A path that is missing here fails the test, so that requests for it
    /// must be added.
    private static func questions(_ ids: [String]) -> [String: [String]] {
        let point = "lon=10.05&lat=50.05"
        let osrm = "driving/10.02,50.02;10.05,50.05"
        var asked: [String: [String]] = [
            "/api/v1/nearest": [
                "?\(point)", "?\(point)&limit=50&kind=refuge", "?\(point)&kind=refuge&lang=en",
                "?q=\("Ασφοδελών 477".escaped)", "?q=\("Μηλοχώρι".escaped)", "?\(point)&within=5000",
            ],
            "/api/v1/geocode": [
                "?q=\("Ασφοδελών 477".escaped)", "?q=asfodelon", "?q=\("Σπίτι Γαλήνης".escaped)", "?q=41277",
            ],
            "/api/v1/autocomplete": ["?q=\("Ασφ".escaped)", "?q=asfo", "?q=\("Σπίτι".escaped)", "?q=Milo"],
            "/api/v1/reverse": ["?\(point)"],
            "/api/v1/structures": ["", "?limit=1000", "?kind=refuge", "?bbox=10.04,50.04,10.09,50.09"],
            "/api/v1/structures/{id}": ids.map { "/\($0)" },
            "/api/v1/municipalities": [""], "/api/v1/municipalities/{code}": ["/A"], "/api/v1/programmes": [""],
            "/api/v1/quality": ["", "?format=csv"], "/api/v1/kinds": [""],
            "/api/v1/route": ids.map { "?from=10.05,50.05&to=\($0)" } + ["?from=10.05,50.05&to=10.02,50.02"],
            "/api/v1/matrix": ["?from=10.05,50.05&to=10.02,50.02"],
            "/api/v1/isochrone": ["?\(point)&minutes=1&mode=foot"],
            "/api/v1/coverage": ["", "?kind=refuge", "?kind=office"],
            "/openapi.json": [""],
            "/{service}/v1/{profile}/{coordinates}": ["/other/v1/\(osrm)"],
            "/tiles/{layer}.json": ["/tiles/structures.json", "/tiles/base.json"],
            "/tiles/{layer}/{z}/{x}/{y}.mvt": tiles("/tiles/structures/", ".mvt") + tiles("/tiles/coverage/", ".mvt"),
            "/tiles/{layer}/{z}/{x}/{y}.png": Array(tiles("/tiles/light/", ".png").suffix(2)),
            "/maps/static.png": ["?lon=10.06&lat=50.06&zoom=14", "?lon=10.05&lat=50.05&zoom=12"],
            "/maps/coverage.pdf": ["?mode=car", "?kind=office&mode=car", "?kind=refuge&mode=car"],
            "/sprites/{name}": ["/sprites/light.json"],
            "/ogc/tileMatrixSets": [""], "/ogc/tileMatrixSets/{matrix}": ["/ogc/tileMatrixSets/WebMercatorQuad"],
            "/ogc/collections/{collection}/tiles/{matrix}/{z}/{y}/{x}": [
                "/ogc/collections/structures/tiles/WebMercatorQuad/12/1387/2162"
            ],
            "/ogc/collections/{collection}/map/tiles/{matrix}/{z}/{y}/{x}": [
                "/ogc/collections/structures/map/tiles/WebMercatorQuad/12/1387/2162",
                "/ogc/collections/structures/map/tiles/WorldCRS84Quad/11/454/2162",
            ],
            "/fonts/{stack}/{range}.pbf": ["/fonts/Noto%20Sans%20Regular/0-255.pbf"],
            "/styles/{name}.json": ["/styles/light.json"],
            "/ogc": [""], "/ogc/conformance": [""], "/ogc/collections": [""],
            "/ogc/collections/{collection}": ["/ogc/collections/structures"],
            "/ogc/collections/{collection}/items": [
                "/ogc/collections/structures/items?limit=1000",
                "/ogc/collections/structures/items?bbox=10.04,50.04,10.09,50.09",
            ],
            "/ogc/collections/{collection}/items/{feature}": ids.map { "/ogc/collections/structures/items/\($0)" },
            "/export/{name}": ["structures.csv", "structures.geojson", "services.json", "catalogue.jsonld"].map {
                "/export/\($0)"
            },
            "/hsds": [""],
            "/healthz": [""], "/readyz": [""], "/metrics": [""],
            "/": ["", "?lang=en", "?kind=refuge", "?q=\("Ασφοδελών 477".escaped)"],
            "/structures/{id}": ids.flatMap { ["/structures/\($0)", "/structures/\($0)?lang=en"] },
            "/help": ["", "?lang=en"], "/help/{topic}": ["/help/violence"],
            "/benefits": [""], "/api/v1/alerts": [""], "/alerts": ["", "?lang=en"], "/alerts.atom": [""],
            "/alerts/{alert}": ["/alerts/0"],
            "/coverage": ["", "?lang=en", "?kind=refuge", "?minutes2=7", "?minutes=x"],
            "/quality": ["", "?lang=en", "?municipality=001", "?check=notGeocoded"],
            "/about": ["", "?lang=en"], "/sitemap.xml": [""], "/robots.txt": [""],
            "/kept": ["", "?lang=en"], "/manifest.webmanifest": ["", "?lang=en"], "/service-worker.js": [""],
            "/assets/{name}": ["/assets/plision.css", "/assets/plision.js"],
        ]
        for service in ["route", "table", "nearest", "match", "trip", "tile"] {
            asked["/\(service)/**"] = ["/\(service)/v1/\(osrm)", "/\(service)/v1/driving/10.05,50.05"]
        }
        for type in ["tiles", "map/tiles"] {
            let sets = "/ogc/collections/{collection}/\(type)"
            asked[sets] = ["/ogc/collections/structures/\(type)"]
            asked["\(sets)/{matrix}"] = ["/ogc/collections/structures/\(type)/WebMercatorQuad"]
        }
        for table in ["services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"] {
            asked["/hsds/\(table)"] = ["", "?per_page=1000"]
            asked["/hsds/\(table)/{id}"] = ids.flatMap { id in
                ["service", "service_at_location", "location", "organization"].map {
                    "/hsds/\(table)/\(HSDSDocument.uuid($0, id))"
                }
            }
        }
        return asked
    }

    /// The forms that are sent to each path.
    private static let forms: [String: [(path: String, form: [(String, String)])]] = [
        "/": [("/", [("at", "10.05,50.05,7"), ("kind", "refuge")])], "/benefits": [("/benefits", [])],
        "/suggestions": ["Ασφοδελών 477", "Ασφ", "asfodelon 4", "Σπίτι Γαλήνης", "Μηλοχώρι", "41277"].map {
            ("/suggestions", [("q", $0)])
        },
        "/api/v1/entitlement": [("/api/v1/entitlement", [])],
        "/structures/{id}/report": [("/structures/refuge-1/report", [("topic", "phone"), ("text", "wrong")])],
        "/structures/{id}": [("/structures/refuge-1", [("at", "10.05,50.05,7"), ("q", "x"), ("placed", "x")])],
    ]

    /// The requests that the answers of forms redirect to.
    private static let redirected = ["/": "GET /answers/{key}", "/benefits": "GET /benefits/answers/{key}"]

    /// Requests that are always refused: services of OSRM that do not exist here.
    private static let unanswered: Set = [
        "GET /{service}/v1/{profile}/{coordinates}", "GET /match/**", "GET /trip/**", "GET /tile/**",
        // There is no alert.
        "GET /alerts/{alert}",
    ]

    /// The tiles around the refuge at every zoom.
    private static func tiles(_ path: String, _ end: String) -> [String] {
        (0...15).map { zoom in
            let count = Double(1 << zoom)
            let x = Int((here.longitude + 180) / 360 * count)
            let latitude = here.latitude * .pi / 180
            let y = Int((1 - log(tan(latitude) + 1 / cos(latitude)) / .pi) / 2 * count)
            return "\(path)\(zoom)/\(x)/\(y)\(end)"
        }
    }

    private static func region(
        _ place: WithheldRegion.Place, into store: FeatureStore? = nil, closures: String? = nil
    ) throws -> (Region, WithheldRegion) {
        let imported = try WithheldRegion(place, into: store)
        let contents = try imported.store.contents().dataset
        let region = try Region(
            contents: contents, roads: Roads.grid(west: 10, south: 50.03), closures: closures, takesReports: true
        ) {
            try imported.store.feed(&$0)
        }
        return (region, imported)
    }

    /// A road is closed beside the refuge, and the file says why.
    private static let closures = """
        {"type": "FeatureCollection", "version": 7, "features": [{"type": "Feature",
         "properties": {"radiusMetres": 30, "note": "\(here.street) \(here.number)"},
         "geometry": {"type": "Point", "coordinates": [\(here.longitude), \(here.latitude)]}}]}
        """

    private static func told(_ text: String, _ what: String) {
        let small = text.lowercased()
        for canary in here.canaries where small.contains(canary) {
            Issue.record("\(what) holds «\(canary)»")
        }
    }

    @Test func noResponseRevealsThePlace() async throws {
        let (region, imported) = try Self.region(Self.here, closures: Self.closures)
        let structures = try imported.store.contents().dataset.structures
        let ids = structures.map(\.id) + ["n4770"]
        let questions = Self.questions(ids)
        let asked = questions.keys.map { "GET \($0)" } + Self.forms.keys.map { "POST \($0)" }
        let missing = Set(region.process.requests).subtracting(asked).subtracting(Self.redirected.values).sorted()
        #expect(missing.isEmpty, "requests that this test does not send: \(missing)")
        #expect(structures.filter { $0.coordinate != nil }.map(\.id) == ["office-1"])
        let answered = try await region.test { client in
            var answered: Set<String> = []
            for (template, asked) in questions {
                for question in asked {
                    let path =
                        question.hasPrefix("/") && template.contains("{") && !template.hasPrefix("/api")
                            || question.hasPrefix("/") && template.hasSuffix("**")
                        ? question
                        : template.prefix { $0 != "{" }.trimmingSuffix("/") + question
                    // A request that contains the secret may repeat it at most once in its response.
                    let asks = ["%ce", "asfo", "41277", "Milo", "n4770"].contains { path.contains($0) }
                    for headers in [[:], [.acceptLanguage: "en"]] as [HTTPFields] {
                        let answer = try await client.get(path, headers)
                        if answer.status.code < 300 { answered.insert("GET \(template)") }
                        guard !asks else { continue }
                        Self.told(String(decoding: answer.body.readableBytesView, as: UTF8.self), path)
                        for header in answer.headers { Self.told(header.value, "\(path), \(header.name)") }
                    }
                    if asks {
                        let answer = try await client.page(path).lowercased()
                        #expect(!answer.contains("10.0612") && !answer.contains("777123"), "\(path)")
                    }
                }
            }
            // The records of HSDS have identifiers that only its lists tell.
            for table in ["services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"] {
                let list = try await client.json("/hsds/\(table)?per_page=1000")["contents"] as? [[String: Any]] ?? []
                for id in list.compactMap({ $0["id"] as? String }) {
                    let path = "/hsds/\(table)/\(id)"
                    Self.told(try await client.page(path), path)
                    answered.insert("GET /hsds/\(table)/{id}")
                }
            }
            for (template, sent) in Self.forms {
                for (path, form) in sent {
                    let token = template.hasSuffix("/report") ? [("token", try await client.token("refuge-1"))] : []
                    var answer = try await client.send(path, form + token)
                    if answer.status.code < 400 { answered.insert("POST \(template)") }
                    if let address = answer.headers[.location] {
                        Self.told(address, "the address of POST \(path)")
                        answer = try await client.get(address)
                        if answer.status == .ok, let route = Self.redirected[template] { answered.insert(route) }
                    }
                    Self.told(String(decoding: answer.body.readableBytesView, as: UTF8.self), "POST \(path)")
                }
            }
            return answered
        }
        // Requests that are all refused would prove nothing.
        let silent = Set(region.process.requests).subtracting(answered).subtracting(Self.unanswered).sorted()
        #expect(silent.isEmpty, "requests without a good answer in this test: \(silent)")
        #expect(!region.reports.isEmpty && !region.log.isEmpty)
        Self.told(region.log, "the log")
        Self.told(region.reports, "the reports")
        // The report contains the line or object of a finding, but no values.
        Self.told(try imported.store.report().json.replacing("n4770", with: ""), "the report of the import")
        for file in try FileManager.default.contentsOfDirectory(atPath: "\(region.folder)/dataset") {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(region.folder)/dataset/\(file)"))
            Self.told(String(decoding: bytes, as: UTF8.self), file)
        }
    }

    /// Pictures, compressed pages and numbers cannot be searched for the secret. They depend only on the dataset, and
    /// the dataset is identical wherever the refuge is in its municipality, so no series of measurements reveals it.
    @Test func theDatasetDoesNotDependOnThePlace() throws {
        // Both in one store, since identifiers that had to be made depend on the store.
        let (first, imported) = try Self.region(.here)
        let (second, _) = try Self.region(.there, into: imported.store)
        let datasets = try [first, second].map { try Dataset(directory: "\($0.folder)/dataset") }
        for row in 0..<min(datasets[0].structureCount, datasets[1].structureCount) {
            #expect(datasets[0].structure(at: row) == datasets[1].structure(at: row))
        }
        #expect(datasets[0].description == datasets[1].description)
        #expect(datasets[0].organisations == datasets[1].organisations)
        #expect(datasets[0].buildID == datasets[1].buildID)
        try datasets[0].checkInvariants()
    }

    /// Two hundred origins learn no distance to it, and its position in the order is that of its municipality.
    @Test func twoHundredOriginsLearnNoDistance() throws {
        let (region, _) = try Self.region(Self.here)
        let locator = ServiceLocator(dataset: try Dataset(directory: "\(region.folder)/dataset"))
        for index in 0..<200 {
            let origin = Coordinate(longitude: 10 + Double(index % 20) / 100, latitude: 50 + Double(index / 20) / 100)
            let results = locator.nearest(NearestQuery(origin: origin, kinds: ["refuge"], limit: 10)).results
            #expect(results.contains { $0.structure.id == "refuge-1" })
            #expect(results.allSatisfy { $0.travel.metres.isNaN && $0.travel.seconds == nil })
        }
    }
}

extension StringProtocol {
    fileprivate func trimmingSuffix(_ end: Character) -> String {
        last == end ? String(dropLast()) : String(self)
    }
}
