internal import Entitlement
internal import GeoIndex
internal import HTTPTypes
internal import Hummingbird
internal import Locator
internal import MapSupport
internal import Records
internal import Routing
internal import TileServer
internal import WebSupport

/// Maps as pictures: tiles, static maps and sprites.
enum PictureRoutes {
    /// `/tiles/{layer}/{z}/{x}/{y}.png` and `…@2x.png`; the layer is the name of a look. With `works` false, returns
    /// nil when the tile is not cached.
    static func tile(
        _ request: Request, _ context: WebContext, _ data: PublicDataset, works: Bool
    ) async throws -> Response? {
        let name = try context.component("layer")
        guard let look = PictureLook(name) else {
            throw Problem.bad(
                "layer", came: name, among: PictureLook.names, what: Phrase(el: "ύφος εικόνας", en: "look of pictures"))
        }
        guard works || look != .coverage else { return nil }
        let parameters = try request.parameters(look == .coverage ? data.parameters.style : data.parameters.single)
        // The suffix for high-resolution screens is part of the row: `5@2x`.
        let row = ScaledName(try context.component("y"))
        return try await tile(
            .webMercator, row: row.name, scale: row.scale, await options(look, parameters, data), request, context,
            data, works: works)
    }

    /// `/ogc/collections/{collection}/map/tiles/{matrix}/{z}/{y}/{x}`: the light map in a tile matrix set.
    static func tile(
        _ set: TileMatrixSet, _ request: Request, _ context: WebContext, _ data: PublicDataset, works: Bool
    ) async throws -> Response? {
        let parameters = try request.parameters(data.parameters.single)
        return try await tile(
            set, row: context.component("y"), scale: 1, await options(.plain(.light), parameters, data), request,
            context, data, works: works)
    }

    private static func tile(
        _ set: TileMatrixSet, row: String, scale: Int,
        _ options: @autoclosure () async throws -> PictureRenderer.Options,
        _ request: Request, _ context: WebContext, _ data: PublicDataset, works: Bool
    ) async throws -> Response? {
        let (z, x, y) = try MapRoutes.coordinate(context, row: row, deepest: set.deepestPicture, across: set.across)
        return try await TileAnswer(.picture(set, scale: scale, options()), z: z, x: x, y: y)
            .response(to: request, data, works: works)
    }

    /// `/maps/static.png`: a centre, some structures or the region, optionally with a route.
    static func map(_ request: Request, _ data: PublicDataset) async throws -> Response {
        let parameters = try request.parameters(data.parameters.staticMap)
        let look = PictureLook(parameters.text("style") ?? "light") ?? .plain(.light)
        var options = try await options(look, parameters, data)
        var box = BoundingBox.empty
        var isPersonal = false
        for id in parameters.texts("structure") {
            guard let row = data.dataset.structureRow(id: id) else {
                throw Problem.noSuch(Phrase(el: "δομή", en: "structure"), parameter: "structure", came: id)
            }
            options.structures = (options.structures ?? []) + [row]
            let structure = data.dataset.structure(at: row)
            // The browser of somebody who looked for help against violence keeps no picture of where.
            if data.dataset.help.topic(kind: structure.kind) != nil { isPersonal = true }
            guard let coordinate = structure.coordinate else { continue }
            // Show the whole area in which an approximate position may lie.
            box.expand(toInclude: BoundingBox(coordinate).padded(metres: structure.accuracyMetres ?? 0))
        }
        if let code = parameters.text("municipality") {
            guard let row = data.dataset.municipalityRow(code: code) else {
                throw Problem.noSuch(Phrase(el: "δήμος", en: "municipality"), parameter: "municipality", came: code)
            }
            options.municipality = row
            box.expand(toInclude: data.dataset.bounds(ofMunicipality: row))
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
        let picture = try data.tiles.pictures.map(
            frame, width: parameters.integer("width") ?? 640, height: parameters.integer("height") ?? 480,
            scale: parameters.integer("scale") ?? 1, options)
        guard let picture else { throw Problem.notFound }
        return TaggedAnswer(
            EntityTag.of(picture), mediaType: PictureRenderer.mediaType,
            cacheControl: isPersonal ? "private, no-store" : TileAnswer.asked
        ).response(to: request) { .bytes(picture) }
    }

    private static func options(
        _ look: PictureLook, _ parameters: RequestParameters, _ data: PublicDataset
    ) async throws -> PictureRenderer.Options {
        // Validate the moment even when the picture does not depend on it.
        _ = try FilterParameters.moment(parameters, data)
        let coverage = look == .coverage ? try await CoverageRoute.coverage(parameters, data) : nil
        var options = PictureRenderer.Options(style: look.style, language: parameters.language)
        if let coverage {
            options.coverage = try await data.drawing { try await $0.surface(coverage) }
            options.scale = CoverageRoute.scale(parameters)
        }
        return options
    }

    /// The route between two positions given as `lon,lat`; nil when none is requested or found.
    private static func route(
        _ parameters: RequestParameters, _ data: PublicDataset
    ) throws(Problem) -> [Coordinate]? {
        guard let from = try end("from", parameters), let to = try end("to", parameters) else { return nil }
        let mode = parameters.text("mode") ?? data.parameters.coverageModes.first ?? ""
        let answer = data.locator.route(
            from: data.locator.origin(at: from), to: data.locator.origin(at: to), mode: mode)
        guard case .success(let route) = answer.route else { return [] }
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
