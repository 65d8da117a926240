internal import Geocoding
internal import Hummingbird
internal import Locator
internal import PageKit
internal import Records
internal import WebSupport

/// The page `/quality` for those who keep the directory: what to correct first.
struct QualityPageRoute {
    let frame: PageFrame
    let library: PageLibrary

    private var data: PublicDataset { frame.data }
    private var language: Language { frame.language }
    private var words: WordList<QualityPage.Words> { QualityPage.words }
    private static let entriesOnPage = 30
    private typealias Finding = QualityReport.Finding

    func show(_ request: Request) throws -> Response {
        var parameters: RequestParameters?
        var faults: [FieldFault] = []
        do {
            parameters = try request.parameters(Self.parameters)
        } catch {
            faults.append(FieldFault(words: CoveragePage.words.unreadable))
        }
        let (town, code) = (parameters?.text("municipality"), parameters?.text("check"))
        let check = code.flatMap(QualityReport.Check.init)
        if let town, data.dataset.municipality(code: town) == nil {
            faults.append(FieldFault(field: "municipality", words: words.chooseMunicipality))
        }
        if code != nil, check == nil { faults.append(FieldFault(field: "check", words: words.chooseCheck)) }
        func fault(_ field: String) -> String? { faults.first { $0.field == field }?.words[language] }
        let number = max(1, parameters?.text("page").flatMap { Int($0) } ?? 1)
        let towns = data.dataset.municipalities.map {
            SelectOption(code: $0.code, words: $0.names.text(in: language), chosen: $0.code == town)
        }
        let checks = QualityReport.Check.allCases.map {
            SelectOption(code: $0.rawValue, words: $0.words[language], chosen: $0 == check)
        }
        func all(_ words: Phrase) -> SelectOption { SelectOption(code: "", words: words[language], chosen: false) }
        let page = QualityPage(
            base: Layout(frame, title: frame.title(words.qualityTitle[language]), path: path(town, check)),
            page: "/quality", errors: ErrorSummary(faults, in: language),
            municipalities: [all(words.allMunicipalities)]
                + towns.sorted { TextFolding.fold($0.words) < TextFolding.fold($1.words) },
            checks: [all(words.allChecks)] + checks, municipalityFault: fault("municipality"),
            checkFault: fault("check"), langField: language == .greek ? nil : language.tag,
            result: faults.isEmpty ? result(town, check, page: number) : nil)
        return library.response(
            page, to: request, language: language, status: faults.isEmpty ? 200 : 400, isPersonal: !faults.isEmpty)
    }

    private func query(_ municipality: String?, _ check: QualityReport.Check?) -> String {
        [municipality.map { "municipality=\(PercentText.encode($0))" }, check.map { "check=\($0.rawValue)" }]
            .compactMap(\.self).joined(separator: "&")
    }

    private func path(_ municipality: String?, _ check: QualityReport.Check?, page: Int = 1) -> String {
        let parts = [query(municipality, check), page > 1 ? "page=\(page)" : ""].filter { !$0.isEmpty }
        return parts.isEmpty ? "/quality" : "/quality?\(parts.joined(separator: "&"))"
    }

    private func result(_ municipality: String?, _ check: QualityReport.Check?, page: Int) -> QualityPage.Result {
        let whole = data.locator.quality(today: data.today)
        let report = whole.filtered(municipality: municipality, check: check)
        let groups = grouped(report.findings)
        let places = Self.entriesOnPage
        let last = max(1, (groups.count + places - 1) / places)
        let page = min(page, last)
        let shown = groups[(page - 1) * places..<min(page * places, groups.count)]
        let query = query(municipality, check)
        let file = "/api/v1/quality?\(query.isEmpty ? "" : "\(query)&")format=csv"
        return QualityPage.Result(
            summary: summary(whole), counts: municipality == nil && check == nil ? counts(whole) : nil,
            title: title(groups.count, municipality, check), entries: shown.map(entry),
            pagination: Pagination(words.listCaption[language], present: page, of: last) {
                frame.link(path(municipality, check, page: $0))
            },
            files: [
                Link(
                    name: Phrase(el: "CSV για Excel", en: "CSV for Excel")[language],
                    page: "\(file)&separator=semicolon"),
                Link(name: "CSV", page: file),
            ])
    }

    private func title(_ count: Int, _ municipality: String?, _ check: QualityReport.Check?) -> String {
        let town = municipality.flatMap(data.dataset.municipality(code:))?.names.text(in: language)
        return
            ([check?.words[language] ?? words.listCaption[language], town].compactMap(\.self)
            + ["\(Figure.text(count))"]).joined(separator: " · ")
    }

