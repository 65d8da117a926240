internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Records
internal import Registry
internal import WebSupport

/// The routes of `/registry/v1`, made from the table of ``Operation``.
///
/// Programs sign in with a token in the field `Authorization`. No cookie is read here, so that no page of another site can
/// make a browser do anything.
struct InterfaceRoutes: Sendable {
    let home: RegistryHome
    let publisher: Publisher
    /// Runs the work of the registry, so that no connection waits for another one's disk or password.
    let threads: WorkThreads
    /// The dataset of the region; nil when the server has none.
    let region: LiveValue<RegionDataset>?

    /// Adds a route for each operation.
    func add(to routes: inout Routes) {
        for operation in Operation.all {
            let parameters = ParameterSet(operation.parameters)
            routes.waiting(RouterPath(Operation.root + operation.path), method: operation.method) { request, context in
                let id = RequestID.make()
                var response: Response
                do {
                    response = try await answer(operation, parameters, request, context, id)
                } catch let problem as Problem {
                    response = problem.response(for: request)
                    if problem.kind == .notSignedIn { response.headers[.wwwAuthenticate] = "Bearer" }
                }
                response.headers[.requestID] = id
                return response
            }
        }
    }

    private func answer(
        _ operation: Operation, _ known: ParameterSet, _ request: Request, _ context: WebContext, _ id: String
    ) async throws -> Response {
        let caller = try await caller(operation, request, id)
        let parameters = try request.parameters(known)
        let (mediaType, bytes) = try await body(operation, request, context)
        let key = try Self.key(operation, request)
        let seen = try Self.seen(operation, request)
        var file: SentFile?
        if let read = operation.read {
            file = try await threads.registry(operation.lane) { () throws(RegistryError) in
                try read(parameters, mediaType, bytes)
            }
        }
        let call = Call(
            home: home, region: region?.current, session: caller, components: try context.components(operation.path),
            parameters: parameters,
            body: operation.body.isEmpty ? Body() : try Body(bytes, operation.body),
            file: file, seen: seen, request: id,
            source: context.source)
        let query = parameters.query(changing: [], removing: "lang")
        let parts =
            [operation.method.rawValue, request.uri.path, query, seen ?? ""].map { Array($0.utf8) } + [bytes]
        let answer = try await threads.registry(operation.lane) { () throws(RegistryError) in
            try Self.result(operation, call, key, parts)
        }
        if operation.publishes, let caller {
            let isAsked = operation.access == .row(.publish)
            try await threads.run(.quick) { publisher.publish(by: caller.actor, request: id, always: isAsked) }
        }
        var headers: HTTPFields = [.contentType: "application/json", .cacheControl: "no-store"]
        if let tag = answer.tag { headers[.eTag] = "\"\(tag)\"" }
        return Response(
            status: HTTPResponse.Status(code: answer.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.bytes)))
    }

    /// Returns the person who sends the request, after checking their right; nil when the operation needs no session.
    private func caller(_ operation: Operation, _ request: Request, _ id: String) async throws -> Caller? {
        guard case .row(let action) = operation.access else { return nil }
        let token = request.headers[.authorization].flatMap { field in
            field.lowercased().hasPrefix("bearer ") ? SecretToken(String(field.dropFirst(7))) : nil
        }
        return try await threads.registry(operation.lane) { () throws(RegistryError) in
            guard let token else {
                throw RegistryError(.notSignedIn, at: "session", "sign in first", el: "συνδεθείτε πρώτα")
            }
            let caller = try home.caller(token)
            try home.require(action, by: caller, request: id)
            return caller
        }
    }

    private static func result(
        _ operation: Operation, _ call: Call, _ key: String?, _ parts: [[UInt8]]
    ) throws(RegistryError) -> APIAnswer {
        guard let key, let caller = call.session, case .row(let action) = operation.access,
            operation.isKept(call.parameters)
        else {
            do {
                return try operation.answer(call)
            } catch {
                throw RegistryError(error, at: operation.id)
            }
        }
        let submission = Submission(key, parts, action: action, by: caller, request: call.request)
        let stored =
            if let keep = operation.keep {
                try keep(call, submission)
            } else {
                try call.home.once(submission) { home in
                    var call = call
                    call.home = home
                    return StoredAnswer(try operation.answer(call))
                }
            }
        guard let stored else { throw RegistryError(.database, at: operation.id, "no answer") }
        return APIAnswer(stored)
    }

    private func body(_ operation: Operation, _ request: Request, _ context: WebContext) async throws -> (
        mediaType: String, bytes: [UInt8]
    ) {
        if !operation.media.isEmpty { return try await request.fileBody(operation.media, limits: context.limits) }
        guard !operation.body.isEmpty else { return ("", []) }
        guard let bytes = try await request.jsonBody(limits: context.limits.withoutFile) else {
            throw Problem(
                .unsupportedMediaType,
                detail: Phrase(
                    el: "Content-Type: αναμενόταν application/json.", en: "Content-Type: expected application/json."))
        }
        return ("application/json", bytes)
    }

    private static func key(_ operation: Operation, _ request: Request) throws(Problem) -> String? {
        guard operation.isWrite else { return nil }
        guard let key = request.headers[.idempotencyKey], (8...100).contains(key.utf8.count),
            key.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw Problem(
                .keyMissing,
                detail: Phrase(
                    el: "αναμενόταν κείμενο 8 έως 100 χαρακτήρων ASCII, νέο για κάθε αλλαγή.",
                    en: "expected 8 to 100 characters of ASCII, new for each change."), parameter: "Idempotency-Key")
        }
        return key
    }

    private static func seen(_ operation: Operation, _ request: Request) throws(Problem) -> String? {
        guard case .edit = operation.effect else { return nil }
        guard let seen = request.headers[.ifMatch] else {
            throw Problem(
                .preconditionRequired,
                detail: Phrase(
                    el: "αναμενόταν το ETag της εγγραφής όπως τη διαβάσατε.",
                    en: "expected the ETag of the record as you have read it."), parameter: "If-Match")
        }
        return seen
    }
}

extension Operation {
    /// The threads that it waits for.
    fileprivate var lane: WorkThreads.Lane { effect == .proof || isLong || !media.isEmpty ? .long : .quick }

    /// Whether it changes something once for each `Idempotency-Key`.
    var isWrite: Bool {
        switch effect {
        case .write, .edit: true
        case .none, .proof: false
        }
    }
}

extension StoredAnswer {
    /// An answer as it is kept, without its tag.
    init(_ answer: APIAnswer) { self.init(status: answer.status, bytes: answer.bytes) }
}

extension APIAnswer {
    fileprivate init(_ stored: StoredAnswer) { (status, bytes, tag) = (stored.status, stored.bytes, nil) }
}

/// Makes identifiers of requests. The answer has the identifier as the field `Request-Id`, and so has the row of the audit
/// about the request.
enum RequestID {
    static func make() -> String { RandomBytes.make(8).hexadecimal }
}

extension HTTPField.Name {
    static let requestID = HTTPField.Name("Request-Id")!
    static let idempotencyKey = HTTPField.Name("Idempotency-Key")!
}
