internal import HTTPTypes
internal import Hummingbird
internal import MapSupport
internal import PageKit
internal import Records
internal import Registry
internal import WebSupport

/// The pages of the registry.
///
/// A browser holds its session in a cookie that no script can read and that no other site makes it send. Every form proves
/// by a token that it was shown in the session, and by a key counts once; both must be there, and the browser must not say
/// that the form came from elsewhere.
struct PageRoutes: Sendable {
    let home: RegistryHome
    let publisher: Publisher
    let threads: WorkThreads
    let library: RegistryPageLibrary
    let configuration: RegistryConfiguration
    /// The dataset of the region; nil when the server has none.
    let region: LiveValue<RegionDataset>?
    /// What draws maps in browsers; nil when the server has not got it.
    let mapLibrary: MapLibrary?
    let pictures: MapPictures

    /// Every page and form.
    static let all: [PageRoute] =
        signInRoutes + workRoutes + structureRoutes + hoursRoutes + draftRoutes + importRoutes + checkRoutes
        + programmeRoutes + figureDraftRoutes + closureRoutes + closureImportRoutes + alertRoutes + reportRoutes
        + ownAccountRoutes + accountRoutes + auditRoutes

    /// The routes, for the table of all.
    static let rights =
        all.map { RouteRight(method: $0.method.rawValue, path: $0.path, access: $0.access) }
        + (assets.keys.sorted() + MapLibrary.names.map(\.0)).map {
            RouteRight(method: "GET", path: "/assets/\($0)", access: .everybody(why: "the look of the pages"))
        }

    private static let assets: [String: (bytes: [UInt8], mediaType: String)] = [
        "plision.css": (KitAsset.stylesheet, "text/css; charset=utf-8"),
        "registry.css": (PackageResources.registry_css, "text/css; charset=utf-8"),
        "icon.svg": (KitAsset.icon, "image/svg+xml"),
        "map-kit.js": (KitAsset.mapKit, "text/javascript; charset=utf-8"),
        "closure.js": (PackageResources.closure_js, "text/javascript; charset=utf-8"),
        "place.js": (PackageResources.place_js, "text/javascript; charset=utf-8"),
    ]

    /// Adds a route for each page, form and file.
    func add(to routes: inout Routes) {
        for (name, file) in Self.assets.sorted(by: { $0.key < $1.key }) {
            let asset = Asset(file.bytes, mediaType: file.mediaType)
            routes.get(RouterPath("/assets/\(name)")) { request, _ in asset.response(to: request) }
        }
        for (name, _) in MapLibrary.names {
            let asset = mapLibrary?.files.first { $0.name == name }.map { Asset($0.bytes, mediaType: $0.mediaType) }
            routes.get(RouterPath("/assets/\(name)")) { request, _ in
                guard let asset else { throw Problem.notFound }
                return asset.response(to: request)
            }
        }
        for route in Self.all {
            routes.waiting(RouterPath(route.path), method: route.method) { request, context in
                try await answer(route, request, context)
            }
        }
    }

    private func answer(_ route: PageRoute, _ request: Request, _ context: WebContext) async throws -> Response {
        let cookies = PageCookies(request, isSecure: configuration.isSecure)
        let id = RequestID.make()
        let isForm = route.effect != .show
        guard !isForm || request.isFromHere(publicAddress: configuration.publicAddress) else {
            throw Problem.foreignForm
        }
        var caller: Caller?
        if case .row(let action) = route.access {
            caller = try await threads.registry { () throws(RegistryError) in
                guard let token = cookies.session, let caller = try home.callerIfSignedIn(token) else { return nil }
                try home.require(action, by: caller, request: id)
                return caller
            }
            guard caller != nil else { return Self.signInFirst(request) }
        }
        let language = request.registryLanguage
        var file: [UInt8] = []
        let fields: RequestParameters
        if isForm, let name = route.file {
            (fields, file) = try await request.formParameters(route.fields, file: name, limits: context.limits)
        } else {
            fields =
                isForm
                ? try await request.formParameters(route.fields, limits: context.limits.withoutFile)
                : try request.parameters(route.fields)
        }
        let token = (caller == nil ? cookies.visitor : cookies.session) ?? SecretToken.make()
        let imported = file.isEmpty || !route.readsStructures ? nil : try await imported(file, fields)
        let visit = Visit(
            home: home, configuration: configuration, publisher: publisher, region: region?.current,
            hasMap: mapLibrary != nil, session: caller, token: token,
            language: language, path: request.uri.path, components: try context.components(route.path), fields: fields,
            file: file, imported: imported, request: id, source: context.source)
        if isForm {
            guard SecretToken.areSame(visit.text("token"), token.digest(for: .form).hexadecimal) else {
                throw Problem.foreignForm
            }
        }
        let isLong = route.effect == .proof || route.file != nil
        let result = try await threads.registry(isLong ? .long : .quick) { () throws(RegistryError) in
            try Self.result(route, visit)
        }
        if route.publishes, let caller {
            try await threads.run(.quick) { publisher.publish(by: caller.actor, request: id) }
        }
        return await response(result, visit, cookies, context)
    }

    /// Reads the file of a form, which takes longer than other forms.
    private func imported(
        _ file: [UInt8], _ fields: RequestParameters
    ) async throws -> Result<ImportedFile, RegistryError> {
        try await threads.run(.long) {
            Result { () throws(RegistryError) in
                try ImportedFile(file, ImportFormat(of: file), ImportedFile.Defaults(fields))
            }
        }
    }

