internal import HTTPTypes
internal import Hummingbird
internal import Records
internal import WebSupport

extension Request {
    /// The language of a page: what its address says, else Greek. What the browser prefers is no good guide here:
    /// telephones are often set to another language than their owner reads best.
    var pageLanguage: Language {
        Language.negotiate(explicit: languageParameter)
    }

    /// Whether a person's browser asked for a page, and not a program for data.
    var wantsPage: Bool {
        let isData = ["/api/", "/ogc", "/hsds", "/export/", "/tiles/", "/styles/", "/assets/", "/openapi.json"].contains
        { uri.path.hasPrefix($0) }
        return !isData && (headers[.accept]?.hasPrefix("text/html") ?? false)
    }
}
