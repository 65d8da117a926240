internal import NIOCore
internal import NIOHTTP1

/// Passes one request at a time to the handlers; later requests wait until its response is complete.
///
/// Only a small part of pipelined requests is read (``ByteGate``), so that their number does not cost memory.
final class PipelineGate: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private enum Item {
        case part(HTTPServerRequestPart)
        case error(any Error)
        case inputClosed
    }

    /// Asks the ``ByteGate`` to continue.
    struct Drained {}

    private let state: ConnectionState
    private var held = CircularBuffer<Item>()
    private var isAwaitingAnswer = false
    private var isReceiving = false

    init(_ state: ConnectionState) {
        self.state = state
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        pass(.part(unwrapInboundIn(data)), context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError else { return context.fireErrorCaught(error) }
        pass(.error(error), context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard !held.isEmpty, case ChannelEvent.inputClosed = event else {
            return context.fireUserInboundEventTriggered(event)
        }
        held.append(.inputClosed)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let isEnd = if case .end = unwrapOutboundIn(data) { true } else { false }
        context.write(data, promise: promise)
        guard isEnd else { return }
        isAwaitingAnswer = false
        guard !held.isEmpty else { return }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.execute {
            let (gate, context) = bound.value
            gate.release(context)
        }
    }

    private func pass(_ item: Item, _ context: ChannelHandlerContext) {
        guard held.isEmpty, mayPass(item) else {
            held.append(item)
            state.isHolding = true
            return
        }
        forward(item, context)
    }

    /// A head waits for the previous response, and so does an error outside the body being received.
    private func mayPass(_ item: Item) -> Bool {
        switch item {
        case .part(.head): !isAwaitingAnswer
        case .error: !isAwaitingAnswer || isReceiving
        default: true
        }
    }

    private func forward(_ item: Item, _ context: ChannelHandlerContext) {
        switch item {
        case .part(let part):
            if case .head = part { (isAwaitingAnswer, isReceiving) = (true, true) }
            if case .end = part { isReceiving = false }
            context.fireChannelRead(wrapInboundOut(part))
        case .error(let error): context.fireErrorCaught(error)
        case .inputClosed: context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        }
    }

    private func release(_ context: ChannelHandlerContext) {
        while let item = held.first, mayPass(item) {
            held.removeFirst()
            forward(item, context)
        }
        context.fireChannelReadComplete()
        guard held.isEmpty else { return }
        state.isHolding = false
        context.triggerUserOutboundEvent(Drained(), promise: nil)
    }
}

/// Passes the parser small pieces of input, and none while a ``PipelineGate`` holds requests.
final class ByteGate: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData

    private static let pieceBytes = 4096

    private let state: ConnectionState
    private var waiting = ByteBuffer()
    private var isInputClosed = false
    private var wantsRead = false

    init(_ state: ConnectionState) {
        self.state = state
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        if waiting.readableBytes > 0 {
            waiting.writeBuffer(&bytes)
        } else if state.isHolding || bytes.readableBytes > Self.pieceBytes {
            waiting = bytes
        } else {
            return context.fireChannelRead(data)
        }
        feed(context)
    }

    func read(context: ChannelHandlerContext) {
        if state.isHolding || waiting.readableBytes > 0 {
            wantsRead = true
        } else {
            context.read()
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard waiting.readableBytes > 0, case ChannelEvent.inputClosed = event else {
            return context.fireUserInboundEventTriggered(event)
        }
        isInputClosed = true
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard event is PipelineGate.Drained else {
            return context.triggerUserOutboundEvent(event, promise: promise)
        }
        promise?.succeed(())
        feed(context)
        context.fireChannelReadComplete()
        guard waiting.readableBytes == 0, !state.isHolding else { return }
        if isInputClosed {
            isInputClosed = false
            context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        }
        if wantsRead {
            wantsRead = false
            context.read()
        }
    }

    private func feed(_ context: ChannelHandlerContext) {
        while !state.isHolding, let piece = waiting.readSlice(length: min(waiting.readableBytes, Self.pieceBytes)),
            piece.readableBytes > 0
        {
            context.fireChannelRead(wrapInboundOut(piece))
        }
        // Release the memory of bytes already read.
        if waiting.readableBytes == 0 { waiting = ByteBuffer() }
    }
}
