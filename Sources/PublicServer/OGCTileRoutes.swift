internal import Exchange
internal import GeoIndex
internal import Hummingbird
internal import Locator
internal import Records
internal import TileServer
internal import WebSupport

/// OGC API – Tiles, part 1: vector tiles and drawn ones under the paths that standard clients look for.
enum OGCTileRoutes {
    /// What the tiles of a collection hold.
    enum DataType: String, CaseIterable {
        case vector, map

        /// What follows the collection's path.
        var path: String { self == .vector ? "tiles" : "map/tiles" }

        /// The sets in which there are tiles. Drawn ones are in degrees too, for clients that never turn a collection's
        /// bounds, which are degrees, into the units of its tiles, such as GDAL 3.6.
        var matrixSets: [TileMatrixSet] { self == .vector ? [.webMercator] : TileMatrixSet.allCases }

        /// The zooms at which there are tiles in a set. Those at which the region, whose box is in degrees, is less than
        /// a pixel are left out of drawn ones: GDAL 3.6 opens none when it can cut nothing out of the first.
        func zooms(_ set: TileMatrixSet, _ box: BoundingBox?) -> ClosedRange<Int> {
            switch self {
            case .vector: 0...TileCoordinate.deepestZoom
            case .map: (box.map(set.firstZoom) ?? 0)...set.deepestPicture
            }
        }
    }

    /// `/ogc/collections/{layer}/tiles` and `/ogc/collections/{layer}/map/tiles`: the tile sets of a layer.
    static func sets(
        _ type: DataType, _ request: Request, _ context: WebContext, _ data: PublicDataset, address: OutsideAddress
    ) throws -> Response {
        _ = try request.parameters([])
        let name = try layer(context)
        return document(request, data, address) { json in
            json.key("tilesets")
            json.array { json in
                for set in type.matrixSets {
                    json.object { json in members(name, type, set, data, address.base, into: &json) }
                }
            }
            links([("self", "application/json", "\(address.base)/ogc/collections/\(name)/\(type.path)")], into: &json)
        }
    }

    /// `/ogc/collections/{layer}/tiles/{matrix}` and `…/map/tiles/{matrix}`: one tile set.
    static func set(
        _ type: DataType, _ request: Request, _ context: WebContext, _ data: PublicDataset, address: OutsideAddress
    ) throws -> Response {
        _ = try request.parameters([])
        let name = try layer(context)
        let set = try matrix(context, among: type.matrixSets)
        return document(request, data, address) { json in members(name, type, set, data, address.base, into: &json) }
    }

    /// `/ogc/collections/{layer}/map/tiles/{matrix}/{z}/{y}/{x}`: a drawn tile, the whole map whatever the layer. Without
    /// `works` nil when it would have to be drawn.
    static func picture(
        _ request: Request, _ context: WebContext, _ data: PublicDataset, works: Bool
    ) throws -> Response? {
        _ = try layer(context)
        return try PictureRoutes.tile(
            matrix(context, among: DataType.map.matrixSets), request, context, data, works: works)
    }

    /// `/ogc/tileMatrixSets`: the pyramids.
    static func matrixSets(_ request: Request, _ data: PublicDataset, address: OutsideAddress) throws -> Response {
        _ = try request.parameters([])
        return document(request, data, address) { json in
            json.key("tileMatrixSets")
            json.array { json in
                for set in TileMatrixSet.allCases {
                    json.object { json in
                        json.member("id", set.rawValue)
                        json.member("uri", set.uri)
                        links(
                            [("self", "application/json", "\(address.base)/ogc/tileMatrixSets/\(set.rawValue)")],
                            into: &json)
                    }
                }
            }
        }
    }

    /// `/ogc/tileMatrixSets/{matrix}`: one pyramid.
    static func matrixSet(_ request: Request, _ context: WebContext, _ data: PublicDataset) throws -> Response {
        _ = try request.parameters([])
        let set = try matrix(context, among: TileMatrixSet.allCases)
        return document(request, data) { json in set.describe(into: &json) }
    }

    private static func members(
        _ name: String, _ type: DataType, _ set: TileMatrixSet, _ data: PublicDataset, _ address: String,
        into json: inout JSONWriter
    ) {
        let own = "\(address)/ogc/collections/\(name)/\(type.path)/\(set.rawValue)"
        json.member("title", name)
        json.member("dataType", type.rawValue)
        json.member("crs", set.crs)
        json.member("tileMatrixSetURI", set.uri)
        if let box = data.overview.bounds {
            json.key("boundingBox")
            json.object { json in
                json.key("lowerLeft")
                json.degrees(box.west, box.south)
                json.key("upperRight")
                json.degrees(box.east, box.north)
                json.member("crs", ExchangeCRS.crs84.rawValue)
            }
        }
        set.limits(type.zooms(set, data.overview.bounds), into: &json)
        let tiles = "\(own)/{tileMatrix}/{tileRow}/{tileCol}"
        let shared = [
            ("self", "application/json", own),
            ("http://www.opengis.net/def/rel/ogc/1.0/tileset", "application/json", own),
            (
                "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme", "application/json",
                "\(address)/ogc/tileMatrixSets/\(set.rawValue)"
            ),
        ]
        switch type {
        case .vector:
            links(
                shared + [
                    ("describedby", "application/json", "\(address)/tiles/\(name).json"),
                    ("item", TileRenderer.mediaType, tiles),
                ], into: &json)
        case .map: links(shared + [("item", PictureRenderer.mediaType, tiles)], into: &json)
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

    /// The pyramid that the path names.
    static func matrix(_ context: WebContext, among known: [TileMatrixSet]) throws(Problem) -> TileMatrixSet {
        let name = try context.component("matrix")
        guard let set = known.first(where: { $0.rawValue == name }) else {
            throw Problem.bad(
                "matrix", came: name, among: known.map(\.rawValue),
                what: Phrase(el: "πλέγμα πλακιδίων", en: "tile matrix set"))
        }
        return set
    }

    private static func document(
        _ request: Request, _ data: PublicDataset, _ address: OutsideAddress? = nil, _ body: (inout JSONWriter) -> Void
    ) -> Response {
        JSONAnswer.ofBuild("\(data.build)-tiles", request, address: address) { data.dataset.answer(body) }
    }
}

extension JSONWriter {
    /// A position, longitude first.
    fileprivate mutating func degrees(_ longitude: Double, _ latitude: Double) {
        array { json in
            json.number(longitude, decimals: 6)
            json.number(latitude, decimals: 6)
        }
    }
}
