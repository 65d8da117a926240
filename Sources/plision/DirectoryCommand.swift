internal import ArgumentParser
internal import Entitlement
internal import Foundation
internal import GeoStore
internal import Locator
internal import Records

/// `plision directory`: reads a directory of services from a CSV file by a mapping, geocodes each row and checks it
/// like an import.
struct DirectoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "directory",
        abstract:
            "Reads a directory (CSV) by a mapping file and reports the place of each row and what is wrong with it.",
        discussion: """
            Example: plision directory towns/sources.json
            Example: plision directory towns/sources.json --out towns/placed.csv
            The mapping is a sources.json whose sources name the CSV files beside it. The first is a dry run: nothing is \
            written; correct the table and run it again. The second writes the table with the columns plision_lon, \
            plision_lat, plision_accuracy_m, plision_outcome and plision_place added, and its mapping \
            towns/placed.json beside it. Only rows that are «given» or «found» get a position; fill in or correct the \
            others by hand. Then:
            plision import --all --region towns/placed.json
            plision build
            """)

    @Argument(help: ArgumentHelp("The mapping: a sources.json.", valueName: "file"))
    var mapping: String

    @Option(
        help: ArgumentHelp(
            "Where to write the table with positions; its mapping goes beside it. A dry run without it.",
            valueName: "file"))
    var out: String?

    @Option(help: "How to print the report: text or json.")
    var format = OutputFormat.text

    @OptionGroup var datasetOptions: DatasetOptions

    func validate() throws {
        guard format == .text || format == .json else { throw ValidationError("--format: expected text or json") }
    }

    func run() throws {
        let dataset = try datasetOptions.open()
        let rows: [PlacedRow]
        let findings: [Finding]
        var refused = 0
        let table: PlacedTable?
        do {
            let catalog = try SourceCatalog.load(path: mapping)
            table = try out.map { try PlacedTable(of: catalog, mapping: mapping, out: $0) }
            let store = try FeatureStore(path: ":memory:")
            try store.surround(with: dataset.surroundings)
            let sources = catalog.sources.map(\.id)
            for result in try Importer.run(catalog, sources: sources, geodata: catalog.folder, into: store) {
                refused += result.rejected
            }
            findings = try store.report().findings.filter { $0.source != FeatureStore.surroundings }
            var byPosition: [String: [Finding]] = [:]
            for finding in findings {
                for position in finding.positions { byPosition[position, default: []].append(finding) }
            }
            rows = try store.listedStructures().map { row in
                PlacedRow(
                    row, findings: byPosition[row.position] ?? [],
                    municipality: row.municipality.flatMap(dataset.municipalityRow(code:)), geocoder: dataset.geocoder)
            }
        } catch let error as StoreError {
            throw Failure(error)
        }
        let listed = Set(rows.map(\.listed.position))
        let others = findings.filter { $0.positions.allSatisfy { !listed.contains($0) } }
        if format == .json { json(rows, others, refused) } else { text(rows, others, refused) }
        guard !rows.isEmpty || refused == 0 else { throw Failure.malformed("\(mapping): no row can be used") }
        try table?.write(rows)
        let read = table.map { "plision import --all --region \($0.mapping), then plision build" }
        note(
            "next: "
                + (read
                    ?? "correct what is reported above, then write the table with positions with --out FILE.csv"))
    }

    private func text(_ rows: [PlacedRow], _ others: [Finding], _ refused: Int) {
        for row in rows {
            Output.line("\(row.listed.position): \(row.listed.id): \(row.words)")
            for line in row.hints { Output.line("  \(line)") }
        }
        for finding in others {
            let word = finding.check == .reject && finding.severity == .warning ? "refused" : finding.severity.rawValue
            Output.line("\(finding.position): \(word): \(finding.message)")
        }
        let counts = PlacedRow.Outcome.allCases.map { outcome in
            "\(outcome.rawValue) \(rows.count { $0.outcome == outcome })"
        }
        Output.line("\(rows.count) rows, \(refused) refused; \(counts.joined(separator: ", "))")
    }

    private func json(_ rows: [PlacedRow], _ others: [Finding], _ refused: Int) {
        var json = JSONWriter()
        json.object { json in
            json.key("rows")
            json.array { json in for row in rows { row.write(to: &json) } }
            json.member("refused", refused)
            json.key("rejects")
            json.array { json in
                for finding in others where finding.check == .reject {
                    json.object { json in
                        json.member("position", finding.position)
                        json.member("reason", finding.message)
                    }
                }
            }
            json.key("findings")
            json.array { json in for finding in others where finding.check != .reject { finding.write(to: &json) } }
        }
        Output.document(json.bytes)
    }
}

extension Finding {
    /// The positions of the rows it is about; duplicates have several.
    fileprivate var positions: [String] {
        check == .duplicateID ? position.components(separatedBy: "; ") : [position]
    }
}

extension Dataset {
    /// The contents that a directory is checked against.
    fileprivate var surroundings: DatasetContents {
        DatasetContents(
            region: description, kinds: kinds,
            municipalities: municipalities.enumerated().map { row, municipality in
                DatasetContents.MunicipalArea(municipality: municipality, outline: outline(ofMunicipality: row))
            }, structures: (0..<structureCount).map(structure(at:)), organisations: organisations)
    }
}
