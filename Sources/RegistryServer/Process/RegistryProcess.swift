internal import CoreMetrics
package import Hummingbird
internal import Locator
package import Logging
internal import MapSupport
package import Registry
package import ServiceLifecycle
internal import TileServer
package import WebSupport

/// The server of the registry: interface and pages for people with a role.
package struct RegistryProcess: Sendable {
    private let configuration: RegistryConfiguration
    private let home: RegistryHome
    private let publisher: Publisher
    private let region: LiveValue<RegionDataset>?
    private let reports: ReportReader
    private let responder: WebResponder
    private let log: AccessLog
    private let logger: Logger
    /// The table of all routes with who may use them.
    package static let rights: [RouteRight] =
        OperatorRoutes.rights
        + Operation.all.map {
            RouteRight(method: $0.method.rawValue, path: Operation.root + $0.path, access: $0.access)
        } + PageRoutes.rights + mapRights
    /// The routes of the map in this table, which answer with data, not with pages.
    package static let mapRights = RegionRoutes.rights
    /// The requests that it answers, such as `GET /registry/v1/structures/{ref}`.
    package let requests: [String]

    /// Prepares everything except the socket.
    ///
    /// - Parameters:
    ///   - home: The registry.
    ///   - configuration: The configuration.
    ///   - logger: Gets events of the server.
    ///   - accessLog: Receives whole lines of the access log, by default written to standard error.
    /// - Throws: `DatasetError` or `PackedFileError` when there is no dataset in the directory, or not a whole one.
    package init(
        _ home: RegistryHome, _ configuration: RegistryConfiguration,
        logger: Logger = Logger(label: "plision-registry"),
        accessLog: @escaping @Sendable ([UInt8]) -> Void = AccessLog.standardError
    ) throws {
        let registry = MetricsRegistry(
            help: [Publisher.metricHelp, ReportReader.metricHelp, Self.metricHelp].reduce(into: [:]) { all, help in
                all.merge(help) { first, _ in first }
            })
        let threads = WorkThreads(count: 4)
        publisher = Publisher(home, logger: logger, factory: registry)
        reports = ReportReader(home, path: configuration.reports, logger: logger, factory: registry)
        region = try Self.region(configuration, logger: logger, registry: registry)
        // Drawing has threads of its own, so that nobody waits for a map to sign in.
        let waiting = configuration.limits.expensiveWaiting
        var routes = Routes(work: SharedWork(.shared, waiting: waiting, factory: registry))
        OperatorRoutes(home: home, publisher: publisher, registry: registry, threads: threads).add(to: &routes)
        InterfaceRoutes(home: home, publisher: publisher, threads: threads, region: region).add(to: &routes)
        let pages = PageRoutes(
            home: home, publisher: publisher, threads: threads, library: try RegistryPageLibrary(),
            configuration: configuration, region: region, mapLibrary: MapLibrary(folder: configuration.assetFolder),
            pictures: MapPictures(work: SharedWork(.shared, waiting: waiting, factory: registry)))
        pages.add(to: &routes)
        RegionRoutes(
            home: home, threads: threads, region: region, configuration: configuration,
            names: try OutsideNames(publicAddress: configuration.publicAddress)
        ).add(to: &routes)
        requests = routes.requests
        log = AccessLog(write: accessLog)
        responder = WebResponder(
            routes: routes, limits: configuration.limits, log: log, metrics: RequestMetrics(factory: registry),
            logger: logger, problemPage: pages.problemPage)
        (self.home, self.configuration, self.logger) = (home, configuration, logger)
    }

    private static let refusedName = "plision_registry_dataset_refused"
    private static let metricHelp = [
        SharedWork<Response>.metricName: SharedWork<Response>.metricHelp,
        refusedName: "1 while new files of the dataset are refused and the former ones in use, else 0.",
    ]

    /// Opens the dataset of the region, which is opened again when its directory is replaced.
    private static func region(
        _ configuration: RegistryConfiguration, logger: Logger, registry: MetricsRegistry
    ) throws -> LiveValue<RegionDataset>? {
        guard let directory = configuration.datasetDirectory else { return nil }
        let source = BaseDatasetSource(directory: directory)
        return try LiveValue(
            name: "dataset", logger: logger, refused: Gauge(label: refusedName, factory: registry)
        ) {
            source.identity.map { "\($0)" }
        } load: {
            RegionDataset(try source.open())
        } prepare: { data in
            data.tiles.prepare()
            data.impacts.prepare()
        }
    }

    /// Serves until SIGTERM or SIGINT, then finishes running requests and writes the last anchor of the audit.
    ///
    /// - Parameters:
    ///   - onDamage: Called when a file of the dataset was written to while it is used; the process should then end.
    ///   - onRunning: Called with the port once the server listens.
    /// - Throws: ``RegistryError`` when the anchor cannot be written, and the error of the socket.
    package func run(
        onDamage: @escaping @Sendable (any Error) -> Void,
        onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) async throws {
        do {
            try home.removeStagedImports()
        } catch {
            logger.error("rows of an interrupted import are not removed", metadata: ["error": "\(error)"])
        }
        let watch = region.map { region in
            FileWatch(check: { try region.current.requireUnchanged() }, onDamage: onDamage)
        }
        try await server.run(application(services: watch.map { [$0] } ?? [], onRunning: onRunning))
        try home.flushAnchors()
    }

    /// The application, for tests and ``run(onDamage:onRunning:)``.
    package func application(
        services own: [any Service] = [], onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> Application<WebResponder> {
        var services: [any Service] = [log, publisher, reports]
        if let region { services.append(region) }
        return server.application(responder, services: services + own, onRunning: onRunning)
    }

    private var server: WebServer {
        WebServer(host: configuration.host, port: configuration.port, limits: configuration.limits, logger: logger)
    }
}
