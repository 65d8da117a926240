internal import GeoIndex
internal import HTTPTypes
internal import Hummingbird
internal import Locator
internal import NIOCore
internal import WebSupport

/// Whole tables to take away: `/export/structures.csv`, `/export/structures.geojson`, `/export/catalogue.jsonld`.
enum ExportRoutes {
    static func answer(
        _ request: Request, _ context: WebContext, _ data: PublicDataset, address: String
    ) throws -> Response {
        _ = try request.parameters([])
        let name = try context.component("name")
        let today = data.dataset.date(at: data.clock())
        let rows = data.dataset.publishedRows(on: today)
        switch name {
        case "structures.csv":
            return file(StructureTable.csv(rows: rows, of: data.dataset), "text/csv; charset=utf-8", name)
        case "structures.geojson":
            return file(data.dataset.featureCollection(rows: rows), "application/geo+json", name)
        case "catalogue.jsonld":
            return file(CatalogueRecord(data: data, address: address).bytes, "application/ld+json", name)
        default: throw Problem.notFound
        }
    }

    static let names = ["structures.csv", "structures.geojson", "catalogue.jsonld"]

    private static func file(_ bytes: [UInt8], _ mediaType: String, _ name: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: mediaType, .cacheControl: "public, max-age=60",
                .contentDisposition: "inline; filename=\"\(name)\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

/// The dataset as DCAT-AP 3 tells of it, in JSON-LD.
struct CatalogueRecord {
    let data: PublicDataset
    let address: String

    var bytes: [UInt8] {
        let description = data.dataset.description
        var json = JSONWriter(capacity: 4096)
        json.object { json in
            json.key("@context")
            json.object { json in
                json.member("dcat", "http://www.w3.org/ns/dcat#")
                json.member("dct", "http://purl.org/dc/terms/")
                json.member("foaf", "http://xmlns.com/foaf/0.1/")
            }
            json.member("@id", "\(address)/export/catalogue.jsonld#dataset")
            json.member("@type", "dcat:Dataset")
            json.key("dct:title")
            json.tagged(description.names)
            json.key("dct:description")
            json.tagged(
                LocalizedText([
                    "el": "Δομές κοινωνικών υπηρεσιών, με τη θέση, το ωράριο και τον δήμο τους.",
                    "en": "Structures of social services with position, hours and municipality.",
                ]))
            json.member("dct:identifier", data.build)
            json.member("dct:modified", data.dataset.dataDate)
            json.key("dct:publisher")
            json.object { json in
                json.member("@type", "foaf:Agent")
                json.member("foaf:name", "Plision")
            }
            json.key("dct:source")
            json.array { json in
                for credit in description.credits {
                    json.object { json in
                        json.member("@type", "dcat:Dataset")
                        json.member("dct:title", credit.title)
                        json.member("dct:license", credit.licence)
                        json.member("dct:rights", credit.attribution)
                    }
                }
            }
            if let box = data.overview.bounds {
                json.key("dct:spatial")
                json.object { json in
                    json.member("@type", "dct:Location")
                    json.member(
                        "dcat:bbox",
                        "POLYGON((\(box.west) \(box.south),\(box.east) \(box.south),\(box.east) \(box.north),"
                            + "\(box.west) \(box.north),\(box.west) \(box.south)))")
                }
            }
            json.key("dcat:distribution")
            json.array { json in
                for (path, type) in [
                    ("/export/structures.csv", "text/csv"), ("/export/structures.geojson", "application/geo+json"),
                    ("/ogc/", "application/json"), ("/hsds/", "application/json"),
                ] {
                    json.object { json in
                        json.member("@type", "dcat:Distribution")
                        json.member("dcat:accessURL", address + path)
                        json.member("dcat:mediaType", type)
                    }
                }
            }
        }
        return json.bytes
    }
}

extension JSONWriter {
    /// Writes a text as JSON-LD: one value with a tag per language.
    fileprivate mutating func tagged(_ text: LocalizedText) {
        array { json in
            for entry in text.entries {
                json.object { json in
                    json.member("@language", entry.tag)
                    json.member("@value", entry.text)
                }
            }
        }
    }
}
