internal import HTTPTypes
public import Hummingbird
public import Logging
internal import NIOCore
internal import Records

/// The outermost layer of a server: applies limits, turns errors into problem documents, adds header fields for
/// security and CORS, and keeps the access log and the metrics. It responds to every request and never throws.
public final class WebResponder: HTTPResponder {
    private let table: RouteTable
    private let router: RouterResponder<WebContext>
    /// Finds most requests' handlers without the router, which takes a few microseconds.
    private let fixed: [String: Routes.Handler]
    private let limits: RequestLimits
    private let log: AccessLog
    private let metrics: RequestMetrics
    private let logger: Logger
    private let problemPage: @Sendable (Problem, Request) -> Response?
    private let crossOrigin: CrossOrigin
    private let limiter: RateLimiter
    private let began = ContinuousClock.now
    private let answers: AnswersInFlight
    /// Determines the client of a request.
    let clients: Clients

    /// Creates a responder.
    ///
    /// - Parameters:
    ///   - routes: The paths and their handlers.
    ///   - limits: The limits of requests.
    ///   - log: The access log.
    ///   - metrics: The metrics of requests.
    ///   - logger: Gets internal errors, without any data of the request.
    ///   - openRoots: The first path components whose responses pages of other origins may read.
    ///   - problemPage: Returns a page for a problem, or nil to send the problem document.
    public init(
        routes: Routes, limits: RequestLimits, log: AccessLog, metrics: RequestMetrics, logger: Logger,
        openRoots: Set<String> = [],
        problemPage: @escaping @Sendable (Problem, Request) -> Response? = { _, _ in nil }
    ) {
        table = routes.table
        self.router = routes.buildResponder()
        fixed = routes.fixed
        self.limits = limits
        self.log = log
        self.metrics = metrics
        self.logger = logger
        self.problemPage = problemPage
        crossOrigin = CrossOrigin(roots: openRoots)
        limiter = RateLimiter(limits.rates)
        answers = AnswersInFlight(limit: limits.answerBytes)
        clients = Clients(proxies: limits.trustedProxies)
    }

    /// Answers a request, and logs and counts it.
    public func respond(to request: Request, context: WebContext) async throws -> Response {
        let start = ContinuousClock.now
        var context = context
        context.limits = limits
        context.client = clients.key(of: context.channel.remoteAddress) { name in
            HTTPField.Name(name).map { request.headers[values: $0] } ?? []
        }
        context.count = { [client = context.client] work throws(Problem) in try self.count(client, work) }
        let (template, answer) = await answer(request, context)
        var response = await bounded(answer, request, context)
        SecurityHeaders.apply(to: &response.headers)
        if crossOrigin.isOpen(request) { crossOrigin.open(&response.headers) }
        if request.method == .head { response = response.createHeadResponse() }
        let elapsed = (ContinuousClock.now - start).components
        let nanoseconds = elapsed.seconds * 1_000_000_000 + elapsed.attoseconds / 1_000_000_000
        let bytes = request.method == .head ? 0 : response.body.contentLength ?? 0
        record(template, response.status.code, nanoseconds, bytes)
        return response
    }

    /// Logs and counts a request that a connection refused without a handler.
    func recordRefusal(status: Int, bytes: Int) { record(Self.refused, status, 0, bytes) }

    /// Counts a connection closed without a response.
    func record(_ drop: ConnectionDrop) { metrics.record(drop) }

    private func record(_ route: String, _ status: Int, _ nanoseconds: Int64, _ bytes: Int) {
        log.record(route: route, status: status, nanoseconds: nanoseconds, bytes: bytes)
        metrics.record(route: route, status: status, nanoseconds: nanoseconds, bytes: bytes)
    }

    private func answer(_ request: Request, _ context: WebContext) async -> (template: String, response: Response) {
        do throws(Problem) {
            if let problem = refusal(of: request) { throw problem }
            try context.count(.cheap)
        } catch {
            return (Self.refused, response(error, request))
        }
        if request.method == .options { return options(request) }
        let path = request.uri.path
        let handler = request.method == .get || request.method == .head ? fixed[path] : nil
        let template = { () -> String in handler == nil ? context.endpointPath ?? Self.unknownPath : path }
        do {
            let response =
                if let handler {
                    try await handler(request.asGet, context)
                } else {
                    try await router.respond(to: request.asGet, context: context)
                }
            // Handlers throw problems, so a bare 404 comes from the router.
            guard context.endpointPath == Self.routerMiss else {
                return (template(), try await Delivery.delivered(response, to: request))
            }
            return miss(request)
        } catch let problem as Problem {
            return (template(), response(problem, request))
        } catch is CancellationError {
            // No one reads this response; status 499 distinguishes it from late ones in log and metrics.
            if await ClientPresence.of(context.channel)?.isGone == true {
                return (template(), Response(status: .init(code: 499, reasonPhrase: "Client Closed Request")))
            }
            return (template(), response(.timedOut, request))
        } catch {
            logger.error("handler failed", metadata: ["route": "\(template())", "error": "\(type(of: error))"])
            return (template(), response(.internalError, request))
        }
    }

    /// The problem as a page or document, with its header fields.
    private func response(_ problem: Problem, _ request: Request) -> Response {
        guard var page = problemPage(problem, request) else { return problem.response(for: request) }
        problem.addFields(to: &page.headers)
        return page
    }

