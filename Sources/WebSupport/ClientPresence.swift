package import NIOCore
internal import Synchronization

/// Tracks whether the client of a connection is still connected.
///
/// A client that has closed its sending side counts as gone. TCP cannot distinguish it from one that has closed the
/// whole connection.
package final class ClientPresence: Sendable {
    private struct State {
        var isGone = false
        var tasks: [Int: @Sendable () -> Void] = [:]
        var lastNumber = 0
    }

    private let state = Mutex(State())

    /// Runs `work`, and cancels it when the client disconnects or the caller's task is cancelled.
    package func whilePresent<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let task = Task { try await work() }
        let number = state.withLock { state -> Int? in
            guard !state.isGone else { return nil }
            state.lastNumber += 1
            state.tasks[state.lastNumber] = { task.cancel() }
            return state.lastNumber
        }
        guard let number else {
            task.cancel()
            return try await task.value
        }
        defer { state.withLock { $0.tasks[number] = nil } }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// Whether the client has disconnected.
    package var isGone: Bool { state.withLock { $0.isGone } }

    /// Marks the client as gone and cancels its work.
    package func end() {
        let tasks = state.withLock { state in
            state.isGone = true
            defer { state.tasks = [:] }
            return Array(state.tasks.values)
        }
        for cancel in tasks { cancel() }
    }

    /// The presence of the client of `channel`; nil when the channel has no ``ClientPresenceHandler``.
    static func of(_ channel: any Channel) async -> ClientPresence? {
        try? await channel.eventLoop.submit {
            try channel.pipeline.syncOperations.handler(type: ClientPresenceHandler.self).presence
        }.get()
    }
}

/// Ends the ``ClientPresence`` of its connection when the client disconnects.
package final class ClientPresenceHandler: ChannelInboundHandler, RemovableChannelHandler {
    /// Reads nothing itself.
    package typealias InboundIn = NIOAny

    /// The presence of the connection's client.
    package let presence = ClientPresence()

    /// Creates the handler of one connection.
    package init() {}

    /// Ends the presence when the client closes its side of the connection.
    package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed { presence.end() }
        context.fireUserInboundEventTriggered(event)
    }

    /// Ends the presence when the connection is closed.
    package func channelInactive(context: ChannelHandlerContext) {
        presence.end()
        context.fireChannelInactive()
    }
}
