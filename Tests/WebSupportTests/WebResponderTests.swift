import CoreMetrics
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization
import Testing
import WebSupport
import WebTestSupport

@Suite struct WebResponderTests {
    struct Fault: Error { let secret = "canary" }

    final class Bench: Sendable {
        let lines = Mutex("")
        let registry = MetricsRegistry()
        let limits: RequestLimits
        static let largeBytes = 8 << 20

        init(_ limits: RequestLimits = RequestLimits()) { self.limits = limits }

        func application(
            onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
        ) -> Application<WebResponder> {
            var routes = Routes(work: SharedWork(.shared, waiting: [.quick: 8, .long: 8], factory: registry))
            routes.get("/") { _, _ in Response(status: .ok, headers: [.contentType: "text/html; charset=utf-8"]) }
            let asset = Asset(Array(String(repeating: "abc", count: 500).utf8), mediaType: "text/css")
            routes.get("/asset.css") { request, _ in asset.response(to: request) }
            routes.get("/things/{id}") { _, context in
                Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: try context.component("id"))))
            }
            routes.get("/fault") { _, _ in throw Fault() }
            routes.get("/large") { _, _ in
                let bytes = ByteBuffer(repeating: UInt8(ascii: "x"), count: Self.largeBytes)
                return Response(status: .ok, body: ResponseBody(byteBuffer: bytes))
            }
            routes.get("/middling") { _, _ in
                let bytes = ByteBuffer(repeating: UInt8(ascii: "x"), count: AnswersInFlight.smallBytes)
                return Response(status: .ok, body: ResponseBody(byteBuffer: bytes))
            }
            routes.waiting("/slow", method: .get) { _, _ in
                try await Task.sleep(for: .seconds(30))
                return Response(status: .ok)
            }
            routes.waiting("/", method: .post) { request, context in
                let name = ParameterDescription("name", .text(maximum: 20), summary: "name")
                let parameters = try await request.formParameters(ParameterSet([name]), limits: context.limits)
                let body = ByteBuffer(string: parameters.text("name") ?? "nobody")
                return Response(status: .ok, body: ResponseBody(byteBuffer: body))
            }
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let log = AccessLog { bytes in self.lines.withLock { $0 += String(decoding: bytes, as: UTF8.self) } }
            let responder = WebResponder(
                routes: routes, limits: limits, log: log, metrics: RequestMetrics(factory: registry), logger: logger,
                openRoots: ["things"])
            return WebServer(host: "127.0.0.1", port: 0, limits: limits, logger: logger)
                .application(responder, services: [log], onRunning: onRunning)
        }

        /// Runs `body` with the port of the server on 127.0.0.1.
        func serve(_ body: @Sendable (Int) async throws -> Void) async throws {
            let (ports, running) = AsyncStream.makeStream(of: Int.self)
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let group = ServiceGroup(services: [application { running.yield($0) }], logger: logger)
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await group.run() }
                for await port in ports {
                    try await body(port)
                    break
                }
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
            }
        }
    }

    @Test(arguments: [
        ("/nowhere", HTTPRequest.Method.get, 404, "not-found"), ("/things", .get, 404, "not-found"),
        ("/things/%ff", .get, 404, "not-found"), ("/things/1", .post, 405, "method-not-allowed"),
        ("/things/1", HTTPRequest.Method("BREW")!, 405, "method-not-allowed"),
        ("/fault", .get, 500, "internal-error"), ("/slow", .get, 503, "timed-out"),
        ("/" + String(repeating: "x", count: 9000), .get, 414, "uri-too-long"),
    ])
    func problems(_ path: String, _ method: HTTPRequest.Method, _ status: Int, _ code: String) async throws {
        let bench = Bench(RequestLimits(answerSeconds: 0.1))
        try await bench.application().test(.router) { client in
            let response = try await client.execute(uri: path, method: method, headers: [.acceptLanguage: "en"])
            #expect(response.status.code == status)
            #expect(response.headers[.contentType] == "application/problem+json")
            #expect(response.headers[.contentLanguage] == "en")
            let body = String(buffer: response.body)
            #expect(body.contains("\"type\":\"/problems/\(code)\""))
            #expect(!body.contains("canary") && !body.contains("Fault"))
        }
    }

    @Test func saysWhichMethodsAreAllowed() async throws {
        try await Bench().application().test(.router) { client in
            let refused = try await client.execute(uri: "/", method: .delete)
            #expect(refused.headers[.allow] == "GET, HEAD, POST")
            let options = try await client.execute(uri: "/things/x", method: .options)
            #expect(options.status == .noContent)
            #expect(options.headers[.allow] == "GET, HEAD")
        }
    }

    @Test func headHasTheHeadersAndNoBody() async throws {
        try await Bench().application().test(.router) { client in
            let get = try await client.execute(uri: "/things/abc", method: .get)
            let head = try await client.execute(uri: "/things/abc", method: .head)
            #expect(head.status == .ok)
            #expect(head.headers[.contentLength] == get.headers[.contentLength])
            #expect(head.body.readableBytes == 0)
        }
    }

    @Test func decodesPathComponentsOnce() async throws {
        try await Bench().application().test(.router) { client in
            let response = try await client.execute(uri: "/things/%CE%B1%2F%2525", method: .get)
            #expect(String(buffer: response.body) == "α/%25")
        }
    }

    @Test func securityHeadersAreOnEverything() async throws {
        try await Bench().application().test(.router) { client in
            for path in ["/", "/asset.css", "/nowhere", "/fault"] {
                let headers = try await client.execute(uri: path, method: .get).headers
                #expect(headers[.xContentTypeOptions] == "nosniff")
                #expect(headers[HTTPField.Name("Referrer-Policy")!] == "no-referrer")
                let policy = try #require(headers[.contentSecurityPolicy])
                #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
                #expect(!policy.contains("unsafe") && !policy.contains("http"))
                #expect(headers[.setCookie] == nil)
            }
        }
    }

    @Test func assetsHaveStrongTagsAndACompressedForm() async throws {
        try await Bench().application().test(.router) { client in
            let plain = try await client.execute(uri: "/asset.css", method: .get)
            let gzip = try await client.execute(
                uri: "/asset.css", method: .get, headers: [.acceptEncoding: "br, gzip;q=0.5"])
            let refused = try await client.execute(
                uri: "/asset.css", method: .get, headers: [.acceptEncoding: "gzip;q=0"])
            #expect(plain.body.readableBytes == 1500 && refused.body.readableBytes == 1500)
            #expect(gzip.headers[.contentEncoding] == "gzip")
            #expect(gzip.body.readableBytes < 100)
            let tags = [plain, gzip].compactMap { $0.headers[.eTag] }
            #expect(tags.count == 2 && tags[0] != tags[1] && tags.allSatisfy { $0.hasPrefix("\"") })
            for tag in tags + ["*", "W/\(tags[0])", "\"x\", \(tags[1])"] {
                let again = try await client.execute(uri: "/asset.css", method: .get, headers: [.ifNoneMatch: tag])
                #expect(again.status == .notModified)
                #expect(again.body.readableBytes == 0)
            }
            let other = try await client.execute(uri: "/asset.css", method: .get, headers: [.ifNoneMatch: "\"x\""])
            #expect(other.status == .ok)
        }
    }

    @Test func formsAreReadAndBounded() async throws {
        let bench = Bench(RequestLimits(bodyBytes: 100))
        try await bench.application().test(.router) { client in
            let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded; charset=utf-8"]
            func post(_ body: String, _ headers: HTTPFields) async throws -> TestResponse {
                try await client.execute(uri: "/", method: .post, headers: headers, body: ByteBuffer(string: body))
            }
            #expect(String(buffer: try await post("name=%CE%B1+b", form).body) == "α b")
            #expect(String(buffer: try await post("", form).body) == "nobody")
            #expect(try await post("nam=1", form).status == .badRequest)
            #expect(try await post("name=1", [.contentType: "application/json"]).status == .unsupportedMediaType)
            #expect(try await post("name=" + String(repeating: "x", count: 200), form).status == .contentTooLarge)
            let bytes = ByteBuffer(bytes: Array("name=".utf8) + [0xFF])
            let response = try await client.execute(uri: "/", method: .post, headers: form, body: bytes)
            #expect(response.status == .badRequest)
        }
    }

    @Test func logAndMetricsHoldTemplatesOnly() async throws {
        let bench = Bench()
        try await bench.application().test(.router) { client in
            for index in 0..<50 {
                _ = try await client.execute(uri: "/things/canary\(index)?q=canary", method: .get)
                _ = try await client.execute(uri: "/canary\(index)", method: .get)
                _ = try await client.execute(uri: "/?canary=1", method: HTTPRequest.Method("CANARY")!)
            }
        }
        let log = bench.lines.withLock { $0 }
        #expect(log.split(separator: "\n").count == 150)
        #expect(!log.lowercased().contains("canary"))
        let metrics = bench.registry.exposition()
        #expect(metrics.contains(#"http_requests_total{route="/things/{id}",status="200"} 50"#))
        #expect(metrics.contains(#"http_requests_total{route="(unknown)",status="404"} 50"#))
        #expect(!metrics.lowercased().contains("canary"))
    }
}
