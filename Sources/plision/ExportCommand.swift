internal import ArgumentParser
internal import Exchange
internal import Foundation
internal import Locator
internal import Records

/// `plision export`: everything that may be published, in one file.
struct ExportCommand: ParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case csv, geojson, hsds
        case hsdsCSV = "hsds-csv"
    }

    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes the structures that may be published: CSV with an HXL row, GeoJSON, or HSDS 3.",
        discussion: """
            Example: plision export --format hsds --out services.json
            Example: plision export --format hsds-csv --out services
            """)

    @Option(help: "csv, geojson, hsds (JSON) or hsds-csv (a folder with a CSV file for each table).")
    var format = Format.csv

    @Option(
        help: ArgumentHelp("Where to write; standard output when not given, but for hsds-csv.", valueName: "file"))
    var out: String?

    @OptionGroup var datasetOptions: DatasetOptions

    func validate() throws {
        guard format != .hsdsCSV || out != nil else { throw ValidationError("--format hsds-csv needs --out FOLDER") }
    }

    func run() throws {
        let dataset = try datasetOptions.open()
        let rows = dataset.publishedRows(on: dataset.date(at: .now))
        if format == .hsdsCSV { return try folder(HSDSDocument.files(rows: rows, of: dataset)) }
        let bytes =
            switch format {
            case .csv: StructureTable.csv(rows: rows, of: dataset)
            case .geojson: dataset.featureCollection(rows: rows)
            case .hsds, .hsdsCSV: dataset.hsdsDocument(rows: rows)
            }
        guard let out else {
            FileHandle.standardOutput.write(Data(bytes))
            return
        }
        try Output.file(bytes, at: out)
    }

    /// Writes the tables into the folder, creating it if necessary; other files in it stay.
    private func folder(_ files: [(name: String, bytes: [UInt8])]) throws {
        let folder = URL(fileURLWithPath: out ?? "", isDirectory: true)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for file in files {
                try Data(file.bytes).write(to: folder.appendingPathComponent(file.name), options: .atomic)
            }
        } catch {
            throw Failure.failed("\(folder.path): \(error.localizedDescription)")
        }
    }
}
