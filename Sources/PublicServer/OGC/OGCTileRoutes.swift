internal import Hummingbird
internal import Locator
internal import MapSupport
internal import Records
internal import TileServer
internal import WebSupport

/// OGC API – Tiles, part 1: vector and picture tiles under the paths of the standard.
enum OGCTileRoutes {
    /// `/ogc/collections/{layer}/tiles` and `/ogc/collections/{layer}/map/tiles`: the tile sets of a layer.
    static func sets(
        _ type: TileDataType, _ request: Request, _ context: WebContext, _ data: PublicDataset, address: OutsideAddress
    ) throws -> Response {
        _ = try request.parameters(.none)
        let layer = try layer(context)
        return document(request, data, address) { $0.write(sets: type, of: layer, into: &$1) }
    }

    /// `/ogc/collections/{layer}/tiles/{matrix}` and `…/map/tiles/{matrix}`: one tile set.
    static func set(
        _ type: TileDataType, _ request: Request, _ context: WebContext, _ data: PublicDataset, address: OutsideAddress
    ) throws -> Response {
        _ = try request.parameters(.none)
        let layer = try layer(context)
        let set = try matrix(context, among: type.matrixSets)
        return document(request, data, address) { $0.write(set, type, of: layer, into: &$1) }
    }

    /// `/ogc/collections/{layer}/map/tiles/{matrix}/{z}/{y}/{x}`: a picture tile of the whole map, for any layer. With
    /// `works` false, returns nil when the tile is not cached.
    static func picture(
        _ request: Request, _ context: WebContext, _ data: PublicDataset, works: Bool
    ) async throws -> Response? {
        _ = try layer(context)
        return try await PictureRoutes.tile(
            matrix(context, among: TileDataType.map.matrixSets), request, context, data, works: works)
    }

    /// `/ogc/tileMatrixSets`: the tile matrix sets.
    static func matrixSets(_ request: Request, _ data: PublicDataset, address: OutsideAddress) throws -> Response {
        _ = try request.parameters(.none)
        return document(request, data, address) { $0.writePyramids(into: &$1) }
    }

    /// `/ogc/tileMatrixSets/{matrix}`: one tile matrix set.
    static func matrixSet(_ request: Request, _ context: WebContext, _ data: PublicDataset) throws -> Response {
        _ = try request.parameters(.none)
        let set = try matrix(context, among: TileMatrixSet.allCases)
        return JSONAnswer.ofBuild("\(data.build)-tiles", request) {
            data.dataset.answer { json in set.describe(into: &json) }
        }
    }

    private static func layer(_ context: WebContext) throws(Problem) -> TileRenderer.TileSet {
        let name = try context.component("collection")
        guard let layer = TileRenderer.TileSet(rawValue: name) else {
            throw Problem.bad(
                "collection", came: name, among: TileRenderer.TileSet.allCases.map(\.rawValue),
                what: Phrase(el: "επίπεδο πλακιδίων", en: "tile layer"))
        }
        return layer
    }

    /// The tile matrix set named in the path; throws a 404 ``Problem`` when it is not among the known ones.
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
        _ request: Request, _ data: PublicDataset, _ address: OutsideAddress,
        _ write: (TileSetDocument, inout JSONWriter) -> Void
    ) -> Response {
        let document = TileSetDocument(bounds: data.overview.bounds, base: address.base)
        return JSONAnswer.ofBuild("\(data.build)-tiles", request, address: address) {
            data.dataset.answer { json in write(document, &json) }
        }
    }
}
