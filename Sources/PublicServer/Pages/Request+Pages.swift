internal import HTTPTypes
internal import Hummingbird
internal import Records
internal import WebSupport

extension Request {
    /// The language of a page: that of the address, else ``defaultPageLanguage``.
    var pageLanguage: Language {
        Language.page(explicit: languageParameter, acceptLanguage: headers[.acceptLanguage])
    }

    /// The language of pages whose address names none, for this reader.
    var defaultPageLanguage: Language { Language.pageDefault(acceptLanguage: headers[.acceptLanguage]) }

    /// Whether a browser requests a page, not a program data.
    var wantsPage: Bool {
        let isData = ["/api/", "/ogc", "/hsds", "/export/", "/tiles/", "/styles/", "/assets/", "/openapi.json"].contains
        { uri.path.hasPrefix($0) }
        return !isData && (headers[.accept]?.hasPrefix("text/html") ?? false)
    }
}
