public import Hummingbird
internal import HummingbirdCore
public import Logging
public import NIOCore
public import ServiceLifecycle
internal import UnixSignals

/// A process that answers HTTP on one address until it is told to stop.
public struct WebServer: Sendable {
    /// Host name or address to listen on.
    public var host: String
    /// Port to listen on, 0 for any free one.
    public var port: Int
    /// The bounds requests are held to.
    public var limits: RequestLimits
    /// What the server does, except requests.
    public var logger: Logger

    /// A server for `host` and `port`.
    public init(host: String, port: Int, limits: RequestLimits, logger: Logger) {
        self.host = host
        self.port = port
        self.limits = limits
        self.logger = logger
    }

    /// The application that answers with `responder`; `services` start before it and stop after it. Its connections are on
    /// `group`, or on the process's own event loops.
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
            server: HTTPServerBuilder { WebChannel(service, responder: $0) },
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), backlog: 1024),
            services: services,
            onServerRunning: { [logger] channel in
                let errors = AcceptErrors(eventLoop: channel.eventLoop, logger: logger, onDrop: onDrop)
                // It fails only for a server that is closed already.
                try? await channel.pipeline.addHandler(errors, position: .first).get()
                await onRunning(channel.localAddress?.port ?? 0)
            },
            eventLoopGroupProvider: group.map { .shared($0) } ?? .singleton,
            logger: logger)
    }

    /// Runs `application` until SIGTERM or SIGINT; running requests are finished within the limits' `stopSeconds`.
    public func run(_ application: Application<WebResponder>) async throws {
        var configuration = ServiceGroupConfiguration(
            services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(limits.stopSeconds)
        try await ServiceGroup(configuration: configuration).run()
    }
}
