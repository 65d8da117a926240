public import HTTPTypes
public import Hummingbird
public import NIOCore
internal import NIOEmbedded
internal import ServiceLifecycle
internal import Synchronization

/// A response with its whole body.
public struct TestResponse: Sendable {
    /// The status.
    public let status: HTTPResponse.Status
    /// The header fields.
    public let headers: HTTPFields
    /// The body; empty when there is none.
    public let body: ByteBuffer
}

/// How requests reach the application under test.
public enum TestSetup: Sendable {
    /// Directly at its responder, without a socket or parser.
    case router
}

/// Sends requests to an application under test.
public struct TestClient: Sendable {
    private let answer: @Sendable (Request) async throws -> TestResponse

    fileprivate init<Responder: HTTPResponder>(
        _ responder: Responder, _ context: @escaping @Sendable () -> Responder.Context
    ) {
        answer = { request in
            let response = try await responder.respond(to: request, context: context())
            let writer = CollectingWriter()
            try await response.body.write(writer)
            return TestResponse(status: response.status, headers: response.headers, body: writer.body)
        }
    }

    /// Sends a request and returns the response.
    ///
    /// A body, even an empty one, is sent with its length; without a body there is no `Content-Length`.
    ///
    /// - Throws: The error of the responder or of the body.
    public func execute(
        uri: String, method: HTTPRequest.Method, host: String = "localhost", headers: HTTPFields = [:],
        body: ByteBuffer? = nil
    ) async throws -> TestResponse {
        var headers = headers
        if let body { headers[.contentLength] = "\(body.readableBytes)" }
        let head = HTTPRequest(
            method: method, scheme: "http", authority: host, path: uri, headerFields: headers)
        return try await answer(Request(head: head, body: RequestBody(buffer: body ?? ByteBuffer())))
    }
}

extension ApplicationProtocol where Context: InitializableFromSource<ApplicationRequestContextSource> {
    /// Runs `body` with a client of this application while its services run, then stops them gracefully.
    public func test<Result>(
        _ setup: TestSetup, _ body: @Sendable (TestClient) async throws -> Result
    ) async throws -> Result {
        let logger = logger
        let client = TestClient(try await responder) {
            Context(source: ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: logger))
        }
        for process in processesRunBeforeServerStart { try await process() }
        guard !services.isEmpty else { return try await body(client) }
        let (hasStarted, start) = AsyncStream.makeStream(of: Void.self)
        let group = ServiceGroup(services: services + [LastService(start: start)], logger: logger)
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { start.finish() }
                try await group.run()
            }
            // A group that is stopped before it runs would never run its services.
            for await _ in hasStarted {}
            let result = await outcome { try await body(client) }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return try result.get()
        }
    }
}

private func outcome<Value>(_ body: () async throws -> Value) async -> Result<Value, any Error> {
    do {
        return .success(try await body())
    } catch {
        return .failure(error)
    }
}

/// Signals that all services have started; it is the last one to start.
private struct LastService: Service {
    let start: AsyncStream<Void>.Continuation

    func run() async throws {
        start.finish()
        try await gracefulShutdown()
    }
}

/// Collects the bytes that a response writes.
private final class CollectingWriter: ResponseBodyWriter {
    private let collected = Mutex(ByteBuffer())

    var body: ByteBuffer { collected.withLock { $0 } }

    func write(_ buffer: ByteBuffer) async throws {
        collected.withLock { _ = $0.writeImmutableBuffer(buffer) }
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
