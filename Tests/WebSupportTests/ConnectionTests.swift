import HTTPTypes
import NIOCore
import Synchronization
import Testing
import WebSupport
import WebTestSupport

/// Connections that try to occupy the server, over plain sockets and with short time limits.
@Suite(.serialized) struct ConnectionTests {
    typealias Bench = WebResponderTests.Bench

    private static let form = "Content-Type: application/x-www-form-urlencoded\r\n"

    /// Sends `head`, then `piece` every few milliseconds until the server closes; returns the response.
    private func drip(_ port: Int, _ head: String, _ piece: String) async throws -> String {
        let connection = try await RawConnection(port: port)
        defer { connection.close() }
        await connection.send(head)
        let pump = Task {
            while !Task.isCancelled, await connection.send(piece) { try? await Task.sleep(for: .milliseconds(20)) }
        }
        let (text, isClosed) = await connection.receive()
        pump.cancel()
        await pump.value
        #expect(isClosed)
        return text
    }

    @Test func aHeadOrBodySentByteByByteTimesOut() async throws {
        let bench = Bench(RequestLimits(headerSeconds: 0.3, bodySeconds: 0.3))
        try await bench.serve { port in
            let head = try await drip(port, "GET / HTTP/1.1\r\nHost: a\r\n", "X: a\r\n")
            #expect(head.hasPrefix("HTTP/1.1 408 ") && head.contains("/problems/request-timeout"))
            #expect(head.lowercased().contains("connection: close") && head.contains("Date: "))
            let body = try await drip(
                port, "POST / HTTP/1.1\r\nHost: a\r\n\(Self.form)Content-Length: 9999\r\n\r\nname=", "a")
            #expect(body.hasPrefix("HTTP/1.1 408 ") && body.contains("/problems/request-timeout"))
            let chunks = try await drip(
                port, "POST / HTTP/1.1\r\nHost: a\r\n\(Self.form)Transfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n")
            #expect(chunks.hasPrefix("HTTP/1.1 408 "))
        }
        let log = bench.lines.withLock { $0 }
        #expect(log.contains("route=(refused) status=408") && log.contains("route=/ status=408"))
    }

    @Test func anUnusedBodyIsNotReadToItsEnd() async throws {
        let bench = Bench(RequestLimits(bodyBytes: 100))
        try await bench.serve { port in
            for (method, path, status) in [("GET", "/things/1", 200), ("POST", "/", 413), ("POST", "/no", 413)] {
                let length = path == "/things/1" ? 90 : 1_000_000
                let head = "\(method) \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\r\n"
                let text = try await drip(port, head, "a")
                #expect(text.hasPrefix("HTTP/1.1 \(status) ") && text.lowercased().contains("connection: close"))
                #expect(text.split(separator: "HTTP/1.1 ").count == 1)
            }
        }
    }

    @Test func anIdleConnectionIsClosedWithoutAResponse() async throws {
        let bench = Bench(RequestLimits(idleSeconds: 0.2))
        try await bench.serve { port in
            let silent = try await RawConnection(port: port)
            defer { silent.close() }
            #expect(await silent.receive() == ("", true))
            let once = try await RawConnection(port: port)
            defer { once.close() }
            await once.send("GET /things/1 HTTP/1.1\r\nHost: a\r\n\r\n")
            let (text, isClosed) = await once.receive()
            #expect(isClosed && text.hasSuffix("\r\n\r\n1"))
        }
        #expect(bench.registry.exposition().contains(#"http_connections_dropped_total{reason="idle"} 2"#))
    }

    /// Reads in pieces with pauses until the server closes; returns the number of bytes.
    private func sip(_ connection: RawConnection, _ bytes: Int, every pause: Duration = .milliseconds(30)) async -> Int
    {
        var count = 0
        while true {
            let (text, isClosed) = await connection.receive(upTo: bytes)
            count += text.utf8.count
            if isClosed || text.isEmpty { return count }
            try? await Task.sleep(for: pause)
        }
    }

