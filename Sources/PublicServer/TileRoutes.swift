internal import HTTPTypes
internal import Hummingbird
internal import Locator
internal import NIOCore
internal import Records
internal import TileServer
internal import WebSupport

/// `/tiles/…` and `/styles/…`.
enum TileRoutes {
    /// The name of the tiles that show a coverage, which its query tells.
    static let coverageName = "coverage"
    /// The names of all tile sets.
    static var names: [String] { TileRenderer.TileSet.allCases.map(\.rawValue) + [coverageName] }

    /// What a tile shows.
    private enum Content {
        case set(TileRenderer.TileSet)
        case coverage(Coverage)
    }

    /// A tile; without `works` nil when it would have to be drawn.
    static func tile(
        _ request: Request, _ context: WebContext, _ data: PublicDataset, _ archive: PMTilesArchive?,
        layer: String = "layer", works: Bool
    ) throws -> Response? {
        let name = try context.component(layer)
        // Which structures count is expensive to find out.
        guard works || name != coverageName else { return nil }
        let parameters = try request.parameters(name == coverageName ? data.parameters.coverageTile : [])
        let content = try content(name, parameters, data)
        let tile = try coordinate(context)
        if let archive, archive.name == name, archive.zooms.contains(tile.z) {
            return archived(tile, archive, request)
        }
        let state: String
        let freshness: String
        switch content {
        case .set(let set):
            state = Self.state(set, data)
            freshness = Self.freshness(set)
        case .coverage(let coverage):
            // A hash: kinds may be many, and a tag must hold no character that headers do not.
            state = "\(name).\(EntityTag.of(Array(coverage.fingerprint.utf8)))"
            freshness = Self.asked
        }
        let tag = "\(data.build)-\(state)-\(tile.z)-\(tile.x)-\(tile.y)"
        var headers: HTTPFields = [
            .cacheControl: freshness, .vary: "Accept-Encoding", .eTag: "\"\(tag)\"",
        ]
        if EntityTag.matches(request, tag) { return Response(status: .notModified, headers: headers) }
        let key = TileCache.Key(content: state, z: tile.z, x: tile.x, y: tile.y)
        let entry: TileCache.Entry
        if let known = data.tileCache.entry(key) {
            entry = known
        } else {
            guard works else { return nil }
            let plain =
                switch content {
                case .set(let set): data.tiles.tile(set, tile)
                case .coverage(let coverage): try CoverageRoute.surface(coverage, data).encoded(tile)
                }
            // Roads closed meanwhile may be on it: it is drawn again as it is now.
            if case .set(let set) = content, Self.state(set, data) != state {
                return try self.tile(request, context, data, archive, layer: layer, works: works)
            }
            let compressed = plain.count > 256 ? Gzip.compress(plain, level: 4) ?? [] : []
            entry = TileCache.Entry(plain: plain, compressed: compressed)
            data.tileCache.keep(entry, for: key)
        }
        guard !entry.isEmpty else { return Response(status: .noContent, headers: headers) }
        headers[.contentType] = TileRenderer.mediaType
        var bytes = entry.plain
        if entry.compressed.readableBytes > 0, ContentCoding(request).prefersGzip {
            bytes = entry.compressed
            headers[.contentEncoding] = "gzip"
            headers[.eTag] = "\"\(tag)-gzip\""
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: bytes))
    }

    /// What tells a tile set from others and from itself before.
    private static func state(_ set: TileRenderer.TileSet, _ data: PublicDataset) -> String {
        let revision = data.tiles.revision(set)
        return revision.isEmpty ? set.rawValue : "\(set.rawValue).\(revision)"
    }

    /// What changes without a new build is asked for each time.
    private static let asked = "public, no-cache"

    /// How long a tile may be kept unasked: a structure taken down is gone within a minute, the map may wait for ten.
    private static func freshness(_ set: TileRenderer.TileSet) -> String {
        switch set {
        case .closures: asked
        case .structures: "public, max-age=30"
        default: "public, max-age=600"
        }
    }

    /// A tile out of an archive, as it lies there.
    private static func archived(_ tile: TileCoordinate, _ archive: PMTilesArchive, _ request: Request) -> Response {
        let bytes = archive.tile(tile) ?? []
        let tag = EntityTag.of(bytes)
        var headers: HTTPFields = [
            .cacheControl: TileRenderer.TileSet(rawValue: archive.name).map(freshness) ?? asked,
            .vary: "Accept-Encoding", .eTag: "\"\(tag)\"",
        ]
        if EntityTag.matches(request, tag) { return Response(status: .notModified, headers: headers) }
        guard !bytes.isEmpty else { return Response(status: .noContent, headers: headers) }
        headers[.contentType] = TileRenderer.mediaType
        if ContentCoding(request).prefersGzip {
            headers[.contentEncoding] = "gzip"
            headers[.eTag] = "\"\(tag)-gzip\""
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        }
        let plain = PMTilesArchive.plain(bytes) ?? []
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: plain)))
    }

    /// The description of a tile set; without `works` nil for a coverage, which is expensive.
    static func tileJSON(
        _ request: Request, _ context: WebContext, _ data: PublicDataset, address: OutsideAddress, works: Bool
    ) throws -> Response? {
        let name = try context.component("layer")
        guard works || name != coverageName else { return nil }
        let parameters = try request.parameters(name == coverageName ? data.parameters.coverageTile : [])
        switch try content(name, parameters, data) {
        case .set(let set): return document(data.tiles.tileJSON(set, base: address.full), request, address)
        case .coverage(let coverage):
            return document(
                data.tiles.tileJSON(coverage, base: address.full, query: parameters.query(changing: [])), request,
                address)
        }
    }

    /// A style of the map; without `works` nil for one with a coverage, which is expensive.
    static func style(
        _ request: Request, _ context: WebContext, _ data: PublicDataset, address: OutsideAddress, works: Bool
    ) throws -> Response? {
        let parameters = try request.parameters(data.parameters.style)
        let name = try context.component("name")
        // `coverage` is the light look with a coverage on it.
        guard let style = name == coverageName ? .light : MapStyle(rawValue: name) else {
            throw Problem.bad(
                "name", came: name, among: MapStyle.allCases.map(\.rawValue) + [coverageName],
                what: Phrase(el: "ύφος χάρτη", en: "map style"))
        }
        var options = MapStyle.Options(
            base: address.full, language: parameters.text("language") ?? "el",
            hasMunicipalities: data.dataset.municipalities.contains { $0.outline != .none })
        if name == coverageName || ["mode", "kind", "openAt"].contains(where: { !parameters.texts($0).isEmpty }) {
            guard works else { return nil }
            let coverage = try CoverageRoute.coverage(parameters, data)
            let kinds = parameters.texts("kind").map { "kind=\(PercentText.encode($0))" }
            let moment = parameters.texts("openAt").map { "openAt=\(PercentText.encode($0))" }
            options.kinds = parameters.texts("kind")
            if coverage.query.openAt != nil {
                options.structures = coverage.structures.map { data.dataset.structure(at: $0).id }
            }
            options.coverage = (kinds + moment + ["mode=\(PercentText.encode(coverage.query.mode))"])
                .joined(separator: "&")
        }
        return document(style.document(options), request, address)
    }

    /// A document that tells full addresses; small, so not worth compressing ahead.
    private static func document(_ bytes: [UInt8], _ request: Request, _ address: OutsideAddress) -> Response {
        let tag = EntityTag.of(bytes)
        var headers: HTTPFields = [.cacheControl: "public, max-age=60", .eTag: "\"\(tag)\""]
        address.vary(&headers)
        if EntityTag.matches(request, tag) { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = "application/json"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private static func content(
        _ name: String, _ parameters: RequestParameters, _ data: PublicDataset
    ) throws(Problem) -> Content {
        if name == coverageName { return .coverage(try CoverageRoute.coverage(parameters, data)) }
        guard let set = TileRenderer.TileSet(rawValue: name) else {
            throw Problem.bad(
                "layer", came: name, among: names, what: Phrase(el: "επίπεδο πλακιδίων", en: "tile layer"))
        }
        return .set(set)
    }

    private static func coordinate(_ context: WebContext) throws(Problem) -> TileCoordinate {
        let (z, x, y) = try coordinate(
            context, row: context.component("y"), deepest: TileCoordinate.deepestZoom)
        guard let tile = TileCoordinate(z: z, x: x, y: y) else { throw .notFound }
        return tile
    }

    /// Zoom, column and row in the path, of a pyramid that ends at zoom `deepest` and has `across` tiles side by side at
    /// zoom 0; a ``Problem`` says what is wrong.
    static func coordinate(
        _ context: WebContext, row y: String, deepest: Int, across: Int = 1
    ) throws(Problem) -> (z: Int, x: Int, y: Int) {
        let (z, x) = (try context.component("z"), try context.component("x"))
        do {
            return try TilePath.numbers(z: z, x: x, y: y, deepest: deepest, across: across)
        } catch {
            switch error {
            case .notANumber(let component, let came):
                throw Problem.bad(
                    component, came: came,
                    expected: Phrase(el: "ακέραιος χωρίς πρόσημο", en: "a whole number without sign"))
            case .zoom(let zoom):
                throw Problem.bad(
                    "z", came: "\(zoom)", expected: Phrase(el: "0 έως \(deepest)", en: "0 to \(deepest)"))
            case .outside(let z, let x, let y):
                throw Problem.noSuch(Phrase(el: "πλακίδιο", en: "tile"), parameter: "x, y", came: "\(z)/\(x)/\(y)")
            }
        }
    }
}

extension Problem {
    /// A name in the path that is none of a short list.
    static func bad(_ parameter: String, came: String, among known: [String], what: Phrase) -> Problem {
        var problem = Problem.noSuch(what, parameter: parameter, came: came)
        problem.accepted = known
        return problem
    }
}
