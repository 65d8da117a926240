internal import CoreMetrics
internal import GeoIndex
package import Hummingbird
internal import Locator
internal import MapSupport
public import Logging
package import NIOCore
internal import Records
package import ServiceLifecycle
internal import TileServer
public import WebSupport

/// The public server: interface, tiles and pages from one dataset directory. New builds in the directory are loaded
/// while it runs.
public struct PublicProcess: Sendable {
    /// The descriptions of metrics other than those of requests.
    private static let metricHelp = [
        "plision_dataset_loads_total": "Datasets taken up, the first one included.",
        "plision_dataset_refused": "1 while new files of the dataset are refused and the former ones in use, else 0.",
        "plision_tiles_total": "Tiles answered, by whether they were at hand (warm) or had to be drawn (cold).",
        SharedWork<Response>.metricName: SharedWork<Response>.metricHelp,
        "plision_reports_bytes": "Bytes of the file of reported mistakes.",
        "plision_reports_limit_bytes": "Most bytes that the file of reported mistakes may have.",
        "plision_closures_version": "Version of the set of road closures in force.",
        "plision_closures": "Road closures in force, those that begin later included, by where they come from.",
        "plision_closures_refused": "1 while a set of road closures is refused and the former one in force, else 0.",
        "plision_published_revision": "Revision of the structures published by the registry, 0 for none.",
        "plision_published_refused": "1 while the published snapshot is refused and the former one in use, else 0.",
        "plision_published_left_out": "Structures and figures that are not shown as the registry has published them.",
    ]

    private let configuration: PublicConfiguration
    private let live: LiveValue<PublicDataset>
    private let closures: RoadClosures?
    private let archive: PMTilesArchive?
    private let responder: WebResponder
    /// Answers requests of operators, when they have their own port.
    private let adminResponder: WebResponder?
    private let sent: SentForms
    private let log: AccessLog
    private let logger: Logger
    /// The path templates of the public port.
    package let paths: [String]
    /// The requests that the public port answers, such as `GET /structures/{id}`.
    package let requests: [String]

    /// Opens the dataset and prepares everything except the socket.
    ///
    /// - Parameters:
    ///   - configuration: The configuration.
    ///   - logger: Gets events of the server.
    ///   - accessLog: Receives whole lines of the access log, by default written to standard error.
    /// - Throws: ``DatasetError`` when the dataset is invalid, ``TileFileError`` when the tile archive is,
    ///   ``ClosureFile/Fault`` when the file of closures is, ``SnapshotError`` when the snapshot of the
    ///   registry is.
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
        let published = try configuration.published.map { source in
            try PublishedStructures(source, logger: logger, registry: registry)
        }
        let closures =
            configuration.closureFile == nil && published == nil
            ? nil
            : try RoadClosures(
                path: configuration.closureFile, published: published, mostSteps: configuration.closureSteps,
                logger: logger, registry: registry, now: { Int64(clock().seconds) })
        let source = BaseDatasetSource(directory: directory)
        live = try LiveValue(
            name: "dataset", logger: logger, refused: Gauge(label: "plision_dataset_refused", factory: registry)
        ) {
            published?.refresh()
            return source.identity.map { "\($0) \(published?.revisionInUse ?? 0)" }
        } load: {
            let base = try source.open()
            let data = PublicDataset(
                base, edited: try published?.applied(to: base), clock: clock, counters: counters,
                hasAdminPort: hasAdminPort)
            // Apply the closures before the dataset becomes current, so that no answer ignores them.
            try closures?.apply(to: data)
            reloads.increment()
            return data
        } prepare: { data in
            data.prepare()
            assets.prepare()
        }
        sent = SentForms { Int64(clock().seconds) }
        self.closures = closures
        self.archive = archive
        let routes = PublicRoutes(
            live: live, closures: closures, published: published, assets: assets, archive: archive,
            library: try PageLibrary(assets: assets),
            registry: registry, names: configuration.names,
            reports: configuration.reportFile.map {
                ReportBox(path: $0, logger: logger, registry: registry, clock: clock)
            },
            sent: sent, showsKit: configuration.showsKit,
            work: SharedWork(.shared, waiting: configuration.limits.expensiveWaiting, factory: registry))
        let table = routes.routes(withOperations: !hasAdminPort)
        paths = table.templates
        requests = table.requests
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

    /// Serves until SIGTERM or SIGINT, then finishes running requests.
    ///
    /// - Parameters:
    ///   - onDamage: Called when a file in use was modified in place; the process should then stop answering.
    ///   - onRunning: Called with the port once the server listens.
    ///   - onAdminRunning: Called with the port of the operators, if there is one.
    public func run(
        onDamage: @escaping @Sendable (any Error) -> Void,
        onRunning: @escaping @Sendable (Int) async -> Void = { _ in },
        onAdminRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) async throws {
        let watch = FileWatch(check: requireUnchanged, onDamage: onDamage)
        try await server.run(
            application(services: [watch], onRunning: onRunning, onAdminRunning: onAdminRunning))
    }

    /// Throws when a file in use was modified since it was opened. A few system calls.
    package func requireUnchanged() throws {
        for file in live.current.files { try file.requireUnchanged() }
        try archive?.requireUnchanged()
    }

    /// The application of the public port, for tests and ``run(onDamage:onRunning:onAdminRunning:)``.
    package func application(
        services own: [any Service] = [], onRunning: @escaping @Sendable (Int) async -> Void = { _ in },
        onAdminRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> Application<WebResponder> {
        var services: [any Service] = [log, live, sent] + own
        if let closures { services.append(ClosureWatch(closures: closures, live: live)) }
        // Start it before the public port, so that it still answers while that one shuts down.
        if adminResponder != nil {
            services.append(OwnThread { adminApplication(on: $0, onRunning: onAdminRunning) })
        }
        return server.application(responder, services: services, onRunning: onRunning)
    }

    /// The application of the operators' port; nil when it is not configured.
    package func adminApplication(
        on group: (any EventLoopGroup)? = nil, onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> Application<WebResponder>? {
        guard let adminResponder, let port = configuration.adminPort else { return nil }
        return WebServer(host: "127.0.0.1", port: port, limits: configuration.limits, logger: logger)
            .application(adminResponder, services: [], group: group, onRunning: onRunning)
    }

    /// Checks the dataset directory now; returns whether a new build was loaded.
    @discardableResult
    package func refresh() -> Bool { live.refresh() }

    /// Checks the file of closures and the clock now; returns whether a new file was loaded.
    @discardableResult
    package func refreshClosures() -> Bool { closures?.refresh(live.current) ?? false }

    private var server: WebServer {
        WebServer(
            host: configuration.host, port: configuration.port, limits: configuration.limits, logger: logger)
    }
}
