public import Hummingbird

/// The paths a process answers, and how; build it once, then make a ``WebResponder`` of it.
public struct Routes {
    /// What answers a request: a response, or a thrown ``Problem``.
    public typealias Handler = @Sendable (Request, WebContext) async throws -> Response

    private let router = Router(context: WebContext.self)
    private(set) var table = RouteTable()

    /// No path yet.
    public init() {}

    /// Answers GET and HEAD of `path`, a template such as `/things/{id}`.
    ///
    /// The handler must not wait for anything: it is not interrupted. One that waits belongs to ``waiting(_:method:_:)``.
    public mutating func get(_ path: RouterPath, _ handler: @escaping Handler) {
        router.on(path, method: .get, responder: CallbackResponder(callback: handler))
        note(path, methods: ["GET", "HEAD"])
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

    /// The paths whose answers are heavy work.
    var heavy: [RouterPath] = []

    /// What a request for `path` costs; linear in the heavy paths.
    func work(of path: String) -> WorkClass {
        guard !heavy.isEmpty else { return .cheap }
        let components = path.split(separator: "/", omittingEmptySubsequences: true)
        return heavy.contains { Self.fits($0, components) } ? .heavy : .cheap
    }

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
