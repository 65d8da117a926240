internal import Entitlement
internal import Geocoding
internal import GeoIndex
internal import Locator
internal import Records
internal import WebSupport

/// The frame of every page.
struct PageFrame: Sendable {
    let data: PublicDataset
    let language: Language
    let hasMap: Bool
    /// Accepts reports of mistakes; nil when they are not accepted.
    var reports: ReportBox?

    /// The values of the layout; `path` is the path of the page without language, for the link to the other language.
    func values(title: String, path: String) -> [String: Any] {
        let description = data.dataset.description
        let other: Language = language == .greek ? .english : .greek
        var values: [String: Any] = [
            "lang": language.tag, "title": title, "t": PageTexts.all(in: language), "home": home,
            "otherHome": Self.link("/", other), "otherPage": Self.link(path, other), "otherLang": other.tag,
            "otherName": other == .greek ? "Ελληνικά" : "English",
            "region": description.names.text(in: language.tag), "hasMap": hasMap, "hasStreets": hasStreets,
            "sketch": data.overview.isSketch,
            "notes": description.notes.map { $0.text(in: language.tag) },
            "attributions": attributions(description),
            "dataDate": data.dataset.dataDate, "dataDateText": PageDate.text(data.dataset.dataDate, in: language),
            "build": String(data.build.prefix(12)), "aboutPage": Self.link("/about", language),
            "hasBenefits": data.dataset.programmes != nil, "benefitsPage": Self.link("/benefits", language),
            "coveragePage": Self.link("/coverage", language),
            "hasHelp": !data.dataset.help.topics.isEmpty, "helpPage": Self.link("/help", language),
        ]
        if let bounds = data.overview.bounds {
            values["bounds"] = "\(bounds.west),\(bounds.south),\(bounds.east),\(bounds.north)"
        }
        return values
    }

    /// Whether the dataset has streets, so that addresses can be found.
    var hasStreets: Bool { data.dataset.geocoder.streetCount > 0 }

    /// A text of the pages by name.
    func text(_ name: String) -> String { PageTexts.text(name, in: language) }

    /// The search page in the language of this page.
    var home: String { Self.link("/", language) }

    /// A link that keeps the language; Greek is the default.
    func link(_ path: String) -> String { Self.link(path, language) }

    private static func link(_ path: String, _ language: Language) -> String {
        guard language != .greek else { return path }
        return "\(path)\(path.contains("?") ? "&" : "?")lang=\(language.tag)"
    }

    /// The attributions without repetitions; the licences are on the page about the data.
    private func attributions(_ description: RegionDescription) -> [String] {
        var seen: Set<String> = []
        return description.credits.map(\.attribution).filter { !$0.isEmpty && seen.insert($0).inserted }
    }
}
