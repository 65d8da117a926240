internal import HTTPTypes
internal import Hummingbird
internal import Mustache
internal import NIOCore
internal import Records
internal import WebSupport

/// The page templates, parsed once from resources of the program.
struct PageLibrary: Sendable {
    private let templates: MustacheLibrary

    /// Parses the templates, which name files of `assets`; throws the parser's error for an invalid one.
    init(assets: PublicAssets) throws {
        var templates = MustacheLibrary()
        let sources: [(String, [UInt8])] = [
            ("layout", PackageResources.layout_mustache), ("search", PackageResources.search_mustache),
            ("card", PackageResources.card_mustache), ("map", PackageResources.map_mustache),
            ("finder", PackageResources.finder_mustache), ("structure", PackageResources.structure_mustache),
            ("about", PackageResources.about_mustache),
            ("benefits", PackageResources.benefits_mustache), ("problem", PackageResources.problem_mustache),
            ("coverage", PackageResources.coverage_mustache), ("help", PackageResources.help_mustache),
            ("danger", PackageResources.danger_mustache), ("exit", PackageResources.exit_mustache),
            ("report", PackageResources.report_mustache), ("report-again", PackageResources.report_again_mustache),
        ]
        for (name, bytes) in sources {
            try templates.register(String(decoding: assets.linked(bytes), as: UTF8.self), named: name)
        }
        self.templates = templates
    }

    /// Renders the template `name` with `values`, compressed when the client prefers that.
    func response(
        _ name: String, _ values: [String: Any], to request: Request, language: Language, status: Int = 200,
        isPersonal: Bool
    ) -> Response {
        var bytes = Array((templates.render(values, withTemplate: name) ?? "").utf8)
        if language != .greek { bytes = GreekParts.marked(bytes) }
        var headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .contentLanguage: language.tag, .vary: "Accept-Encoding",
            .cacheControl: isPersonal ? "private, no-store" : "public, max-age=60",
        ]
        if ContentCoding(request).prefersGzip, let compressed = bytes.gzipped() {
            bytes = compressed
            headers[.contentEncoding] = "gzip"
        }
        return Response(
            status: HTTPResponse.Status(code: status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
