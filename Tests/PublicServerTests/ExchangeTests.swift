import Foundation
import Geocoding
import GeoIndex
import HTTPTypes
import Hummingbird
import Records
import Testing
import WebTestSupport

@Suite struct ExchangeTests {
    @Test func featuresPageKeepingEveryParameter() async throws {
        try await Region(contents: ServiceRegion.contents()).test { client in
            let landing = try await client.json("/ogc/")
            let relations = (landing["links"] as? [[String: String]])?.compactMap { $0["rel"] }
            #expect(relations?.prefix(4) == ["self", "service-desc", "conformance", "data"])
            // The landing page also links the tiling schemes, and the links work.
            #expect(relations?.last?.hasSuffix("tiling-schemes") == true)
            let collection = try await client.json("/ogc/collections/structures?f=json")
            let tiles = (collection["links"] as? [[String: String]])?.first {
                $0["rel"]?.hasSuffix("tilesets-vector") == true
            }
            #expect(tiles?["href"]?.hasSuffix("/ogc/collections/structures/tiles") == true)
            let conformance = try await client.json("/ogc/conformance?f=json")
            let classes = try #require(conformance["conformsTo"] as? [String])
            #expect(classes.contains { $0.contains("ogcapi-tiles-1/1.0/conf/core") })
            #expect(!classes.contains { $0.hasSuffix("/oas30") }, "the document is OpenAPI 3.1")
            let collections = try await client.json("/ogc/collections")
            let ids = (collections["collections"] as? [[String: Any]])?.compactMap { $0["id"] as? String }
            #expect(ids == ["structures", "municipalities"])

            var path: String? =
                "/ogc/collections/structures/items?f=json&limit=2&kind=office&kind=clinic&bbox=10,45,12,46"
            var seen: [String] = []
            var pages = 0
            while let next = path {
                let page = try await client.json(next)
                #expect(page["numberMatched"] as? Int == 5)
                let features = try #require(page["features"] as? [[String: Any]])
                #expect(page["numberReturned"] as? Int == features.count)
                seen += features.compactMap { $0["id"] as? String }
                let links = page["links"] as? [[String: String]] ?? []
                path = links.first { $0["rel"] == "next" }?["href"].flatMap { address in
                    URLComponents(string: address).map { "\($0.path)?\($0.percentEncodedQuery ?? "")" }
                }
                if let path {
                    for part in ["f=json", "kind=office", "kind=clinic", "bbox="] { #expect(path.contains(part)) }
                }
                pages += 1
            }
            #expect(pages == 3 && seen == ["far", "late", "open", "shut", "silent"])
        }
    }

    @Test func otherReferenceSystems() async throws {
        try await Region(contents: ServiceRegion.contents()).test { client in
            let base = "/ogc/collections/structures/items/open"
            func numbers(_ crs: String) async throws -> [Double] {
                let response = try await client.get("\(base)?crs=\(crs.escaped)")
                #expect(response.headers[HTTPField.Name("Content-Crs")!] == "<\(crs)>")
                let json =
                    try JSONSerialization.jsonObject(with: Data(response.body.readableBytesView)) as? [String: Any]
                return (json?["geometry"] as? [String: Any])?["coordinates"] as? [Double] ?? []
            }
            #expect(try await numbers("http://www.opengis.net/def/crs/OGC/1.3/CRS84") == [10.5, 45.5])
            let far = try await client.json("/ogc/collections/structures/items/late")
            let properties = try #require(far["properties"] as? [String: Any])
            #expect(properties["lon"] as? Double == 10.52 && properties["lat"] as? Double == 45.5)
            #expect(try await numbers("http://www.opengis.net/def/crs/EPSG/0/4326") == [45.5, 10.5])
            let mercator = try await numbers("http://www.opengis.net/def/crs/EPSG/0/3857")
            #expect(abs(mercator[0] - 1_168_854.653) < 0.01)
            let box = "bbox=1168000,5000000,1169000,6000000&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/3857"
            let found = try await client.json("/ogc/collections/structures/items?\(box)")
            #expect((found["features"] as? [[String: Any]])?.compactMap { $0["id"] as? String } == ["open"])
        }
    }

    static let items = "/ogc/collections/structures/items"

    @Test func itemsAcceptTheParametersOfTheStandard() async throws {
        var contents = ServiceRegion.contents()
        contents.structures += (0..<1100).map { index in
            var structure = Region.structure("z\(index)", at: 10.5)
            structure.coordinate = nil
            return structure
        }
        try await Region(contents: contents).test { client in
            func ids(_ query: String) async throws -> [String] {
                let page = try await client.json("\(Self.items)?\(query)")
                let ids = (page["features"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
                return ids.filter { !$0.hasPrefix("z") }
            }
            // A limit above the maximum is replaced by the maximum, and the next page has that size too.
            let page = try await client.json("\(Self.items)?limit=5000")
            #expect(page["numberReturned"] as? Int == 1000 && page["numberMatched"] as? Int == 1105)
            #expect((page["links"] as? [[String: String]])?.contains { $0["rel"] == "next" } == true)
            let everything = try await ids("limit=1000")
            for time in [
                "2026-02-12T23:20:50Z", "2026-02-12T00:00:00Z/2026-03-18T12:31:12.5+02:00", "2026-02-12",
                "../2026-02-12T00:00:00Z", "2026-02-12T00:00:00Z/..", "/2026-02-12", "2026-02-12/",
            ] {
                #expect(try await ids("limit=1000&datetime=\(time.escaped)") == everything, "\(time)")
            }
            // The third axis is ignored; features without a position match every box, as the standard requires.
            #expect(try await ids("limit=1000&bbox=10.45,45,10.51,46") == ["open", "silent"])
            #expect(try await ids("limit=1000&bbox=10.45,45,-5,10.51,46,5") == ["open", "silent"])
            let latitudeFirst = "bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4326"
            #expect(try await ids("limit=1000&bbox=45,10.45,46,10.51&\(latitudeFirst)") == ["open", "silent"])
            #expect(try await ids("limit=1000&bbox=11,45,10.4,46") == ["far", "shut"], "across the 180th meridian")
            #expect(
                try await client.json("\(Self.items)?bbox=0,0,1,1")["numberMatched"] as? Int == 1100,
                "those without a position")
        }
    }

    @Test func everyResponseNamesItsBuildAndHasATag() async throws {
        try await Region(contents: ServiceRegion.contents()).test { client in
            let build = try await client.json("/readyz")["build"] as? String
            let one = "\(Self.items)/open"
            let service = try await client.json("/hsds/services?per_page=1")["contents"] as? [[String: Any]]
            let single = "/hsds/services/\(service?.first?["id"] as? String ?? "")"
            let inBody = [
                "/ogc/", "/ogc/conformance", "/ogc/collections", "/ogc/collections/structures", Self.items, one,
                "/ogc/tileMatrixSets", "/ogc/collections/structures/tiles", "/hsds/", "/hsds/services",
                "/export/structures.geojson",
            ]
            let inHeaders = [
                "/export/structures.csv", "/export/services.json", "/export/catalogue.jsonld", single,
                "/hsds/services?format=ndjson",
            ]
            for path in inBody + inHeaders {
                if inBody.contains(path) {
                    let answer = try await client.json(path)
                    #expect(
                        answer["build"] as? String == build && answer["dataDate"] as? String == "2026-01-02", "\(path)")
                }
                let response = try await client.get(path)
                if inHeaders.contains(path) {
                    #expect(response.headers[HTTPField.Name("Plision-Build")!] == build, "\(path)")
                    #expect(response.headers[HTTPField.Name("Plision-Data-Date")!] == "2026-01-02", "\(path)")
                }
                let tag = try #require(response.headers[.eTag], "\(path)")
                #expect(try await client.get(path, [.ifNoneMatch: tag]).status == .notModified, "\(path)")
            }
            let links = try await client.json(one)["links"] as? [[String: String]] ?? []
            #expect(links.map { $0["rel"] } == ["self", "collection"])
            for link in links {
                _ = try await client.json(try #require(link["href"].flatMap(URL.init(string:))).path)
            }
        }
    }

    @Test(arguments: [
        (items + "?limit=0", 400), (items + "?limit=many", 400), (items + "?bbox=1,2,3,4,5", 400),
        (items + "?bbox=22,40,23,39", 400), (items + "?bbox=1,a,3,4", 400),
        (items + "?bbox=2,0,1,9&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/3857", 400),
        (items + "?bbox=46,10,45,12&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4326", 400),
        (items + "?datetime=soon", 400), (items + "?datetime=2026-02-30", 400), (items + "?datetime=..", 400),
        (items + "?datetime=../..", 400), (items + "?datetime=2026-02-12T23:20:50", 400),
        (items + "?datetime=2026-02-12/2026-02-11", 400), (items + "?datetime=2026-02-11/2026-02-12/..", 400),
        ("/ogc/collections/none", 404), (items + "?bbox=1,2,3", 400),
        ("/ogc/collections/structures/items?crs=EPSG:1", 400), ("/ogc/collections/structures/items?x=1", 400),
        ("/ogc/collections/structures/items/refuge", 404), ("/ogc/collections/structures/items/none", 404),
        ("/hsds/services/none", 404), ("/hsds/services?page=0", 400), ("/hsds/services?modified_after=soon", 400),
        ("/hsds/people", 404), ("/export/all.zip", 404), ("/hsds/service_at_locations?postcode=99999", 400),
        ("/hsds/service_at_locations?proximity=5", 400),
        ("/hsds/service_at_locations?postcode=41222&proximity=-1", 400),
        ("/hsds/services?postcode=41222", 400), ("/hsds/services?format=xml", 400),
    ])
    func badRequestsAreProblems(_ path: String, _ status: Int) async throws {
        try await Region(contents: ServiceRegion.contents()).test { client in
            let problem = try await client.json(path, status: status)
            #expect(problem["status"] as? Int == status)
        }
    }

    @Test func servicesOfTheStandard() async throws {
        try await Region(contents: ServiceRegion.contents()).test { client in
            let root = try await client.json("/hsds/")
            #expect(root["version"] as? String == "3.0")
            let page = try await client.json("/hsds/services?per_page=3&page=2")
            #expect(page["total_items"] as? Int == 5 && page["total_pages"] as? Int == 2)
            #expect(page["size"] as? Int == 2 && page["last_page"] as? Bool == true)
            let service = try #require((page["contents"] as? [[String: Any]])?.first)
            let id = try #require(service["id"] as? String)
            let single = try await client.json("/hsds/services/\(id)")
            #expect(single["name"] as? String == service["name"] as? String)
            let list = try await client.json("/hsds/services?search=\("δομη late".escaped)&format=json")
            #expect(list["total_items"] as? Int == 1)
            let terms = try await client.json("/hsds/taxonomy_terms")
            var kinds = 0
            for term in terms["contents"] as? [[String: Any]] ?? [] {
                let id = try #require(term["id"] as? String)
                let some = try await client.json("/hsds/services?minimal=true&taxonomy_term_id=\(id)")
                kinds += some["total_items"] as? Int ?? 0
                for entry in some["contents"] as? [[String: Any]] ?? [] { #expect(entry["name"] == nil) }
            }
            #expect(kinds == 5, "each service is of one kind")
            let bodies = try await client.json("/hsds/organizations?full=true")
            var run = 0
            for body in bodies["contents"] as? [[String: Any]] ?? [] {
                let id = try #require(body["id"] as? String)
                run += try await client.json("/hsds/services?organization_id=\(id)")["total_items"] as? Int ?? 0
            }
            #expect(run == 5)
            // All sources are dated 15 May 2024.
            let full = try await client.json("/hsds/services?full=true&modified_after=2024-05-15")
            #expect(full["total_items"] as? Int == 5)
            #expect((full["contents"] as? [[String: Any]])?.allSatisfy { $0["schedules"] is [Any] } == true)
            let later = try await client.json("/hsds/services?modified_after=2024-05-16")
            #expect(later["total_items"] as? Int == 0)
            for table in ["organizations", "service_at_locations", "taxonomies", "taxonomy_terms"] {
                let list = try await client.json("/hsds/\(table)")
                let first = try #require((list["contents"] as? [[String: Any]])?.first?["id"] as? String)
                let one = try await client.json("/hsds/\(table)/\(first)")
                #expect(one["id"] as? String == first)
            }
        }
    }

    @Test func organisationsHaveTheNamesOfBodiesAndTheirServices() async throws {
        try await Region(contents: ServiceRegion.contents()).test { client in
            func list(_ query: String) async throws -> [[String: Any]] {
                try await client.json("/hsds/organizations?\(query)")["contents"] as? [[String: Any]] ?? []
            }
            let short = try await list("")
            #expect(Set(short.compactMap { $0["name"] as? String }) == ["Δήμος Δυτικών", "Δήμος Ανατολικών"])
            #expect(short.allSatisfy { $0["services"] == nil })
            for (query, isFull) in [("full=true", false), ("full_service=true", true)] {
                let services = try await list(query).flatMap { $0["services"] as? [[String: Any]] ?? [] }
                #expect(services.count == 5)
                #expect(services.allSatisfy { ($0["schedules"] is [Any]) == isFull && $0["organization"] == nil })
            }
            let id = try #require(short.first?["id"] as? String)
            let one = try await client.json("/hsds/organizations/\(id)?full_service=true")
            #expect((one["services"] as? [[String: Any]])?.first?["schedules"] is [Any])
        }
    }

    @Test func recordsAsLinesAndTermsOfTheTaxonomy() async throws {
        try await Region(contents: ServiceRegion.contents()).test { client in
            let response = try await client.get("/hsds/services?format=ndjson&per_page=2&full=true")
            #expect(response.headers[.contentType] == "application/x-ndjson")
            let lines = String(buffer: response.body).split(separator: "\n")
            #expect(lines.count == 5)
            for line in lines {
                #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any])
            }
            func terms(_ query: String) async throws -> Int? {
                try await client.json("/hsds/taxonomy_terms?\(query)")["total_items"] as? Int
            }
            let taxonomies = try await client.json("/hsds/taxonomies")["contents"] as? [[String: Any]]
            let taxonomy = try #require(taxonomies?.first?["id"] as? String)
            for (query, count) in [
                ("", 4), ("taxonomy_id=\(taxonomy)", 4), ("taxonomy_id=none", 0), ("top_only=true", 4),
                ("parent_id=\(taxonomy)", 0),
            ] { #expect(try await terms(query) == count, "\(query)") }
        }
    }

    @Test func placesNearAPostalCode() async throws {
        var contents = ServiceRegion.contents()
        // One structure serves only the other municipality, another has no position.
        for (index, structure) in contents.structures.enumerated() {
            if structure.id == "late" { contents.structures[index].details.serviceArea.municipalities = ["002"] }
            if structure.id == "silent" { contents.structures[index].coordinate = nil }
        }
        let centre = Coordinate(longitude: 10.5, latitude: 45.5)
        let region = try Region(contents: contents) { $0.add(postcode: "412 22", at: centre) }
        try await region.test { client in
            func names(_ query: String) async throws -> Set<String> {
                let page = try await client.json("/hsds/service_at_locations?full=true&per_page=100&\(query)")
                return Set(
                    (page["contents"] as? [[String: Any]] ?? []).compactMap {
                        ($0["location"] as? [String: Any])?["external_identifier"] as? String
                    })
            }
            let metres = Geodesic.distance(from: centre, to: Coordinate(longitude: 10.4, latitude: 45.5))
            let wanted: [(String, Set<String>)] = [
                ("", ["open", "late", "shut", "silent", "far"]),
                ("postcode=412%2022", ["open", "shut", "silent", "far"]),
                ("postcode=41222&proximity=\(metres + 1)", ["open", "shut"]),
                ("postcode=41222&proximity=\(metres - 1)", ["open"]),
            ]
            for (query, places) in wanted {
                let found = try await names(query)
                #expect(found == places, "\(query)")
            }
        }
    }

    @Test func noExportContainsAWithheldPlace() async throws {
        try await Region(contents: ServiceRegion.contents()).test { client in
            for path in [
                "/export/structures.csv", "/export/structures.geojson", "/export/catalogue.jsonld", "/hsds/services",
                "/hsds/service_at_locations?full=true", "/hsds/services?full=true", "/export/services.json",
                "/ogc/collections/structures/items?limit=1000", "/sitemap.xml",
            ] {
                let text = try await client.page(path)
                #expect(!text.contains("refuge\"") && !text.contains("15900") && !text.contains("Κρυφή"), "\(path)")
            }
            let map = try await client.page("/sitemap.xml")
            #expect(map.contains("/structures/open</loc>") && !map.contains("/structures/refuge"))
            #expect(try await client.page("/robots.txt").contains("/sitemap.xml"))
        }
    }

    @Test func catalogueDescribesTheDatasetAndItsInterfaces() async throws {
        var contents = ServiceRegion.contents()
        var credit = contents.region.credits[0]
        credit.licence = "LicenseRef-facts"
        contents.region.credits.append(credit)
        let first = try await catalogue(of: try Region(contents: contents))
        let second = try await catalogue(of: try Region(contents: Region.contents(build: "2")))
        #expect(first.identifier == "plision-tiny" && first.identifier == second.identifier)
        #expect(first.version != second.version)
        #expect(first.licence.hasSuffix("/about"), "where licences differ, the page that tells them all")
        #expect(second.licence == "http://spdx.org/licenses/CC-BY-4.0")
    }

    private func catalogue(
        of region: Region
    ) async throws -> (identifier: String, version: String, licence: String) {
        try await region.test { client in
            let record = try await client.json("/export/catalogue.jsonld")
            #expect(record["@type"] as? String == "dcat:Catalog")
            let dataset = try #require(record["dcat:dataset"] as? [String: Any])
            #expect(dataset["@type"] as? String == "dcat:Dataset")
            for required in ["@id", "dct:title", "dct:description", "dct:publisher", "dct:modified", "dct:license"] {
                #expect(record[required] != nil && dataset[required] != nil, "\(required)")
            }
            for required in ["dct:spatial", "dcat:contactPoint", "dcat:landingPage"] {
                #expect(dataset[required] != nil, "\(required)")
            }
            let services = try #require(record["dcat:service"] as? [[String: Any]])
            let sources = try #require(dataset["dct:source"] as? [[String: Any]])
            #expect(!sources.isEmpty)
            for set in [dataset] + sources {
                #expect(set["dcat:distribution"] != nil)
            }
            // DCAT-AP 3 recommends these properties for every resource.
            for resource in [dataset] + sources + services {
                for recommended in ["dct:publisher", "dcat:contactPoint", "dcat:theme"] {
                    #expect(resource[recommended] is [String: Any], "\(recommended)")
                }
            }
            for source in sources {
                let contact = try #require(source["dcat:contactPoint"] as? [String: String])
                #expect(contact["vcard:fn"]?.isEmpty == false && contact["vcard:hasURL"]?.hasPrefix("http") == true)
                let distribution = try #require(source["dcat:distribution"] as? [String: Any])
                #expect(distribution["dcat:accessURL"] as? String == contact["vcard:hasURL"])
            }
            let context = record["@context"] as? [String: Any]
            for link in ["dcat:accessURL", "dcat:endpointURL", "dcat:servesDataset"] {
                #expect((context?[link] as? [String: String]) == ["@type": "@id"], "\(link)")
            }
            let distributions = try #require(dataset["dcat:distribution"] as? [[String: Any]])
            #expect(distributions.count == 3)
            for distribution in distributions {
                #expect(distribution["dct:license"] != nil)
                let address = try #require(distribution["dcat:downloadURL"] as? String)
                let response = try await client.get(try #require(URL(string: address)).path)
                let type = try #require(response.headers[.contentType]?.split(separator: ";").first)
                let told = (distribution["dcat:mediaType"] as? [String: String])?["@id"]
                #expect(told?.hasSuffix("/\(type)") == true)
            }
            #expect(services.count == 2)
            for service in services {
                #expect(service["@type"] as? String == "dcat:DataService")
                #expect(service["dcat:servesDataset"] as? String == dataset["@id"] as? String)
                _ = try await client.json(
                    try #require((service["dcat:endpointURL"] as? String).flatMap(URL.init(string:))).path)
            }
            return (
                try #require(dataset["dct:identifier"] as? String), try #require(dataset["dcat:version"] as? String),
                try #require((dataset["dct:license"] as? [String: Any])?["@id"] as? String)
            )
        }
    }
}
