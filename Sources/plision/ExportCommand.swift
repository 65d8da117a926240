internal import ArgumentParser
internal import Foundation
internal import Locator

/// `plision export`: all that may be given out, in one file.
struct ExportCommand: ParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case csv, geojson, hsds
    }

    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes the structures that may be published: CSV with an HXL row, GeoJSON, or HSDS 3.",
        discussion: "Example: plision export --format hsds --out services.json")

    @Option(help: "csv, geojson or hsds.")
    var format = Format.csv

    @Option(help: ArgumentHelp("Where to write; standard output when not given.", valueName: "file"))
    var out: String?

    @OptionGroup var datasetOptions: DatasetOptions

    func run() throws {
        let dataset = try datasetOptions.open()
        let rows = dataset.publishedRows(on: dataset.date(at: .now))
        let bytes =
            switch format {
            case .csv: StructureTable.csv(rows: rows, of: dataset)
            case .geojson: dataset.featureCollection(rows: rows)
            case .hsds: dataset.hsdsDocument(rows: rows)
            }
        guard let out else {
            FileHandle.standardOutput.write(Data(bytes))
            return
        }
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: out), options: .atomic)
        } catch {
            throw Failure.failed("\(out): \(error.localizedDescription)")
        }
    }
}