    /// Does what a form asks for, once, or shows it again with what could not be accepted.
    private static func result(_ route: PageRoute, _ visit: Visit) throws(RegistryError) -> PageAnswer {
        do {
            guard route.effect == .write, let caller = visit.session, case .row(let action) = route.access else {
                return try route.answer(visit)
            }
            let content =
                [visit.path, visit.fields.query(changing: [], removing: "key")].map { Array($0.utf8) } + [visit.file]
            let submission = Submission(visit.text("key"), content, action: action, by: caller, request: visit.request)
            if let keep = route.keep { return try keep(visit, submission) ?? route.answer(visit) }
            var shown: PageAnswer?
            let stored = try visit.home.once(submission) { home in
                var visit = visit
                visit.home = home
                let answer = try route.answer(visit)
                switch answer {
                case .redirect(let path): return StoredAnswer(status: 303, bytes: Array(path.utf8))
                case .page(_, _, let isFinal):
                    shown = answer
                    return isFinal ? StoredAnswer(status: 303, bytes: Array("/".utf8)) : nil
                case .signedIn, .signedOut, .file: return nil
                }
            }
            return shown ?? .redirect(stored.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "/")
        } catch {
            let error = RegistryError(error, at: route.path)
            guard let again = route.again,
                [.invalid, .refused, .conflict, .notSignedIn, .busy, .stale].contains(error.code)
            else { throw error }
            do {
                return .page(try again(visit, error), status: Problem(error).kind.status)
            } catch {
                throw RegistryError(error, at: route.path)
            }
        }
    }

    private func response(
        _ answer: PageAnswer, _ visit: Visit, _ cookies: PageCookies, _ context: WebContext
    ) async -> Response {
        var response: Response
        switch answer {
        case .page(let page, let status, _):
            let drawn = await pictures.drawn(
                page, visit.region, visit.language, client: context.client.unlessShared,
                seconds: context.limits.answerSeconds / 2)
            response = library.response(drawn, in: visit.language, status: status)
        case .file(let bytes, let mediaType, let name):
            return Response(
                status: .ok,
                headers: [
                    .contentType: mediaType, .contentDisposition: "attachment; filename=\"\(name)\"",
                    .cacheControl: "no-store",
                ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        case .redirect(let path): response = Self.redirect(visit.link(path))
        case .signedIn(let token, let path):
            response = Self.redirect(visit.link(path))
            response.headers[values: .setCookie] = [cookies.setSession(token), cookies.endVisitor]
            return response
        case .signedOut:
            response = Self.redirect(visit.link("/sign-in"))
            response.headers[values: .setCookie] = [cookies.endSession]
            return response
        }
        if visit.session == nil, cookies.visitor == nil {
            response.headers[values: .setCookie] = [cookies.setVisitor(visit.token)]
        }
        return response
    }

    private static func redirect(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path, .cacheControl: "no-store"])
    }

    /// Redirects a request without a session to the page for signing in, which leads back afterwards.
    private static func signInFirst(_ request: Request) -> Response {
        let path = request.uri.path
        let back =
            request.method == .get && path != "/" && NextPage.isOurs(path) ? "?next=\(PercentText.encode(path))" : ""
        return redirect(Visit.link("/sign-in" + back, request.registryLanguage))
    }

    /// A problem as a page for browsers; nil to send the problem document.
    func problemPage(_ problem: Problem, _ request: Request) -> Response? {
        guard request.headers[.accept]?.hasPrefix("text/html") ?? false,
            !request.uri.path.hasPrefix(Operation.root)
        else { return nil }
        let language = request.registryLanguage
        let visit = Visit(
            home: home, configuration: configuration, publisher: publisher, region: nil, hasMap: false, session: nil,
            token: SecretToken.make(),
            language: language, path: "/", components: [:], fields: .none, request: "", source: "")
        var links = [PageLink(name: visit.words("Στην αρχή", "To the start"), page: visit.link("/"))]
        if problem.kind == .secondFactorNeeded {
            links.insert(
                PageLink(
                    name: visit.words("Δώστε τον κωδικό ξανά", "Give the code again"),
                    page: visit.link("/confirm")), at: 0)
        }
        let page = visit.page(
            problem.kind.title[language], [Block(paragraphs: [problem.message(in: language)], links: links)])
        return library.response(page, in: language, status: problem.kind.status)
    }
}

extension RegistryHome {
    /// Returns the person whose session has `token`; nil when there is no such session or it has ended.
    fileprivate func callerIfSignedIn(_ token: SecretToken) throws(RegistryError) -> Caller? {
        do throws(RegistryError) {
            return try caller(token)
        } catch {
            guard error.code == .notSignedIn else { throw error }
            return nil
        }
    }
}

extension Problem {
    /// A form without the token of the session, or from another site.
    fileprivate static let foreignForm = Problem(
        .forbidden,
        detail: Phrase(
            el: "Η φόρμα έληξε ή ήρθε από αλλού. Ανοίξτε ξανά τη σελίδα και στείλτε την από εκεί.",
            en: "The form has expired or came from elsewhere. Open the page again and send it from there."))
}

extension RequestParameters {
    /// No parameters.
    fileprivate static let none = { () -> RequestParameters in
        do {
            return try RequestParameters(nil, .none)
        } catch {
            preconditionFailure("nothing to refuse")
        }
    }()
}

extension Request {
    /// The language of a page of the registry: Greek, or English when the address says so.
    var registryLanguage: Language {
        Language.page(explicit: languageParameter, acceptLanguage: nil).orEnglish
    }
}

/// The page that follows signing in.
enum NextPage {
    private static let form = TextForm(
        "^/[A-Za-z0-9._:-]+(/[A-Za-z0-9._:-]+)*$",
        expected: Phrase(el: "σελίδα του μητρώου", en: "a page of the registry"))

    /// Whether a path is one of this server: it can name no other host.
    static func isOurs(_ path: String) -> Bool { path.utf8.count <= 200 && form.isMet(by: path) }
}
