internal import ArgumentParser
internal import Foundation
internal import GeoIndex
internal import GeoStore

/// `plision import`: imports files into the store.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Reads files into the feature store, one transaction per source.",
        discussion: """
            Example: plision import --all --geodata build/geodata
            Example: plision import --osm liechtenstein-latest.osm.pbf
            Example: plision import --hsds deliveries/services.json --partner red-cross
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

    @Option(
        help: ArgumentHelp(
            """
            The partner that the HSDS file is from: the file replaces what was imported from that partner before, and \
            nothing else. Without it the name of the file is used; the command refuses a name that is ambiguous.
            """, valueName: "name"))
    var partner: String?

    @Option(help: "Kind of structure for services of an HSDS file that name none.")
    var hsdsKind = "community-centre"

    @Option(help: ArgumentHelp("Cut the extract to this box in degrees, or «none».", valueName: "w,s,e,n|none"))
    var clip: String?

    @Option(help: ArgumentHelp("Folder of downloaded files (or PLISION_GEODATA).", valueName: "dir"))
    var geodata: String?

    @Option(help: ArgumentHelp("Folder with the region's sources.json, or such a file.", valueName: "dir|file"))
    var region: String?

    @Option(help: "How to print the report: text or json.")
    var format = OutputFormat.text

    @OptionGroup var storeOptions: StoreOptions

    func validate() throws {
        let ways = (all ? 1 : 0) + (osm == nil ? 0 : 1) + (hsds == nil ? 0 : 1) + (sources.isEmpty ? 0 : 1)
        guard ways == 1 else {
            throw ValidationError("name sources, or --all, or --osm FILE, or --hsds FILE: exactly one of them")
        }
        guard partner == nil || hsds != nil else { throw ValidationError("--partner goes with --hsds") }
        guard partner?.allSatisfy(\.isWhitespace) != true else { throw ValidationError("--partner: expected a name") }
        guard clip == nil || osm != nil else { throw ValidationError("--clip goes with --osm") }
        guard format == .text || format == .json else { throw ValidationError("--format: expected text or json") }
        _ = try clipBox()
    }

    func run() throws {
        let isNew = !FileManager.default.fileExists(atPath: storeOptions.store)
        let output: ImportOutput
        do {
            let work = try work(isNew: isNew)
            let store = try FeatureStore(path: storeOptions.store)
            do {
                let progress = ProgressLine()
                let results = try work(store) { step in
                    progress.show("\(step.source): \(step.step.rawValue)", fraction: step.fraction ?? 0)
                    return true
                }
                for result in results {
                    progress.done(result.line)
                    // With --format json only the document goes to stdout, so values left out are also printed on
                    // stderr.
                    for reject in result.rejects where result.source.hasPrefix("hsds:") && reject.isKept {
                        progress.done("\(reject.position): \(reject.reason)")
                    }
                }
                output = ImportOutput(results: results, report: try store.report())
            } catch {
                let isWorthless = try hsds != nil || osm != nil || store.rowCounts()["source"] == nil
                if isNew, isWorthless { try? FileManager.default.removeItem(atPath: storeOptions.store) }
                throw error
            }
        } catch let error as StoreError {
            throw Failure(error)
        }
        if format == .json { output.json() } else { output.text() }
    }

    /// Returns the work to be done with the store; everything that can be checked without a store has been checked.
    private func work(
        isNew: Bool
    ) throws -> (FeatureStore, @escaping (ImportProgress) -> Bool) throws -> [ImportResult] {
        if hsds == nil, osm == nil {
            let catalog = try SourceCatalog.load(path: try RegionFolder.catalog(region))
            for source in sources { _ = try catalog.source(source) }
            return { store, show in
                try Importer.run(catalog, sources: sources, geodata: downloads, into: store, progress: show)
            }
        }
        for file in [hsds, osm].compactMap({ $0 }) where !FileManager.default.fileExists(atPath: file) {
            throw StoreError(.inputNotFound, at: file, "no file here, or it cannot be read")
        }
        // A store that has kinds needs no further ones for services.
        let tables = hsds == nil || isNew ? try RegionFolder.tables() : try? RegionFolder.tables()
        let common = try tables.map { try SourceCatalog.load(path: "\($0)/sources.json") }
        let clip = try clipBox()
        return { store, show in
            let needsKinds = try hsds == nil || store.rowCounts()["kind"] == nil
            let kinds = try common.map {
                needsKinds ? try Importer.run($0, geodata: nil, into: store, progress: show) : []
            }
            let importer = Importer(into: store, progress: show)
            let file = try hsds.map { try importer.importHSDS(file: $0, kind: hsdsKind, partner: partner) }
            let extract = try osm.map {
                try importer.importOSM(file: $0, clip: clip, kinds: tables.map { "\($0)/osm-kinds.csv" })
            }
            return (kinds ?? []) + [file, extract].compactMap { $0 }
        }
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
