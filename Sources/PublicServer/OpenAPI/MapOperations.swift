internal import TileServer
internal import WebSupport

/// The paths of maps in the OpenAPI document.
enum MapOperations {
    static func all(
        _ parameters: APIParameters, zoom: JSONValue, column: JSONValue, layer: Operation.Component
    ) -> [Operation] {
        let pyramid: [Operation.Component] = [
            .init(name: "z", schema: zoom), .init(name: "x", schema: column), .init(name: "y", schema: column),
        ]
        // Pictures have deeper zooms than vector tiles, which clients enlarge.
        let deepest = TileMatrixSet.webMercator.deepestPicture
        let side: JSONValue = ["type": "integer", "minimum": 0, "maximum": .integer((1 << deepest) - 1)]
        let pictures: [Operation.Component] = [
            .init(name: "z", schema: ["type": "integer", "minimum": 0, "maximum": .integer(deepest)]),
            .init(name: "x", schema: side), .init(name: "y", schema: side),
        ]
        func matrix(_ type: TileDataType) -> Operation.Component {
            .init(name: "matrix", schema: Schema.choice(type.matrixSets.map(\.rawValue)))
        }
        let collection = Operation.Component(name: "collection", schema: layer.schema)
        let styles = MapStyle.allCases.map(\.rawValue)
        let own = ["lon", "lat", "from", "to", "structure"]
        return [
            Operation(
                path: "/api/v1/coverage", id: "coverage",
                summary: "Who reaches a structure within some minutes, per municipality",
                parameters: parameters.coverage.descriptions,
                answer: .json("Coverage", or: ["text/csv", JSONAnswer.geoJSON]),
                others: [(404, "There are no roads")]),
            Operation(
                path: "/tiles/{layer}/{z}/{x}/{y}.png", id: "picture",
                summary: "A drawn tile of 256 pixels, of 512 when @2x stands before .png",
                components: [.init(name: "layer", schema: Schema.choice(styles))] + pictures,
                parameters: [parameters.language], answer: .media(PictureRenderer.mediaType)),
            Operation(
                path: "/maps/static.png", id: "staticMap",
                summary: "A map as one picture: around a point, of structures, of a route, or of the region",
                parameters: parameters.staticMap.descriptions.filter { !own.contains($0.name) },
                pair: (parameters.lon, parameters.lat), answer: .media(PictureRenderer.mediaType),
                others: [(404, "There is nothing to draw")]),
            Operation(
                path: "/maps/coverage.pdf", id: "coverageSheet", summary: "A coverage map on paper",
                parameters: parameters.sheet.descriptions, answer: .media("application/pdf"),
                others: [(404, "There are no roads")], isCached: false),
            Operation(
                path: "/fonts/{stack}/{range}.pbf", id: "glyphs", summary: "Letters as signed distance fields",
                components: [
                    .init(name: "stack", schema: Schema.choice(GlyphServer.names)),
                    .init(name: "range", schema: Schema.choice(["0-255", "768-1023", "7936-8191"])),
                ], answer: .media("application/x-protobuf")),
            Operation(
                path: "/sprites/{name}", id: "sprites", summary: "Small pictures that styles name, and their index",
                components: [
                    .init(
                        name: "name",
                        schema: Schema.choice(
                            styles.flatMap { style in ["", "@2x"].map { "\(style)\($0).json" } }))
                ], answer: .media("application/json")),
            Operation(
                path: "/styles/{name}.json", id: "style", summary: "MapLibre style document",
                components: [.init(name: "name", schema: Schema.choice(styles))], parameters: [parameters.language],
                answer: .json("Style")),
            Operation(
                path: "/ogc/tileMatrixSets", id: "ogcMatrixSets", summary: "OGC API – Tiles: the tile pyramids",
                answer: .media("application/json")),
            Operation(
                path: "/ogc/tileMatrixSets/{matrix}", id: "ogcMatrixSet", summary: "OGC API – Tiles: one pyramid",
                components: [matrix(.map)], answer: .media("application/json")),
            Operation(
                path: "/ogc/collections/{collection}/tiles", id: "ogcTileSets",
                summary: "OGC API – Tiles: the tile sets of a layer", components: [collection],
                answer: .media("application/json")),
            Operation(
                path: "/ogc/collections/{collection}/tiles/{matrix}", id: "ogcTileSet",
                summary: "OGC API – Tiles: one tile set", components: [collection, matrix(.vector)],
                answer: .media("application/json")),
            Operation(
                path: "/ogc/collections/{collection}/map/tiles", id: "ogcMapTileSets",
                summary: "OGC API – Tiles: the sets of drawn tiles of a layer", components: [collection],
                answer: .media("application/json")),
            Operation(
                path: "/ogc/collections/{collection}/map/tiles/{matrix}", id: "ogcMapTileSet",
                summary: "OGC API – Tiles: one set of drawn tiles", components: [collection, matrix(.map)],
                answer: .media("application/json")),
            Operation(
                path: "/ogc/collections/{collection}/map/tiles/{matrix}/{z}/{y}/{x}", id: "ogcPicture",
                summary:
                    "OGC API – Tiles: a drawn tile of 256 pixels, row before column; the pyramid in degrees ends a zoom earlier",
                // Only one tile matrix set, because the range of z differs between them.
                components: [
                    collection, .init(name: "matrix", schema: Schema.choice([TileMatrixSet.webMercator.rawValue])),
                ] + pictures, parameters: [parameters.language],
                answer: .media(PictureRenderer.mediaType)),
            Operation(
                path: "/ogc/collections/{collection}/tiles/{matrix}/{z}/{y}/{x}", id: "ogcTile",
                summary: "OGC API – Tiles: a vector tile, row before column",
                components: [collection, matrix(.vector)] + pyramid,
                answer: .media(TileRenderer.mediaType), others: [(204, "Nothing lies in this tile")]),
        ]
    }
}
