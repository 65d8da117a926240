internal import GeoIndex
internal import Locator

/// The dataset as DCAT-AP 3 tells of it, in JSON-LD: links are links and dates are dates by the context.
struct CatalogueRecord {
    let data: PublicDataset
    let address: String

    private struct Distribution {
        let path: String
        let title: String
        let mediaType: String
        /// Code in the file type table of the EU vocabularies.
        let fileType: String
        /// Whether the address is the file itself, not an interface.
        let isFile: Bool
    }

    private static let distributions = [
        Distribution(
            path: "/export/structures.csv", title: "CSV with a row of HXL hashtags", mediaType: "text/csv",
            fileType: "CSV", isFile: true),
        Distribution(
            path: "/export/structures.geojson", title: "GeoJSON", mediaType: "application/geo+json",
            fileType: "GEOJSON", isFile: true),
        Distribution(
            path: "/export/services.json", title: "HSDS 3 services", mediaType: "application/json", fileType: "JSON",
            isFile: true),
        Distribution(
            path: "/ogc/", title: "OGC API - Features", mediaType: "application/geo+json", fileType: "GEOJSON",
            isFile: false),
        Distribution(
            path: "/hsds/", title: "HSDS 3 interface", mediaType: "application/json", fileType: "JSON", isFile: false),
    ]

    var bytes: [UInt8] {
        let description = data.dataset.description
        var json = JSONWriter(capacity: 4096)
        json.object { json in
            json.key("@context")
            context(&json)
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
            json.member("dcat:theme", "http://publications.europa.eu/resource/authority/data-theme/SOCI")
            json.member("dcat:landingPage", "\(address)/")
            json.key("dct:publisher")
            json.object { json in
                json.member("@type", "foaf:Agent")
                json.member("foaf:name", "Plision")
            }
            json.key("dct:source")
            json.array { json in for credit in description.credits { source(credit, &json) } }
            if let box = data.overview.bounds { spatial(box, &json) }
            json.key("dcat:distribution")
            json.array { json in
                for distribution in Self.distributions { write(distribution, description.dataDate, &json) }
            }
        }
        return json.bytes
    }

    private func context(_ json: inout JSONWriter) {
        func typed(_ name: StaticString, _ type: String, _ json: inout JSONWriter) {
            json.key(name)
            json.object { $0.member("@type", type) }
        }
        json.object { json in
            json.member("dcat", "http://www.w3.org/ns/dcat#")
            json.member("dct", "http://purl.org/dc/terms/")
            json.member("foaf", "http://xmlns.com/foaf/0.1/")
            json.member("rdfs", "http://www.w3.org/2000/01/rdf-schema#")
            json.member("xsd", "http://www.w3.org/2001/XMLSchema#")
            json.member("geo", "http://www.opengis.net/ont/geosparql#")
            for name: StaticString in [
                "dcat:accessURL", "dcat:downloadURL", "dcat:mediaType", "dct:format", "dcat:theme", "dcat:landingPage",
            ] {
                typed(name, "@id", &json)
            }
            typed("dct:modified", Self.dateType(data.dataset.dataDate), &json)
            typed("dcat:bbox", "geo:wktLiteral", &json)
        }
    }

    /// The type of a date that may be a month or a year alone.
    private static func dateType(_ date: String) -> String {
        switch date.utf8.count {
        case 4: "xsd:gYear"
        case 7: "xsd:gYearMonth"
        default: "xsd:date"
        }
    }

    private func source(_ credit: RegionDescription.Credit, _ json: inout JSONWriter) {
        json.object { json in
            json.member("@type", "dcat:Dataset")
            json.key("dct:title")
            json.tagged(credit.title)
            json.key("dct:description")
            json.tagged(credit.title)
            json.key("dct:license")
            json.labelled("dct:LicenseDocument", credit.licence)
            json.key("dct:rights")
            json.labelled("dct:RightsStatement", credit.attribution)
        }
    }

    private func spatial(_ box: BoundingBox, _ json: inout JSONWriter) {
        json.key("dct:spatial")
        json.object { json in
            json.member("@type", "dct:Location")
            json.member(
                "dcat:bbox",
                "POLYGON((\(box.west) \(box.south),\(box.east) \(box.south),\(box.east) \(box.north),"
                    + "\(box.west) \(box.north),\(box.west) \(box.south)))")
        }
    }

    private func write(_ distribution: Distribution, _ date: String, _ json: inout JSONWriter) {
        json.object { json in
            json.member("@type", "dcat:Distribution")
            json.member("dct:title", distribution.title)
            json.member("dcat:accessURL", address + distribution.path)
            if distribution.isFile { json.member("dcat:downloadURL", address + distribution.path) }
            json.member("dcat:mediaType", "https://www.iana.org/assignments/media-types/\(distribution.mediaType)")
            json.member(
                "dct:format", "http://publications.europa.eu/resource/authority/file-type/\(distribution.fileType)")
            json.member("dct:modified", date)
        }
    }
}

extension JSONWriter {
    /// Writes a text as JSON-LD: one value with a tag per language; a text whose language is not known has no tag.
    fileprivate mutating func tagged(_ text: LocalizedText) {
        array { json in
            for entry in text.entries {
                json.object { json in
                    if entry.tag != "und" { json.member("@language", entry.tag) }
                    json.member("@value", entry.text)
                }
            }
        }
    }

    /// Writes something of `type` of which only the name is known.
    fileprivate mutating func labelled(_ type: String, _ name: String) {
        object { json in
            json.member("@type", type)
            json.member("rdfs:label", name)
        }
    }
}
