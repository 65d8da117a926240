internal import ArgumentParser
internal import Foundation
internal import GeoIndex
internal import GeoStore
internal import Locator

/// `plision import`: files into the store.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Reads files into the feature store, one transaction per source.",
        discussion: """
            Example: plision import --all --geodata build/geodata
            Example: plision import --osm liechtenstein-latest.osm.pbf
            A file that has not changed is left alone; a changed one is replaced as a whole.
            """)

    @Argument(help: "Sources of the region's sources.json.")
    var sources: [String] = []

    @Flag(help: "Every source of the region whose file is there.")
    var all = false

    @Option(help: ArgumentHelp("One OpenStreetMap extract of any place, by itself.", valueName: "file"))
    var osm: String?

    @Option(
        help: ArgumentHelp(
            "HSDS 3 services (Open Referral): a JSON file, or a folder of CSV tables.", valueName: "file"))
    var hsds: String?

    @Option(help: "Kind of structure that services of an HSDS file become which name none.")
    var hsdsKind = "community-centre"

    @Option(help: ArgumentHelp("Cut the extract to this box in degrees, or «none».", valueName: "w,s,e,n|none"))
    var clip: String?

    @Option(help: ArgumentHelp("Folder of downloaded files (or PLISION_GEODATA).", valueName: "dir"))
    var geodata: String?

    @Option(help: ArgumentHelp("Folder with the region's sources.json.", valueName: "dir"))
    var region: String?

    @Option(help: "How to print the report: text or json.")
    var format = OutputFormat.text

    @OptionGroup var storeOptions: StoreOptions

    func validate() throws {
        let ways = (all ? 1 : 0) + (osm == nil ? 0 : 1) + (hsds == nil ? 0 : 1) + (sources.isEmpty ? 0 : 1)
        guard ways == 1 else {
            throw ValidationError("name sources, or --all, or --osm FILE, or --hsds FILE: exactly one of them")
        }
        guard clip == nil || osm != nil else { throw ValidationError("--clip goes with --osm") }
        guard format == .text || format == .json else { throw ValidationError("--format: expected text or json") }
        _ = try clipBox()
    }

    func run() throws {
        let results: [ImportResult]
        let report: ImportReport
        do {
            let store = try FeatureStore(path: storeOptions.store)
            let progress = ProgressLine()
            let show: (ImportProgress) -> Bool = { step in
                progress.show("\(step.source): \(step.step.rawValue)", fraction: step.fraction ?? 0)
                return true
            }
            let tables = try RegionFolder.tables()
            if let hsds {
                results = [try Importer(into: store, progress: show).importHSDS(file: hsds, kind: hsdsKind)]
            } else if let osm {
                let common = try SourceCatalog.load(path: "\(tables)/sources.json")
                let kinds = try Importer.run(common, geodata: nil, into: store, progress: show)
                let extract = try Importer(into: store, progress: show)
                    .importOSM(file: osm, clip: try clipBox(), kinds: "\(tables)/osm-kinds.csv")
                results = kinds + [extract]
            } else {
                let catalog = try SourceCatalog.load(path: try RegionFolder.catalog(region, tables: tables))
                results = try Importer.run(catalog, sources: sources, geodata: downloads, into: store, progress: show)
            }
            for result in results { progress.done(result.line) }
            report = try store.report()
        } catch let error as StoreError {
            throw Failure(error)
        }
        let output = ImportOutput(results: results, report: report)
        if format == .json { output.json() } else { output.text() }
    }

    private var downloads: String? {
        geodata ?? ProcessInfo.processInfo.environment["PLISION_GEODATA"]
            ?? (FileManager.default.fileExists(atPath: "build/geodata") ? "build/geodata" : nil)
    }

    private func clipBox() throws -> Importer.Clip {
        guard let clip, clip != "none" else { return .none }
        let numbers = clip.split(separator: ",").compactMap { Double($0.trimmingCharacters(in: .whitespaces)) }
        guard numbers.count == 4, numbers[0] < numbers[2], numbers[1] < numbers[3],
            Coordinate(longitude: numbers[0], latitude: numbers[1]).isValid,
            Coordinate(longitude: numbers[2], latitude: numbers[3]).isValid
        else {
            throw ValidationError("--clip «\(clip)»: expected W,S,E,N in degrees with W < E and S < N, or none")
        }
        return .box(BoundingBox(west: numbers[0], south: numbers[1], east: numbers[2], north: numbers[3]))
    }
}
