internal import HTTPTypes
internal import Hummingbird
internal import Mustache
internal import NIOCore
package import PageKit
package import Records
internal import WebSupport

/// The page templates, parsed once from resources of the program.
package struct PageLibrary: Sendable {
    /// The types of all pages.
    package static let pages: [any SitePage.Type] = [
        FinderPage.self, StructurePage.self, BenefitsQuestionPage.self, BenefitsSummaryPage.self, BenefitsPage.self,
        CoveragePage.self, QualityPage.self, HelpPage.self, AboutPage.self, ReportAgainPage.self, ProblemPage.self,
        KeptPage.self, KitPage.self, AlertPage.self,
    ]
    /// The templates that others include.
    package static let parts = [
        PageTemplate("layout", PackageResources.layout_mustache),
        PageTemplate("alert-strip", PackageResources.alert_strip_mustache),
        PageTemplate("search", PackageResources.search_mustache),
        PageTemplate("card", PackageResources.card_mustache), PageTemplate("map", PackageResources.map_mustache),
        PageTemplate("danger", PackageResources.danger_mustache),
        PageTemplate("exit", PackageResources.exit_mustache),
        PageTemplate("report", PackageResources.report_mustache),
        PageTemplate("needs", PackageResources.needs_mustache), PageTemplate("need", PackageResources.need_mustache),
        PageTemplate("calls", PackageResources.calls_mustache), PageTemplate("way", PackageResources.way_mustache),
        PageTemplate("benefits-kept", PackageResources.benefits_kept_mustache),
        PageTemplate("asked", PackageResources.asked_mustache), PageTemplate("keep", PackageResources.keep_mustache),
        PageTemplate("kept", PackageResources.kept_mustache),
        PageTemplate("suggest", PackageResources.suggest_mustache),
        PageTemplate("banner", PackageResources.banner_mustache), PageTemplate("tabs", PackageResources.tabs_mustache),
        PageTemplate("error-summary", PackageResources.error_summary_mustache),
        PageTemplate("summary", PackageResources.summary_mustache),
        PageTemplate("figures", PackageResources.figures_mustache),
        PageTemplate("disclosure", PackageResources.disclosure_mustache),
        PageTemplate("pagination", PackageResources.pagination_mustache),
        PageTemplate("toast", PackageResources.toast_mustache), PageTemplate("field", PackageResources.field_mustache),
        PageTemplate("choices", PackageResources.choices_mustache),
        PageTemplate("coverage-state", PackageResources.coverage_state_mustache),
        PageTemplate("coverage-map", PackageResources.coverage_map_mustache),
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
        if language != .greek { bytes = ForeignParts.marked(bytes, in: language) }
        var headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .contentLanguage: language.tag,
            .vary: "Accept-Encoding, Accept-Language",
            .cacheControl: isPersonal ? "private, no-store" : "public, max-age=0, s-maxage=60",
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
