internal import Entitlement
internal import Geocoding
internal import GeoIndex
internal import Locator
internal import Records
internal import WebSupport

/// What every page is made from: the dataset, the language, and what the server offers.
struct PageFrame: Sendable {
    let data: PublicDataset
    let language: Language
    let hasMap: Bool
    /// The forms whose answers can be read again.
    let sent: SentForms
    /// Accepts reports of mistakes; nil when they are not accepted.
    var reports: ReportBox?
    /// The moment that the page was asked for; nil for now.
    var moment: UTCInstant?

    /// The moment that hours are told for.
    var instant: UTCInstant { moment ?? data.clock() }

    /// Whether the dataset has streets, so that addresses can be found.
    var hasStreets: Bool { data.dataset.geocoder.streetCount > 0 }

    /// Keeps a form for some minutes and returns its key. Nil when there is no room, or when its text is about violence or
    /// the like: such a form is answered at once and leaves nothing behind.
    func keep(_ form: RequestParameters, for client: ClientKey) -> String? {
        let isDiscreet = form.text("q").flatMap { data.dataset.help.danger(in: $0) }?.topic.isDiscreet == true
        return isDiscreet ? nil : sent.keep(form, for: client)
    }

    /// The search page in the language of this page.
    var home: String { link("/") }

    /// The bounds of the map: west, south, east, north in degrees.
    var bounds: String? {
        data.overview.bounds.map { "\($0.west),\($0.south),\($0.east),\($0.north)" }
    }

    /// A title of a page, with the name of the program behind it.
    func title(_ name: String) -> String { "\(name) · \(Layout.words.brand[language])" }

    /// A link that keeps the language; Greek is the default.
    func link(_ path: String) -> String { Self.link(path, language) }

    /// A link to a page in a language.
    static func link(_ path: String, _ language: Language) -> String {
        guard language != .greek else { return path }
        return "\(path)\(path.contains("?") ? "&" : "?")lang=\(language.tag)"
    }
}
