internal import HTTPTypes
public import Hummingbird
internal import NIOCore
internal import Records

/// The paths of a process and their handlers. Build it once, then create a ``WebResponder`` from it.
public struct Routes {
    /// Answers a request with a response, or throws a ``Problem``.
    public typealias Handler = @Sendable (Request, WebContext) async throws -> Response

    private let router = Router(context: WebContext.self)
    private let work: SharedWork<Response>
    private(set) var table = RouteTable()
    /// The handlers of GET and HEAD of the paths that have no variable part.
    private(set) var fixed: [String: Handler] = [:]

    /// Creates an empty table; `work` runs the handlers added with ``expensive(_:_:_:)``.
    public init(work: SharedWork<Response>) {
        self.work = work
    }

    /// Adds a handler for GET and HEAD of `path`, a template such as `/things/{id}`.
    ///
    /// The handler must not wait, because it is not interrupted. Use ``waiting(_:method:_:)`` for one that does.
    public mutating func get(_ path: RouterPath, _ handler: @escaping Handler) {
        add(path, handler)
    }

    /// Adds a handler for GET and HEAD of `path` that takes more than a few milliseconds.
    ///
    /// It runs on ``WorkThreads`` for at most `answerSeconds` of the limits, and once for equal requests. Its task is
    /// cancelled when the client disconnects, so it should call `Task.checkCancellation()` between its steps.
    public mutating func expensive(
        _ path: RouterPath, _ lane: WorkThreads.Lane = .long, _ handler: @escaping Handler
    ) {
        add(path, expensive(lane, handler))
    }

    /// Adds a handler for GET and HEAD of `path` that is cheap for some requests and expensive for others.
    ///
    /// `handler` is first called with `works` false, and returns nil when the answer is expensive. It is then called
    /// with true, as by ``expensive(_:_:_:)``.
    public mutating func expensiveUnlessKnown(
        _ path: RouterPath, _ lane: WorkThreads.Lane,
        _ handler: @escaping @Sendable (Request, WebContext, _ works: Bool) async throws -> Response?
    ) {
        let work = expensive(lane) { request, context in
            guard let response = try await handler(request, context, true) else { throw Problem.internalError }
            return response
        }
        add(path) { request, context in
            if let known = try await handler(request, context, false) { return known }
            return try await work(request, context)
        }
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

    /// Adds a handler for `method` of `path` that may wait, for at most `answerSeconds` of the limits.
    public mutating func waiting(_ path: RouterPath, method: HTTPRequest.Method, _ handler: @escaping Handler) {
        add(path, method: method) { request, context in
            let response = try await withDeadline(seconds: context.limits.answerSeconds) {
                try await handler(request, context)
            }
            guard let response else { throw Problem.timedOut }
            return response
        }
    }

    private mutating func add(_ path: RouterPath, method: HTTPRequest.Method = .get, _ handler: @escaping Handler) {
        router.on(path, method: method, responder: CallbackResponder(callback: handler))
        note(path, methods: method == .get ? ["GET", "HEAD"] : [method.rawValue])
        guard method == .get, !path.description.contains(where: "{}*:".contains) else { return }
        fixed[path.description] = handler
    }

    /// The path templates, in the order in which they were added.
    public var templates: [String] { table.routes.map(\.path.description) }

    /// The requests that have a handler, such as `GET /things/{id}`, in the order in which they were added.
    public var requests: [String] {
        table.routes.flatMap { route in
            route.methods.filter { $0 != "HEAD" }.map { "\($0) \(route.path.description)" }
        }
    }

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

/// The path templates and their methods, for requests without a route.
struct RouteTable: Sendable {
    var routes: [(path: RouterPath, methods: [String])] = []

    /// All methods of all paths.
    var methods: [String] { Self.methods(of: routes) }

    private static func methods(of routes: [(path: RouterPath, methods: [String])]) -> [String] {
        routes.flatMap(\.methods).reduce(into: []) { known, method in
            if !known.contains(method) { known.append(method) }
        }
    }

    /// The first template that matches a path, and all methods of the templates that match it. O(routes).
    func fitting(_ path: String) -> (template: String, methods: [String])? {
        let components = path.split(separator: "/", omittingEmptySubsequences: true)
        let fit = routes.filter { Self.fits($0.path, components) }
        guard let first = fit.first else { return nil }
        return (first.path.description, Self.methods(of: fit))
    }

    private static func fits(_ path: RouterPath, _ components: [Substring]) -> Bool {
        var fixed = path.components[...]
        // `**` matches one component or more.
        let isOpenEnded = fixed.last == .recursiveWildcard
        if isOpenEnded { fixed.removeLast() }
        return (isOpenEnded ? fixed.count < components.count : fixed.count == components.count)
            && zip(fixed, components).allSatisfy { $0 ~= $1 }
    }
}

extension Problem {
    /// The answer took longer than the server's limit.
    static let timedOut = Problem(
        .timedOut,
        detail: Phrase(el: "Δοκιμάστε ξανά σε λίγο.", en: "Try again in a little while."), retryAfterSeconds: 5)
}

extension Request {
    /// The request reduced to the fields that an answer may depend on, so that clients can share it.
    fileprivate var shared: Request {
        var head = HTTPRequest(method: .get, scheme: head.scheme, authority: head.authority, path: head.path)
        for name in Self.sharedFields { head.headerFields[values: name] = headers[values: name] }
        return Request(head: head, body: RequestBody(buffer: ByteBuffer()))
    }

    /// A text that is equal for equal ``shared`` requests.
    fileprivate var key: String {
        let values = Self.sharedFields.map { headers[values: $0].joined(separator: ",") }
        return ([uri.string, head.authority ?? ""] + values).joined(separator: "\n")
    }

    private static let sharedFields: [HTTPField.Name] = [
        .accept, .acceptEncoding, .acceptLanguage, .ifNoneMatch, .range, HTTPField.Name("X-Forwarded-Proto")!,
    ]
}
