internal import Locator
internal import Records
internal import TileServer
internal import WebSupport

extension CoverageSheet.Words {
    /// Creates the texts of a coverage sheet in a language.
    init(_ coverage: Coverage, _ scale: CoverageScale, _ data: PublicDataset, _ language: Language) {
        func say(_ greek: String, _ english: String) -> String { language == .greek ? greek : english }
        let table = CoverageTable(coverage, minutes: scale.minutes)
        let facts = CoverageFacts(coverage, table, data, language)
        let figures = zip(table.minutes, table.total.within).map { minutes, people in
            say(
                "Έως \(minutes) λεπτά: \(people) από \(table.total.population) κατοίκους",
                "Within \(minutes) min: \(people) of \(table.total.population) residents")
        }
        self.init(
            title: say("Κάλυψη: \(facts.kind) · \(facts.mode)", "Coverage: \(facts.kind) · \(facts.mode)"),
            facts: facts.parameters + figures + facts.notes + [facts.origin], speedsTitle: facts.speedsTitle,
            speeds: facts.speeds, sources: say("Πηγές: ", "Sources: ") + data.tiles.renderer.attribution,
            language: language)
    }
}
