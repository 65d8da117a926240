internal import Entitlement
internal import Geocoding
internal import GeoIndex
internal import Locator
internal import PageKit
internal import Records
internal import Routing
internal import WebSupport

/// What every page is made from: the dataset, the language, and what the server offers.
struct PageFrame: Sendable {
    let data: PublicDataset
    /// The language of the page.
    var language: Language
    /// The language that the reader chose, which links keep.
    let reader: Language
    /// The language of pages whose address names none, for this reader.
    let unnamed: Language
    let hasMap: Bool
    /// The forms whose answers can be read again.
    let sent: SentForms
    /// Accepts reports of mistakes; nil when they are not accepted.
    var reports: ReportBox?
    /// The road closures of a registry that are in force; nil when there are none.
    var closures: ClosureSet?
    /// The moment that the page was asked for; nil for now.
    var moment: UTCInstant?

    /// The moment for which the page says whether a structure is open.
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

    /// The text in the language of the page; nil when it is empty.
    func present(_ text: LocalizedText) -> String? {
        let text = text.text(in: language)
        return text.isEmpty ? nil : text
    }

    /// A name or an address as it is on signs, for a page that explains it in its own words: in Greek, or in English on a
    /// page in English if there is one.
    func sign(_ text: LocalizedText) -> String {
        guard language.isTranslated else { return text.text(in: language) }
        return text[language.tag] ?? text["und"] ?? text["el"] ?? text.text(in: language)
    }

    /// A text of ``sign(_:)`` in Latin letters (ELOT 743), to be said or spelled; nil when it is so already or the page is
    /// Greek.
    func latin(_ text: LocalizedText) -> String? {
        guard language != .greek else { return nil }
        let sign = sign(text)
        let latin = Elot743.transliterate(sign)
        return latin == sign ? nil : latin
    }

    /// The name of a place within a text: in Latin letters, on pages in other letters beside the Greek name, then without
    /// the larger places that follow after a comma.
    func place(_ name: LocalizedText) -> String {
        guard language != .greek else { return name.text(in: language) }
        let sign = name.text(in: Language.greek)
        let latin = name["en"] ?? Elot743.transliterate(sign)
        return language == .english || language == .albanian || sign == latin
            ? latin : "\(sign) (\(latin.prefix { $0 != "," }))"
    }

    /// The frame of a page for planners, which is in Greek or English.
    var forPlanners: PageFrame {
        var frame = self
        frame.language = language.orEnglish
        return frame
    }

    /// A link that keeps the language.
    func link(_ path: String) -> String { link(path, reader) }

    /// A link to a page in a language.
    func link(_ path: String, _ language: Language) -> String {
        guard language != unnamed else { return path }
        return "\(path)\(path.contains("?") ? "&" : "?")lang=\(language.tag)"
    }
}
