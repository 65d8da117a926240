internal import Exchange
internal import GeoIndex
internal import HTTPTypes
internal import Hummingbird
internal import Locator
internal import Records
internal import TileServer
internal import WebSupport

/// OGC API – Features (parts 1 and 2) under `/ogc/`: structures as points, municipalities as areas.
struct OGCRoutes {
    let data: PublicDataset
    /// The external address of the server.
    let address: OutsideAddress

    /// A collection of features.
    enum Collection: String, CaseIterable {
        case structures, municipalities

        var title: Phrase {
            switch self {
            case .structures: Phrase(el: "Δομές", en: "Structures")
            case .municipalities: Phrase(el: "Δήμοι", en: "Municipalities")
            }
        }
    }

    /// The OpenAPI conformance class is omitted, because it requires version 3.0 and our document has 3.1.
    private static let conformance = [
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
        "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
        "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tileset",
        "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tilesets-list",
        "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/geodata-tilesets",
        "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt",
    ]

    func landing(_ request: Request) throws -> Response {
        _ = try request.parameters(Self.document)
        return json(request) { json in
            json.member("title", data.dataset.description.names.text(in: "en"))
            json.member("description", "Services that can help, and the municipalities they belong to.")
            json.links([
                ("self", "application/json", "\(address.base)/ogc/"),
                ("service-desc", "application/vnd.oai.openapi+json;version=3.1", "\(address.base)/openapi.json"),
                ("conformance", "application/json", "\(address.base)/ogc/conformance"),
                ("data", "application/json", "\(address.base)/ogc/collections"),
                (
                    "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes", "application/json",
                    "\(address.base)/ogc/tileMatrixSets"
                ),
            ])
        }
    }

    func conformance(_ request: Request) throws -> Response {
        _ = try request.parameters(Self.document)
        return respond(request, JSONAnswer.json) { data.dataset.answer { $0.member("conformsTo", Self.conformance) } }
    }

    func collections(_ request: Request) throws -> Response {
        _ = try request.parameters(Self.document)
        return json(request) { json in
            json.links([("self", "application/json", "\(address.base)/ogc/collections")])
            json.member("crs", ExchangeCRS.allCases.map(\.rawValue))
            json.key("collections")
            json.array { json in
                for collection in Collection.allCases { json.object { json in describe(collection, &json) } }
            }
        }
    }

    func collection(_ request: Request, _ context: WebContext) throws -> Response {
        _ = try request.parameters(Self.document)
        let collection = try Self.named(context)
        return json(request) { json in describe(collection, &json) }
    }

    private func describe(_ collection: Collection, _ json: inout JSONWriter) {
        json.member("id", collection.rawValue)
        json.member("title", collection.title.english)
        json.member("itemType", "feature")
        json.key("extent")
        json.object { json in
            json.key("spatial")
            json.object { json in
                json.key("bbox")
                json.array { json in
                    let box = data.overview.bounds ?? BoundingBox(west: -180, south: -90, east: 180, north: 90)
                    json.array { json in
                        for degrees in [box.west, box.south, box.east, box.north] { json.number(degrees, decimals: 7) }
                    }
                }
                json.member("crs", ExchangeCRS.crs84.rawValue)
            }
        }
        json.member("crs", ExchangeCRS.allCases.map(\.rawValue))
        json.member("storageCrs", ExchangeCRS.crs84.rawValue)
        json.links([
            ("self", "application/json", "\(address.base)/ogc/collections/\(collection.rawValue)"),
            ("items", "application/geo+json", "\(address.base)/ogc/collections/\(collection.rawValue)/items"),
            // Without a media type, because GDAL 3.6 follows only typed links and would choose the vector tiles, which
            // Debian's build cannot open. Later versions follow this link too.
            (
                "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector", nil,
                "\(address.base)/ogc/collections/\(collection.rawValue)/tiles"
            ),
            (
                "http://www.opengis.net/def/rel/ogc/1.0/tilesets-map", "application/json",
                "\(address.base)/ogc/collections/\(collection.rawValue)/map/tiles"
            ),
        ])
    }

    func items(_ request: Request, _ context: WebContext) throws -> Response {
        let collection = try Self.named(context)
        let parameters = try request.parameters(data.parameters.ogcItems[collection] ?? .none)
        let crs = try Self.crs(parameters, "crs") ?? .crs84
        let box = try BoxQuery(parameters)
        try TimeQuery.check(parameters)
        return respond(request, JSONAnswer.geoJSON, crs, address: address) {
            page(of: collection, parameters, box, crs)
        }
    }