    /// Answers OPTIONS with the methods of a path or of the whole server (`*`), and CORS preflight requests.
    private func options(_ request: Request) -> (template: String, response: Response) {
        let fit = table.fitting(request.uri.path)
        let template = fit?.template ?? Self.unknownPath
        if crossOrigin.isPreflight(request), crossOrigin.isOpen(request) {
            return (template, Response(status: .noContent, headers: crossOrigin.leave(methods: fit?.methods ?? [])))
        }
        let isAnything = request.head.path == "*"
        guard let methods = isAnything ? table.methods : fit?.methods else {
            return (template, response(.notFound, request))
        }
        return (template, Response(status: .noContent, headers: [.allow: methods.joined(separator: ", ")]))
    }

    private func miss(_ request: Request) -> (template: String, response: Response) {
        guard let fit = table.fitting(request.uri.path), !fit.methods.contains(request.method.rawValue) else {
            return (Self.unknownPath, response(.notFound, request))
        }
        let methods = fit.methods.joined(separator: ", ")
        let problem = Problem(
            .methodNotAllowed,
            detail: Phrase(
                el: "\(Problem.excerpt(request.method.rawValue)): αυτή η διεύθυνση δέχεται \(methods).",
                en: "\(Problem.excerpt(request.method.rawValue)): this path takes \(methods)."),
            allowedMethods: fit.methods)
        return (fit.template, response(problem, request))
    }

    /// The response with a large body sent in pieces, or 503 when too many bytes are being sent.
    private func bounded(_ response: Response, _ request: Request, _ context: WebContext) async -> Response {
        // A body without a length is produced while it is sent.
        guard let length = response.body.contentLength, length > AnswersInFlight.smallBytes, request.method != .head,
            let bytes = try? await Delivery.bytes(of: response)
        else { return response }
        let channel = context.channel
        let body = answers.body(bytes, for: context.client) {
            // Do not wait for a closed connection.
            if channel.isActive { try? await channel.eventLoop.submit {}.get() }
        }
        guard let body else {
            return self.response(.overloaded(retryAfterSeconds: 5), request)
        }
        var response = response
        response.body = body
        return response
    }

    private func count(_ client: ClientKey, _ work: WorkClass) throws(Problem) {
        switch limits.counting {
        case .off: return
        case .others where client.isShared: return
        case .others, .everybody: break
        }
        let elapsed = ContinuousClock.now - began
        let now = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
        if let seconds = limiter.refusal(of: client, work, now: now) {
            throw Problem.tooMany(retryAfterSeconds: seconds)
        }
    }

    private func refusal(of request: Request) -> Problem? {
        // ``HostFieldHandler`` removes invalid fields.
        if request.head.authority == nil {
            return Problem(
                .badHost,
                detail: Phrase(
                    el: "Host: αναμενόταν μία φορά, όνομα ή διεύθυνση με ή χωρίς θύρα.",
                    en: "Host: expected once, a name or an address with or without a port."))
        }
        if request.uri.string.utf8.count > limits.uriBytes {
            return Problem(
                .uriTooLong,
                detail: Phrase(
                    el: "Η διεύθυνση ξεπερνά τα \(limits.uriBytes) byte.",
                    en: "The URI is longer than \(limits.uriBytes) bytes."))
        }
        if let length = request.headers[.contentLength].flatMap(Int.init), length > limits.bodyBytes {
            return .contentTooLarge(limits.bodyBytes)
        }
        return nil
    }

    /// The endpoint that Hummingbird's router reports for an unknown path.
    private static let routerMiss = "NotFound"
    /// The route in log and metrics of a request refused before routing.
    private static let refused = "(refused)"
    /// The route in log and metrics of an unknown path, which must not appear there itself.
    static let unknownPath = "(unknown)"
}

extension Problem {
    /// An internal error, without details for the client.
    static let internalError = Problem(
        .internalError,
        detail: Phrase(
            el: "Κάτι πήγε στραβά στον διακομιστή. Δοκιμάστε ξανά.", en: "Something went wrong on our side. Try again.")
    )

    /// The response for this problem in the language of the request.
    package func response(for request: Request) -> Response {
        let body = ByteBuffer(bytes: document(in: request.language))
        return Response(
            status: HTTPResponse.Status(code: kind.status), headers: fields(in: request.language),
            body: ResponseBody(byteBuffer: body))
    }

    /// The header fields of ``document(in:)``.
    func fields(in language: Language) -> HTTPFields {
        var headers: HTTPFields = [
            .contentType: Self.mediaType, .contentLanguage: language.tag, .cacheControl: "no-store",
        ]
        addFields(to: &headers)
        return headers
    }

    fileprivate func addFields(to headers: inout HTTPFields) {
        if !allowedMethods.isEmpty { headers[.allow] = allowedMethods.joined(separator: ", ") }
        if let retryAfterSeconds { headers[.retryAfter] = "\(retryAfterSeconds)" }
        if let length { headers[.contentRange] = "bytes */\(length)" }
    }
}

extension Request {
    /// The request as a handler sees it: HEAD becomes GET, and the body of the response is dropped later.
    fileprivate var asGet: Request {
        guard method == .head else { return self }
        var head = self.head
        head.method = .get
        return Request(head: head, body: body)
    }
}
