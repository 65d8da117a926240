internal import Records
internal import TileServer
internal import WebSupport

/// The OpenAPI 3.1 document, generated from the parameter descriptions that requests are validated with.
struct OpenAPIDocument: Sendable {
    let operations: [Operation]

    /// Creates the document of the public port; with `hasAdminPort`, without the paths of that port.
    init(_ parameters: APIParameters, hasAdminPort: Bool) {
        let zoom: JSONValue = ["type": "integer", "minimum": 0, "maximum": .integer(TileCoordinate.deepestZoom)]
        let column: JSONValue = [
            "type": "integer", "minimum": 0, "maximum": .integer((1 << TileCoordinate.deepestZoom) - 1),
        ]
        let layer = Operation.Component(
            name: "layer", schema: Schema.choice(TileRenderer.TileSet.allCases.map(\.rawValue)))
        let name: JSONValue = ["type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[A-Za-z0-9._~-]+$"]
        let (lon, lat) = (parameters.lon, parameters.lat)
        let all =
            MapOperations.all(parameters, zoom: zoom, column: column, layer: layer) + [
                Operation(
                    path: "/api/v1/nearest", id: "nearest",
                    summary: "The structures nearest to a place, the competent one first",
                    parameters: [parameters.kind, parameters.mode, parameters.nearestLimit] + FilterParameters.all
                        + [parameters.language],
                    pair: (lon, lat), instead: [parameters.q, parameters.structure], answer: .json("Nearest"),
                    isCached: false),
                Operation(
                    path: "/api/v1/geocode", id: "geocode", summary: "The places a text may mean, near ones first",
                    parameters: [parameters.geocodeLimit, parameters.language], pair: (lon, lat),
                    forms: [[parameters.q], parameters.addressParts], answer: .json("GeocodeAnswer"), isCached: false),
                Operation(
                    path: "/api/v1/autocomplete", id: "autocomplete",
                    summary: "The places whose name begins like a text",
                    parameters: [parameters.q, parameters.geocodeLimit, parameters.language], required: ["q"],
                    pair: (lon, lat), answer: .json("GeocodeAnswer"), isCached: false),
                Operation(
                    path: "/api/v1/reverse", id: "reverse", summary: "What is at a position",
                    parameters: [lon, lat, parameters.reverseLimit, parameters.language], required: ["lon", "lat"],
                    answer: .json("ReverseAnswer"), isCached: false),
                Operation(
                    path: "/api/v1/structures", id: "structures", summary: "Structures by kind and municipality",
                    parameters: parameters.structures.descriptions, answer: .json("StructureList")),
                Operation(
                    path: "/api/v1/structures/{id}", id: "structure", summary: "One structure",
                    components: [.init(name: "id", schema: name)], parameters: parameters.single.descriptions,
                    answer: .json("StructureAnswer")),
                Operation(
                    path: "/api/v1/municipalities", id: "municipalities",
                    summary: "All municipalities, or the one a point lies in", parameters: [parameters.language],
                    pair: (lon, lat), answer: .json("MunicipalityList")),
                Operation(
                    path: "/api/v1/municipalities/{code}", id: "municipality", summary: "One municipality",
                    components: [.init(name: "code", schema: name)], parameters: parameters.single.descriptions,
                    answer: .json("MunicipalityAnswer")),
                Operation(
                    path: "/api/v1/kinds", id: "kinds", summary: "The kinds of structure",
                    parameters: parameters.single.descriptions,
                    answer: .json("KindList")),
                Operation(
                    path: "/api/v1/alerts", id: "alerts",
                    summary: "The alerts in force, with their texts in all languages",
                    parameters: parameters.single.descriptions, answer: .json("Alerts"), isCached: false),
                Operation(
                    path: "/alerts.atom", id: "alertFeed",
                    summary: "All alerts as a feed, also those that take others back",
                    parameters: APIParameters.page.descriptions, answer: .media("application/atom+xml"), isCached: false
                ),
                Operation(
                    path: "/alerts/{alert}", id: "alert", summary: "An alert as a document of CAP 1.2",
                    components: [.init(name: "alert", schema: ["type": "string", "pattern": "^[0-9a-f]{32}$"])],
                    parameters: APIParameters.page.descriptions, answer: .media("application/cap+xml"), isCached: false),
                Operation(
                    path: "/api/v1/programmes", id: "programmes",
                    summary: "What people may be entitled to, and the questions that decide it",
                    parameters: parameters.single.descriptions, answer: .json("Programmes")),
                Operation(
                    path: "/api/v1/entitlement", id: "entitlement",
                    summary: "What somebody may be entitled to by their answers, which are neither kept nor logged",
                    parameters: parameters.single.descriptions, answer: .json("Entitlement"), isCached: false,
                    body: DetailSchemas.entitlementQuestion(parameters.questions)),
                Operation(
                    path: "/api/v1/quality", id: "quality",
                    summary: "What people should look at in the data, as of today",
                    parameters: parameters.quality.descriptions, answer: .json("Quality", or: ["text/csv"])),
                Operation(
                    path: "/tiles/{layer}.json", id: "tileJSON", summary: "TileJSON 3.0.0 of a tile layer",
                    components: [layer], answer: .json("TileJSON")),
                Operation(
                    path: "/tiles/{layer}/{z}/{x}/{y}.mvt", id: "tile", summary: "Mapbox Vector Tile 2.1",
                    components: [
                        layer, .init(name: "z", schema: zoom), .init(name: "x", schema: column),
                        .init(name: "y", schema: column),
                    ], answer: .media(TileRenderer.mediaType), others: [(204, "Nothing lies in this tile")]),
                Operation(
                    path: "/healthz", id: "health", summary: "Whether the process runs", answer: .json("Health"),
                    isCached: false),
                Operation(
                    path: "/readyz", id: "readiness", summary: "Whether the process can answer, and from which build",
                    answer: .json("Readiness"), isCached: false),
                Operation(
                    path: "/metrics", id: "metrics", summary: "Metrics for Prometheus", answer: .media("text/plain"),
                    isCached: false),
                Operation(
                    path: "/openapi.json", id: "interface", summary: "This document",
                    answer: .media("application/json")),
            ] + TravelOperations.all(parameters) + ExchangeOperations.all(parameters)
        operations = hasAdminPort ? all.filter { !["/readyz", "/metrics"].contains($0.path) } : all
    }

