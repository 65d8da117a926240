internal import NIOCore

/// Holds a connection to its times: how long it may wait for a request, how long head, body and all of it may take, and how
/// slowly an answer may be read.
///
/// The first handler of a connection, where bytes still are bytes. It looks at the clock in strokes, so that a request costs no
/// timer.
final class ConnectionWatch: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    /// A part of a request did not come in time.
    enum Event {
        case headIsLate
        case bodyIsLate
    }

    /// Asks a connection that waits for a request to end; one that has become busy meanwhile ends after its answer.
    struct MakeRoom {}

    private let state: ConnectionState
    private let limits: RequestLimits
    private let onDrop: (ConnectionDrop) -> Void
    private var strokes: RepeatedTask?
    private var written = 0
    /// Bytes thrown away since the last answer.
    private var ignored = 0
    /// Since when something waits for its reader, and what the reader had taken by then.
    private var pace: (since: NIODeadline, taken: Int)?
    /// The end of our side of the connection, once it is asked for; it comes when everything written is sent.
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

    /// Closes our side when all is sent that was written, also where the other side is closed already: a channel that is asked
    /// for the second side closes at once and loses what it has not sent.
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

    /// Bytes that were written and that the system has not taken yet.
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
                // The former answer is still being read.
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

    /// A reader must take as much as `readBytesPerSecond` asks for in each stretch of `readGraceSeconds` in which something
    /// waits for it.
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
    /// How often the clock is looked at: a quarter of the shortest time, a second at most.
    fileprivate var stroke: TimeAmount {
        let times = [headerSeconds, bodySeconds, requestSeconds, idleSeconds, readGraceSeconds, farewellSeconds]
        return .seconds(max(0.01, min(1, (times.min() ?? 1) / 4)))
    }
}

extension TimeAmount {
    static func seconds(_ seconds: Double) -> TimeAmount { .nanoseconds(Int64(seconds * 1e9)) }
}
