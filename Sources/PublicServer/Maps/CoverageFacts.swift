internal import Locator
internal import OpeningHours
internal import PageKit
internal import Records
internal import Routing
internal import TileServer
internal import WebSupport

/// What a coverage rests on, in words; the same on the page and on the sheet.
struct CoverageFacts {
    /// The kind of structure.
    let kind: String
    /// The travel mode.
    let mode: String
    /// The question, and what holds for the answer.
    let parameters: [String]
    /// The limitations of the figures.
    let notes: [String]
    /// The date of the data and the build.
    let origin: String
    /// The heading of the speeds.
    let speedsTitle: String
    /// The speeds by road class; empty when the mode is not a standard one.
    let speeds: [CoverageSheet.Words.Speed]

    init(_ coverage: Coverage, _ table: CoverageTable, _ data: PublicDataset, _ language: Language) {
        func say(_ greek: String, _ english: String) -> String { language == .greek ? greek : english }
        let dataset = data.dataset
        let kinds = coverage.query.kinds.compactMap { dataset.kind(code: $0)?.names.text(in: language) }
        kind = kinds.isEmpty ? CoveragePage.words.anyKind[language] : kinds.joined(separator: ", ")
        mode = TravelMode.name(of: coverage.query.mode, in: language)
        let minutes = table.minutes.map(String.init).joined(separator: ", ")
        parameters = [
            say("Είδος: \(kind)", "Kind: \(kind)"), say("Μέσο: \(mode)", "Mode: \(mode)"),
            say("Λεπτά: \(minutes)", "Minutes: \(minutes)"),
            Self.hour(coverage, language).map { say("Ανοιχτές: \($0)", "Open: \($0)") }
                ?? say("Ώρα: οποιαδήποτε", "Hour: any"),
            say("Δομές: \(coverage.structures.count)", "Structures: \(coverage.structures.count)"),
            say(
                "Κλειστοί δρόμοι: έκδοση \(coverage.closuresVersion)",
                "Road closures: version \(coverage.closuresVersion)"),
        ]
        notes = coverage.notes(table).map { $0.text(in: language) }
        let date = PageDate.text(dataset.dataDate, in: language)
        origin =
            say("Δεδομένα έως \(date)", "Data up to \(date)") + " · "
            + say("έκδοση ", "build ") + data.build.prefix(12)
        speedsTitle = say(
            "Ταχύτητες, km/h (εντός / εκτός πόλης), χωρίς κίνηση· ισχύουν και τα όρια των πινακίδων. Ως τον δρόμο με "
                + "τα πόδια, 4,5 km/h.",
            "Speeds, km/h (in / out of town), without traffic; signed limits hold too. To the road on foot, 4.5 km/h.")
        speeds = Self.roadSpeeds(mode: coverage.query.mode, language)
    }

    /// The moment of the coverage in words: «Παρασκευή 10 Απριλίου 2026, 08:30».
    private static func hour(_ coverage: Coverage, _ language: Language) -> String? {
        coverage.query.openAt.map { moment in
            let wall = coverage.dataset.calendar.zone.wallTime(at: moment)
            return "\(DateWords.day(wall.date, in: language)) \(wall.date.year), \(TimeText.clock(minute: wall.minute))"
        }
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
    private static func roadSpeeds(mode: String, _ language: Language) -> [CoverageSheet.Words.Speed] {
        guard let profile = TravelProfile.standard.first(where: { $0.name == mode }) else { return [] }
        return roads.compactMap { road in
            profile.speeds[road.tag].map { speed in
                let numbers = [speed.urban, speed.rural].map { number($0, language) }
                return CoverageSheet.Words.Speed(
                    road: road.name[language],
                    speed: numbers[0] == numbers[1] ? numbers[0] : numbers.joined(separator: " / "))
            }
        }
    }

    private static func number(_ value: Double, _ language: Language) -> String {
        let tenths = Int((value * 10).rounded())
        guard tenths % 10 != 0 else { return "\(tenths / 10)" }
        return "\(tenths / 10)\(language.decimalSign)\(tenths % 10)"
    }
}
