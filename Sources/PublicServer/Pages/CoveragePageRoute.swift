internal import Hummingbird
internal import Locator
internal import PageKit
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
        let form: CoverageForm
        var sort = ""
        var municipality: String?
        do {
            let parameters = try request.parameters(CoverageForm.parameters)
            form = CoverageForm(parameters, data)
            sort = parameters.text("sort") ?? ""
            municipality = parameters.text("municipality").flatMap(data.dataset.municipality(code:))?.code
        } catch {
            form = CoverageForm(fault: words.unreadable, data)
        }
        let hasRoads = !data.parameters.coverageModes.isEmpty
        var result: CoveragePage.Result?
        if hasRoads, !form.states.isEmpty { result = try await self.result(form, sort: sort, municipality) }
        let title =
            hasRoads && !form.faults.isEmpty
            ? "\(ErrorSummary.words.titleStart[language]) \(words.coverageTitle[language])"
            : words.coverageTitle[language]
        let page = CoveragePage(
            base: Layout(frame, title: frame.title(title), path: Self.path(form.query)),
            page: "/coverage", errors: hasRoads ? ErrorSummary(form.faults, in: language) : nil,
            first: fields(form, form.first, suffix: ""), second: fields(form, form.second, suffix: "2"),
            isComparing: form.isComparing, langField: language == .greek ? nil : language.tag,
            error: hasRoads ? nil : words.noRoads[language], result: result)
        let status = hasRoads && !form.faults.isEmpty ? 400 : 200
        return library.response(page, to: request, language: language, status: status, isPersonal: status != 200)
    }

    private static func path(_ query: [(name: String, value: String)]) -> String {
        query.isEmpty ? "/coverage" : "/coverage?\(Self.text(query))"
    }

    private static func text(_ query: [(name: String, value: String)]) -> String {
        query.map { "\($0.name)=\(PercentText.encode($0.value))" }.joined(separator: "&")
    }

    private func fields(
        _ form: CoverageForm, _ fields: CoverageForm.Fields, suffix: String
    ) -> CoveragePage.StateFields {
        let isFirst = suffix.isEmpty
        func empty(_ words: Phrase) -> SelectOption { SelectOption(code: "", words: words[language], chosen: false) }
        let kinds = data.dataset.kinds.map {
            SelectOption(code: $0.code, words: $0.names.text(in: language), chosen: $0.code == fields.kind)
        }
        let modes = data.parameters.coverageModes.map {
            SelectOption(code: $0, words: TravelMode.name(of: $0, in: language), chosen: $0 == fields.mode)
        }
        let days = Weekday.allCases.map { day in
            SelectOption(
                code: day.code, words: DateWords.weekday(day, in: language),
                chosen: day.code.lowercased() == fields.day.lowercased())
        }
        let any = SelectOption(
            code: CoverageForm.anyHour, words: words.anyHour[language], chosen: fields.day == CoverageForm.anyHour)
        let (dateFault, timeFault) = (
            form.fault(of: "date\(suffix)", in: language), form.fault(of: "time\(suffix)", in: language)
        )
        return CoveragePage.StateFields(
            suffix: suffix,
            kinds: [empty(isFirst ? words.anyKind : words.asFirst)] + kinds.sorted { $0.words < $1.words },
            modes: (isFirst ? [] : [empty(words.asFirst)]) + modes, minutes: fields.minutes,
            minutesHint: words.minutesHint[language],
            days: (isFirst ? [empty(words.anyHour)] : [empty(words.asFirst), any]) + days,
            date: fields.date, dateType: dateFault == nil ? "date" : "text", time: fields.time,
            timeType: timeFault == nil ? "time" : "text",
            kindFault: form.fault(of: "kind\(suffix)", in: language),
            modeFault: form.fault(of: "mode\(suffix)", in: language),
            minutesFault: form.fault(of: "minutes\(suffix)", in: language),
            dayFault: form.fault(of: "day\(suffix)", in: language), dateFault: dateFault, timeFault: timeFault)
    }

    private func result(
        _ form: CoverageForm, sort: String, _ municipality: String?
    ) async throws -> CoveragePage.Result {
        var maps: [CoverageMap] = []
        var tables: [CoverageTable] = []
        for (index, state) in form.states.enumerated() {
            guard let coverage = try await data.locator.coverage(state.query) else { throw Problem.notFound }
            let table = CoverageTable(coverage, minutes: state.minutes)
            let letter = form.states.count > 1 ? Self.letters[index][language] : nil
            maps.append(map(coverage, table, state, letter: letter, isFirst: index == 0, municipality))
            tables.append(table)
        }
        let builder = CoverageTableBuilder(
            data: data, language: language, tables: tables, sort: sort, municipality: municipality
        ) { more in frame.link(Self.path(form.query + more.filter { !$0.value.isEmpty })) }
        return CoveragePage.Result(
            title: (maps.count > 1 ? words.compared : Layout.words.coverageLink)[language], summary: summary(tables),
            maps: maps,
            table: builder.figures)
    }

    private static let letters = [Phrase(el: "Α", en: "A"), Phrase(el: "Β", en: "B")]

    private func map(
        _ coverage: Coverage, _ table: CoverageTable, _ state: CoverageForm.State, letter: String?, isFirst: Bool,
        _ municipality: String?
    ) -> CoverageMap {
        let facts = CoverageFacts(coverage, table, data, language)
        var query = state.query.kinds.map { (name: "kind", value: $0) }
        query.append(("mode", state.query.mode))
        query.append(("minutes", state.minutes.map(String.init).joined(separator: ",")))
        if let moment = state.moment { query.append(("openAt", moment)) }
        let text = Self.text(query)
        let shown = municipality.map { "&municipality=\(PercentText.encode($0))" } ?? ""
        let picture = "/maps/static.png?style=coverage&\(text)\(shown)&width=900&height=600&lang=\(language.tag)"
        let table = "/api/v1/coverage?\(text)"
        return CoverageMap(
            letter: letter, name: "\(facts.kind) · \(facts.mode)", picture: picture, bounds: frame.bounds, query: text,
            isFirst: isFirst,
            bands: CoverageScale(minutes: state.minutes).bands.map {
                CoverageMap.Band(style: "band-\($0.shadeName)", name: $0.words.text(in: language))
            },
            facts: facts.parameters + [facts.origin], notes: facts.notes,
            speedsTitle: facts.speeds.isEmpty ? nil : facts.speedsTitle,
            speeds: facts.speeds.map { CoverageMap.Speed(road: $0.road, speed: $0.speed) },
            files: [
                Link(name: "PDF", page: "/maps/coverage.pdf?\(text)&lang=\(language.tag)"),
                Link(name: "PNG", page: "\(picture)&scale=2"),
                Link(
                    name: Phrase(el: "CSV για Excel", en: "CSV for Excel")[language],
                    page: "\(table)&format=csv&separator=semicolon"),
                Link(name: "CSV", page: "\(table)&format=csv"), Link(name: "GeoJSON", page: "\(table)&format=geojson"),
                Link(name: "JSON", page: table),
            ])
    }

    /// Says how many people each state covers, and how the second differs.
    private func summary(_ tables: [CoverageTable]) -> [String] {
        var lines = tables.enumerated().map { index, table in
            let (total, last) = (table.total, table.minutes.last ?? 0)
            let (covered, all) = (Figure.text(total.covered), Figure.text(total.population))
            let letter = tables.count > 1 ? "\(Self.letters[index][language]): " : ""
            return letter
                + Phrase(
                    el: "Σε \(last) λεπτά φτάνουν \(covered) από \(all) κατοίκους· "
                        + "δεν φτάνουν \(Figure.text(total.uncovered))· για \(Figure.text(total.unknown)) δεν γνωρίζουμε.",
                    en: "\(covered) of \(all) residents get there within \(last) minutes; "
                        + "\(Figure.text(total.uncovered)) do not; of \(Figure.text(total.unknown)) we do not know.")[
                    language]
        }
        if tables.count > 1 {
            let change = Figure.signed(tables[1].total.covered - tables[0].total.covered)
            lines.append(
                Phrase(
                    el: "Διαφορά Β − Α: \(change) κάτοικοι.", en: "Difference B − A: \(change) residents.")[language])
        }
        return lines
    }
}
