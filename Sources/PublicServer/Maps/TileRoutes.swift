internal import HTTPTypes
internal import Hummingbird
internal import Locator
internal import MapSupport
internal import NIOCore
internal import Records
internal import TileServer
internal import WebSupport

/// `/tiles/…` and `/styles/…`: parses requests; ``TileServer`` draws.
enum TileRoutes {
    /// A vector tile. With `works` false, returns nil when the tile is not cached.
    static func tile(
        _ request: Request, _ context: WebContext, _ data: PublicDataset, _ archive: PMTilesArchive?,
        layer: String = "layer", works: Bool
    ) async throws -> Response? {
        let name = try context.component(layer)
        guard let content = try await content(name, request, data, works: works)?.content else { return nil }
        let (z, x, y) = try MapRoutes.coordinate(
            context, row: context.component("y"), deepest: TileCoordinate.deepestZoom)
        if let archive, archive.name == name, archive.zooms.contains(z), let tile = TileCoordinate(z: z, x: x, y: y) {
            return archived(tile, archive, request)
        }
        return try await TileAnswer(content, z: z, x: x, y: y, cacheControl: MapRoutes.freshness(content))
            .response(to: request, data, works: works)
    }

    /// A tile of an archive, unchanged.
    private static func archived(_ tile: TileCoordinate, _ archive: PMTilesArchive, _ request: Request) -> Response {
        let bytes = archive.tile(tile) ?? []
        let answer = TaggedAnswer(
            EntityTag.of(bytes), mediaType: TileRenderer.mediaType,
            cacheControl: TileRenderer.TileSet(rawValue: archive.name).map { MapRoutes.freshness(.set($0)) }
                ?? TileAnswer.asked)
        return answer.response(to: request) {
            if bytes.isEmpty { return .empty }
            return .preferred(
                by: request, gzip: ByteBuffer(bytes: bytes),
                plain: ByteBuffer(bytes: PMTilesArchive.plain(bytes) ?? []))
        }
    }

    /// The TileJSON of a tile set. With `works` false, returns nil for a coverage, which is expensive.
    static func tileJSON(
        _ request: Request, _ context: WebContext, _ data: PublicDataset, address: OutsideAddress, works: Bool
    ) async throws -> Response? {
        let name = try context.component("layer")
        guard let (content, query) = try await content(name, request, data, works: works) else { return nil }
        switch content {
        case .set(let set):
            return MapRoutes.document(data.tiles.renderer.tileJSON(set, base: address.full), request, address)
        case .coverage(let coverage, _):
            return MapRoutes.document(
                data.tiles.renderer.tileJSON(coverage, base: address.full, query: query), request, address)
        case .picture: throw Problem.notFound
        }
    }

    /// A map style. With `works` false, returns nil for one with a coverage, which is expensive.
    static func style(
        _ request: Request, _ context: WebContext, _ data: PublicDataset, address: OutsideAddress, works: Bool
    ) async throws -> Response? {
        let parameters = try request.parameters(data.parameters.style)
        let name = try context.component("name")
        guard let look = PictureLook(name) else {
            throw Problem.bad(
                "name", came: name, among: PictureLook.names, what: Phrase(el: "ύφος χάρτη", en: "map style"))
        }
        var options = MapRoutes.style(data, address, parameters.language)
        if look == .coverage
            || ["mode", "kind", "openAt", "minutes"].contains(where: { !parameters.texts($0).isEmpty })
        {
            guard works else { return nil }
            let coverage = try await CoverageRoute.coverage(parameters, data)
            let kinds = parameters.texts("kind").map { "kind=\(PercentText.encode($0))" }
            let moment = parameters.texts("openAt").map { "openAt=\(PercentText.encode($0))" }
            options.kinds = parameters.texts("kind")
            if coverage.query.openAt != nil {
                options.structures = coverage.structures.map { data.dataset.structure(at: $0).id }
            }
            options.scale = CoverageRoute.scale(parameters)
            let minutes = parameters.texts("minutes").map { "minutes=\(PercentText.encode($0))" }
            options.coverage = (kinds + moment + minutes + ["mode=\(PercentText.encode(coverage.query.mode))"])
                .joined(separator: "&")
        }
        return MapRoutes.document(look.style.document(options), request, address)
    }

    /// The content of the tiles with this name, and its query. With `works` false, returns nil for a coverage, because
    /// finding its structures is expensive.
    private static func content(
        _ name: String, _ request: Request, _ data: PublicDataset, works: Bool
    ) async throws -> (content: TileContent, query: String)? {
        guard name == TileContent.coverageName else {
            _ = try request.parameters(.none)
            return (.set(try MapRoutes.set(named: name, among: TileContent.vectorNames)), "")
        }
        guard works else { return nil }
        let parameters = try request.parameters(data.parameters.coverageTile)
        let coverage = try await CoverageRoute.coverage(parameters, data)
        return (.coverage(coverage, CoverageRoute.scale(parameters)), parameters.query(changing: []))
    }
}
