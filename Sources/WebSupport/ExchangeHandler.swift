internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1
internal import Records
internal import Synchronization

/// Follows each request and its response: refuses malformed requests before they reach a handler, and decides when a
/// connection ends.
///
/// A request whose end is ambiguous is refused here. When the body fails later, the handler that reads it receives the
/// error and answers. After a response that leaves part of its request unread, nothing more is read: the connection
/// closes its own side, discards input for a moment so that the client can receive the response, and then closes.
final class ExchangeHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let state: ConnectionState
    private let place: ConnectionTable.Place
    private let service: WebChannel.Service
    /// The client of the request being answered.
    private var client: ClientKey?
    /// The client of the last request answered, until its response is sent.
    private var reader: ClientKey?
    private var answerCount = 0
    private var isWhole = false
    private var closes = false
    private var isOld = false

    init(_ state: ConnectionState, _ place: ConnectionTable.Place, _ service: WebChannel.Service) {
        self.state = state
        self.place = place
        self.service = service
    }

    // MARK: Inbound

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard state.phase != .farewell else { return }
        switch unwrapInboundIn(data) {
        case .head(let head): begin(head, context)
        case .body: context.fireChannelRead(data)
        case .end:
            isWhole = true
            if state.phase == .body { state.phase = .answer }
            context.fireChannelRead(data)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else { return context.fireErrorCaught(error) }
        guard state.phase != .farewell else { return }
        fail(RefusedMessage(error), context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ConnectionWatch.Event.headIsLate:
            fail(RefusedMessage(.requestTimeout(service.limits.headerSeconds)), context)
        case ConnectionWatch.Event.bodyIsLate:
            fail(RefusedMessage(.requestTimeout(service.limits.bodySeconds)), context)
        case ChannelEvent.inputClosed where state.phase == .farewell: context.close(mode: .output, promise: nil)
        case is ConnectionWatch.MakeRoom where state.phase == .waiting: sayFarewell(context)
        case is ConnectionWatch.MakeRoom: closes = true
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        for client in [client, reader].compactMap({ $0 }) { service.inFlight.leave(client) }
        (client, reader) = (nil, nil)
        context.fireChannelInactive()
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        // A pipelined request begins when the previous response ends.
        if state.phase == .waiting { state.began = .now() }
        state.phase = .body
        isWhole = false
        if let refused = RefusedMessage.framing(of: head) { return refuse(refused.problem, head, context) }
        let client = service.clients.key(of: context.channel.remoteAddress) { head.headers[$0] }
        // Only one request of a connection is counted at a time, regardless of pipelining.
        if let reader { service.inFlight.leave(reader) }
        reader = nil
        guard service.inFlight.enter(client) else {
            return refuse(.overloaded(retryAfterSeconds: 1), head, context)
        }
        self.client = client
        place.isBusy.store(true, ordering: .relaxed)
        isOld = head.version == .http1_0
        // Upgrades are not supported, and the parser stops reading after one.
        closes = closes || !head.isKeepAlive || head.method == .CONNECT || head.headers.contains(name: "Upgrade")
        var head = head
        if closes { head.headers.replaceOrAdd(name: "Connection", value: "close") }
        if awaitsLeave(head) {
            let leave = HTTPResponseHead(version: .http1_1, status: .continue)
            context.writeAndFlush(wrapOutboundOut(.head(leave)), promise: nil)
        }
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    /// Whether the client waits for `100 Continue` before it sends the body, and the body is within the limit (RFC
    /// 9110, section 10.1.1).
    private func awaitsLeave(_ head: HTTPRequestHead) -> Bool {
        guard head.headers.first(name: "Expect")?.lowercased() == "100-continue", head.version == .http1_1 else {
            return false
        }
        let length = head.headers.first(name: "Content-Length").flatMap(Int.init)
        return (length ?? 1) > 0 && (length ?? 0) <= service.limits.bodyBytes
    }

    /// Passes the error to the handler that reads the request, or refuses the request when there is none.
    private func fail(_ refused: RefusedMessage, _ context: ChannelHandlerContext) {
        guard client != nil else { return refuse(refused.problem, nil, context) }
        closes = true
        state.phase = .answer
        context.fireErrorCaught(refused)
    }

    // MARK: Outbound

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard state.phase != .farewell else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head(var head) where head.status.code >= 200:
            if !isWhole { closes = true }
            if closes { head.headers.replaceOrAdd(name: "Connection", value: "close") }
            // HTTP/1.0 has no chunked coding: the end of the connection marks the end of the body.
            if isOld, !head.headers.contains(name: "Content-Length") { head.version = .http1_0 }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end:
            let sent = promise ?? context.eventLoop.makePromise()
            finish(when: sent.futureResult, context)
            if !closes { state.phase = .waiting }
            context.write(data, promise: sent)
            if closes { sayFarewell(context) }
        default: context.write(data, promise: promise)
        }
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        switch (state.phase, mode) {
        case (.farewell, .all): context.channel.closeFuture.cascade(to: promise)
        case (.farewell, .output): promise?.succeed(())
        case (.waiting, .output), (.head, .output):
            state.phase = .farewell
            context.close(mode: mode, promise: promise)
        default: context.close(mode: mode, promise: promise)
        }
    }

    /// Responds with `problem` without calling a handler, and ends the connection.
    private func refuse(_ problem: Problem, _ head: HTTPRequestHead?, _ context: ChannelHandlerContext) {
        let language = Language.negotiate(acceptLanguage: head?.headers.first(name: "Accept-Language"))
        let document = problem.document(in: language)
        var fields = problem.fields(in: language)
        SecurityHeaders.apply(to: &fields)
        var headers = HTTPHeaders(fields.map { ($0.name.rawName, $0.value) })
        headers.add(name: "Content-Length", value: "\(document.count)")
        headers.add(name: "Date", value: HTTPDate.now().value)
        headers.add(name: "Connection", value: "close")
        let status = HTTPResponseStatus(statusCode: problem.kind.status)
        let answer = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        context.write(wrapOutboundOut(.head(answer)), promise: nil)
        if head?.method != .HEAD {
            let body = context.channel.allocator.buffer(bytes: document)
            context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        }
        context.write(wrapOutboundOut(.end(nil)), promise: nil)
        service.onRefusal(problem.kind.status, document.count)
        sayFarewell(context)
    }

    private func sayFarewell(_ context: ChannelHandlerContext) {
        context.flush()
        state.phase = .farewell
        context.close(mode: .output, promise: nil)
        // Cancel work in progress: its response could not be sent.
        context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
    }

    /// Marks the request as answered. It stays counted until its response is sent, because the response is in memory
    /// until then.
    private func finish(when sent: EventLoopFuture<Void>, _ context: ChannelHandlerContext) {
        guard let client else { return }
        (self.client, reader) = (nil, client)
        answerCount += 1
        let bound = NIOLoopBound((self, answerCount), eventLoop: context.eventLoop)
        sent.whenComplete { _ in
            let (handler, number) = bound.value
            guard let reader = handler.reader, handler.answerCount == number else { return }
            handler.reader = nil
            handler.service.inFlight.leave(reader)
            handler.place.isBusy.store(false, ordering: .relaxed)
        }
    }
}
