internal import GeoIndex
internal import Hummingbird
internal import Locator
internal import Records
internal import TileServer
internal import WebSupport

/// The page `/coverage` for planners: how many people reach a service in time, as a table and a map.
struct CoveragePageRoute {
    let frame: PageFrame
    let library: PageLibrary

    private var data: PublicDataset { frame.data }
    private var language: Language { frame.language }
    private var words: WordList<CoveragePage.Words> { CoveragePage.words }

    func show(_ request: Request) async throws -> Response {
        let parameters = try request.parameters(data.parameters.coveragePage)
        let kind = parameters.text("kind")
        let modes = data.parameters.coverageModes
        let mode = parameters.text("mode") ?? modes.first ?? ""
        let minutes = CoverageRoute.minutes(parameters)
        let kinds = data.dataset.kinds.map {
            SelectOption(code: $0.code, words: $0.names.text(in: language), chosen: $0.code == kind)
        }
        var result: CoveragePage.Result?
        if !modes.isEmpty {
            let coverage = try await CoverageRoute.coverage(parameters, data)
            result = self.result(
                coverage, CoverageTable(coverage, minutes: minutes), kind, mode, parameters.text("openAt"))
        }
        let page = CoveragePage(
            base: Layout(
                frame, title: frame.title(words.coverageTitle[language]),
                path: "/coverage?\(parameters.query(changing: [], removing: "lang"))"),
            page: "/coverage", kinds: kinds.sorted { $0.words < $1.words },
            modes: modes.map {
                SelectOption(code: $0, words: TravelMode.name(of: $0, in: language), chosen: $0 == mode)
            },
            minutes: minutes.map(String.init).joined(separator: ", "), openAt: parameters.text("openAt") ?? "",
            langField: language == .greek ? nil : language.tag,
            error: modes.isEmpty ? words.noRoads[language] : nil, result: result)
        return library.response(page, to: request, language: language, isPersonal: false)
    }

    private func result(
        _ coverage: Coverage, _ table: CoverageTable, _ kind: String?, _ mode: String, _ openAt: String?
    ) -> CoveragePage.Result {
        let dataset = data.dataset
        let name = kind.flatMap(dataset.kind(code:))?.names.text(in: language) ?? words.anyKind[language]
        var query = [("mode", mode)]
        if let kind { query.insert(("kind", kind), at: 0) }
        if let openAt { query.append(("openAt", openAt)) }
        let heads = table.minutes.map { "≤ \($0)\u{202F}\(words.minutesShort[language])" }
        let rows = table.rows.map { row in
            let municipality = row.municipality.map { dataset.municipalities[$0].names.text(in: language) }
            return self.row(row, heads, municipality ?? words.noMunicipality[language])
        }
        return CoveragePage.Result(
            title: "\(name) · \(TravelMode.name(of: mode, in: language))", summary: summary(table),
            bounds: frame.bounds, query: query.map { "\($0.0)=\(PercentText.encode($0.1))" }.joined(separator: "&"),
            bands: CoverageBand.allCases.map {
                CoveragePage.Band(style: "band-\($0.name)", name: $0.words.text(in: language))
            },
            heads: heads, rows: rows, total: row(table.total, heads, words.total[language]),
            structures: coverage.structures.count, closures: coverage.closuresVersion,
            notes: coverage.notes(table).map { $0.text(in: language) })
    }

    private func row(_ row: CoverageTable.Row, _ heads: [String], _ name: String) -> CoveragePage.Row {
        let share = row.population > 0 ? "\(row.covered * 100 / row.population)\u{202F}%" : "–"
        return CoveragePage.Row(
            name: name, population: number(row.population),
            within: zip(heads, row.within).map { CoveragePage.Cell(head: $0, people: number($1)) }, share: share,
            uncovered: number(row.uncovered), noRoute: number(row.noRoute), unknown: number(row.unknown))
    }

    private func summary(_ table: CoverageTable) -> String {
        let (total, last) = (table.total, table.minutes.last ?? 0)
        let (covered, all) = (number(total.covered), number(total.population))
        return Phrase(
            el: "Σε \(last) λεπτά φτάνουν \(covered) από \(all) κατοίκους· "
                + "δεν φτάνουν \(number(total.uncovered))· για \(number(total.unknown)) δεν γνωρίζουμε.",
            en: "\(covered) of \(all) residents get there within \(last) minutes; "
                + "\(number(total.uncovered)) do not; of \(number(total.unknown)) we do not know.")[language]
    }

    /// Formats a number with thin spaces between groups of three digits.
    private func number(_ value: Int) -> String {
        let digits = Array(String(value))
        return digits.enumerated().map { place, digit in
            place > 0 && (digits.count - place).isMultiple(of: 3) ? "\u{202F}\(digit)" : "\(digit)"
        }.joined()
    }
}
