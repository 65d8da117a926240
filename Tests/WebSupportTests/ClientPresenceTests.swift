import NIOCore
import NIOEmbedded
import Testing
import WebSupport

@Suite struct ClientPresenceTests {
    @Test(arguments: [true, false])
    func workEndsWhenTheClientDisconnects(_ closesOnlyItsSide: Bool) async throws {
        let handler = ClientPresenceHandler()
        let channel = EmbeddedChannel(handler: handler, loop: EmbeddedEventLoop())
        try await channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).get()
        let presence = handler.presence
        let work = Task {
            try await presence.whilePresent { try await Task.sleep(for: .seconds(600)) }
        }
        try await Task.sleep(for: .milliseconds(10))
        if closesOnlyItsSide {
            channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        } else {
            channel.pipeline.fireChannelInactive()
        }
        await #expect(throws: CancellationError.self) { try await work.value }
        await #expect(throws: CancellationError.self) {
            try await presence.whilePresent { try Task.checkCancellation() }
        }
        _ = try? channel.finish()
    }

    @Test func workOfAConnectedClientIsNotCancelled() async throws {
        let presence = ClientPresenceHandler().presence
        #expect(try await presence.whilePresent { 1 } == 1)
        presence.end()
        await #expect(throws: CancellationError.self) {
            try await presence.whilePresent { try Task.checkCancellation() }
        }
    }

    @Test func cancellingTheRequestCancelsTheWork() async throws {
        let presence = ClientPresenceHandler().presence
        let work = Task { try await presence.whilePresent { try await Task.sleep(for: .seconds(600)) } }
        try await Task.sleep(for: .milliseconds(10))
        work.cancel()
        await #expect(throws: CancellationError.self) { try await work.value }
    }
}
