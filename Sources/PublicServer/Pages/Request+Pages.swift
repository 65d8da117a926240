internal import HTTPTypes
internal import Hummingbird
internal import Records
internal import WebSupport

extension Request {
    /// The language of a page: that of the address, else Greek. `Accept-Language` is ignored, because many telephones
    /// are set to a language that their owner does not read best.
    var pageLanguage: Language {
        Language.negotiate(explicit: languageParameter)
    }

    /// Whether a browser requests a page, not a program data.
    var wantsPage: Bool {
        let isData = ["/api/", "/ogc", "/hsds", "/export/", "/tiles/", "/styles/", "/assets/", "/openapi.json"].contains
        { uri.path.hasPrefix($0) }
        return !isData && (headers[.accept]?.hasPrefix("text/html") ?? false)
    }
}