    private func summary(_ report: QualityReport) -> [String] {
        let faulty = Set(report.findings.compactMap(\.structure)).count
        let missing = report.count(of: .missingKind)
        let (all, some, none) = (
            Figure.text(report.structures), Figure.text(faulty), Figure.text(report.structures - faulty)
        )
        return [
            Phrase(
                el: "Ελέγχθηκαν \(all) υπηρεσίες: \(some) έχουν κάτι για διόρθωση, \(none) όχι.",
                en: "\(all) services were looked at: \(some) have something to correct, \(none) have not.")[language],
            Phrase(
                el: "Ευρήματα: \(Figure.text(report.findings.count)), από αυτά \(Figure.text(missing)) υπηρεσίες που "
                    + "λείπουν.",
                en: "Findings: \(Figure.text(report.findings.count)), of which \(Figure.text(missing)) are missing "
                    + "services.")[language],
        ]
    }

    /// The findings of each structure together, and each missing kind by itself: those of the municipalities with most
    /// residents first, and first of all those of no municipality, which serve everybody.
    private func grouped(_ findings: [Finding]) -> [[Finding]] {
        var groups: [[Finding]] = []
        var places: [String: Int] = [:]
        for finding in findings {
            if let structure = finding.structure, let place = places[structure] {
                groups[place].append(finding)
            } else {
                if let structure = finding.structure { places[structure] = groups.count }
                groups.append([finding])
            }
        }
        let kinds = Dictionary(uniqueKeysWithValues: data.dataset.kinds.enumerated().map { ($1.code, $0) })
        func order(_ group: [Finding]) -> (Int, String, Int, String) {
            let first = group[0]
            return (
                -residents(first.municipality), first.municipality ?? "", kinds[first.kind] ?? kinds.count,
                first.structure ?? ""
            )
        }
        return groups.map { (order($0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    private func residents(_ municipality: String?) -> Int {
        guard let municipality else { return .max }
        return data.dataset.municipality(code: municipality)?.population ?? 0
    }

    private func entry(_ findings: [Finding]) -> QualityPage.Entry {
        let first = findings[0]
        let kind = data.dataset.kind(code: first.kind)?.names.text(in: language) ?? first.kind
        let name = first.structure.flatMap(data.dataset.structure(id:))?.names.text(in: language) ?? ""
        let page = first.structure.map { "/structures/\(PercentText.encode($0))" }
        return QualityPage.Entry(
            name: name.isEmpty ? kind : name, page: page.map(frame.link), kindName: kind,
            municipality: first.municipality.flatMap(data.dataset.municipality(code:))?.names.text(in: language),
            problems: findings.map {
                QualityPage.Problem(
                    name: $0.check.words[language], detail: $0.check.isPlain ? nil : $0.message.text(in: language))
            },
            report: frame.reports == nil ? nil : page.map { "\(frame.link($0))#topic" })
    }

    /// The number of findings by municipality and check, with the sums of both.
    private func counts(_ report: QualityReport) -> FigureTable? {
        let checks = QualityReport.Check.allCases.filter { report.count(of: $0) > 0 }
        guard !checks.isEmpty else { return nil }
        let all = CoverageTableBuilder.words.totalRow[language]
        func row(_ name: String, _ page: String?, _ findings: [Finding]) -> FigureTable.Row {
            let figures = checks.map { check in
                FigureTable.Figure(
                    column: check.words[language], figure: Figure.text(findings.count { $0.check == check }))
            }
            return FigureTable.Row(
                name: name, page: page,
                figures: figures + [FigureTable.Figure(column: all, figure: Figure.text(findings.count))])
        }
        let groups = Dictionary(grouping: report.findings, by: \.municipality)
        let codes = groups.keys.sorted { (-residents($0), $0 ?? "") < (-residents($1), $1 ?? "") }
        let rows = codes.map { code in
            let town = code.flatMap(data.dataset.municipality(code:))
            return row(
                town?.names.text(in: language) ?? words.noMunicipality[language],
                town.map { frame.link(path($0.code, nil)) }, groups[code] ?? [])
        }
        let heads = checks.map { FigureTable.Column(name: $0.words[language], page: frame.link(path(nil, $0))) }
        return FigureTable(
            caption: words.countsCaption[language],
            columns: [FigureTable.Column(name: words.municipalityLabel[language])] + heads
                + [FigureTable.Column(name: all)],
            rows: rows, sum: row(all, nil, report.findings))
    }

    /// The parameters of the page; wrong values are explained at their fields.
    static let parameters = ParameterSet(
        ["municipality", "check", "page", "lang"].map { name in
            ParameterDescription(name, .text(maximum: 1000), emptyIsAbsent: true, summary: "")
        })
}
