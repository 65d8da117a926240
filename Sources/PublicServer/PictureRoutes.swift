internal import GeoIndex
internal import HTTPTypes
internal import Hummingbird
internal import Locator
internal import NIOCore
internal import Records
internal import Routing
internal import TileServer
internal import WebSupport

/// Maps as pictures: tiles, static maps, sprites, and coverage maps on paper.
enum PictureRoutes {
    /// `/tiles/{layer}/{z}/{x}/{y}.png` and `…@2x.png`; the layer names the look. Without `works` nil when the tile would have
    /// to be drawn.
    static func tile(
        _ request: Request, _ context: WebContext, _ data: PublicDataset, works: Bool
    ) throws -> Response? {
        let name = try context.component("layer")
        guard let look = Look(name) else {
            throw Problem.bad(
                "layer", came: name, among: Look.names, what: Phrase(el: "ύφος εικόνας", en: "look of pictures"))
        }
        guard works || !look.hasCoverage else { return nil }
        let parameters = try request.parameters(look.hasCoverage ? data.parameters.style : [data.parameters.language])
        // The row may say that the picture is for fine screens: `5@2x`.
        let row = try context.component("y")
        let scale = row.hasSuffix("@2x") ? 2 : 1
        return try tile(
            .webMercator, row: scale == 2 ? String(row.dropLast(3)) : row, scale: scale, look, name, parameters,
            request, context, data, works: works)
    }

    /// `/ogc/collections/{collection}/map/tiles/{matrix}/{z}/{y}/{x}`: the light map in one of the grids.
    static func tile(
        _ set: TileMatrixSet, _ request: Request, _ context: WebContext, _ data: PublicDataset, works: Bool
    ) throws -> Response? {
        try tile(
            set, row: context.component("y"), scale: 1, .plain(.light), MapStyle.light.rawValue,
            request.parameters([data.parameters.language]), request, context, data, works: works)
    }

