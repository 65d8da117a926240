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
        let live = frame.alerts
        guard !live.isEmpty else { return nil }
        let language = frame.language
        label = Phrase(el: "Ειδοποιήσεις σε ισχύ", en: "Alerts in force")[language]
        let page = frame.link("/alerts")
        alerts = live.prefix(Self.most).compactMap { alert in
            guard let info = alert.info(for: language) else { return nil }
            return Entry(
                tone: info.tone, lang: info.language, dir: info.direction, heading: info.title,
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

extension PageFrame {
    /// The alerts in force: the greatest danger first, then the newest.
    var alerts: [Alert] {
        data.alerts.live(at: data.clock()).enumerated()
            .sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(\.element)
    }
}

extension Alert {
    /// The place of its greatest danger in the order of the standard.
    fileprivate var rank: Int {
        infos.compactMap { AlertInfo.Severity.allCases.firstIndex(of: $0.severity) }.min() ?? 0
    }
}

extension AlertInfo {
    /// How it looks: `danger`, or `warning` for a moderate or minor one.
    var tone: String { severity == .moderate || severity == .minor ? "warning" : "danger" }

    /// The direction of its writing.
    var direction: String {
        let language = Language(rawValue: String(language.prefix { $0 != "-" }).lowercased())
        return language?.isRightToLeft == true ? "rtl" : "ltr"
    }
}
