internal import ArgumentParser
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
            "File that takes the mistakes people report, one JSON object a line; none are taken without it.",
            valueName: "file"))
    var reports: String?

    @Option(help: ArgumentHelp("PMTiles archive served in the place of drawn tiles.", valueName: "file"))
    var tiles: String?

    @Option(help: ArgumentHelp("Road closures as GeoJSON, taken up anew when the file changes.", valueName: "file"))
    var closures: String?

    @OptionGroup var datasetOptions: DatasetOptions

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("--port \(port): expected 0 to 65535") }
    }

    func run() async throws {
        let configuration = PublicConfiguration(
            datasetDirectory: datasetOptions.dataset, host: host, port: port, assetFolder: assets, tileArchive: tiles,
            closureFile: closures, reportFile: reports)
        let process: PublicProcess
        do {
            process = try PublicProcess(configuration)
        } catch let error as DatasetError {
            throw Failure(error)
        } catch let error as TileFileError {
            throw Failure.malformed("\(error)")
        } catch let fault as ClosureFile.Fault {
            throw Failure(fault)
        }
        do {
            try await process.run { [host] port in note("http://\(host):\(port)") }
        } catch {
            throw Failure.failed("\(host):\(port): \(error)")
        }
    }
}
