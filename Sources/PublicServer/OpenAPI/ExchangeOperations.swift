internal import WebSupport

/// The paths for data exchange: OGC API – Features, HSDS and downloads.
enum ExchangeOperations {
    static func all(_ parameters: APIParameters) -> [Operation] {
        let name: JSONValue = ["type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[A-Za-z0-9._~-]+$"]
        let collection = Operation.Component(
            name: "collection", schema: Schema.choice(OGCRoutes.Collection.allCases.map(\.rawValue)))
        let ogc = [
            Operation(
                path: "/ogc", id: "ogc", summary: "Landing page of OGC API - Features", parameters: OGCRoutes.format,
                answer: .json("Links")),
            Operation(
                path: "/ogc/conformance", id: "ogcConformance", summary: "What it conforms to",
                parameters: OGCRoutes.format, answer: .json("Conformance")),
            Operation(
                path: "/ogc/collections", id: "ogcCollections", summary: "The sets of features",
                parameters: OGCRoutes.format, answer: .json("Links")),
            Operation(
                path: "/ogc/collections/{collection}", id: "ogcCollection", summary: "One set of features",
                components: [collection], parameters: OGCRoutes.format, answer: .json("Links")),
            Operation(
                path: "/ogc/collections/{collection}/items", id: "ogcItems",
                summary: "Features; `kind` and `municipality` are for structures alone", components: [collection],
                parameters: parameters.ogcItems[.structures]?.descriptions ?? [],
                answer: .media("application/geo+json")),
            Operation(
                path: "/ogc/collections/{collection}/items/{feature}", id: "ogcItem", summary: "One feature",
                components: [collection, .init(name: "feature", schema: name)],
                parameters: OGCRoutes.format + [OGCRoutes.crsParameter], answer: .media("application/geo+json")),
            Operation(
                path: "/export/{name}", id: "export", summary: "Whole tables",
                components: [.init(name: "name", schema: Schema.choice(ExportRoutes.names))],
                parameters: ExportRoutes.parameters.descriptions,
                answer: .media("*/*")),
            Operation(path: "/hsds", id: "hsds", summary: "HSDS 3: version and profile", answer: .json("HSDSRoot")),
        ]
        let hsds = HSDSRoutes.Table.allCases.flatMap { table in
            [
                Operation(
                    path: "/hsds/\(table.rawValue)", id: "hsds_\(table.rawValue)",
                    summary: "HSDS 3: \(table.rawValue)", parameters: HSDSRoutes.parameters(table),
                    answer: .json("HSDSPage", or: ["application/x-ndjson"])),
                Operation(
                    path: "/hsds/\(table.rawValue)/{id}", id: "hsds_\(table.rawValue)_one",
                    summary: "HSDS 3: one of \(table.rawValue)", components: [.init(name: "id", schema: name)],
                    parameters: HSDSRoutes.singleParameters(table), answer: .json("HSDSRecord")),
            ]
        }
        return ogc + hsds
    }

    static let schemas: [(String, JSONValue)] = [
        (
            "Links",
            ["type": "object", "required": ["links"], "properties": ["links": Schema.list(["type": "object"])]]
        ),
        ("Conformance", Schema.record([("conformsTo", Schema.list(Schema.text))])),
        (
            "HSDSRoot",
            Schema.record([("version", Schema.text), ("profile", Schema.text), ("openapi_url", Schema.text)])
        ),
        ("HSDSRecord", ["type": "object", "required": ["id"], "properties": ["id": Schema.text]]),
        (
            "HSDSPage",
            Schema.record([
                ("total_items", Schema.whole), ("total_pages", Schema.whole), ("page_number", Schema.whole),
                ("size", Schema.whole), ("first_page", Schema.flag), ("last_page", Schema.flag), ("empty", Schema.flag),
                ("contents", Schema.list(Schema.reference("HSDSRecord"))),
            ])
        ),
    ]
}
