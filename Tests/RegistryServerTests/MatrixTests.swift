import Foundation
import HTTPTypes
import Registry
import RegistryServer
import RegistryTestSupport
import Testing
import TileServer
import WebTestSupport

/// Every role in every place, and nobody, on every route over HTTP.
struct MatrixTests {
    private static let own = "9001"
    private static let elsewhere = "9002"

    /// What is allowed, written down by hand: role and action. Everything else is denied.
    private static let rows: Set<[String]> = [
        ["editor", "directory.read"], ["moderator", "directory.read"], ["editor", "directory.draft"],
        ["moderator", "directory.draft"], ["moderator", "directory.review"], ["moderator", "directory.publish"],
        ["moderator", "reports.read"], ["moderator", "reports.answer"],
        ["editor", "programmes.draft"], ["moderator", "programmes.draft"], ["moderator", "programmes.review"],
        ["editor", "closures.read"], ["moderator", "closures.read"], ["crew", "closures.read"],
        ["coordinator", "closures.read"], ["auditor", "closures.read"],
        ["editor", "closures.propose"], ["moderator", "closures.propose"], ["crew", "closures.propose"],
        ["coordinator", "closures.propose"], ["coordinator", "closures.decide"],
        ["coordinator", "alerts.write"], ["coordinator", "alerts.approve"],
        ["administrator", "directory.publish"], ["administrator", "accounts.read"],
        ["administrator", "accounts.manage"], ["administrator", "grants.manage"],
    ]

    private struct Person {
        var name: String
        var role: Role?
        var place: Grant.Place?
        var person: TestRegistry.Person

        /// Whether the role may do what a row is about, somewhere.
        func may(_ action: Action) -> Bool {
            guard let role else { return false }
            // What concerns all programmes is for grants in the whole region.
            let isOfRegion = [.draftProgrammes, .reviewProgrammes, .writeAlerts, .approveAlerts].contains(action)
            if isOfRegion, place != .region { return false }
            if action == .readAlerts { return role != .administrator }
            return [.readAudit, .ownAccount, .readProgrammes].contains(action)
                || rows.contains([role.rawValue, action.rawValue])
        }

        /// Whether the records of the municipality ``own`` are theirs.
        var hasRecord: Bool { place == .region || place == .municipality(own) }
    }

    /// The routes on which a record of a municipality is asked for or changed.
    private static let recordPaths = ["/structures/{ref}", "/drafts/{id}", "/structures (new)", "/new-structure"]

    private struct World {
        let site: TestSite
        var people: [Person] = []
        var draft: RecordID
        var grant: RecordID
        var report: RecordID
        var figureDraft: RecordID
        var closure: RecordID
        var alert: RecordID

