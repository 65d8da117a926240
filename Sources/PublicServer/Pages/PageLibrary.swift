internal import HTTPTypes
internal import Hummingbird
internal import Mustache
internal import NIOCore
package import Records
internal import WebSupport

/// The page templates, parsed once from resources of the program.
package struct PageLibrary: Sendable {
    /// The types of all pages.
    package static let pages: [any SitePage.Type] = [
        FinderPage.self, StructurePage.self, BenefitsQuestionPage.self, BenefitsSummaryPage.self,
        BenefitsPage.self, CoveragePage.self, HelpPage.self, AboutPage.self,
        ReportAgainPage.self, ProblemPage.self,
    ]
    /// The templates that others include.
    package static let parts = [
        PageTemplate("layout", PackageResources.layout_mustache),
        PageTemplate("search", PackageResources.search_mustache),
        PageTemplate("card", PackageResources.card_mustache), PageTemplate("map", PackageResources.map_mustache),
        PageTemplate("danger", PackageResources.danger_mustache),
        PageTemplate("exit", PackageResources.exit_mustache),
        PageTemplate("report", PackageResources.report_mustache),
        PageTemplate("needs", PackageResources.needs_mustache), PageTemplate("need", PackageResources.need_mustache),
        PageTemplate("calls", PackageResources.calls_mustache), PageTemplate("way", PackageResources.way_mustache),
        PageTemplate("benefits-kept", PackageResources.benefits_kept_mustache),
    ]

    private let templates: MustacheLibrary

    /// Parses the templates, which name files of `assets`; throws the parser's error for an invalid one.
    package init(assets: PublicAssets) throws {
        var templates = MustacheLibrary()
        for template in Self.parts + Self.pages.map({ $0.template }) {
            try templates.register(assets.linked(template.text), named: template.name)
        }
        self.templates = templates
    }

    /// Renders a page as HTML.
    package func html<Value: SitePage>(_ page: Value, in language: Language) -> String {
        templates.render(PageTags(page, in: language), withTemplate: Value.template.name) ?? ""
    }

    /// Renders a page, compressed when the client prefers that.
    func response(
        _ page: some SitePage, to request: Request, language: Language, status: Int = 200, isPersonal: Bool
    ) -> Response {
        var bytes = Array(html(page, in: language).utf8)
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
