import Hummingbird
import NIOCore
import Testing
import WebSupport

@Suite struct AnswersInFlightTests {
    private let clients = Clients(proxies: [])

    private func client(_ number: Int) throws -> ClientKey {
        clients.key(of: try SocketAddress(ipAddress: "192.0.2.\(number)", port: 1)) { _ in [] }
    }

    private func document(_ count: Int) -> ByteBuffer { ByteBuffer(repeating: 7, count: count) }

    private struct Reader: ResponseBodyWriter {
        let largest: Int
        func write(_ buffer: ByteBuffer) async throws { #expect(buffer.readableBytes <= largest) }
        func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }

    @Test func memoryIsCountedUntilTheClientHasRead() async throws {
        let answers = AnswersInFlight(limit: 4_000_000)
        var bodies = [answers.body(document(1_000_000), for: try client(1))]
        bodies.append(answers.body(document(1_000_000), for: try client(1)))
        #expect(answers.bytes == 2_000_000)
        // One client may hold half.
        #expect(answers.body(document(1_000_000), for: try client(1)) == nil)
        bodies.append(answers.body(document(1_500_000), for: try client(2)))
        #expect(bodies.allSatisfy { $0?.contentLength != nil } && answers.bytes == 3_500_000)
        #expect(answers.body(document(1_000_000), for: try client(3)) == nil)
        for body in bodies { try await body?.write(Reader(largest: 65536)) }
        bodies = []
        #expect(answers.bytes == 0)
        #expect(answers.body(document(1_000_000), for: try client(1)) != nil)
    }

    @Test func aDocumentReadByManyCountsOnce() throws {
        let answers = AnswersInFlight(limit: 4_000_000)
        let shared = document(3_000_000)
        var bodies = (0..<50).compactMap { _ in try? answers.body(shared, for: client(1)) }
        bodies += (0..<50).compactMap { try? answers.body(shared, for: client($0)) }
        #expect(bodies.count == 100 && answers.bytes == 3_000_000)
        bodies.removeLast(99)
        #expect(answers.bytes == 3_000_000)
        bodies = []
        #expect(answers.bytes == 0)
    }

    @Test func aDocumentAboveTheLimitIsSentWhenThereIsNoOther() throws {
        let answers = AnswersInFlight(limit: 1_000_000)
        let body = answers.body(document(5_000_000), for: try client(1))
        #expect(body != nil)
        #expect(answers.body(document(500_000), for: try client(2)) == nil)
        #expect(answers.body(document(AnswersInFlight.smallBytes), for: try client(2)) != nil)
        withExtendedLifetime(body) {}
    }
}
