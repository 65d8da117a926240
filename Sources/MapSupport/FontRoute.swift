package import Hummingbird
internal import Records
package import TileServer
package import WebSupport

/// `/fonts/{stack}/{range}.pbf`: glyphs for maps drawn by the client.
package enum FontRoute {
    /// The glyphs of a range. Of the fonts listed in the stack's name the first known one is used. With `works` false,
    /// returns nil when the glyphs are not cached.
    package static func glyphs(
        _ request: Request, _ context: WebContext, _ server: GlyphServer, works: Bool
    ) async throws -> Response? {
        _ = try request.parameters(.none)
        let (stack, range) = (try context.component("stack"), try context.component("range"))
        guard let first = GlyphServer.first(ofRange: range) else {
            throw Problem.bad(
                "range", came: range,
                expected: Phrase(
                    el: "256 χαρακτήρες από πολλαπλάσιο του 256, π.χ. 0-255",
                    en: "256 characters from a multiple of 256, such as 0-255"))
        }
        guard let name = GlyphServer.name(listedIn: stack) else {
            throw Problem.bad(
                "stack", came: stack, among: GlyphServer.names, what: Phrase(el: "γραμματοσειρά", en: "font"))
        }
        guard works || server.known(stack: name, first: first) != nil else { return nil }
        guard let bytes = try await server.glyphs(stack: name, first: first) else { throw Problem.notFound }
        return TaggedAnswer(
            EntityTag.of(bytes), mediaType: "application/x-protobuf", cacheControl: "public, max-age=86400"
        ).response(to: request) { .bytes(bytes) }
    }
}
