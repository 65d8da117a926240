internal import Locator
internal import OpeningHours
internal import PageKit
internal import Records
internal import Routing

/// The roads that a registry has closed now, for those who do not see the map.
struct ClosureList: PageValue {
    let closed: [Entry]
    /// How many are not listed.
    let more: String?

    /// A closure.
    struct Entry: PageValue {
        let note: String
        let until: String?
        let source: String?
    }

    /// The most closures that are listed.
    private static let most = 20

    /// The closures that hold; nil when none does.
    init?(_ set: ClosureSet?, _ frame: PageFrame) {
        let now = frame.data.clock()
        let holding = (set?.closures ?? []).filter { $0.holds(at: Int64(now.seconds)) }
        guard !holding.isEmpty else { return nil }
        let (zone, language) = (frame.data.dataset.calendar.zone, frame.language)
        closed = holding.prefix(Self.most).map { closure in
            let end = closure.until.map { until in
                DateWords.moment(
                    zone.wallTime(at: UTCInstant(seconds: Int(until))), from: zone.wallTime(at: now), in: language)
            }
            return Entry(
                note: closure.note.isEmpty ? language.words(el: "Κλειστός δρόμος", en: "A closed road") : closure.note,
                until: end.map { language.words(el: "έως \($0)", en: "until \($0)") },
                source: closure.source.isEmpty ? nil : closure.source)
        }
        let rest = holding.count - Self.most
        more = rest > 0 ? language.words(el: "και άλλα \(rest)", en: "and \(rest) more") : nil
    }
}
