internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import TileServer
internal import WebSupport

/// `/tiles/…` and `/styles/…`.
enum TileRoutes {
    static func tile(_ request: Request, _ context: WebContext, _ data: PublicDataset) throws -> Response {
        _ = try request.parameters([])
        let set = try tileSet(context)
        let tile = try coordinate(context)
        let build = data.build
        let tag = "\(build)-\(set.rawValue)-\(tile.z)-\(tile.x)-\(tile.y)"
        var headers: HTTPFields = [.cacheControl: "public, max-age=60", .vary: "Accept-Encoding", .eTag: "\"\(tag)\""]
        if EntityTag.matches(request, tag) { return Response(status: .notModified, headers: headers) }
        let key = TileCache.Key(set: set, tile: tile)
        let entry = data.tileCache[key] ?? draw(key, data)
        guard !entry.plain.isEmpty else { return Response(status: .noContent, headers: headers) }
        headers[.contentType] = TileRenderer.mediaType
        var bytes = entry.plain
        if !entry.compressed.isEmpty, EntityTag.acceptsGzip(request) {
            bytes = entry.compressed
            headers[.contentEncoding] = "gzip"
            headers[.eTag] = "\"\(tag)-gzip\""
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    static func tileJSON(_ request: Request, _ context: WebContext, _ data: PublicDataset, address: String) throws
        -> Response
    {
        _ = try request.parameters([])
        return document(data.tiles.tileJSON(try tileSet(context), base: address), request)
    }

    static func style(_ request: Request, _ context: WebContext, address: String) throws -> Response {
        _ = try request.parameters([])
        let name = try context.component("name")
        guard let style = MapStyle(rawValue: name) else {
            throw Problem.bad(
                "name", came: name, among: MapStyle.allCases.map(\.rawValue),
                what: Phrase(el: "ύφος χάρτη", en: "map style"))
        }
        return document(style.document(base: address), request)
    }

    private static func draw(_ key: TileCache.Key, _ data: PublicDataset) -> TileCache.Entry {
        let plain = data.tiles.tile(key.set, key.tile)
        let compressed = plain.count > 256 ? Gzip.compress(plain) ?? [] : []
        let entry = TileCache.Entry(plain: plain, compressed: compressed)
        // A tile with nothing in it is found empty faster than it is looked up.
        if !plain.isEmpty { data.tileCache.keep(entry, for: key) }
        return entry
    }

    /// A document that depends on the address it was asked under; small, so not worth compressing ahead.
    private static func document(_ bytes: [UInt8], _ request: Request) -> Response {
        let tag = EntityTag.of(bytes)
        var headers: HTTPFields = [.cacheControl: "public, max-age=60", .vary: "Host", .eTag: "\"\(tag)\""]
        if EntityTag.matches(request, tag) { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = "application/json"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private static func tileSet(_ context: WebContext) throws(Problem) -> TileRenderer.TileSet {
        let name = try context.component("layer")
        guard let set = TileRenderer.TileSet(rawValue: name) else {
            throw Problem.bad(
                "layer", came: name, among: TileRenderer.TileSet.allCases.map(\.rawValue),
                what: Phrase(el: "επίπεδο πλακιδίων", en: "tile layer"))
        }
        return set
    }

    private static func coordinate(_ context: WebContext) throws(Problem) -> TileCoordinate {
        let (z, x, y) = (try context.component("z"), try context.component("x"), try context.component("y"))
        do {
            return try TilePath.parse(z: z, x: x, y: y)
        } catch {
            switch error {
            case .notANumber(let component, let came):
                throw Problem.bad(
                    component, came: came,
                    expected: Phrase(el: "ακέραιος χωρίς πρόσημο", en: "a whole number without sign"))
            case .zoom(let zoom):
                let deepest = TileCoordinate.deepestZoom
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
    fileprivate static func bad(_ parameter: String, came: String, among known: [String], what: Phrase) -> Problem {
        var problem = Problem.noSuch(what, parameter: parameter, came: came)
        problem.accepted = known
        return problem
    }
}
