internal import Locator
internal import Records
internal import Routing
internal import TileServer
internal import WebSupport

extension CoverageSheet.Words {
    /// Creates the texts of a coverage sheet in a language.
    init(_ coverage: Coverage, _ data: PublicDataset, _ language: Language) {
        let dataset = data.dataset
        let kinds = coverage.query.kinds.compactMap { dataset.kind(code: $0)?.names.text(in: language) }
        let kind = kinds.isEmpty ? CoveragePage.words.anyKind[language] : kinds.joined(separator: ", ")
        let mode = TravelMode.name(of: coverage.query.mode, in: language)
        let table = CoverageTable(coverage, minutes: CoverageQuery.standardMinutes)
        func say(_ greek: String, _ english: String) -> String { language == .greek ? greek : english }
        var facts = [
            say("Μέσο: \(mode)", "Mode: \(mode)"),
            Self.hour(coverage).map { say("Ανοιχτές στις \($0)", "Open at \($0)") }
                ?? say("Ώρα: οποιαδήποτε", "Hour: any"),
            say("Δομές: \(coverage.structures.count)", "Structures: \(coverage.structures.count)"),
            say(
                "Κλειστοί δρόμοι: έκδοση \(coverage.closuresVersion)",
                "Road closures: version \(coverage.closuresVersion)"),
        ]
        for (minutes, people) in zip(table.minutes, table.total.within) {
            facts.append(
                say(
                    "Έως \(minutes) λεπτά: \(people) από \(table.total.population) κατοίκους",
                    "Within \(minutes) min: \(people) of \(table.total.population) residents"))
        }
        facts += coverage.notes(table).map { $0.text(in: language) }
        facts.append(say("Δεδομένα έως \(dataset.dataDate)", "Data up to \(dataset.dataDate)"))
        facts.append(say("Έκδοση ", "Build ") + data.build.prefix(12))
        self.init(
            title: say("Κάλυψη: \(kind) · \(mode)", "Coverage: \(kind) · \(mode)"), facts: facts,
            speedsTitle: say(
                "Ταχύτητες, km/h (εντός / εκτός πόλης), χωρίς κίνηση· ισχύουν και τα όρια των πινακίδων. Ως τον δρόμο με "
                    + "τα πόδια, 4,5 km/h.",
                "Speeds, km/h (in / out of town), without traffic; signed limits hold too. To the road on foot, 4.5 km/h."
            ),
            speeds: Self.speeds(mode: coverage.query.mode, language),
            sources: say("Πηγές: ", "Sources: ") + data.tiles.renderer.attribution, language: language)
    }

    /// The moment of the coverage in a readable form: `2026-04-10 08:30`.
    private static func hour(_ coverage: Coverage) -> String? {
        coverage.momentText.map { String($0.prefix(16)).replacing("T", with: " ") }
    }

    private static let roads: [(tag: String, name: Phrase)] = [
        ("motorway", Phrase(el: "αυτοκινητόδρομος", en: "motorway")),
        ("trunk", Phrase(el: "ταχείας κυκλοφορίας", en: "trunk road")),
        ("primary", Phrase(el: "κύρια οδός", en: "primary road")),
        ("secondary", Phrase(el: "δευτερεύουσα", en: "secondary road")),
        ("tertiary", Phrase(el: "τριτεύουσα", en: "tertiary road")),
        ("unclassified", Phrase(el: "τοπική οδός", en: "local road")),
        ("residential", Phrase(el: "δρόμος κατοικιών", en: "residential street")),
        ("track", Phrase(el: "χωματόδρομος", en: "track")),
        ("path", Phrase(el: "μονοπάτι", en: "path")),
        ("steps", Phrase(el: "σκαλιά", en: "steps")),
    ]

    /// The road classes and their speeds for a mode; empty when the mode is not a standard one.
    private static func speeds(mode: String, _ language: Language) -> [Speed] {
        guard let profile = TravelProfile.standard.first(where: { $0.name == mode }) else { return [] }
        return roads.compactMap { road in
            profile.speeds[road.tag].map { speed in
                let numbers = [speed.urban, speed.rural].map { number($0, language) }
                return Speed(
                    road: road.name[language],
                    speed: numbers[0] == numbers[1] ? numbers[0] : numbers.joined(separator: " / "))
            }
        }
    }

    private static func number(_ value: Double, _ language: Language) -> String {
        let tenths = Int((value * 10).rounded())
        guard tenths % 10 != 0 else { return "\(tenths / 10)" }
        return "\(tenths / 10)\(language == .greek ? "," : ".")\(tenths % 10)"
    }
}
