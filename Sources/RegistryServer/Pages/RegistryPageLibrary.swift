internal import HTTPTypes
internal import Hummingbird
internal import Mustache
internal import NIOCore
internal import PageKit
internal import Records

/// The templates of the registry's pages, parsed once.
struct RegistryPageLibrary: Sendable {
    private static let templates = [
        PageTemplate("layout", PackageResources.layout_mustache), RegistryPage.template,
        PageTemplate("block", PackageResources.block_mustache), PageTemplate("form", PackageResources.form_mustache),
        PageTemplate("entry", PackageResources.entry_mustache),
        PageTemplate("map", PackageResources.map_mustache),
    ]

    private let library: MustacheLibrary

    /// Parses the templates; throws the parser's error for an invalid one.
    init() throws {
        var library = MustacheLibrary()
        for template in Self.templates { try library.register(template.text, named: template.name) }
        self.library = library
    }

    /// Renders a page. Nothing of it is kept by browsers, and it is not compressed: its length would tell about its tokens.
    func response(_ page: RegistryPage, in language: Language, status: Int) -> Response {
        let html = library.render(PageTags(page, in: language), withTemplate: RegistryPage.template.name) ?? ""
        return Response(
            status: HTTPResponse.Status(code: status),
            headers: [
                .contentType: "text/html; charset=utf-8", .contentLanguage: language.tag, .cacheControl: "no-store",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }
}
