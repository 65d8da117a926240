import Glibc
import Logging
import NIOCore
import NIOEmbedded
import Synchronization
import Testing
import WebSupport

@Suite struct AcceptErrorsTests {
    /// Counts how often the server asks to accept.
    private final class Reads: ChannelOutboundHandler, @unchecked Sendable {
        typealias OutboundIn = Never
        var count = 0
        func read(context: ChannelHandlerContext) { count += 1 }
    }

    @Test func aServerWithoutFileDescriptorsWaitsAndContinues() throws {
        let channel = EmbeddedChannel()
        let reads = Reads()
        let drops = Mutex(0)
        let errors = AcceptErrors(
            eventLoop: channel.eventLoop, logger: Logger(label: "x") { _ in SwiftLogNoOpLogHandler() }
        ) {
            #expect($0.rawValue == "no-file")
            drops.withLock { $0 += 1 }
        }
        try channel.pipeline.syncOperations.addHandlers([reads, errors])
        channel.pipeline.read()
        #expect(reads.count == 1)
        for code in [EMFILE, ENFILE, ENOMEM, ENOBUFS] {
            channel.pipeline.fireErrorCaught(IOError(errnoCode: code, reason: "accept"))
            channel.pipeline.read()
            channel.pipeline.read()
        }
        #expect(reads.count == 1)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(reads.count == 2)
        channel.pipeline.read()
        #expect(reads.count == 3 && drops.withLock { $0 } == 4)
        try channel.throwIfErrorCaught()
        // A client that is gone before it is accepted has no effect; other errors are passed on.
        channel.pipeline.fireErrorCaught(IOError(errnoCode: ECONNABORTED, reason: "accept"))
        channel.pipeline.read()
        #expect(reads.count == 4)
        channel.pipeline.fireErrorCaught(IOError(errnoCode: EBADF, reason: "accept"))
        #expect(throws: IOError.self) { try channel.throwIfErrorCaught() }
    }

    @Test func connectionsFitAmongTheFiles() {
        #expect(FileLimit.connections(4096, files: 20_000) == 4096)
        #expect(FileLimit.connections(4096, files: 1024) == 896)
        #expect(FileLimit.connections(4096, files: 64) == 32)
        #expect(FileLimit.connections(10, files: 1024) == 10)
        #expect(FileLimit.raise() >= 64)
    }
}
