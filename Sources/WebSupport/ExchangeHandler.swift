internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1
internal import Records
internal import Synchronization

/// Sees each request and its answer as a whole: what is refused before anybody is asked, and when a connection ends.
///
/// A request whose end cannot be told is refused here; one that goes wrong in its body is told so to whoever reads it, who
/// answers. After an answer that leaves part of its request unread nothing more is read: the connection says farewell, which
/// is to close its own side, to throw away for a moment what still comes so that the answer arrives, and to close.
final class ExchangeHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let state: ConnectionState
    private let place: ConnectionTable.Place
    private let service: WebChannel.Service
    /// Whose request is being answered.
    private var client: ClientKey?
    /// Whose request was answered last, until all of the answer is sent.
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

    // MARK: What comes in

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
        // A request that was sent ahead begins now.
        if state.phase == .waiting { state.began = .now() }
        state.phase = .body
        isWhole = false
        if let refused = RefusedMessage.framing(of: head) { return refuse(refused.problem, head, context) }
        let client = service.clients.key(of: context.channel.remoteAddress) { head.headers[$0] }
        // One request of a connection counts at a time, however many were sent ahead.
        if let reader { service.inFlight.leave(reader) }
        reader = nil
        guard service.inFlight.enter(client) else {
            return refuse(.overloaded(retryAfterSeconds: 1), head, context)
        }
        self.client = client
        place.isBusy.store(true, ordering: .relaxed)
        isOld = head.version == .http1_0
        // After an upgrade, which nobody here takes part in, the parser would read nothing more.
        closes = closes || !head.isKeepAlive || head.method == .CONNECT || head.headers.contains(name: "Upgrade")
        var head = head
        if closes { head.headers.replaceOrAdd(name: "Connection", value: "close") }
        if awaitsLeave(head) {
            let leave = HTTPResponseHead(version: .http1_1, status: .continue)
            context.writeAndFlush(wrapOutboundOut(.head(leave)), promise: nil)
        }
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    /// Whether the body is sent only when it is asked for, and would be read (RFC 9110, section 10.1.1).
    private func awaitsLeave(_ head: HTTPRequestHead) -> Bool {
        guard head.headers.first(name: "Expect")?.lowercased() == "100-continue", head.version == .http1_1 else {
            return false
        }
        let length = head.headers.first(name: "Content-Length").flatMap(Int.init)
        return (length ?? 1) > 0 && (length ?? 0) <= service.limits.bodyBytes
    }

    /// Tells whoever reads the request what is wrong with it, or refuses it where nobody has it.
    private func fail(_ refused: RefusedMessage, _ context: ChannelHandlerContext) {
        guard client != nil else { return refuse(refused.problem, nil, context) }
        closes = true
        state.phase = .answer
        context.fireErrorCaught(refused)
    }

    // MARK: What goes out

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard state.phase != .farewell else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head(var head) where head.status.code >= 200:
            if !isWhole { closes = true }
            if closes { head.headers.replaceOrAdd(name: "Connection", value: "close") }
            // A reader of HTTP/1.0 knows no chunks: the end of the connection ends the body.
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

    /// Answers with `problem` without asking anybody, and ends the connection.
    private func refuse(_ problem: Problem, _ head: HTTPRequestHead?, _ context: ChannelHandlerContext) {
        let language = Language.negotiate(acceptLanguage: head?.headers.first(name: "Accept-Language"))
        let document = problem.document(in: language)
        var fields = problem.fields(in: language)
        SecurityHeaders.apply(to: &fields)
        var headers = HTTPHeaders(fields.map { ($0.name.rawName, $0.value) })
        headers.add(name: "Content-Length", value: "\(document.count)")
        headers.add(name: "Date", value: HTTPDate.now())
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
        // Nobody waits for more.
        context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
    }

    /// The request is answered; it counts until its answer is sent, for so long its bytes are in memory.
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
