internal import Hummingbird
internal import Locator
internal import TileServer
internal import WebSupport

/// OGC API – Tiles, part 1: the same vector tiles under the paths that standard clients look for.
enum OGCTileRoutes {
    private static let quad = "WebMercatorQuad"
    private static let quadURI = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad"
    /// Pixels of half a millimetre and less, as the standard counts scale.
    private static let scaleOfZoom0 = 559_082_264.028_717_8
    private static let halfSide = 20_037_508.342_789_244

    /// `/ogc/collections/{layer}/tiles`: the tile sets of a layer.
    static func sets(_ request: Request, _ context: WebContext, _ data: PublicDataset, address: String) throws
        -> Response
    {
        _ = try request.parameters([])
        let name = try layer(context)
        return document(request, data) { json in
            json.key("tilesets")
            json.array { json in set(name, address, into: &json) }
            links([("self", "application/json", "\(address)/ogc/collections/\(name)/tiles")], into: &json)
        }
    }

    /// `/ogc/collections/{layer}/tiles/WebMercatorQuad`: one tile set.
    static func set(_ request: Request, _ context: WebContext, _ data: PublicDataset, address: String) throws
        -> Response
    {
        _ = try request.parameters([])
        let name = try layer(context)
        try matrix(context)
        return document(request, data) { json in members(name, address, into: &json) }
    }

    /// `/ogc/tileMatrixSets` and `/ogc/tileMatrixSets/WebMercatorQuad`: the pyramid.
    static func matrixSets(_ request: Request, _ data: PublicDataset, address: String) throws -> Response {
        _ = try request.parameters([])
        return document(request, data) { json in
            json.key("tileMatrixSets")
            json.array { json in
                json.object { json in
                    json.member("id", quad)
                    json.member("uri", quadURI)
                    links([("self", "application/json", "\(address)/ogc/tileMatrixSets/\(quad)")], into: &json)
                }
            }
        }
    }

    static func matrixSet(_ request: Request, _ context: WebContext, _ data: PublicDataset) throws -> Response {
        _ = try request.parameters([])
        try matrix(context)
        return document(request, data) { json in
            json.member("id", quad)
            json.member("title", "Google Maps Compatible for the World")
            json.member("uri", quadURI)
            json.member("crs", "http://www.opengis.net/def/crs/EPSG/0/3857")
            json.key("tileMatrices")
            json.array { json in
                for zoom in 0...TileCoordinate.deepestZoom {
                    let count = 1 << zoom
                    json.object { json in
                        json.member("id", "\(zoom)")
                        json.member("scaleDenominator", scaleOfZoom0 / Double(count), decimals: 7)
                        json.member("cellSize", 2 * halfSide / 256 / Double(count), decimals: 9)
                        json.member("cornerOfOrigin", "topLeft")
                        json.key("pointOfOrigin")
                        json.array { json in
                            json.number(-halfSide, decimals: 6)
                            json.number(halfSide, decimals: 6)
                        }
                        json.member("tileWidth", 256)
                        json.member("tileHeight", 256)
                        json.member("matrixWidth", count)
                        json.member("matrixHeight", count)
                    }
                }
            }
        }
    }

    private static func set(_ name: String, _ address: String, into json: inout JSONWriter) {
        json.object { members(name, address, into: &$0) }
    }

    private static func members(_ name: String, _ address: String, into json: inout JSONWriter) {
        let own = "\(address)/ogc/collections/\(name)/tiles/\(quad)"
        json.member("title", name)
        json.member("dataType", "vector")
        json.member("crs", "http://www.opengis.net/def/crs/EPSG/0/3857")
        json.member("tileMatrixSetURI", quadURI)
        links(
            [
                ("self", "application/json", own),
                (
                    "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme", "application/json",
                    "\(address)/ogc/tileMatrixSets/\(quad)"
                ),
                ("describedby", "application/json", "\(address)/tiles/\(name).json"),
                ("item", TileRenderer.mediaType, "\(own)/{tileMatrix}/{tileRow}/{tileCol}"),
            ], into: &json)
    }

    private static func links(_ links: [(rel: String, type: String, href: String)], into json: inout JSONWriter) {
        json.key("links")
        json.array { json in
            for link in links {
                json.object { json in
                    json.member("rel", link.rel)
                    json.member("type", link.type)
                    json.member("href", link.href)
                    if link.href.contains("{") { json.member("templated", true) }
                }
            }
        }
    }

    private static func layer(_ context: WebContext) throws(Problem) -> String {
        let name = try context.component("collection")
        guard TileRenderer.TileSet(rawValue: name) != nil else {
            throw Problem.bad(
                "collection", came: name, among: TileRenderer.TileSet.allCases.map(\.rawValue),
                what: Phrase(el: "επίπεδο πλακιδίων", en: "tile layer"))
        }
        return name
    }

    static func matrix(_ context: WebContext) throws(Problem) {
        let name = try context.component("matrix")
        guard name == quad else {
            throw Problem.bad(
                "matrix", came: name, among: [quad], what: Phrase(el: "πλέγμα πλακιδίων", en: "tile matrix set"))
        }
    }

    private static func document(
        _ request: Request, _ data: PublicDataset, _ body: (inout JSONWriter) -> Void
    ) -> Response {
        JSONAnswer.ofBuild("\(data.build)-tiles", request) { data.dataset.answer(body) }
    }
}
