internal import CoreMetrics
internal import GeoIndex
package import Hummingbird
internal import Locator
public import Logging
package import NIOCore
internal import Records
package import ServiceLifecycle
internal import TileServer
public import WebSupport

/// The process that answers the public: interface, tiles and pages from one dataset directory, whose new builds it takes
/// up while it runs.
public struct PublicProcess: Sendable {
    /// What each metric beside those of requests tells.
    private static let metricHelp = [
        "plision_dataset_loads_total": "Datasets taken up, the first one included.",
        "plision_dataset_refused": "1 while new files of the dataset are refused and the former ones in use, else 0.",
        "plision_tiles_total": "Tiles answered, by whether they were at hand (warm) or had to be drawn (cold).",
        SharedWork<Response>.metricName: SharedWork<Response>.metricHelp,
        "plision_reports_bytes": "Bytes of the file of reported mistakes.",
        "plision_reports_limit_bytes": "Most bytes that the file of reported mistakes may have.",
        "plision_closures_version": "Version of the set of road closures in force.",
        "plision_closures_refused": "1 while the file of road closures is refused and the former set in force, else 0.",
    ]

    private let configuration: PublicConfiguration
    private let live: LiveValue<PublicDataset>
    private let closures: RoadClosures?
    private let archive: PMTilesArchive?
    private let responder: WebResponder
    /// Answers those who run the process, where they have a port of their own.
    private let adminResponder: WebResponder?
    private let log: AccessLog
    private let logger: Logger
    /// The templates of all paths of the public port.
    package let paths: [String]

    /// Opens the dataset and prepares everything but the socket; throws ``DatasetError`` when there is no sound dataset,
    /// ``TileFileError`` when the archive of tiles is none, ``ClosureFile/Fault`` when the file of closures cannot be used.
    ///
    /// `accessLog` takes whole lines of the access log, standard error unless told otherwise.
    public init(
        _ configuration: PublicConfiguration, logger: Logger = Logger(label: "plision"),
        accessLog: @escaping @Sendable ([UInt8]) -> Void = AccessLog.standardError
    ) throws {
        let directory = configuration.datasetDirectory
        let clock = configuration.clock
        let hasAdminPort = configuration.adminPort != nil
        let registry = MetricsRegistry(help: Self.metricHelp)
        let reloads = Counter(label: "plision_dataset_loads_total", factory: registry)
        let counters = TileCounters(factory: registry)
        let archive = try configuration.tileArchive.map { try PMTilesArchive(path: $0) }
        let assets = PublicAssets(folder: configuration.assetFolder)
        let closures = try configuration.closureFile.map {
            try RoadClosures(
                path: $0, mostSteps: configuration.closureSteps, logger: logger, registry: registry,
                now: { Int64(clock().seconds) })
        }
        live = try LiveValue(
            name: "dataset", logger: logger, refused: Gauge(label: "plision_dataset_refused", factory: registry)
        ) {
            FileIdentity.of(directory).map { "\($0)" }
        } load: {
            let data = try PublicDataset(
                try Dataset(directory: directory), clock: clock, counters: counters, hasAdminPort: hasAdminPort)
            // Before it is current: no answer is ever given without the closures.
            try closures?.apply(to: data)
            reloads.increment()
            return data
        } prepare: { data in
            data.prepare()
            assets.prepare()
        }
        self.closures = closures
        self.archive = archive
        let routes = PublicRoutes(
            live: live, closures: closures, assets: assets, archive: archive, library: try PageLibrary(),
            registry: registry, names: configuration.names,
            reports: configuration.reportFile.map {
                ReportBox(path: $0, logger: logger, registry: registry, clock: clock)
            },
            work: SharedWork(.shared, waiting: configuration.limits.expensiveWaiting, factory: registry))
        let table = routes.routes(withOperations: !hasAdminPort)
        paths = table.templates
        log = AccessLog(write: accessLog)
        let metrics = RequestMetrics(factory: registry)
        adminResponder =
            hasAdminPort
            ? WebResponder(
                routes: routes.adminRoutes(), limits: configuration.limits, log: log, metrics: metrics, logger: logger)
            : nil
        responder = WebResponder(
            routes: table, limits: configuration.limits, log: log, metrics: metrics, logger: logger,
            openRoots: PublicRoutes.openRoots, problemPage: routes.problemPage)
        self.configuration = configuration
        self.logger = logger
    }

    /// Serves until SIGTERM or SIGINT, then finishes what is running; `onRunning` is told the port, `onAdminRunning` that of
    /// those who run the process, and `onDamage` that a file in use was written to, from when on nothing should be answered.
    public func run(
        onDamage: @escaping @Sendable (any Error) -> Void,
        onRunning: @escaping @Sendable (Int) async -> Void = { _ in },
        onAdminRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) async throws {
        let watch = FileWatch(check: requireUnchanged, onDamage: onDamage)
        try await server.run(
            application(services: [watch], onRunning: onRunning, onAdminRunning: onAdminRunning))
    }

    /// Throws when a file that is in use was written to since it was opened. A few system calls.
    package func requireUnchanged() throws {
        for file in live.current.files { try file.requireUnchanged() }
        try archive?.requireUnchanged()
    }

    /// The application without a process around it.
    package func application(
        services own: [any Service] = [], onRunning: @escaping @Sendable (Int) async -> Void = { _ in },
        onAdminRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> Application<WebResponder> {
        var services: [any Service] = [log, live] + own
        if let closures { services.append(ClosureWatch(closures: closures, live: live)) }
        // Before the public port, so that it still answers while that one finishes.
        if adminResponder != nil {
            services.append(OwnThread { adminApplication(on: $0, onRunning: onAdminRunning) })
        }
        return server.application(responder, services: services, onRunning: onRunning)
    }

    /// The application of the port for those who run the process, where there is one.
    package func adminApplication(
        on group: (any EventLoopGroup)? = nil, onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> Application<WebResponder>? {
        guard let adminResponder, let port = configuration.adminPort else { return nil }
        return WebServer(host: "127.0.0.1", port: port, limits: configuration.limits, logger: logger)
            .application(adminResponder, services: [], group: group, onRunning: onRunning)
    }

    /// Looks at the dataset directory now rather than at the next second; returns whether a new build was taken up.
    @discardableResult
    package func refresh() -> Bool { live.refresh() }

    /// Looks at the file of closures, and at the clock, now; returns whether a new file was taken up.
    @discardableResult
    package func refreshClosures() -> Bool { closures?.refresh(live.current) ?? false }

    private var server: WebServer {
        WebServer(
            host: configuration.host, port: configuration.port, limits: configuration.limits, logger: logger)
    }
}
