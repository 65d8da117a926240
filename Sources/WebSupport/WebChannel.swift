internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import Records

/// A connection of the server: Hummingbird's channel, admitted by the ``ConnectionTable``, with additional handlers
/// around the parser.
struct WebChannel: ServerChildChannel {
    typealias Value = HTTP1Channel.Value

    /// What all connections of a server share.
    struct Service: Sendable {
        let limits: RequestLimits
        let clients: Clients
        let table: ConnectionTable
        let inFlight: RequestsInFlight
        /// Called with status and bytes of a response sent without a handler.
        let onRefusal: @Sendable (Int, Int) -> Void
        let onDrop: @Sendable (ConnectionDrop) -> Void
    }

    private struct NoPlace: Error {}

    private let http: HTTP1Channel
    private let service: Service

    /// Creates the connections of a server.
    ///
    /// - Parameters:
    ///   - service: What all connections share.
    ///   - responder: Answers requests.
    ///   - streamed: Answers requests with a body, through Hummingbird's channel.
    ///   - logger: Passed to the contexts of requests.
    init(
        _ service: Service, responder: WebResponder, streamed: @escaping HTTPChannelHandler.Responder, logger: Logger
    ) {
        self.service = service
        // ``ConnectionWatch`` enforces the time limits.
        let decoder = HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: service.limits.headerBytes, maxHeaderListSize: service.limits.headerBytes,
            maxHeaderFieldCount: 100)
        http = HTTP1Channel(
            responder: streamed,
            configuration: HTTP1Channel.Configuration(
                additionalChannelHandlers: [DirectHandler(responder, logger)], httpDecoderConfiguration: decoder))
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let client = service.clients.key(ofConnection: channel.remoteAddress)
        let place = service.table.admit(client) {
            channel.pipeline.fireUserInboundEventTriggered(ConnectionWatch.MakeRoom())
        }
        guard let place else {
            service.onDrop(.refused)
            channel.close(promise: nil)
            return channel.eventLoop.makeFailedFuture(NoPlace())
        }
        channel.closeFuture.whenComplete { [table = service.table] _ in table.leave(place) }
        // Keep the kernel's buffer of unsent bytes small, so that the rate of the reader can be measured.
        channel.setOption(.tcpOption(.init(rawValue: Self.unsentLowWater)), value: 1 << 15).whenFailure { _ in }
        return http.setup(channel: channel, logger: logger).flatMapThrowing { value in
            try install(on: channel.pipeline.syncOperations, place)
            return value
        }.flatMapErrorThrowing { error in
            channel.close(promise: nil)
            throw error
        }
    }

    func handle(value: Value, logger: Logger) async {
        await http.handle(value: value, logger: logger)
    }

    /// Adds the handlers before and after the parser.
    private func install(on pipeline: ChannelPipeline.SynchronousOperations, _ place: ConnectionTable.Place) throws {
        let state = ConnectionState()
        try pipeline.addHandlers(
            [ConnectionWatch(state, service.limits, onDrop: service.onDrop), ByteGate(state)], position: .first)
        let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
        try pipeline.addHandlers(
            [ClientPresenceHandler(), PipelineGate(state), HostFieldHandler(), ExchangeHandler(state, place, service)],
            position: .after(decoder))
    }

    /// `TCP_NOTSENT_LOWAT` of Linux.
    private static let unsentLowWater: CInt = 25
}