        init() throws {
            site = try TestSite(hasRegion: true)
            let registry = site.registry
            let editor = try registry.caller("maker", [(.editor, .region)])
            let reviewers = try ["one", "two"].map { try registry.caller("reviewer-\($0)", [(.moderator, .region)]) }
            for (ref, municipality) in [("here", own), ("there", elsewhere)] {
                try site.structure(ref, in: municipality, by: editor, reviewers)
            }
            draft = try site.home.draft(
                StructureFields(patch: Array(#"{"openingHours":"Mo-Fr 09:00-14:00"}"#.utf8)), of: "here", base: 1,
                reason: "fixture", by: editor)
            try registry.person("target")
            grant = try site.home.grant(.editor, in: .municipality(own), to: "target", by: .systemOperator)
            figureDraft = try site.figureDraft(by: editor)
            closure = try site.closure(by: editor)
            alert = try site.alert()
            report = try site.report(of: "here", readBy: reviewers[0])
            let end = registry.clock.now.adding(seconds: 86400)
            for role in Role.allCases {
                for place in [Grant.Place.municipality(own), .municipality(elsewhere), .region] {
                    if [.administrator, .auditor].contains(role), place != .region { continue }
                    let login = "p-\(role.rawValue)-\(place.text)"
                    let person = try registry.person(login)
                    try site.home.grant(
                        role, in: place, to: login, until: role.isTimeLimited ? end : nil, by: .systemOperator)
                    people.append(Person(name: login, role: role, place: place, person: person))
                }
            }
            people.append(Person(name: "p-nothing", role: nil, place: nil, person: try registry.person("p-nothing")))
        }

        /// The path of a route with records of the municipality ``own``.
        func path(_ template: String) -> String {
            var path = template.replacing("{ref}", with: "here").replacing("{login}", with: "target")
            path = path.replacing("/tiles/{layer}", with: "/tiles/base").replacing("{z}/{x}/{y}", with: "0/0/0")
            path = path.replacing("/styles/{name}", with: "/styles/light").replacing("{range}", with: "0-255")
            path = path.replacing("/sprites/{name}", with: "/sprites/light.json")
            path = path.replacing("{stack}", with: GlyphServer.names[0])
            path = path.replacing("{token}", with: String(repeating: "0", count: 64))
            path = path.replacing("{programme}", with: "rent").replacing("{figure}", with: "single")
            if path.contains("/programmes/drafts/{id}") {
                path = path.replacing("{id}", with: figureDraft.description)
            }
            if path.contains("/drafts/{id}") { path = path.replacing("{id}", with: draft.description) }
            if path.contains("/alerts/{id}") { path = path.replacing("{id}", with: alert.description) }
            if path.contains("/closures/{id}") { path = path.replacing("{id}", with: closure.description) }
            if path.contains("/reports/{id}") { path = path.replacing("{id}", with: report.description) }
            if path.contains("/grants/{id}") { path = path.replacing("{id}", with: grant.description) }
            // A session of somebody else is not found, which is no denial by the table.
            return path.replacing("{id}", with: RecordID.random().description)
        }
    }

    private static let bodies: [String: String] = [
        "/structures":
            #"{"id":"new-ID","fields":{"name":{"el":"Νέα"},"kind":"soup-kitchen","municipality":"9001","status":"active"},"reason":"fixture"}"#,
        "/structures/{ref}/drafts": #"{"fields":{"openingHours":"off"},"reason":"fixture"}"#,
        "/structures/{ref}/undo": #"{"version":1,"reason":"fixture"}"#,
        "/drafts/{id}/reviews": #"{"verdict":"decline"}"#,
        "/programmes/figures/{figure}/drafts": #"{"value":\#(TestSite.figureValue),"reason":"fixture"}"#,
        "/programmes/figures/{figure}/undo": #"{"version":0,"reason":"fixture"}"#,
        "/programmes/drafts/{id}/reviews": #"{"verdict":"decline"}"#,
        "/alerts": TestSite.alertBody, "/alerts/{id}/reviews": #"{"verdict":"decline"}"#,
        "/closures": #"{"feature":\#(TestSite.closureFeature),"reason":"fixture"}"#,
        "/closures/{id}/decisions": #"{"verdict":"decline"}"#, "/closures/{id}/end": #"{"reason":"fixture"}"#,
        "/closures/{id}/repetitions": #"{"reason":"fixture"}"#,
        "/closure-previews": #"{"feature":\#(TestSite.closureFeature)}"#,
        "/closure-imports": #"{"type":"FeatureCollection","features":[\#(TestSite.closureFeature)]}"#,
        "/reports/{id}/answers": #"{"verdict":"duplicate"}"#, "/email": #"{"email":"new-ID@example.org"}"#,
        "/accounts": #"{"login":"new-ID","name":"Fixture"}"#,
        "/accounts/{login}/grants": #"{"role":"editor","municipality":"9001"}"#,
        "/imports": "{}", "/second-factor": #"{"code":"000000"}"#,
        "/password": #"{"old":"wrong","new":"Πέντε μαύρα άλογα"}"#,
    ]
    private static let forms: [String: [(String, String)]] = [
        "/import": [("reason", "fixture")],
        "/structures/{ref}/edit": [("name.el", "Άλλο"), ("version", "0"), ("reason", "fixture")],
        "/structures/{ref}/hours": [("version", "0"), ("reason", "fixture")],
        "/structures/{ref}/undo": [("version", "7"), ("reason", "fixture")],
        "/new-structure": [
            ("id", "new-ID"), ("name.el", "Νέα"), ("kind", "soup-kitchen"), ("municipality", "9001"),
            ("status", "active"),
            ("reason", "fixture"),
        ],
        "/drafts/{id}/review": [("verdict", "decline"), ("seen", "stale")],
        "/closures/new": [("shape", "ways"), ("ways", "7"), ("source", "fixture"), ("reason", "fixture")],
        "/alerts/new": [("template", "flood"), ("type", "Alert")],
        "/alerts/{id}/review": [("verdict", "decline"), ("seen", "stale")],
        "/alerts/{id}/withdraw": [("seen", "stale")],
        "/closures/import": [("reason", "fixture")],
        "/closures/{id}/decide": [("verdict", "decline"), ("seen", "stale")],
        "/closures/{id}/withdraw": [("seen", "stale")],
        "/closures/{id}/end": [("reason", "fixture"), ("seen", "stale")],
        "/closures/{id}/repeat": [("reason", "fixture"), ("seen", "stale")],
        "/programmes/figures/{figure}/edit": [("amount", "x"), ("version", "0"), ("reason", "fixture")],
        "/programmes/figures/{figure}/undo": [("version", "7"), ("reason", "fixture")],
        "/programmes/drafts/{id}/review": [("verdict", "decline"), ("seen", "stale")],
        "/programmes/drafts/{id}/withdraw": [("seen", "stale")],
        "/programmes/drafts/{id}/renew": [("seen", "stale")],
        "/drafts/{id}/withdraw": [("seen", "stale")],
        "/reports/{id}/answer": [("verdict", "duplicate"), ("seen", "stale")],
        "/structures/{ref}/confirm": [("version", "7")], "/account/email": [("email", "new-ID@example.org")],
        "/drafts/{id}/renew": [("seen", "stale")], "/accounts": [("login", "new-ID"), ("name", "Fixture")],
        "/accounts/{login}/invite": [("seen", "stale")], "/accounts/{login}/disable": [("seen", "stale")],
        "/accounts/{login}/grants": [("role", "editor"), ("municipality", "9001"), ("seen", "stale")],
        "/accounts/{login}/grants/{id}/end": [("seen", "stale")], "/confirm": [("code", "000000")],
        "/account/password": [("old", "wrong"), ("new", "Πέντε μαύρα άλογα")],
    ]

    /// The statuses of what is allowed: done, or refused for another reason than a right: stale, or a wrong proof.
    private static func isAllowed(_ status: Int, _ path: String) -> Bool {
        let isProof = ["/second-factor", "/password", "/confirm", "/account/password"].contains { path.hasSuffix($0) }
        let isSession = path.contains("/sessions/{id}")
        return [200, 201, 202, 204, 303, 409, 412, 422].contains(status) || isProof && status == 401
            || isSession && status == 404
    }

    @Test(arguments: [true, false])
    func everyRoleOnEveryRoute(isFresh: Bool) async throws {
        let world = try World()
        let site = world.site
        let routes = RegistryProcess.rights.filter { if case .row = $0.access { true } else { false } }
        // What ends the session comes last.
        let ordered = routes.filter { !Self.ends($0.path, $0.method) } + routes.filter { Self.ends($0.path, $0.method) }
        let (tried, open, shut) = try await site.test { client in
            var (tried, count) = (0, 0)
            var open: [String] = []
            var shut: [String] = []
            for person in world.people {
                var token = try site.token(person.person)
                if !isFresh { site.registry.clock.move(seconds: Caller.freshSeconds + 1) }
                for route in ordered {
                    guard case .row(let action) = route.access else { continue }
                    if Self.ends(route.path, route.method), try await client.page("/account", token).status != .ok {
                        token = try site.token(person.person)
                        if !isFresh { site.registry.clock.move(seconds: Caller.freshSeconds + 1) }
                    }
                    count += 1
                    let status = try await Self.send(route, world, client, token, "n\(count)")
                    tried += 1
                    let needsFresh = [.manageAccounts, .manageGrants, .approveAlerts].contains(action)
                    let isOfRecord =
                        route.path.contains("{ref}")
                        || route.path.contains("/drafts/{id}") && !route.path.contains("/programmes")
                        || route.path.contains("/reports/{id}")
                        || route.path.hasSuffix("/new-structure") && route.method == "POST"
                        || route.path == "/registry/v1/structures" && route.method == "POST"
                    let expected =
                        person.may(action) && (isFresh || !needsFresh) && (!isOfRecord || person.hasRecord)
                    if !expected, ![403, 404].contains(status) {
                        open.append("\(person.name) \(route.method) \(route.path) \(status)")
                    }
                    if expected, !Self.isAllowed(status, route.path) {
                        shut.append("\(person.name) \(route.method) \(route.path) \(status)")
                    }
                }
            }
            // Nobody is signed in.
            for route in ordered {
                let status = try await Self.send(route, world, client, nil, "nobody")
                tried += 1
                let isData = route.path.hasPrefix("/registry/v1") || RegistryProcess.mapRights.contains(route)
                let isShown = isData ? status == 401 : status == 303 || status == 403
                if !isShown { open.append("nobody \(route.method) \(route.path) \(status)") }
            }
            return (tried, open, shut)
        }
        print("matrix: \(tried) tried, \(open.count) open, \(shut.count) shut")
        #expect(tried == (world.people.count + 1) * routes.count && tried > 700)
        #expect(open == [])
        #expect(shut == [])
        #expect(try site.isAuditWhole)
    }

    private static func ends(_ path: String, _ method: String) -> Bool {
        path.hasPrefix("/sign-out") || path == "/registry/v1/sessions" && method == "DELETE"
    }

    private static func send(
        _ route: RouteRight, _ world: World, _ client: TestClient, _ token: SecretToken?, _ number: String
    ) async throws -> Int {
        let path = world.path(route.path)
        guard route.path.hasPrefix("/registry/v1") else {
            if route.method == "GET" { return try await client.page(path, token).status.code }
            let fields = (forms[route.path] ?? []).map { ($0.0, $0.1.replacing("new-ID", with: "page-\(number)")) }
            return try await client.send(path, token, fields).status.code
        }
        let template = String(route.path.dropFirst("/registry/v1".count))
        let body = route.method == "GET" ? nil : bodies[template]?.replacing("new-ID", with: "api-\(number)")
        return try await client.api(
            HTTPRequest.Method(route.method)!, String(path.dropFirst("/registry/v1".count)), token, body,
            key: "matrix-\(number)", ifMatch: "\"stale\""
        ).status.code
    }

    /// What one may not see and what does not exist give the same answer, but for the number of the request.
    @Test func unseenAndNonexistentAreAlike() async throws {
        let world = try World()
        let token = try world.site.token(
            "blind", [(.editor, .municipality(Self.elsewhere)), (.moderator, .municipality(Self.elsewhere))])
        try await world.site.test { client in
            let pairs: [(HTTPRequest.Method, String, String, String?)] = [
                (.get, "/structures/here", "/structures/nowhere", nil),
                (.get, "/structures/here/history", "/structures/nowhere/history", nil),
                (.get, "/drafts/\(world.draft)", "/drafts/\(RecordID.random())", nil),
                (
                    .post, "/structures/here/drafts", "/structures/nowhere/drafts",
                    #"{"fields":{"cost":"free"},"reason":"x"}"#
                ),
                (
                    .post, "/drafts/\(world.draft)/reviews", "/drafts/\(RecordID.random())/reviews",
                    #"{"verdict":"approve"}"#
                ),
                (.delete, "/drafts/\(world.draft)", "/drafts/0", nil),
                (.get, "/reports/\(world.report)", "/reports/\(RecordID.random())", nil),
                (
                    .post, "/reports/\(world.report)/answers", "/reports/0/answers",
                    #"{"verdict":"duplicate"}"#
                ),
            ]
            for (method, unseen, missing, body) in pairs {
                let one = try await client.api(method, unseen, token, body, key: UUID().uuidString, ifMatch: "\"1\"")
                let other = try await client.api(method, missing, token, body, key: UUID().uuidString, ifMatch: "\"1\"")
                var (fields, others) = (one.headers, other.headers)
                fields[HTTPField.Name("Request-Id")!] = nil
                others[HTTPField.Name("Request-Id")!] = nil
                #expect(one.status == .notFound && one.status == other.status && fields == others)
                #expect(one.text == other.text)
            }
            let one = try await client.page("/structures/here", token)
            let other = try await client.page("/structures/nowhere", token)
            #expect(one.status == .notFound && one.text.count == other.text.count)
        }
    }
}
