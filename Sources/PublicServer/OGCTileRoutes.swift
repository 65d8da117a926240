internal import GeoIndex
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
    private static let crs = "http://www.opengis.net/def/crs/EPSG/0/3857"
    private static let halfSide = 20_037_508.342_789_244

    /// What the tiles of a collection hold.
    enum DataType: String {
        case vector, map

        /// What follows the collection's path.
        var path: String { self == .vector ? "tiles" : "map/tiles" }
    }

    /// `/ogc/collections/{layer}/tiles` and `/ogc/collections/{layer}/map/tiles`: the tile sets of a layer.
    static func sets(
        _ type: DataType, _ request: Request, _ context: WebContext, _ data: PublicDataset, address: OutsideAddress
    ) throws -> Response {
        _ = try request.parameters([])
        let name = try layer(context)
        return document(request, data, address) { json in
            json.key("tilesets")
            json.array { json in json.object { json in members(name, type, data, address.base, into: &json) } }
            links([("self", "application/json", "\(address.base)/ogc/collections/\(name)/\(type.path)")], into: &json)
        }
    }

    /// `/ogc/collections/{layer}/tiles/WebMercatorQuad` and `…/map/tiles/WebMercatorQuad`: one tile set.
    static func set(
        _ type: DataType, _ request: Request, _ context: WebContext, _ data: PublicDataset, address: OutsideAddress
    ) throws -> Response {
        _ = try request.parameters([])
        let name = try layer(context)
        try matrix(context)
        return document(request, data, address) { json in members(name, type, data, address.base, into: &json) }
    }

    /// `/ogc/tileMatrixSets` and `/ogc/tileMatrixSets/WebMercatorQuad`: the pyramid.
    static func matrixSets(_ request: Request, _ data: PublicDataset, address: OutsideAddress) throws -> Response {
        _ = try request.parameters([])
        return document(request, data, address) { json in
            json.key("tileMatrixSets")
            json.array { json in
                json.object { json in
                    json.member("id", quad)
                    json.member("uri", quadURI)
                    links([("self", "application/json", "\(address.base)/ogc/tileMatrixSets/\(quad)")], into: &json)
                }
            }
        }
    }

    static func matrixSet(_ request: Request, _ context: WebContext, _ data: PublicDataset) throws -> Response {
        _ = try request.parameters([])
        try matrix(context)
        return document(request, data) { json in
            // Version 1 of the standard's encoding (17-083r2) beside version 2 (17-083r4): clients as old as GDAL 3.6 know
            // that alone.
            json.member("type", "TileMatrixSetType")
            json.member("id", quad)
            json.member("identifier", quad)
            json.member("title", "Google Maps Compatible for the World")
            json.member("uri", quadURI)
            json.member("crs", crs)
            json.member("supportedCRS", crs)
            json.key("orderedAxes")
            json.array { json in for axis in ["X", "Y"] { json.string(axis) } }
            json.member("wellKnownScaleSet", "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible")
            json.key("boundingBox")
            json.object { json in
                json.member("type", "BoundingBoxType")
                json.member("crs", crs)
                json.key("lowerLeft")
                json.pair(-halfSide, -halfSide)
                json.key("upperRight")
                json.pair(halfSide, halfSide)
                json.key("lowerCorner")
                json.pair(-halfSide, -halfSide)
                json.key("upperCorner")
                json.pair(halfSide, halfSide)
            }
            json.key("tileMatrices")
            json.array { json in
                for zoom in 0...TileCoordinate.deepestZoom {
                    let count = 1 << zoom
                    json.object { json in
                        json.member("type", "TileMatrixType")
                        json.member("id", "\(zoom)")
                        json.member("identifier", "\(zoom)")
                        json.member("scaleDenominator", scaleOfZoom0 / Double(count), decimals: 7)
                        json.member("cellSize", 2 * halfSide / 256 / Double(count), decimals: 9)
                        json.member("cornerOfOrigin", "topLeft")
                        json.key("pointOfOrigin")
                        json.pair(-halfSide, halfSide)
                        json.key("topLeftCorner")
                        json.pair(-halfSide, halfSide)
                        json.member("tileWidth", 256)
                        json.member("tileHeight", 256)
                        json.member("matrixWidth", count)
                        json.member("matrixHeight", count)
                    }
                }
            }
        }
    }

    private static func members(
        _ name: String, _ type: DataType, _ data: PublicDataset, _ address: String, into json: inout JSONWriter
    ) {
        let own = "\(address)/ogc/collections/\(name)/\(type.path)/\(quad)"
        json.member("title", name)
        json.member("dataType", type.rawValue)
        json.member("crs", crs)
        json.member("tileMatrixSetURI", quadURI)
        if let box = data.overview.bounds {
            json.key("boundingBox")
            json.object { json in
                json.key("lowerLeft")
                json.pair(box.west, box.south)
                json.key("upperRight")
                json.pair(box.east, box.north)
                json.member("crs", ExchangeCRS.crs84.rawValue)
            }
        }
        let shared = [
            ("self", "application/json", own),
            ("http://www.opengis.net/def/rel/ogc/1.0/tileset", "application/json", own),
            (
                "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme", "application/json",
                "\(address)/ogc/tileMatrixSets/\(quad)"
            ),
        ]
        switch type {
        case .vector:
            links(
                shared + [
                    ("describedby", "application/json", "\(address)/tiles/\(name).json"),
                    ("item", TileRenderer.mediaType, "\(own)/{tileMatrix}/{tileRow}/{tileCol}"),
                ], into: &json)
        case .map:
            links(
                shared + [
                    (
                        "item", PictureRenderer.mediaType,
                        "\(address)/tiles/\(MapStyle.light.rawValue)/{tileMatrix}/{tileCol}/{tileRow}.png"
                    )
                ], into: &json)
        }
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
        _ request: Request, _ data: PublicDataset, _ address: OutsideAddress? = nil, _ body: (inout JSONWriter) -> Void
    ) -> Response {
        JSONAnswer.ofBuild("\(data.build)-tiles", request, address: address) { data.dataset.answer(body) }
    }
}

extension JSONWriter {
    /// A position in metres.
    fileprivate mutating func pair(_ x: Double, _ y: Double) {
        array { json in
            json.number(x, decimals: 6)
            json.number(y, decimals: 6)
        }
    }
}
