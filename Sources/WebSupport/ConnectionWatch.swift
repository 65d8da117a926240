internal import NIOCore

/// Enforces the time limits of a connection: idle time, the time of head, body and whole request, and the rate at which
/// a response is read.
///
/// It is the first handler of a connection, before the parser. It checks the clock at intervals, so that a request
/// needs no timer of its own.
final class ConnectionWatch: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    /// A part of a request that did not arrive in time.
    enum Event {
        case headIsLate
        case bodyIsLate
    }

    /// Asks an idle connection to close; one that has become busy closes after its response.
    struct MakeRoom {}

    private let state: ConnectionState
    private let limits: RequestLimits
    private let onDrop: (ConnectionDrop) -> Void
    private var strokes: RepeatedTask?
    private var written = 0
    /// The bytes discarded since the last response.
    private var ignored = 0
    /// When unsent bytes were first seen, and how many bytes the client had read by then.
    private var pace: (since: NIODeadline, taken: Int)?
    /// The close of our side of the connection, once requested; it completes when everything written is sent.
    private var outputEnd: EventLoopFuture<Void>?

    init(_ state: ConnectionState, _ limits: RequestLimits, onDrop: @escaping (ConnectionDrop) -> Void) {
        self.state = state
        self.limits = limits
        self.onDrop = onDrop
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        strokes = context.eventLoop.scheduleRepeatedTask(initialDelay: limits.stroke, delay: limits.stroke) { _ in
            let (watch, context) = bound.value
            watch.look(context)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        strokes?.cancel()
        strokes = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch state.phase {
        case .waiting:
            state.phase = .head
            state.began = state.since
        case .farewell:
            ignored += unwrapInboundIn(data).readableBytes
            if ignored > limits.ignoredBytes { context.close(promise: nil) }
            return
        case .head, .body, .answer: break
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        written += unwrapOutboundIn(data).readableBytes
        context.write(data, promise: promise)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event { state.isInputClosed = true }
        if event is MakeRoom, [.waiting, .head].contains(state.phase), unsent(context) == 0 {
            return drop(.madeRoom, context)
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// Closes our side after everything written is sent, even when the client has closed its side already. Closing the
    /// second side of a channel would otherwise discard unsent bytes.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard mode == .output else { return context.close(mode: mode, promise: promise) }
        let end = outputEnd ?? endOutput(context)
        outputEnd = end
        guard state.isInputClosed else { return end.cascade(to: promise) }
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        end.whenComplete { _ in bound.value.close(promise: promise) }
    }

    private func endOutput(_ context: ChannelHandlerContext) -> EventLoopFuture<Void> {
        let sent = context.eventLoop.makePromise(of: Void.self)
        if state.isInputClosed {
            context.writeAndFlush(wrapOutboundOut(.byteBuffer(ByteBuffer())), promise: sent)
        } else {
            context.close(mode: .output, promise: sent)
        }
        return sent.futureResult
    }

    /// The bytes written that the system has not accepted yet.
    private func unsent(_ context: ChannelHandlerContext) -> Int {
        (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }

    private func look(_ context: ChannelHandlerContext) {
        let now = NIODeadline.now()
        let waiting = unsent(context)
        let elapsed = now - state.since
        switch state.phase {
        case .waiting:
            if waiting > 0 {
                // The previous response is still being read, which restarts the idle time.
                state.phase = .waiting
            } else if elapsed > .seconds(limits.idleSeconds) {
                return drop(.idle, context)
            }
        case .head:
            if elapsed > .seconds(limits.headerSeconds) { context.fireUserInboundEventTriggered(Event.headIsLate) }
        case .body:
            if elapsed > .seconds(limits.bodySeconds) { context.fireUserInboundEventTriggered(Event.bodyIsLate) }
        case .answer: break
        case .farewell:
            if waiting > 0 {
                state.phase = .farewell
            } else if elapsed > .seconds(limits.farewellSeconds) {
                return context.close(promise: nil)
            }
        }
        if state.phase == .body || state.phase == .answer, now - state.began > .seconds(limits.requestSeconds) {
            return drop(.tooLong, context)
        }
        checkPace(waiting, now, context)
    }

    /// Drops a client that reads fewer than `readBytesPerSecond` over a period of `readGraceSeconds` in which bytes
    /// wait for it.
    private func checkPace(_ waiting: Int, _ now: NIODeadline, _ context: ChannelHandlerContext) {
        guard waiting > 0 else {
            pace = nil
            return
        }
        let taken = written - waiting
        guard let pace else {
            self.pace = (now, taken)
            return
        }
        guard now - pace.since > .seconds(limits.readGraceSeconds) else { return }
        let least = limits.readBytesPerSecond * limits.readGraceSeconds
        guard Double(taken - pace.taken) >= least else { return drop(.slowReader, context) }
        self.pace = (now, taken)
    }

    private func drop(_ why: ConnectionDrop, _ context: ChannelHandlerContext) {
        onDrop(why)
        context.close(promise: nil)
    }
}

extension RequestLimits {
    /// The interval of the checks: a quarter of the shortest limit, at most a second.
    fileprivate var stroke: TimeAmount {
        let times = [headerSeconds, bodySeconds, requestSeconds, idleSeconds, readGraceSeconds, farewellSeconds]
        return .seconds(max(0.01, min(1, (times.min() ?? 1) / 4)))
    }
}

extension TimeAmount {
    static func seconds(_ seconds: Double) -> TimeAmount { .nanoseconds(Int64(seconds * 1e9)) }
}
