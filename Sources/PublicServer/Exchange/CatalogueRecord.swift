internal import GeoIndex
internal import Locator

/// A catalogue of the dataset and its interfaces as DCAT-AP 3 tells of them, in JSON-LD: links are links and dates are
/// dates by the context. Their names (`@id`, `dct:identifier`) are the same for every build.
struct CatalogueRecord {
    let data: PublicDataset
    let address: String

    private struct Distribution {
        let path: String
        let title: String
        let mediaType: String
        /// Code in the file type table of the EU vocabularies.
        let fileType: String
    }

    private static let distributions = [
        Distribution(
            path: "/export/structures.csv", title: "CSV with a row of HXL hashtags", mediaType: "text/csv",
            fileType: "CSV"),
        Distribution(
            path: "/export/structures.geojson", title: "GeoJSON", mediaType: "application/geo+json",
            fileType: "GEOJSON"),
        Distribution(
            path: "/export/services.json", title: "HSDS 3 services", mediaType: "application/json", fileType: "JSON"),
    ]

    /// Path, title and the standard it is of.
    private static let services = [
        ("/ogc/", "OGC API - Features", "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core"),
        ("/hsds/", "HSDS 3 interface", "https://docs.openreferral.org/en/v3.0/hsds/api_reference.html"),
    ]

    private func name(_ part: String) -> String { "\(address)/export/catalogue.jsonld#\(part)" }

    var bytes: [UInt8] {
        var json = JSONWriter(capacity: 8192)
        json.object { json in
            json.key("@context")
            context(&json)
            json.member("@id", name("catalogue"))
            json.member("@type", "dcat:Catalog")
            about(&json)
            json.key("dcat:dataset")
            json.object { json in dataset(&json) }
            json.key("dcat:service")
            json.array { json in
                for (path, title, standard) in Self.services { service(path, title, standard, &json) }
            }
        }
        return json.bytes
    }

    /// What the catalogue says and the dataset says.
    private func about(_ json: inout JSONWriter) {
        json.key("dct:title")
        json.tagged(data.dataset.description.names)
        json.key("dct:description")
        json.tagged(
            LocalizedText([
                "el": "Δομές κοινωνικών υπηρεσιών, με τη θέση, το ωράριο και τον δήμο τους.",
                "en": "Structures of social services with position, hours and municipality.",
            ]))
        json.member("dct:modified", data.dataset.dataDate)
        json.key("dct:publisher")
        json.object { json in
            json.member("@id", name("publisher"))
            json.member("@type", "foaf:Agent")
            json.member("foaf:name", "Plision")
            json.member("foaf:homepage", "\(address)/")
        }
        licence(&json)
    }

    private func dataset(_ json: inout JSONWriter) {
        let description = data.dataset.description
        json.member("@id", name("dataset"))
        json.member("@type", "dcat:Dataset")
        json.member("dct:identifier", "plision-\(description.code)")
        json.member("dcat:version", data.build)
        about(&json)
        json.key("dcat:contactPoint")
        json.object { json in
            json.member("@type", "vcard:Kind")
            json.member("vcard:fn", "Plision")
            json.member("vcard:hasURL", "\(address)/about")
        }
        json.member("dcat:theme", "http://publications.europa.eu/resource/authority/data-theme/SOCI")
        json.member("dcat:landingPage", "\(address)/")
        json.key("dct:source")
        json.array { json in for credit in description.credits { source(credit, &json) } }
        if let box = data.overview.bounds { spatial(box, &json) }
        json.key("dcat:distribution")
        json.array { json in
            for distribution in Self.distributions { write(distribution, description.dataDate, &json) }
        }
    }

    /// The licence of what is given out: that of the sources, or, where they differ, the page that tells each source's.
    private func licence(_ json: inout JSONWriter) {
        let licences = Set(data.dataset.description.credits.map(\.licence)).sorted()
        guard !licences.isEmpty else { return }
        json.key("dct:license")
        json.licence(licences.joined(separator: ", "), link: licences.count == 1 ? nil : "\(address)/about")
    }

    private func service(_ path: String, _ title: String, _ standard: String, _ json: inout JSONWriter) {
        json.object { json in
            json.member("@id", address + path)
            json.member("@type", "dcat:DataService")
            json.member("dct:title", title)
            json.member("dcat:endpointURL", address + path)
            json.member("dcat:endpointDescription", "\(address)/openapi.json")
            json.member("dcat:servesDataset", name("dataset"))
            json.key("dct:conformsTo")
            json.object { json in
                json.member("@id", standard)
                json.member("@type", "dct:Standard")
            }
            licence(&json)
        }
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
            json.member("vcard", "http://www.w3.org/2006/vcard/ns#")
            json.member("xsd", "http://www.w3.org/2001/XMLSchema#")
            json.member("geo", "http://www.opengis.net/ont/geosparql#")
            for name: StaticString in [
                "dcat:accessURL", "dcat:downloadURL", "dcat:mediaType", "dct:format", "dcat:theme", "dcat:landingPage",
                "dcat:endpointURL", "dcat:endpointDescription", "dcat:servesDataset", "foaf:homepage", "vcard:hasURL",
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
            json.licence(credit.licence, link: nil)
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
            json.member("dcat:downloadURL", address + distribution.path)
            json.member("dcat:mediaType", "https://www.iana.org/assignments/media-types/\(distribution.mediaType)")
            json.member(
                "dct:format", "http://publications.europa.eu/resource/authority/file-type/\(distribution.fileType)")
            json.member("dct:modified", date)
            licence(&json)
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
    fileprivate mutating func labelled(_ type: String, _ name: String, link: String? = nil) {
        object { json in
            if let link { json.member("@id", link) }
            json.member("@type", type)
            json.member("rdfs:label", name)
        }
    }

    /// Writes a licence; one named by its SPDX identifier, which holds a version, is linked to SPDX.
    fileprivate mutating func licence(_ name: String, link: String?) {
        let isListed =
            !name.hasPrefix("LicenseRef-") && name.contains { $0.isNumber }
            && name.utf8.allSatisfy { byte in
                byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                    || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
            }
        labelled("dct:LicenseDocument", name, link: link ?? (isListed ? "http://spdx.org/licenses/\(name)" : nil))
    }
}
