internal import HTTPTypes
public import Hummingbird
internal import NIOCore
internal import Records

/// The paths a process answers, and how; build it once, then make a ``WebResponder`` of it.
public struct Routes {
    /// What answers a request: a response, or a thrown ``Problem``.
    public typealias Handler = @Sendable (Request, WebContext) async throws -> Response

    private let router = Router(context: WebContext.self)
    private let work: SharedWork<Response>
    private(set) var table = RouteTable()

    /// No path yet; `work` answers those added with ``expensive(_:_:_:)``.
    public init(work: SharedWork<Response>) {
        self.work = work
    }

    /// Answers GET and HEAD of `path`, a template such as `/things/{id}`.
    ///
    /// The handler must not wait for anything: it is not interrupted. One that waits belongs to ``waiting(_:method:_:)``.
    public mutating func get(_ path: RouterPath, _ handler: @escaping Handler) {
        router.on(path, method: .get, responder: CallbackResponder(callback: handler))
        note(path, methods: ["GET", "HEAD"])
    }

    /// Answers GET and HEAD of `path` with a handler that takes more than a few milliseconds.
    ///
    /// It runs on ``WorkThreads``, for the limits' `answerSeconds` at most, and once for requests that are equal. It should call
    /// `Task.checkCancellation()` between its steps: its task is cancelled when the client goes.
    public mutating func expensive(
        _ path: RouterPath, _ lane: WorkThreads.Lane = .long, _ handler: @escaping Handler
    ) {
        router.on(path, method: .get, responder: CallbackResponder(callback: expensive(lane, handler)))
        note(path, methods: ["GET", "HEAD"])
    }

    /// Answers GET and HEAD of `path` at once where that is cheap, else as ``expensive(_:_:_:)`` does.
    ///
    /// `handler` is first called with false, and gives nil where the answer is expensive; then with true, when it may take its
    /// time.
    public mutating func expensiveUnlessKnown(
        _ path: RouterPath, _ lane: WorkThreads.Lane,
        _ handler: @escaping @Sendable (Request, WebContext, _ works: Bool) throws -> Response?
    ) {
        let work = expensive(lane) { request, context in
            guard let response = try handler(request, context, true) else { throw Problem.internalError }
            return response
        }
        let either: Handler = { request, context in
            if let known = try handler(request, context, false) { return known }
            return try await work(request, context)
        }
        router.on(path, method: .get, responder: CallbackResponder(callback: either))
        note(path, methods: ["GET", "HEAD"])
    }

    private func expensive(_ lane: WorkThreads.Lane, _ handler: @escaping Handler) -> Handler {
        { [work] request, context in
            try context.count(.heavy)
            let shared = request.shared
            let question = SharedWork<Response>.Question(
                key: "\(shared.key)\n\(context.listeningHost ?? "")", lane: lane,
                client: context.client.unlessShared, seconds: context.limits.answerSeconds)
            let answer = { @Sendable () async throws -> Response in
                try await work.answer(question) { try await handler(shared, context) }
            }
            do {
                guard let presence = await ClientPresence.of(context.channel) else { return try await answer() }
                return try await presence.whilePresent(answer)
            } catch let refusal as SharedWork<Response>.Refusal {
                throw refusal == .full ? Problem.overloaded(retryAfterSeconds: 2) : Problem.timedOut
            }
        }
    }

    /// Answers `method` of `path` with a handler that may wait, for its limits' `answerSeconds` at most.
    public mutating func waiting(_ path: RouterPath, method: HTTPRequest.Method, _ handler: @escaping Handler) {
        let bounded: Handler = { request, context in
            let response = try await withDeadline(seconds: context.limits.answerSeconds) {
                try await handler(request, context)
            }
            guard let response else { throw Problem.timedOut }
            return response
        }
        router.on(path, method: method, responder: CallbackResponder(callback: bounded))
        note(path, methods: method == .get ? ["GET", "HEAD"] : [method.rawValue])
    }

    /// The path templates, in the order they were added.
    public var templates: [String] { table.routes.map(\.path.description) }

    private mutating func note(_ path: RouterPath, methods: [String]) {
        if let index = table.routes.firstIndex(where: { $0.path == path }) {
            table.routes[index].methods += methods
        } else {
            table.routes.append((path, methods))
        }
    }

    func buildResponder() -> RouterResponder<WebContext> {
        router.buildResponder()
    }
}

/// The templates and the methods each knows, for requests that no route answered.
struct RouteTable: Sendable {
    var routes: [(path: RouterPath, methods: [String])] = []

    /// Every method that some path knows.
    var methods: [String] { Self.methods(of: routes) }

    private static func methods(of routes: [(path: RouterPath, methods: [String])]) -> [String] {
        routes.flatMap(\.methods).reduce(into: []) { known, method in
            if !known.contains(method) { known.append(method) }
        }
    }

    /// The first template that fits a path and the methods known there; linear.
    func fitting(_ path: String) -> (template: String, methods: [String])? {
        let components = path.split(separator: "/", omittingEmptySubsequences: true)
        let fit = routes.filter { Self.fits($0.path, components) }
        guard let first = fit.first else { return nil }
        return (first.path.description, Self.methods(of: fit))
    }

    private static func fits(_ path: RouterPath, _ components: [Substring]) -> Bool {
        var fixed = path.components[...]
        // `**` stands for one component or more.
        let isOpenEnded = fixed.last == .recursiveWildcard
        if isOpenEnded { fixed.removeLast() }
        return (isOpenEnded ? fixed.count < components.count : fixed.count == components.count)
            && zip(fixed, components).allSatisfy { $0 ~= $1 }
    }
}

extension Problem {
    /// An answer that took longer than the server allows itself.
    static let timedOut = Problem(
        .timedOut,
        detail: Phrase(el: "Δοκιμάστε ξανά σε λίγο.", en: "Try again in a little while."), retryAfterSeconds: 5)
}

extension Request {
    /// The request without what tells one reader from another: its handler cannot depend on anything but the ``key``.
    fileprivate var shared: Request {
        var head = HTTPRequest(method: .get, scheme: head.scheme, authority: head.authority, path: head.path)
        for name in Self.sharedFields { head.headerFields[values: name] = headers[values: name] }
        return Request(head: head, body: RequestBody(buffer: ByteBuffer()))
    }

    /// Equal for ``shared`` requests that are equal.
    fileprivate var key: String {
        let values = Self.sharedFields.map { headers[values: $0].joined(separator: ",") }
        return ([uri.string, head.authority ?? ""] + values).joined(separator: "\n")
    }

    private static let sharedFields: [HTTPField.Name] = [
        .accept, .acceptEncoding, .acceptLanguage, .ifNoneMatch, .range, HTTPField.Name("X-Forwarded-Proto")!,
    ]
}
