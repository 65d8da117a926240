internal import GeoIndex
internal import Locator
internal import Records

/// A catalogue of the dataset and its services in DCAT-AP 3 as JSON-LD. The identifiers (`@id`, `dct:identifier`) are
/// stable between builds.
struct CatalogueRecord {
    let data: PublicDataset
    /// The external address of the server; empty when unknown, which makes links relative.
    let address: String

    private struct Distribution {
        let path: String
        let title: String
        let mediaType: String
        /// The code in the EU file type vocabulary.
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

    /// The path, title and standard of each service.
    private static let services = [
        ("/ogc/", "OGC API - Features", "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core"),
        ("/hsds/", "HSDS 3 interface", "https://docs.openreferral.org/en/v3.0/hsds/api_reference.html"),
    ]

    /// The EU vocabularies, which DCAT-AP requires.
    static let vocabulary = "http://publications.europa.eu/resource/authority"

    func name(_ part: String) -> String { "\(address)/export/catalogue.jsonld#\(part)" }

    var bytes: [UInt8] {
        var json = JSONWriter(capacity: 8192)
        json.object { json in
            json.key("@context")
            context(&json)
            json.member("@id", name("catalogue"))
            json.member("@type", "dcat:Catalog")
            about(&json)
            json.member("foaf:homepage", "\(address)/")
            json.key("dct:language")
            json.array { json in
                for language in ["ELL", "ENG"] {
                    json.typed("dct:LinguisticSystem", "\(Self.vocabulary)/language/\(language)")
                }
            }
            json.key("dcat:themeTaxonomy")
            json.labelled(
                "skos:ConceptScheme", "Data theme", link: "\(Self.vocabulary)/data-theme", property: "dct:title")
            if let box = data.overview.bounds { spatial(box, &json) }
            json.key("dcat:dataset")
            json.object { json in dataset(&json) }
            json.key("dcat:service")
            json.array { json in
                for (path, title, standard) in Self.services { service(path, title, standard, &json) }
            }
        }
        return json.bytes
    }

    /// Writes the members shared by the catalogue and the dataset.
    private func about(_ json: inout JSONWriter) {
        json.key("dct:title")
        json.tagged(data.dataset.description.names)
        json.key("dct:description")
        json.tagged(
            LocalizedText([
                "el": "Δομές κοινωνικών υπηρεσιών, με τη θέση, το ωράριο και τον δήμο τους.",
                "en": "Structures of social services with position, hours and municipality.",
            ]))
        json.key("dct:modified")
        json.date(data.dataset.dataDate)
        publisher(&json)
        licence(&json)
    }

    private func dataset(_ json: inout JSONWriter) {
        let description = data.dataset.description
        json.member("@id", name("dataset"))
        json.member("@type", "dcat:Dataset")
        json.member("dct:identifier", "plision-\(description.code)")
        json.member("dcat:version", data.build)
        about(&json)
        contact("Plision", "\(address)/about", &json)
        theme(&json)
        keywords(&json)
        temporal(description.dataDate, &json)
        json.key("dcat:landingPage")
        json.typed("foaf:Document", "\(address)/")
        json.key("dct:source")
        json.array { json in for credit in description.credits { source(credit, &json) } }
        if let box = data.overview.bounds { spatial(box, &json) }
        json.key("dcat:distribution")
        json.array { json in
            for distribution in Self.distributions { write(distribution, description.dataDate, &json) }
        }
    }

    /// Writes the publisher of the catalogue.
    private func publisher(_ json: inout JSONWriter) {
        json.key("dct:publisher")
        json.object { json in
            json.member("@id", name("publisher"))
            json.member("@type", "foaf:Agent")
            json.member("foaf:name", "Plision")
            json.member("foaf:homepage", "\(address)/")
        }
    }

    /// Writes the licence of the sources, or, when they differ, a link to the page that lists them.
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
            publisher(&json)
            contact("Plision", "\(address)/about", &json)
            theme(&json)
            keywords(&json)
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
            json.member("skos", "http://www.w3.org/2004/02/skos/core#")
            json.member("dcatap", "http://data.europa.eu/r5r/")
            for name: StaticString in [
                "dcat:accessURL", "dcat:downloadURL", "dcat:endpointURL", "dcat:endpointDescription",
                "dcat:servesDataset", "foaf:homepage", "skos:inScheme", "vcard:hasURL",
            ] {
                typed(name, "@id", &json)
            }
            typed("dcat:bbox", "geo:wktLiteral", &json)
            typed("dcat:centroid", "geo:wktLiteral", &json)
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
            json.member(
                "dcat:centroid", "POINT(\((box.west + box.east) / 2) \((box.south + box.north) / 2))")
        }
    }

    private func write(_ distribution: Distribution, _ date: String, _ json: inout JSONWriter) {
        json.object { json in
            json.member("@id", address + distribution.path)
            json.member("@type", "dcat:Distribution")
            json.member("dct:title", distribution.title)
            json.member("dct:description", "All structures that may be given out, as \(distribution.title).")
            json.member("dcat:accessURL", address + distribution.path)
            json.member("dcat:downloadURL", address + distribution.path)
            json.key("dcat:mediaType")
            json.typed("dct:MediaType", "https://www.iana.org/assignments/media-types/\(distribution.mediaType)")
            json.key("dct:format")
            json.typed(
                "dct:MediaTypeOrExtent", "\(Self.vocabulary)/file-type/\(distribution.fileType)",
                scheme: "\(Self.vocabulary)/file-type")
            json.key("dcatap:availability")
            json.concept("Available", "AVAILABLE", of: "\(Self.vocabulary)/planned-availability")
            json.key("dct:modified")
            json.date(date)
            licence(&json)
        }
    }
}