    /// The document in UTF-8; its version contains `build`.
    func bytes(build: String) -> [UInt8] {
        var json = JSONWriter(capacity: 65536)
        document(build: build).write(to: &json)
        return json.bytes
    }

    private func document(build: String) -> JSONValue {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "Plision", "version": .string("1.0.0+\(build.prefix(12))"),
                "summary": "Which service can help, where it is, and whether it is the right one.",
                "description":
                    "Coordinates are longitude and latitude in WGS 84 degrees, distances metres, durations seconds.",
                "license": ["name": "EUPL-1.2", "identifier": "EUPL-1.2"],
            ],
            // Relative to the address of this document.
            "servers": [["url": "/"]],
            "paths": .object(operations.map { ($0.path, $0.item) }),
            "components": [
                "schemas": .object(AnswerSchemas.all + ExchangeOperations.schemas),
                "parameters": [
                    "acceptLanguage": [
                        "name": "Accept-Language", "in": "header", "schema": Schema.text,
                        "description": "Language of problems when the lang parameter is absent.",
                    ],
                    "ifNoneMatch": ["name": "If-None-Match", "in": "header", "schema": Schema.text],
                ],
                "responses": [
                    "problem": [
                        "description": "What is wrong, and what was expected",
                        "content": ["application/problem+json": ["schema": Schema.reference("Problem")]],
                    ],
                    "problemHead": ["description": "What is wrong (headers only)"],
                ],
            ],
        ]
    }
}
