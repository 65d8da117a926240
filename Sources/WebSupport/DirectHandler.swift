internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import NIOHTTPTypes

/// Answers requests without a body on the event loop of their connection.
///
/// Hummingbird's channel hands each request to a task on another thread, and its response back. These two hops take
/// longer than most answers. Here the task starts on the event loop, and answers before ``channelRead(context:data:)``
/// returns unless it suspends (`Task.immediate`, SE-0472). Requests with a body pass on to Hummingbird's channel, which
/// streams them.
///
/// While a request is being answered, the end of the input and a request to close are kept from Hummingbird's channel,
/// because it would close an idle connection at once.
final class DirectHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let responder: WebResponder
    private let logger: Logger
    /// The head of a request without a body whose end has not arrived.
    private var head: HTTPRequest?
    private var isAnswering = false
    private var task: Task<Void, Never>?
    /// Resumes the writer of a response when the connection can take more bytes.
    private var room: CheckedContinuation<Void, any Error>?
    private var isInputClosed = false
    private var closesWhenAnswered = false

    init(_ responder: WebResponder, _ logger: Logger) {
        self.responder = responder
        self.logger = logger
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (unwrapInboundIn(data), head) {
        case (.head(let head), _) where Self.hasNoBody(head): self.head = head
        case (.end, let head?):
            self.head = nil
            answer(head, context)
        default:
            passHead(context)
            context.fireChannelRead(data)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        passHead(context)
        context.fireErrorCaught(error)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed where isAnswering: isInputClosed = true
        case is ChannelShouldQuiesceEvent where isAnswering: closesWhenAnswered = true
        default:
            passHead(context)
            context.fireUserInboundEventTriggered(event)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { resumeWriter(with: .success(())) }
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    /// The server closes connections whose responses take too long when it stops.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if mode != .output { stop() }
        context.close(mode: mode, promise: promise)
    }

    private static func hasNoBody(_ head: HTTPRequest) -> Bool {
        guard head.headerFields[.transferEncoding] == nil else { return false }
        return head.headerFields[.contentLength].map { $0 == "0" } ?? true
    }

    /// Passes a request that does not end as expected to Hummingbird's channel.
    private func passHead(_ context: ChannelHandlerContext) {
        guard let head else { return }
        self.head = nil
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    private func answer(_ head: HTTPRequest, _ context: ChannelHandlerContext) {
        isAnswering = true
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
        let web = WebContext(source: ApplicationRequestContextSource(channel: context.channel, logger: logger))
        let writer = Writer(loop: context.eventLoop, bound: NIOLoopBound((self, context), eventLoop: context.eventLoop))
        task = Task.immediate { [responder] in
            do {
                try await writer.write(try await responder.respond(to: request, context: web))
            } catch {
                writer.abandon()
            }
        }
        if !isAnswering { task = nil }
    }

    /// Sends a part of a response, at once when `isStreaming`; returns whether the next part may follow.
    private func send(_ part: HTTPResponsePart, isStreaming: Bool, _ context: ChannelHandlerContext) -> Bool {
        guard case .end = part else {
            context.write(wrapOutboundOut(part), promise: nil)
            guard isStreaming else { return true }
            context.flush()
            return context.channel.isWritable
        }
        isAnswering = false
        task = nil
        context.writeAndFlush(wrapOutboundOut(part), promise: nil)
        if closesWhenAnswered { context.close(promise: nil) }
        if isInputClosed { context.fireUserInboundEventTriggered(ChannelEvent.inputClosed) }
        (closesWhenAnswered, isInputClosed) = (false, false)
        return true
    }

    private func stop() {
        task?.cancel()
        task = nil
        resumeWriter(with: .failure(ChannelError.ioOnClosedChannel))
    }

    private func resumeWriter(with result: Result<Void, any Error>) {
        let waiting = room
        room = nil
        waiting?.resume(with: result)
    }

    /// Writes a response to the connection, and waits while the client does not read.
    private struct Writer: ResponseBodyWriter, Sendable {
        let loop: any EventLoop
        let bound: NIOLoopBound<(DirectHandler, ChannelHandlerContext)>
        /// Whether each part is sent at once and waits for the client, because the response is large or takes time.
        var isStreaming = false

        func write(_ response: Response) async throws {
            var writer = self
            writer.isStreaming = response.body.contentLength.map { $0 > AnswersInFlight.smallBytes } ?? true
            var head = response.head
            head.headerFields.set([HTTPDate.now()])
            try await writer.send(.head(head))
            try await response.body.write(writer)
        }

        func write(_ buffer: ByteBuffer) async throws { try await send(.body(buffer)) }

        func finish(_ trailingHeaders: HTTPFields?) async throws { try await send(.end(trailingHeaders)) }

        /// Closes the connection, because the rest of its response cannot be sent.
        func abandon() {
            loop.execute { bound.value.1.close(promise: nil) }
        }

        private func send(_ part: HTTPResponsePart) async throws {
            if loop.inEventLoop, sendNow(part) { return }
            try await withCheckedThrowingContinuation { sent in
                if loop.inEventLoop {
                    awaitRoom(sent)
                } else {
                    loop.execute { if sendNow(part) { sent.resume() } else { awaitRoom(sent) } }
                }
            }
        }

        /// Sends a part on the event loop; returns whether the next one may follow.
        private func sendNow(_ part: HTTPResponsePart) -> Bool {
            let (handler, context) = bound.value
            return context.channel.isActive && handler.send(part, isStreaming: isStreaming, context)
        }

        /// Resumes `sent` when the connection takes more bytes, and with an error once it is closed.
        private func awaitRoom(_ sent: CheckedContinuation<Void, any Error>) {
            let (handler, context) = bound.value
            guard context.channel.isActive else { return sent.resume(throwing: ChannelError.ioOnClosedChannel) }
            handler.room = sent
        }
    }
}
