internal import ArgumentParser
internal import Locator
internal import Records
internal import TileServer

/// `plision coverage`: the number of people who reach a structure in time.
struct CoverageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Who reaches a structure within some minutes: people per municipality, or the areas themselves.",
        discussion: """
            Example: plision coverage --kind community-centre --mode car --minutes 15,30,45,60
            --format geojson prints the areas by travel time, csv and json the table.
            """)

    @Option(help: ArgumentHelp("Code of a kind of structure; repeat it for several.", valueName: "code"))
    var kind: [String] = []

    @Option(
        help: ArgumentHelp(
            "Minutes, 1 to 240, up to six, ascending; 15,30,45,60 when not given, for areas 5,10,15,30,45,60.",
            valueName: "n,n…"))
    var minutes: String?

    @Option(
        help: ArgumentHelp(
            "Only structures open then: now, or ISO 8601 (without an offset by the region's clocks).", valueName: "time"
        ))
    var openAt: String?

    @Option(help: "text, json, geojson or csv.")
    var format = OutputFormat.text

    @OptionGroup var travel: TravelOptions

    func validate() throws {
        _ = try breaks()
    }

    func run() async throws {
        let dataset = try travel.open()
        for code in kind where dataset.kind(code: code) == nil {
            throw ValidationError(
                "--kind \(code): expected one of \(dataset.kinds.map(\.code).joined(separator: ", "))")
        }
        let query = CoverageQuery(kinds: kind, mode: travel.mode, openAt: try dataset.moment(openAt, of: "--open-at"))
        guard let coverage = try await ServiceLocator(dataset: dataset).coverage(query) else {
            throw ValidationError("--mode \(travel.mode): there is no such way")
        }
        let asked = try breaks()
        let table = CoverageTable(coverage, minutes: asked ?? CoverageQuery.standardMinutes)
        switch format {
        case .json: Output.document(dataset.document(coverage, table))
        case .csv: for row in dataset.rows(coverage, table) { Output.csv(row) }
        case .text: printText(dataset.rows(coverage, table), coverage.notes(table))
        case .geojson: try await printAreas(dataset, coverage, asked.map(CoverageScale.init) ?? .standard)
        }
    }

    private func printAreas(_ dataset: Dataset, _ coverage: Coverage, _ scale: CoverageScale) async throws {
        let map: BaseMap
        do {
            map = try BaseMap(directory: dataset.directory, buildID: dataset.buildID)
        } catch {
            throw Failure(error)
        }
        guard let surface = try await CoverageMaps(TileRenderer(dataset: dataset, map: map)).surface(coverage) else {
            throw Failure.failed("\(dataset.directory): nothing to draw here")
        }
        Output.document(try surface.geoJSON(coverage, scale))
    }

    private func printText(_ rows: [[String]], _ notes: [LocalizedText]) {
        // The columns with English names are left out; the text shows the names in the region's language.
        let shown = rows.map { Array($0[1...1] + $0[3...]) }
        let widths = shown[0].indices.map { column in shown.map { $0[column].count }.max() ?? 0 }
        for row in shown {
            let cells = row.enumerated().map { column, cell in
                let gap = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 ? cell + gap : gap + cell
            }
            Output.line(cells.joined(separator: "  "))
        }
        for text in notes { note(text.text(in: "en")) }
    }

    private func breaks() throws -> [Int]? {
        guard let minutes else { return nil }
        let parts = minutes.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }.filter { (1...240).contains($0) }
        guard numbers.count == parts.count, (1...6).contains(numbers.count),
            zip(numbers, numbers.dropFirst()).allSatisfy({ $0 < $1 })
        else {
            throw ValidationError("--minutes \(minutes): expected one to six whole numbers from 1 to 240, ascending")
        }
        return numbers
    }
}
