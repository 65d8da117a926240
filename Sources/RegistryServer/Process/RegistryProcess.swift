internal import CoreMetrics
package import Hummingbird
package import Logging
package import Registry
internal import ServiceLifecycle
package import WebSupport

/// The server of the registry: interface and pages for people with a role.
package struct RegistryProcess: Sendable {
    private let configuration: RegistryConfiguration
    private let home: RegistryHome
    private let publisher: Publisher
    private let responder: WebResponder
    private let log: AccessLog
    private let logger: Logger
    /// The table of all routes with who may use them.
    package static let rights: [RouteRight] =
        OperatorRoutes.rights
        + Operation.all.map {
            RouteRight(method: $0.method.rawValue, path: Operation.root + $0.path, access: $0.access)
        } + PageRoutes.rights
    /// The requests that it answers, such as `GET /registry/v1/structures/{ref}`.
    package let requests: [String]

    /// Prepares everything except the socket.
    ///
    /// - Parameters:
    ///   - home: The registry.
    ///   - configuration: The configuration.
    ///   - logger: Gets events of the server.
    ///   - accessLog: Receives whole lines of the access log, by default written to standard error.
    package init(
        _ home: RegistryHome, _ configuration: RegistryConfiguration,
        logger: Logger = Logger(label: "plision-registry"),
        accessLog: @escaping @Sendable ([UInt8]) -> Void = AccessLog.standardError
    ) throws {
        let registry = MetricsRegistry(help: Publisher.metricHelp.merging(Self.metricHelp) { first, _ in first })
        let threads = WorkThreads(count: 4)
        publisher = Publisher(home, logger: logger, factory: registry)
        var routes = Routes(
            work: SharedWork(threads, waiting: configuration.limits.expensiveWaiting, factory: registry))
        OperatorRoutes(home: home, publisher: publisher, registry: registry, threads: threads).add(to: &routes)
        InterfaceRoutes(home: home, publisher: publisher, threads: threads).add(to: &routes)
        let pages = PageRoutes(
            home: home, publisher: publisher, threads: threads, library: try RegistryPageLibrary(),
            configuration: configuration)
        pages.add(to: &routes)
        requests = routes.requests
        log = AccessLog(write: accessLog)
        responder = WebResponder(
            routes: routes, limits: configuration.limits, log: log, metrics: RequestMetrics(factory: registry),
            logger: logger, problemPage: pages.problemPage)
        (self.home, self.configuration, self.logger) = (home, configuration, logger)
    }

    private static let metricHelp = [SharedWork<Response>.metricName: SharedWork<Response>.metricHelp]

    /// Serves until SIGTERM or SIGINT, then finishes running requests and writes the last anchor of the audit.
    ///
    /// - Parameter onRunning: Called with the port once the server listens.
    /// - Throws: ``RegistryError`` when the anchor cannot be written, and the error of the socket.
    package func run(onRunning: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
        try await server.run(application(onRunning: onRunning))
        try home.flushAnchors()
    }

    /// The application, for tests and ``run(onRunning:)``.
    package func application(onRunning: @escaping @Sendable (Int) async -> Void = { _ in }) -> Application<WebResponder>
    {
        server.application(responder, services: [log, publisher], onRunning: onRunning)
    }

    private var server: WebServer {
        WebServer(host: configuration.host, port: configuration.port, limits: configuration.limits, logger: logger)
    }
}
