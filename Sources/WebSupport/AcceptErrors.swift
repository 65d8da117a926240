internal import Glibc
package import Logging
package import NIOCore

/// Keeps a server running through errors of `accept`, such as running out of file descriptors.
///
/// It pauses accepting after such an error, for 50 ms at first and up to a second, and logs a warning at most once a
/// minute. Without this handler the error would end the server.
package final class AcceptErrors: ChannelDuplexHandler, Sendable, RemovableChannelHandler {
    /// Accepted connections.
    package typealias InboundIn = any Channel
    /// Accepted connections, passed on unchanged.
    package typealias InboundOut = any Channel
    /// A listening channel writes nothing.
    package typealias OutboundIn = Never

    private struct State {
        var isPaused = false
        var wantsRead = false
        var pause = TimeAmount.milliseconds(50)
        var said: NIODeadline?
    }

    private let logger: Logger
    private let onDrop: @Sendable (ConnectionDrop) -> Void
    private let state: NIOLoopBoundBox<State>

    /// Creates the handler of a listening channel; `onDrop` is called for every connection that could not be accepted.
    package init(eventLoop: any EventLoop, logger: Logger, onDrop: @escaping @Sendable (ConnectionDrop) -> Void) {
        self.logger = logger
        self.onDrop = onDrop
        state = .makeBoxSendingValue(State(), eventLoop: eventLoop)
    }

    /// Passes on an accepted connection and resets the pause.
    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        state.value.pause = .milliseconds(50)
        context.fireChannelRead(data)
    }

    /// Pauses accepting after an error of `accept` that is temporary; passes on any other error.
    package func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let code = (error as? IOError)?.errnoCode, [EMFILE, ENFILE, ENOBUFS, ENOMEM, ECONNABORTED].contains(code)
        else { return context.fireErrorCaught(error) }
        // The client closed the connection before it was accepted; no pause is needed.
        guard code != ECONNABORTED else { return }
        onDrop(.noFile)
        let now = NIODeadline.now()
        if state.value.said.map({ now - $0 > .minutes(1) }) ?? true {
            state.value.said = now
            logger.warning("connections wait: none can be accepted", metadata: ["errno": "\(code)"])
        }
        guard !state.value.isPaused else { return }
        state.value.isPaused = true
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: state.value.pause) { self.resume(bound.value) }
        state.value.pause = min(.seconds(Int64(1)), state.value.pause * 2)
    }

    /// Accepts further connections, or postpones that to the end of the pause.
    package func read(context: ChannelHandlerContext) {
        if state.value.isPaused {
            state.value.wantsRead = true
        } else {
            context.read()
        }
    }

    private func resume(_ context: ChannelHandlerContext) {
        state.value.isPaused = false
        guard state.value.wantsRead else { return }
        state.value.wantsRead = false
        context.read()
    }
}
