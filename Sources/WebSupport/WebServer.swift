public import Hummingbird
internal import HummingbirdCore
public import Logging
public import NIOCore
public import ServiceLifecycle
internal import UnixSignals

/// An HTTP server on one address, which runs until a signal stops it.
public struct WebServer: Sendable {
    /// The host name or address to listen on.
    public var host: String
    /// The port to listen on, 0 for any free one.
    public var port: Int
    /// The limits of requests.
    public var limits: RequestLimits
    /// Gets events of the server, except requests.
    public var logger: Logger

    /// Creates a server for `host` and `port`.
    public init(host: String, port: Int, limits: RequestLimits, logger: Logger) {
        self.host = host
        self.port = port
        self.limits = limits
        self.logger = logger
    }

    /// Creates the application.
    ///
    /// - Parameters:
    ///   - responder: Answers the requests.
    ///   - services: Services that start before the server and stop after it.
    ///   - group: The event loops of the connections, by default those of the process.
    ///   - onRunning: Called with the port once the server listens.
    public func application(
        _ responder: WebResponder, services: [any Service], group: (any EventLoopGroup)? = nil,
        onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> Application<WebResponder> {
        let files = FileLimit.raise()
        let connections = FileLimit.connections(limits.connections, files: files)
        logger.info("room for \(connections) connections among \(files) files")
        let onDrop: @Sendable (ConnectionDrop) -> Void = { responder.record($0) }
        let service = WebChannel.Service(
            limits: limits, clients: responder.clients, table: ConnectionTable(limit: connections),
            inFlight: RequestsInFlight(limit: limits.concurrentRequests),
            onRefusal: { responder.recordRefusal(status: $0, bytes: $1) }, onDrop: onDrop)
        return Application(
            responder: responder,
            server: HTTPServerBuilder { [logger] in
                WebChannel(service, responder: responder, streamed: $0, logger: logger)
            },
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), backlog: 1024),
            services: services,
            onServerRunning: { [logger] channel in
                let errors = AcceptErrors(eventLoop: channel.eventLoop, logger: logger, onDrop: onDrop)
                // This fails only when the server is already closed.
                try? await channel.pipeline.addHandler(errors, position: .first).get()
                await onRunning(channel.localAddress?.port ?? 0)
            },
            eventLoopGroupProvider: group.map { .shared($0) } ?? .singleton,
            logger: logger)
    }

    /// Runs `application` until SIGTERM or SIGINT, then gives running requests `stopSeconds` of the limits to finish.
    public func run(_ application: Application<WebResponder>) async throws {
        var configuration = ServiceGroupConfiguration(
            services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(limits.stopSeconds)
        try await ServiceGroup(configuration: configuration).run()
    }
}
