internal import Alerts
internal import PageKit
internal import Records

/// The alerts in force, below the header of every page.
struct AlertStrip: PageValue {
    let label: String
    let alerts: [Entry]
    /// A link to the others when there are more than ``most``.
    let others: Link?

    /// One alert in a line.
    struct Entry: PageValue {
        /// How it looks: `danger`, or `warning` for moderate and minor ones.
        let tone: String
        let lang: String
        let dir: String
        let heading: String
        /// Where, in the words of the message.
        let area: String
        let until: String
        let page: String
    }

    /// The most alerts in the strip. The page of alerts has all.
    private static let most = 3

    /// Creates the strip of the alerts in force; nil when there are none.
    init?(_ frame: PageFrame) {
        let live = frame.data.alerts.live(at: frame.data.clock())
        guard !live.isEmpty else { return nil }
        let language = frame.language
        label = Phrase(el: "Ειδοποιήσεις σε ισχύ", en: "Alerts in force")[language]
        let page = frame.link("/alerts")
        alerts = live.sorted { $0.rank < $1.rank }.prefix(Self.most).compactMap { alert in
            guard let info = alert.info(for: language) else { return nil }
            let own = info.pageLanguage
            return Entry(
                tone: info.severity == .moderate || info.severity == .minor ? "warning" : "danger",
                lang: info.language, dir: own?.isRightToLeft == true ? "rtl" : "ltr",
                heading: info.headline ?? info.event,
                area: alert.infos(for: language).flatMap(\.areas).map(\.text).joined(separator: " · "),
                until: alert.untilWords(in: language, frame.data.dataset, today: frame.data.today),
                page: "\(page)#a-\(alert.key.word)")
        }
        let rest = live.count - alerts.count
        others =
            rest > 0
            ? Link(
                name: Phrase(el: "Όλες οι ειδοποιήσεις: \(live.count)", en: "All alerts: \(live.count)")[language],
                page: page)
            : nil
    }
}

extension Alert {
    /// The place among other alerts: the greatest danger first, then the newest.
    var rank: Int {
        let severity = infos.compactMap { AlertInfo.Severity.allCases.firstIndex(of: $0.severity) }.min() ?? 0
        return severity
    }
}

extension AlertInfo {
    /// The language of the texts if it is one of the pages.
    var pageLanguage: Language? { Language(rawValue: String(language.prefix { $0 != "-" }).lowercased()) }
}