    private func page(
        of collection: Collection, _ parameters: RequestParameters, _ box: BoxQuery?, _ crs: ExchangeCRS
    ) -> [UInt8] {
        // A feature without geometry matches every box (/req/core/fc-bbox-response, C).
        let rows: [Int]
        switch collection {
        case .structures:
            let filter = StructureFilter(
                kinds: parameters.texts("kind"), municipalities: parameters.texts("municipality"))
            rows = data.dataset.publishedRows(filter, on: data.today).filter { row in
                guard let box, let coordinate = data.dataset.structure(at: row).coordinate else { return true }
                return box.contains(coordinate)
            }
        case .municipalities:
            rows = data.dataset.municipalities.indices.filter { row in
                guard let box, data.dataset.municipalities[row].outline != .none else { return true }
                return box.meets(data.dataset.bounds(ofMunicipality: row))
            }
        }
        let path = "/ogc/collections/\(collection.rawValue)/items"
        let page = Page(parameters, count: rows.count, path: path)
        return data.dataset.answer(capacity: 1024 + page.range.count * 1024) { json in
            json.member("type", "FeatureCollection")
            json.member("numberMatched", rows.count)
            json.member("numberReturned", page.range.count)
            let query = parameters.query(changing: [])
            var links: [JSONWriter.Link] = [
                ("self", "application/geo+json", "\(address.base)\(path)\(query.isEmpty ? "" : "?\(query)")")
            ]
            if let next = page.next { links.append(("next", "application/geo+json", address.base + next)) }
            links.append(("collection", "application/json", "\(address.base)/ogc/collections/\(collection.rawValue)"))
            json.links(links)
            json.key("features")
            json.array { json in for row in rows[page.range] { feature(row, collection, crs, &json) } }
        }
    }

    func item(_ request: Request, _ context: WebContext) throws -> Response {
        let collection = try Self.named(context)
        let parameters = try request.parameters(Self.single)
        let crs = try Self.crs(parameters, "crs") ?? .crs84
        let id = try context.component("feature")
        let row =
            switch collection {
            case .structures: data.dataset.structureRow(id: id)
            case .municipalities: data.dataset.municipalityRow(code: id)
            }
        let isThere = row.map { collection == .municipalities || data.dataset.isPublished($0, on: data.today) }
        guard let row, isThere == true else {
            throw Problem.noSuch(Phrase(el: "στοιχείο", en: "feature"), parameter: "feature", came: id)
        }
        return respond(request, JSONAnswer.geoJSON, crs, address: address) {
            let set = "\(address.base)/ogc/collections/\(collection.rawValue)"
            let query = parameters.query(changing: [])
            let own = "\(set)/items/\(PercentText.encode(id))\(query.isEmpty ? "" : "?\(query)")"
            var writer = JSONWriter(capacity: 4096)
            feature(row, collection, crs, &writer) { json in
                json.member("build", data.build)
                json.member("dataDate", data.dataset.dataDate)
                json.links([("self", JSONAnswer.geoJSON, own), ("collection", JSONAnswer.json, set)])
            }
            return writer.bytes
        }
    }

    private func feature(
        _ row: Int, _ collection: Collection, _ crs: ExchangeCRS, _ json: inout JSONWriter,
        _ more: (inout JSONWriter) -> Void = { _ in }
    ) {
        switch collection {
        case .structures: json.feature(structure: row, of: data.dataset, in: crs, more)
        case .municipalities: json.feature(municipality: row, of: data.dataset, in: crs, more)
        }
    }

    private func json(_ request: Request, _ body: (inout JSONWriter) -> Void) -> Response {
        respond(request, JSONAnswer.json, address: address) { data.dataset.answer(body) }
    }

    private func respond(
        _ request: Request, _ mediaType: String, _ crs: ExchangeCRS? = nil, address: OutsideAddress? = nil,
        _ bytes: () -> [UInt8]
    ) -> Response {
        var headers: HTTPFields = [:]
        if let crs { headers[.contentCRS] = "<\(crs.rawValue)>" }
        return JSONAnswer.ofBuild(
            "\(data.build)-\(data.today.dayNumber)", request, mediaType: mediaType, headers: headers,
            address: address, bytes)
    }

    private static func named(_ context: WebContext) throws(Problem) -> Collection {
        let name = try context.component("collection")
        guard let collection = Collection(rawValue: name) else {
            throw Problem.noSuch(Phrase(el: "συλλογή", en: "collection"), parameter: "collection", came: name)
        }
        return collection
    }

    static func crs(_ parameters: RequestParameters, _ name: String) throws(Problem) -> ExchangeCRS? {
        guard let text = parameters.text(name) else { return nil }
        guard let crs = ExchangeCRS(name: text) else {
            let list = ExchangeCRS.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem.bad(name, came: text, expected: Phrase(el: "ένα από: \(list)", en: "one of: \(list)"))
        }
        return crs
    }

    static let format = [
        ParameterDescription("f", .choice(["json"]), summary: "The only format there is.")
    ]
    static let crsParameter = ParameterDescription(
        "crs", .choice(ExchangeCRS.allCases.map(\.rawValue)), standard: ExchangeCRS.crs84.rawValue,
        summary: "The coordinate reference system of the answer.")

    private static let document = ParameterSet(format)
    private static let single = ParameterSet(format + [crsParameter])

    /// The parameters of a collection's items, including `more`.
    static func itemParameters(
        limit: ParameterDescription, offset: ParameterDescription, _ more: [ParameterDescription]
    ) -> [ParameterDescription] {
        // A limit above the maximum is not an error (/req/core/fc-limit-response-1).
        var limit = limit
        limit.isCapped = true
        limit.summary = "How many features to answer; more than the maximum is taken as the maximum."
        return format + [
            crsParameter, BoxQuery.parameter, BoxQuery.crsParameter, TimeQuery.parameter, limit, offset,
        ] + more
    }
}

extension HTTPField.Name {
    fileprivate static let contentCRS = HTTPField.Name("Content-Crs")!
}
