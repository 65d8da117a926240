internal import Alerts
internal import GeoIndex
internal import Locator
internal import OpeningHours
internal import PageKit
internal import Records

/// The page of the alerts in force.
struct AlertPage: SitePage {
    static let template = PageTemplate("alerts", PackageResources.alerts_mustache)

    let base: Layout
    let heading: String
    /// What the page says when there are no alerts.
    let none: String?
    let parts: [Part]
    /// The feed for programs.
    let feed: String

    /// One alert.
    struct Part: PageValue {
        let id: String
        let tone: String
        let lang: String
        let dir: String
        let heading: String
        let severity: String
        let urgency: String?
        let until: String
        let translation: String?
        let description: [String]
        let instruction: Lines?
        let contact: String?
        let web: String?
        let areas: Lines?
        /// Towns and villages inside of the area.
        let places: Places?
        let sender: String
        let sent: String
        let document: String
    }

    struct Places: PageValue {
        let title: String
        let text: String
    }

    /// Texts below a heading.
    struct Lines: PageValue {
        let list: [String]

        /// Creates the texts; nil without any.
        init?(_ list: [String]) {
            guard !list.isEmpty else { return nil }
            self.list = list
        }
    }

    struct Words {
        let what = Phrase(el: "Τι να κάνετε", en: "What to do")
        let whereTitle = Phrase(el: "Πού", en: "Where")
        let more = Phrase(el: "Περισσότερα από τον αποστολέα", en: "More from the sender")
        let from = Phrase(el: "Από:", en: "From:")
        let document = Phrase(el: "Το μήνυμα για προγράμματα (CAP 1.2)", en: "The message for programs (CAP 1.2)")
        let feed = Phrase(el: "Ροή ειδοποιήσεων (Atom)", en: "Feed of alerts (Atom)")
    }
    static let words = WordList(Words())
}

extension AlertPage {
    /// Creates the page of the alerts that are in force now.
    init(_ frame: PageFrame) {
        let language = frame.language
        let heading = Phrase(el: "Ειδοποιήσεις", en: "Alerts")[language]
        let live = frame.alerts
        self.init(
            base: Layout(frame, title: frame.title(heading), path: "/alerts", showsAlerts: false), heading: heading,
            none: live.isEmpty
                ? Phrase(
                    el: "Δεν υπάρχουν ειδοποιήσεις σε ισχύ εδώ. Ακολουθήστε πάντα όσα λέει το 112.",
                    en: "There are no alerts in force here. Always do what 112 says.")[language] : nil,
            parts: live.flatMap { Part.all($0, frame) }, feed: "/alerts.atom")
    }
}

extension AlertPage.Part {
    /// The parts of an alert: one for each information in the language of the reader.
    fileprivate static func all(_ alert: Alert, _ frame: PageFrame) -> [AlertPage.Part] {
        let language = frame.language
        return alert.infos(for: language).enumerated().map { index, info in
            AlertPage.Part(
                id: "a-\(alert.key.word)\(index == 0 ? "" : "-\(index)")",
                tone: info.tone, lang: info.language, dir: info.direction, heading: info.title,
                severity: info.severityWords(in: language),
                urgency: info.urgencyWords(in: language),
                until: alert.untilWords(in: language, frame.data.dataset, today: frame.data.today),
                translation: info.translationWords(in: language), description: lines(info.description),
                instruction: AlertPage.Lines(lines(info.instruction)), contact: info.contact, web: info.web,
                areas: AlertPage.Lines(info.areas.map(\.text)), places: places(info.areas, frame),
                sender: info.senderName ?? alert.key.sender,
                sent: moment(alert.key.sent.instant, frame), document: "/alerts/\(alert.key.word)")
        }
    }

    private static func moment(_ instant: UTCInstant, _ frame: PageFrame) -> String {
        let wall = frame.data.dataset.calendar.zone.wallTime(at: instant)
        return "\(PageDate.text(TimeText.text(wall.date), in: frame.language)), \(TimeText.clock(minute: wall.minute))"
    }

    private static func lines(_ text: String?) -> [String] {
        (text ?? "").split(whereSeparator: \.isNewline).map(String.init)
    }

    /// The settlements inside of the areas that have a shape, and the municipalities that areas name by code.
    private static func places(_ areas: [AlertArea], _ frame: PageFrame) -> AlertPage.Places? {
        let codes = Set(
            areas.flatMap(\.geocodes).filter { $0.name == AlertArea.municipalityCode }.map(\.value))
        var names = frame.data.dataset.municipalities.filter { codes.contains($0.code) }
            .map { $0.title(in: frame.language) }
        names += frame.data.settlements(in: areas.filter(\.hasShape)).map { frame.place($0) }
        guard !names.isEmpty else { return nil }
        let most = 60
        let text = names.prefix(most).joined(separator: ", ")
        let rest = names.count - most
        return AlertPage.Places(
            title: Phrase(el: "Οικισμοί μέσα στην περιοχή", en: "Places inside the area")[frame.language],
            text: rest > 0 ? text + Phrase(el: " και άλλοι \(rest)", en: " and \(rest) more")[frame.language] : text)
    }
}
