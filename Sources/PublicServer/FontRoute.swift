internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Records
internal import TileServer
internal import WebSupport

/// `/fonts/{stack}/{range}.pbf`: letters for maps drawn by the client.
enum FontRoute {
    /// A stack's name may list several fonts, of which the first known counts. Without `works` nil when the glyphs would have to
    /// be drawn.
    static func glyphs(
        _ request: Request, _ context: WebContext, _ server: GlyphServer, works: Bool
    ) throws -> Response? {
        _ = try request.parameters([])
        let (stack, range) = (try context.component("stack"), try context.component("range"))
        let bounds = range.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard bounds.count == 2, let first = bounds[0], let last = bounds[1], (0..<65536).contains(first),
            first % 256 == 0, last == first + 255, "\(first)-\(last)" == range
        else {
            throw Problem.bad(
                "range", came: range,
                expected: Phrase(
                    el: "256 χαρακτήρες από πολλαπλάσιο του 256, π.χ. 0-255",
                    en: "256 characters from a multiple of 256, such as 0-255"))
        }
        let names = stack.split(separator: ",").map { String($0.drop { $0 == " " }) }
        guard let name = names.first(where: GlyphServer.names.contains) else {
            throw Problem.bad(
                "stack", came: stack, among: GlyphServer.names, what: Phrase(el: "γραμματοσειρά", en: "font"))
        }
        guard works || server.known(stack: name, first: first) != nil else { return nil }
        guard let bytes = server.glyphs(stack: name, first: first) else { throw Problem.notFound }
        let tag = EntityTag.of(bytes)
        var headers: HTTPFields = [.cacheControl: "public, max-age=86400", .eTag: "\"\(tag)\""]
        if EntityTag.matches(request, tag) { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = "application/x-protobuf"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
