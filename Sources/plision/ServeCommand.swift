internal import ArgumentParser
internal import GeoIndex
internal import Glibc
internal import Locator
internal import PublicServer
internal import TileServer

/// `plision serve`: the public process.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Answers over HTTP: interface, tiles and pages, from the dataset alone.",
        discussion: """
            Example: plision serve --dataset build/dataset --port 8080
            A new build of the dataset is picked up by itself; SIGTERM lets running requests finish.
            """)

    @Option(help: "Address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "Port to listen on, 0 for any free one.")
    var port = 8080

    @Option(help: ArgumentHelp("Folder with maplibre-gl.js and .css; without it pages have no map.", valueName: "dir"))
    var assets: String?

    @Option(
        help: ArgumentHelp(
            "File that takes the mistakes people report, one JSON object a line; DATASET.reports.jsonl when not given.",
            valueName: "file"))
    var reports: String?

    @Flag(help: "Take no reports of mistakes; structures then have no form for them.")
    var noReports = false

    @Option(help: ArgumentHelp("PMTiles archive served in the place of drawn tiles.", valueName: "file"))
    var tiles: String?

    @Option(help: ArgumentHelp("Road closures as GeoJSON, taken up anew when the file changes.", valueName: "file"))
    var closures: String?

    @OptionGroup var datasetOptions: DatasetOptions

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("--port \(port): expected 0 to 65535") }
        guard !noReports || reports == nil else {
            throw ValidationError("--reports and --no-reports exclude each other")
        }
    }

    /// Where reports of mistakes go: beside the dataset when nothing is said, so that every structure has its form.
    private var reportFile: String? {
        guard !noReports else { return nil }
        if let reports { return reports }
        var dataset = datasetOptions.dataset[...]
        while dataset.count > 1, dataset.hasSuffix("/") { dataset = dataset.dropLast() }
        return "\(dataset).reports.jsonl"
    }

    func run() async throws {
        let configuration = PublicConfiguration(
            datasetDirectory: datasetOptions.dataset, host: host, port: port, assetFolder: assets, tileArchive: tiles,
            closureFile: closures, reportFile: reportFile)
        let process: PublicProcess
        do {
            process = try PublicProcess(configuration)
        } catch let error as DatasetError {
            throw Failure(error)
        } catch let error as PackedFileError {
            throw Failure(error)
        } catch let error as TileFileError {
            throw Failure(error)
        } catch let fault as ClosureFile.Fault {
            throw Failure(fault)
        }
        do {
            try await process.run { error in
                // At once: whatever is answered from these bytes may be wrong.
                note("plision: \(error)")
                _exit(65)
            } onRunning: { [host] port in
                note("http://\(host):\(port)")
            }
        } catch {
            throw Failure.failed("\(host):\(port): \(error)")
        }
    }
}