    @Test(arguments: ["/middling", "/large"])
    func aSlowButSteadyReaderIsNotIdle(_ path: String) async throws {
        let bench = Bench(RequestLimits(idleSeconds: 0.2))
        try await bench.serve { port in
            let slow = try await RawConnection(port: port, receiveBuffer: 16384)
            defer { slow.close() }
            await slow.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
            if path == "/large" {
                // Everything except the end at once.
                #expect(
                    await slow.receive(upTo: Bench.largeBytes - 300_000).text.utf8.count == Bench.largeBytes - 300_000)
                #expect(await sip(slow, 8192) > 300_000)
            } else {
                #expect(await sip(slow, 8192) > AnswersInFlight.smallBytes)
            }
        }
        #expect(bench.registry.exposition().contains(#"http_connections_dropped_total{reason="idle"} 1"#))
    }

    @Test func anAnswerCountsUntilItIsSent() async throws {
        let bench = Bench(RequestLimits(concurrentRequests: 4))
        try await bench.serve { port in
            func status() async throws -> String {
                try await RawConnection.exchange(
                    port: port, "GET /things/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                ).text
            }
            var readers: [RawConnection] = []
            // A connection counts as one request, however many it pipelines.
            for count in [50, 1, 1, 1] {
                let reader = try await RawConnection(port: port, receiveBuffer: 4096)
                await reader.send(String(repeating: "GET /middling HTTP/1.1\r\nHost: a\r\n\r\n", count: count))
                #expect(await reader.receive(upTo: 12).text == "HTTP/1.1 200")
                if count > 1 { #expect(try await status().hasPrefix("HTTP/1.1 200 ")) }
                readers.append(reader)
            }
            #expect(try await status().hasPrefix("HTTP/1.1 503 "))
            readers.forEach { $0.close() }
            var isFree = false
            for _ in 0..<200 where !isFree {
                try await Task.sleep(for: .milliseconds(20))
                isFree = try await status().hasPrefix("HTTP/1.1 200 ")
            }
            #expect(isFree)
        }
    }

    @Test(arguments: [
        ("/large", "", 0), ("/large", "", 20_000), ("/large", "Connection: close\r\n", 0),
        ("/large", "Connection: close\r\n", 8_200_000), ("/middling", "", 0),
        ("/middling", "Connection: close\r\n", 0), ("/middling", "Connection: close\r\n", 20_000),
    ])
    func aSlowReaderThatHasClosedItsSideGetsTheWholeResponse(_ path: String, _ field: String, _ before: Int)
        async throws
    {
        let bench = Bench(RequestLimits(idleSeconds: 0.3))
        let length = path == "/large" ? Bench.largeBytes : AnswersInFlight.smallBytes
        try await bench.serve { port in
            let reader = try await RawConnection(port: port, receiveBuffer: 16384)
            defer { reader.close() }
            await reader.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\(field)\r\n")
            var count = before == 0 ? 0 : await reader.receive(upTo: before).text.utf8.count
            reader.finishSending()
            if path == "/large", before < length - 400_000 {
                count += await reader.receive(upTo: length - 300_000 - count).text.utf8.count
            }
            count += await sip(reader, 16384)
            #expect(count > length && count < length + 1000)
        }
    }

    @Test func aClientThatClosesItsSideAfterSeveralRequestsGetsAllResponses() async throws {
        try await Bench().serve { port in
            let reader = try await RawConnection(port: port, receiveBuffer: 16384)
            defer { reader.close() }
            await reader.send(
                String(repeating: "GET /middling HTTP/1.1\r\nHost: a\r\n\r\n", count: 3)
                    + "GET /middling HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                    + "GET /middling HTTP/1.1\r\nHost: a\r\n\r\n")
            reader.finishSending()
            let count = await sip(reader, 65536)
            #expect(count > 4 * AnswersInFlight.smallBytes && count < 4 * AnswersInFlight.smallBytes + 4000)
        }
    }

    @Test func aClientThatDoesNotReadItsResponseIsDropped() async throws {
        let bench = Bench(RequestLimits(readGraceSeconds: 0.4))
        try await bench.serve { port in
            let slow = try await RawConnection(port: port, receiveBuffer: 4096)
            defer { slow.close() }
            await slow.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
            var dropped = false
            for _ in 0..<200 where !dropped {
                try await Task.sleep(for: .milliseconds(20))
                dropped = bench.registry.exposition().contains(#"{reason="slow-reader"} 1"#)
            }
            #expect(dropped)
            let steady = try await RawConnection(port: port)
            defer { steady.close() }
            await steady.send("GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            let (text, isClosed) = await steady.receive()
            #expect(isClosed && text.utf8.count > Bench.largeBytes)
        }
    }

    @Test func aRequestThatTakesTooLongIsClosed() async throws {
        let bench = Bench(RequestLimits(answerSeconds: 1, requestSeconds: 0.3))
        try await bench.serve { port in
            let (text, isClosed) = try await RawConnection.exchange(
                port: port, "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(text.isEmpty && isClosed)
        }
        #expect(bench.registry.exposition().contains(#"{reason="too-long"} 1"#))
    }

    @Test func largeResponsesAreBounded() async throws {
        let bench = Bench(RequestLimits(answerBytes: 20 << 20))
        try await bench.serve { port in
            var readers: [RawConnection] = []
            for _ in 0..<2 {
                let reader = try await RawConnection(port: port, receiveBuffer: 4096)
                await reader.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(await reader.receive(upTo: 12).text == "HTTP/1.1 200")
                readers.append(reader)
            }
            let one = try await RawConnection(port: port)
            defer { one.close() }
            await one.send("GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            let text = await one.receive().text
            #expect(text.hasPrefix("HTTP/1.1 503 ") && text.contains("Retry-After: 5"), "\(text.prefix(300))")
            readers.forEach { $0.close() }
        }
    }

    @Test func pipelinedRequestsAreAnsweredInOrder() async throws {
        let bench = Bench()
        try await bench.serve { port in
            let connection = try await RawConnection(port: port)
            defer { connection.close() }
            let requests = (0..<300).map { "GET /things/\($0). HTTP/1.1\r\nHost: a\r\n\r\n" }
            await connection.send(requests.joined() + "nonsense\r\n\r\nGET /things/0 HTTP/1.1\r\nHost: a\r\n\r\n")
            let (text, isClosed) = await connection.receive()
            let answers = text.split(separator: "HTTP/1.1 ")
            #expect(isClosed && answers.count == 301)
            for (number, answer) in answers.dropLast().enumerated() { #expect(answer.hasSuffix("\r\n\(number).")) }
            #expect(answers.last?.hasPrefix("400 ") == true)
        }
    }

    @Test func aClientThatClosesItsSideFirstGetsAllResponses() async throws {
        try await Bench().serve { port in
            let connection = try await RawConnection(port: port)
            defer { connection.close() }
            await connection.send(String(repeating: "GET /things/1 HTTP/1.1\r\nHost: a\r\n\r\n", count: 200))
            connection.finishSending()
            let (text, isClosed) = await connection.receive()
            #expect(isClosed && text.split(separator: "HTTP/1.1 ").count == 200)
        }
    }

    @Test func aRequestAboveTheLimitIsAskedToRetry() async throws {
        let bench = Bench(RequestLimits(concurrentRequests: 2, answerSeconds: 0.5))
        try await bench.serve { port in
            let statuses = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        try await RawConnection.exchange(
                            port: port, "GET /slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                        ).text
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.allSatisfy { $0.hasPrefix("HTTP/1.1 503 ") })
            #expect(statuses.count { $0.contains("/problems/overloaded") } == 4)
            // The places are free again.
            let (text, _) = try await RawConnection.exchange(
                port: port, "GET /things/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(text.hasPrefix("HTTP/1.1 200 "))
        }
    }

    @Test func oneAddressCannotTakeAllPlaces() async throws {
        let bench = Bench(RequestLimits(connections: 8))
        try await bench.serve { port in
            var idle: [RawConnection] = []
            for _ in 0..<50 { idle.append(try await RawConnection(port: port)) }
            for source in ["127.0.0.2", "127.0.0.1"] {
                let other = try await RawConnection(port: port, from: source)
                defer { other.close() }
                await other.send("GET /things/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                #expect(await other.receive().text.hasPrefix("HTTP/1.1 200 "))
            }
            idle.forEach { $0.close() }
        }
        #expect(bench.registry.exposition().contains(#"{reason="made-room"}"#))
    }

    @Test func ratesAreThoseOfTheAddressBehindATrustedProxy() async throws {
        var limits = RequestLimits(trustedProxies: [AddressRange("127.0.0.1")!])
        limits.rates.all = RateLimits.Bucket(burst: 3, perSecond: 0.01)
        let bench = Bench(limits)
        try await bench.serve { port in
            /// The statuses of five consecutive requests.
            func five(_ field: String, from source: String) async throws -> String {
                let connection = try await RawConnection(port: port, from: source)
                defer { connection.close() }
                let request = "GET /things/1 HTTP/1.1\r\nHost: a\r\n\(field)"
                await connection.send(String(repeating: "\(request)\r\n", count: 4))
                await connection.send("\(request)Connection: close\r\n\r\n")
                let (text, _) = await connection.receive()
                #expect(text.contains("429 Too Many") == text.contains("/problems/too-many"))
                #expect(text.contains("429 Too Many") == text.contains("Retry-After: 100"))
                return text.split(separator: "HTTP/1.1 ").map { "\($0.prefix(3))" }.joined(separator: " ")
            }
            let limited = "200 200 200 429 429"
            for (field, source, statuses) in [
                ("X-Forwarded-For: 203.0.113.7\r\n", "127.0.0.1", limited),
                ("X-Forwarded-For: 9.9.9.9, 203.0.113.7\r\n", "127.0.0.1", "429 429 429 429 429"),
                ("Forwarded: for=203.0.113.8\r\n", "127.0.0.1", limited),
                // The field of another address of this machine is ignored, and its requests are not counted.
                ("X-Forwarded-For: 203.0.113.7\r\n", "127.0.0.2", "200 200 200 200 200"),
            ] {
                let found = try await five(field, from: source)
                #expect(found == statuses, "\(field)")
            }
        }
        for (counting, isLimited) in [(RequestLimits.Counting.everybody, true), (.others, false), (.off, false)] {
            limits.counting = counting
            try await Bench(limits).application().test(.router) { client in
                var statuses: [Int] = []
                for _ in 0..<4 { statuses.append(try await client.execute(uri: "/things/1", method: .get).status.code) }
                #expect(statuses == [200, 200, 200, isLimited ? 429 : 200])
            }
        }
    }

    @Test(arguments: [
        "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: gzip\r\n", "Transfer-Encoding: gzip, chunked\r\n", "Transfer-Encoding: chunked, gzip\r\n",
        "Transfer-Encoding: xchunked\r\n", "Transfer-Encoding : chunked\r\n", "Transfer-Encoding: identity\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding:\u{b}chunked\r\n",
        "Content-Length: 3\r\nContent-Length: 4\r\n", "Content-Length: 3, 3\r\n", "Content-Length: +3\r\n",
        "Content-Length: 0x3\r\n", "Content-Length: 99999999999999999999\r\n", "Content-Length: -1\r\n",
        "X: a\r\n b\r\n", "X: a\rb\r\n", "X: a\u{0}b\r\n", "X\u{0}: a\r\n", ": a\r\n", "X a\r\n", "X: a\n",
        "Content-Length: 3\r\nX: a\r\nContent-length: 3\r\n",
    ])
    func aMessageThatCanBeReadInTwoWaysIsRefused(_ fields: String) async throws {
        let bench = Bench()
        try await bench.serve { port in
            let (text, isClosed) = try await RawConnection.exchange(
                port: port,
                "POST / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n0\r\n\r\nGET /things/1 HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(isClosed && text.hasPrefix("HTTP/1.1 400 ") && text.contains("/problems/bad-message"))
            #expect(text.split(separator: "HTTP/1.1 400").count == 1 && !text.contains("HTTP/1.1 200"))
        }
        #expect(bench.registry.exposition().contains(#"http_requests_total{route="(refused)",status="400"} 1"#))
    }

    @Test(arguments: [
        "zz\r\na=1\r\n", "3 \r\na=1\r\n", "3\r\na=12\r\n", "-3\r\na=1\r\n", "3\na=1\r\n", "3\r\na=1\r\n0\r\nX\r\n\r\n",
    ])
    func aBadChunkIsABadRequest(_ body: String) async throws {
        let bench = Bench()
        try await bench.serve { port in
            let (text, isClosed) = try await RawConnection.exchange(
                port: port, "POST / HTTP/1.1\r\nHost: a\r\n\(Self.form)Transfer-Encoding: chunked\r\n\r\n\(body)")
            #expect(isClosed && text.hasPrefix("HTTP/1.1 400 ") && text.contains("/problems/bad-message"))
            #expect(text.split(separator: "HTTP/1.1 400").count == 1 && !text.contains("HTTP/1.1 200"))
        }
    }

    @Test(arguments: ["Content-Length: 20\r\n\r\nname=abc", "Transfer-Encoding: chunked\r\n\r\n8\r\nname=abc\r\n"])
    func aTruncatedBodyIsRefused(_ message: String) async throws {
        try await Bench().serve { port in
            let connection = try await RawConnection(port: port)
            defer { connection.close() }
            await connection.send("POST / HTTP/1.1\r\nHost: a\r\n\(Self.form)\(message)")
            connection.finishSending()
            let (text, isClosed) = await connection.receive()
            #expect(isClosed && text.hasPrefix("HTTP/1.1 400 ") && !text.contains("abc"))
        }
    }

    @Test func expectContinueIsAnswered() async throws {
        try await Bench().serve { port in
            let connection = try await RawConnection(port: port)
            defer { connection.close() }
            await connection.send(
                "POST / HTTP/1.1\r\nHost: a\r\n\(Self.form)Expect: 100-continue\r\nContent-Length: 6\r\n\r\n")
            let leave = "HTTP/1.1 100 Continue\r\n\r\n"
            #expect(await connection.receive(upTo: leave.utf8.count).text == leave)
            await connection.send("name=aGET / HTTP/1.1\r\nHost: a\r\nConnection: Close, x\r\n\r\n")
            let (text, isClosed) = await connection.receive()
            #expect(isClosed && text.split(separator: "HTTP/1.1 200 OK").count == 2)
        }
    }

    @Test func upgradesAreIgnored() async throws {
        try await Bench().serve { port in
            let (text, isClosed) = try await RawConnection.exchange(
                port: port, "GET /things/1 HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n")
            #expect(isClosed && text.hasPrefix("HTTP/1.1 200 ") && text.contains("onnection: close"))
        }
    }
}