    private static func tile(
        _ set: TileMatrixSet, row: String, scale: Int, _ kind: Look, _ name: String, _ parameters: RequestParameters,
        _ request: Request, _ context: WebContext, _ data: PublicDataset, works: Bool
    ) throws -> Response? {
        let tile = try TileRoutes.coordinate(context, row: row, deepest: set.deepestPicture, across: set.across)
        let options = try options(kind, parameters, data)
        let look = state(name, data, options)
        let state = "\(look).\(set.rawValue).\(scale)"
        let tag = "\(data.build)-\(state)-\(tile.z)-\(tile.x)-\(tile.y)"
        var headers = headers(isLive: true, tag)
        if EntityTag.matches(request, tag) { return Response(status: .notModified, headers: headers) }
        let key = TileCache.Key(content: state, z: tile.z, x: tile.x, y: tile.y)
        let entry: TileCache.Entry
        if let known = data.tileCache.entry(key) {
            entry = known
        } else {
            guard works else { return nil }
            let picture = try data.pictures.tile(set, z: tile.z, x: tile.x, y: tile.y, scale: scale, options)
            // Roads closed meanwhile may be on it: it is drawn again as it is now.
            guard Self.state(name, data, options) == look else {
                return try self.tile(
                    set, row: row, scale: scale, kind, name, parameters, request, context, data, works: works)
            }
            entry = TileCache.Entry(plain: picture ?? [], compressed: [])
            data.tileCache.keep(entry, for: key)
        }
        headers[.contentType] = PictureRenderer.mediaType
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: entry.plain))
    }

    /// `/maps/static.png`: a centre, some structures or the region, with a route when one is asked for.
    static func map(_ request: Request, _ data: PublicDataset) throws -> Response {
        let parameters = try request.parameters(data.parameters.staticMap)
        let look = Look(parameters.text("style") ?? "light") ?? .plain(.light)
        var options = try options(look, parameters, data)
        var box = BoundingBox.empty
        var isPersonal = false
        for id in parameters.texts("structure") {
            guard let row = data.dataset.structureRow(id: id) else {
                throw Problem.noSuch(Phrase(el: "δομή", en: "structure"), parameter: "structure", came: id)
            }
            options.structures = (options.structures ?? []) + [row]
            let structure = data.dataset.structure(at: row)
            guard let coordinate = structure.coordinate else { continue }
            // An approximate position with all that it may be.
            box.expand(toInclude: BoundingBox(coordinate).padded(metres: structure.accuracyMetres ?? 0))
        }
        if let route = try route(parameters, data) {
            options.route = route
            for coordinate in route { box.expand(toInclude: coordinate) }
            isPersonal = true
        }
        let frame: PictureRenderer.Frame
        if let centre = try parameters.position() {
            frame = .centre(centre, zoom: parameters.number("zoom") ?? 12)
            isPersonal = true
        } else if !box.isEmpty {
            frame = .box(box.padded(metres: 400))
        } else if let bounds = data.overview.bounds {
            frame = .box(bounds)
        } else {
            throw Problem.notFound
        }
        let picture = try data.pictures.map(
            frame, width: parameters.integer("width") ?? 640, height: parameters.integer("height") ?? 480,
            scale: parameters.integer("scale") ?? 1, options)
        guard let picture else { throw Problem.notFound }
        let tag = EntityTag.of(picture)
        var headers = headers(isLive: true, tag)
        if isPersonal { headers[.cacheControl] = "private, no-store" }
        if EntityTag.matches(request, tag) { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = PictureRenderer.mediaType
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: picture)))
    }

    /// `/sprites/{name}`: `light.png`, `light@2x.json` and so on.
    static func sprite(_ request: Request, _ context: WebContext, _ data: PublicDataset) throws -> Response {
        _ = try request.parameters([])
        let name = try context.component("name")
        let parts = name.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, parts[1] == "png" || parts[1] == "json" else { throw Problem.notFound }
        let isDouble = parts[0].hasSuffix("@2x")
        guard let style = MapStyle(rawValue: String(isDouble ? parts[0].dropLast(3) : parts[0])),
            let sheet = data.sprites(style, scale: isDouble ? 2 : 1)
        else {
            throw Problem.bad(
                "name", came: name, among: MapStyle.allCases.map { "\($0.rawValue).json" },
                what: Phrase(el: "φύλλο συμβόλων", en: "sprite sheet"))
        }
        let bytes = parts[1] == "png" ? sheet.image : sheet.index
        let tag = EntityTag.of(bytes)
        var headers: HTTPFields = [.cacheControl: "public, max-age=3600", .eTag: "\"\(tag)\""]
        if EntityTag.matches(request, tag) { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = parts[1] == "png" ? PictureRenderer.mediaType : "application/json"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// How a picture looks: one of the styles, or a style with a coverage on it.
    private enum Look {
        case plain(MapStyle)
        case coverage

        static let names = MapStyle.allCases.map(\.rawValue) + [TileRoutes.coverageName]

        init?(_ name: String) {
            if name == TileRoutes.coverageName {
                self = .coverage
            } else if let style = MapStyle(rawValue: name) {
                self = .plain(style)
            } else {
                return nil
            }
        }

        var hasCoverage: Bool {
            if case .coverage = self { return true }
            return false
        }
    }

    private static func options(
        _ look: Look, _ parameters: RequestParameters, _ data: PublicDataset
    ) throws -> PictureRenderer.Options {
        let language = parameters.text("language") ?? "el"
        // Told where it is wrong even by a picture that does not need it.
        _ = try FilterParameters.moment(parameters, data)
        switch look {
        case .plain(let style): return PictureRenderer.Options(style: style, language: language)
        case .coverage:
            let surface = try CoverageRoute.surface(try CoverageRoute.coverage(parameters, data), data)
            return PictureRenderer.Options(style: .light, language: language, coverage: surface)
        }
    }

    /// What tells a picture from any other of the build: look, language, closures, coverage.
    private static func state(
        _ name: String, _ data: PublicDataset, _ options: PictureRenderer.Options
    ) -> String {
        let parts = [
            name, options.language, data.tiles.revision(.closures), options.coverage?.coverage.fingerprint ?? "",
        ]
        return "png.\(EntityTag.of(Array(parts.joined(separator: " ").utf8)))"
    }

    static func headers(isLive: Bool, _ tag: String) -> HTTPFields {
        [.cacheControl: isLive ? "public, no-cache" : "public, max-age=60", .eTag: "\"\(tag)\""]
    }

    /// The way from one position to another, both given as `lon,lat`; nothing when none is asked for.
    private static func route(
        _ parameters: RequestParameters, _ data: PublicDataset
    ) throws(Problem) -> [Coordinate]? {
        guard let from = try end("from", parameters), let to = try end("to", parameters) else { return nil }
        let mode = parameters.text("mode") ?? data.parameters.coverageModes.first ?? ""
        guard case .success(let route) = data.dataset.travel.snapshot().route(from: from, to: to, profile: mode)
        else { return [] }
        return route.geometry
    }

    private static func end(_ name: String, _ parameters: RequestParameters) throws(Problem) -> Coordinate? {
        guard let text = parameters.text(name) else { return nil }
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).compactMap { Double($0) }
        guard numbers.count == 2 else { throw badEnd(name, text) }
        let coordinate = Coordinate(longitude: numbers[0], latitude: numbers[1])
        guard coordinate.isValid else { throw badEnd(name, text) }
        return coordinate
    }

    private static func badEnd(_ name: String, _ text: String) -> Problem {
        Problem.bad(name, came: text, expected: Phrase(el: "lon,lat σε μοίρες", en: "lon,lat in degrees"))
    }
}
