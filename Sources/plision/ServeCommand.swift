internal import ArgumentParser
internal import GeoIndex
internal import Glibc
internal import Locator
internal import Publication
internal import PublicServer
internal import TileServer
internal import WebSupport

/// `plision serve`: runs the public server.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Answers over HTTP: interface, tiles and pages, from the dataset alone.",
        discussion: """
            Example: plision serve --dataset build/dataset --port 8080
            A new build of the dataset is picked up by itself; SIGTERM lets running requests finish.

            One client may hold half of the connections, and may ask 500 times a second (30,000 at once), 20 times for heavy \
            work (3,000 at once): enough for a school behind one address. A client is an address, or a network (/64) of IPv6. \
            Behind a proxy on another machine name it with --trusted-proxy, or all its readers count as one client. This \
            machine's own requests are not counted unless --rate-limit on says so, because a proxy may run here.
            """)

    @Option(help: "Address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "Port to listen on, 0 for any free one.")
    var port = 8080

    @Option(
        help: ArgumentHelp(
            "Port on 127.0.0.1 for /readyz and /metrics in place of --port, 0 for any free one.", valueName: "port"))
    var adminPort: Int?

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

    @Option(help: ArgumentHelp("Road closures as GeoJSON, read again when the file changes.", valueName: "file"))
    var closures: String?

    @Option(
        help: ArgumentHelp(
            """
            Address or range (10.0.0.0/8) of a proxy whose Forwarded or X-Forwarded-For header is trusted; may be repeated.
            """, valueName: "address"))
    var trustedProxy: [String] = []

    @Option(
        help: ArgumentHelp(
            """
            on counts the requests of all clients; off of none, for a proxy in front that limits rates itself; without it \
            all clients are counted but this machine.
            """, valueName: "on|off"))
    var rateLimit: RateLimit?

    @Option(help: "Most connections at once; fewer where the limit of open files asks for it.")
    var connections = 4096

    /// Whether requests are counted by client.
    enum RateLimit: String, CaseIterable, ExpressibleByArgument {
        case on
        case off
    }

    @Option(
        help: ArgumentHelp(
            "Address of the process from outside, such as https://plision.example, for links, sitemap and QR codes.",
            valueName: "url"))
    var publicAddress: String?

    @Option(
        help: ArgumentHelp(
            "Host names that its links may use, separated by commas; other names in requests are not repeated.",
            valueName: "names"))
    var allowedHosts: [String] = []

    @Flag(help: ArgumentHelp("Serve /kit, every component of the pages in its states.", visibility: .hidden))
    var kit = false

    @OptionGroup var publishedOptions: PublishedOptions
    @OptionGroup var datasetOptions: DatasetOptions

    func validate() throws {
        for (name, port) in [("--port", port), ("--admin-port", adminPort ?? 0)] where !(0...65535).contains(port) {
            throw ValidationError("\(name) \(port): expected 0 to 65535")
        }
        guard port == 0 || port != adminPort else {
            throw ValidationError("--admin-port \(port): expected another port than --port")
        }
        guard !noReports || reports == nil else {
            throw ValidationError("--reports and --no-reports exclude each other")
        }
        guard (2...1_000_000).contains(connections) else {
            throw ValidationError("--connections \(connections): expected 2 to 1000000")
        }
        for proxy in trustedProxy where AddressRange(proxy) == nil {
            throw ValidationError("--trusted-proxy \(proxy): expected an address or a range such as 10.0.0.0/8")
        }
        _ = try names()
    }

    private var limits: RequestLimits {
        var limits = RequestLimits(connections: connections, trustedProxies: trustedProxy.compactMap(AddressRange.init))
        switch rateLimit {
        case .on: limits.counting = .everybody
        case .off: limits.counting = .off
        case nil: break
        }
        return limits
    }

    /// The file for reports of mistakes; by default beside the dataset.
    private var reportFile: String? {
        guard !noReports else { return nil }
        if let reports { return reports }
        var dataset = datasetOptions.dataset[...]
        while dataset.count > 1, dataset.hasSuffix("/") { dataset = dataset.dropLast() }
        return "\(dataset).reports.jsonl"
    }

    private func names() throws -> OutsideNames {
        let hosts = allowedHosts.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        do {
            return try OutsideNames(publicAddress: publicAddress, allowedHosts: hosts)
        } catch {
            let isAddress = error.found == publicAddress
            throw ValidationError("\(isAddress ? "--public-address" : "--allowed-hosts") \(error)")
        }
    }

    func run() async throws {
        var configuration = PublicConfiguration(
            datasetDirectory: datasetOptions.dataset, host: host, port: port, adminPort: adminPort,
            assetFolder: assets, tileArchive: tiles,
            names: try names(), closureFile: closures, limits: limits, reportFile: reportFile)
        configuration.showsKit = kit
        configuration.published = try publishedOptions.source()
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
        } catch let error as SnapshotError {
            throw Failure(error, at: configuration.published?.path ?? "--published")
        }
        do {
            try await process.run { error in
                // Exits at once, because answers from these bytes may be wrong.
                note("plision: \(error)")
                _exit(65)
            } onRunning: { [host] port in
                note("http://\(host):\(port)")
            } onAdminRunning: { port in
                note("http://127.0.0.1:\(port)/metrics")
            }
        } catch {
            throw Failure.failed("\(host):\(port): \(error)")
        }
    }
}
