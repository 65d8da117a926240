import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@Suite struct ExchangeTests {
    @Test func featuresPageKeepingEveryParameter() async throws {
        try await Region(contents: ServiceRegion.contents()).test { client in
            let landing = try await client.json("/ogc/")
            let relations = (landing["links"] as? [[String: String]])?.compactMap { $0["rel"] }
            #expect(relations?.prefix(4) == ["self", "service-desc", "conformance", "data"])
            // Where tiles are is told too, and what is told is there.
            #expect(relations?.last?.hasSuffix("tiling-schemes") == true)
            let collection = try await client.json("/ogc/collections/structures?f=json")
            let tiles = (collection["links"] as? [[String: String]])?.first {
                $0["rel"]?.hasSuffix("tilesets-vector") == true
            }
            #expect(tiles?["href"]?.hasSuffix("/ogc/collections/structures/tiles") == true)
            let conformance = try await client.json("/ogc/conformance?f=json")
            #expect(
                (conformance["conformsTo"] as? [String])?.contains { $0.contains("ogcapi-tiles-1/1.0/conf/core") }
                    == true)
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

    @Test(arguments: [
        ("/ogc/collections/none", 404), ("/ogc/collections/structures/items?bbox=1,2,3", 400),
        ("/ogc/collections/structures/items?crs=EPSG:1", 400), ("/ogc/collections/structures/items?x=1", 400),
        ("/ogc/collections/structures/items/refuge", 404), ("/ogc/collections/structures/items/none", 404),
        ("/hsds/services/none", 404), ("/hsds/services?page=0", 400), ("/hsds/services?modified_after=soon", 400),
        ("/hsds/people", 404), ("/export/all.zip", 404),
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
            let full = try await client.json("/hsds/services?full=true&modified_after=2026-01-01")
            #expect((full["contents"] as? [[String: Any]])?.allSatisfy { $0["schedules"] is [Any] } == true)
            for table in ["organizations", "service_at_locations", "taxonomies", "taxonomy_terms"] {
                let list = try await client.json("/hsds/\(table)")
                let first = try #require((list["contents"] as? [[String: Any]])?.first?["id"] as? String)
                let one = try await client.json("/hsds/\(table)/\(first)")
                #expect(one["id"] as? String == first)
            }
        }
    }

    @Test func nothingGivenOutNamesAHiddenPlace() async throws {
        try await Region(contents: ServiceRegion.contents()).test { client in
            for path in [
                "/export/structures.csv", "/export/structures.geojson", "/export/catalogue.jsonld", "/hsds/services",
                "/hsds/service_at_locations?full=true", "/hsds/services?full=true", "/export/services.json",
                "/ogc/collections/structures/items?limit=1000", "/sitemap.xml",
            ] {
                let text = try await client.page(path)
                #expect(!text.contains("refuge\"") && !text.contains("15900") && !text.contains("Κρυφή"), "\(path)")
            }
            let record = try await client.json("/export/catalogue.jsonld")
            #expect(record["@type"] as? String == "dcat:Dataset")
            for required in ["@id", "dct:title", "dct:description", "dct:publisher", "dct:modified", "dct:spatial"] {
                #expect(record[required] != nil, "\(required)")
            }
            let context = record["@context"] as? [String: Any]
            #expect((context?["dcat:accessURL"] as? [String: String]) == ["@type": "@id"])
            let distributions = try #require(record["dcat:distribution"] as? [[String: String]])
            #expect(distributions.count == 5)
            for distribution in distributions {
                let address = try #require(distribution["dcat:downloadURL"] ?? distribution["dcat:accessURL"])
                _ = try await client.page(try #require(URL(string: address)).path)
            }
            let map = try await client.page("/sitemap.xml")
            #expect(map.contains("/structures/open</loc>") && !map.contains("/structures/refuge"))
            #expect(try await client.page("/robots.txt").contains("/sitemap.xml"))
        }
    }
}
