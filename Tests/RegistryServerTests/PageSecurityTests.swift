import Foundation
import HTTPTypes
import Registry
import RegistryServer
import RegistryTestSupport
import Testing
import WebTestSupport

/// What somebody may try against the pages.
struct PageSecurityTests {
    private struct Staff {
        let site: TestSite
        let edna: TestRegistry.Person
        let editor: SecretToken
        let moderator: SecretToken

        init(publicAddress: String? = nil) throws {
            site = try TestSite(publicAddress: publicAddress)
            edna = try site.registry.person("edna")
            try site.home.grant(.editor, in: .municipality("9001"), to: "edna", by: .systemOperator)
            editor = try site.token(edna)
            moderator = try site.token("mona", [(.moderator, .region)])
            let other = try site.token("otto", [(.moderator, .region)])
            try site.structure(
                "centre", in: "9001", by: try site.home.caller(editor),
                [try site.home.caller(moderator), try site.home.caller(other)])
        }
    }

    private static let hours = [
        ("mo.1.from", "09:00"), ("mo.1.to", "14:00"), ("holidays", "yes"), ("version", "1"), ("reason", "νέες ώρες"),
    ]

    /// Signs in by the page; the cookies that it has set.
    private func signIn(
        _ staff: Staff, _ client: TestClient, next: String = "", password: String? = nil, visitor: SecretToken = .make()
    ) async throws -> TestResponse {
        staff.site.registry.clock.move(seconds: OneTimeCode.stepSeconds)
        return try await client.send(
            "/sign-in", nil,
            [
                ("login", "edna"), ("password", password ?? staff.edna.password), ("next", next),
                ("code", staff.site.registry.code(staff.edna)),
            ], token: visitor.formToken, headers: [.cookie: "plision-visitor=\(visitor.text)"])
    }

    @Test func fromSigningInToPublishedHours() async throws {
        let staff = try Staff()
        try await staff.site.test { client in
            let entry = try await client.page("/sign-in")
            let cookie = try #require(entry.headers[.setCookie])
            let visitor = try #require(SecretToken(String(cookie.dropFirst("plision-visitor=".count).prefix(64))))
            #expect(try entry.hidden("token", of: "/sign-in") == visitor.formToken)
            let answer = try await signIn(staff, client, visitor: visitor)
            #expect(answer.status == .seeOther && answer.headers[.location] == "/")
            let set = answer.headers[values: .setCookie]
            let session = try #require(SecretToken(String(set[0].dropFirst("plision-session=".count).prefix(64))))
            let form = try await client.page("/structures/centre/hours", session)
            #expect(form.text.contains(#"name="mo.1.from" type="time" value="08:00""#))
            let preview = try await client.send(
                "/structures/centre/hours", session, Self.hours + [("preview", "yes")])
            #expect(preview.status == .ok && preview.text.contains("09:00–14:00"))
            let sent = try await client.send("/structures/centre/hours", session, Self.hours)
            #expect(sent.headers[.location] == "/structures/centre?done=drafted")
            let work = try await client.page("/", staff.moderator)
            let path = try #require(work.text.components(separatedBy: "href=\"/drafts/").dropFirst().first?.prefix(32))
            let draft = try await client.page("/drafts/\(path)", staff.moderator)
            #expect(draft.text.contains("Mo 09:00-14:00; PH off") && draft.text.contains("νέες ώρες"))
            let seen = try draft.hidden("seen", of: "/drafts/\(path)/review")
            let done = try await client.send(
                "/drafts/\(path)/review", staff.moderator, [("verdict", "approve"), ("seen", seen)])
            #expect(done.headers[.location] == "/?done=published")
            let current = try String(contentsOfFile: staff.site.home.published + "/current", encoding: .utf8)
            #expect(current.contains("Mo 09:00-14:00; PH off"))
            #expect(try await client.page("/?done=published", staff.moderator).text.contains("δημοσιεύτηκε"))
        }
    }

    @Test func aFormNeedsTheTokenOfItsSession() async throws {
        let staff = try Staff()
        try await staff.site.test { client in
            for token in ["", "0", staff.moderator.formToken, staff.editor.text, String(repeating: "0", count: 64)] {
                let answer = try await client.send("/structures/centre/hours", staff.editor, Self.hours, token: token)
                #expect(answer.status == .forbidden)
            }
            for (name, value) in [
                ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Site", "none"),
                ("Origin", "https://evil.example"),
            ] {
                let answer = try await client.send(
                    "/structures/centre/hours", staff.editor, Self.hours, headers: [HTTPField.Name(name)!: value])
                #expect(answer.status == .forbidden)
            }
            let home = staff.site.home
            #expect(try home.openDrafts(by: home.caller(staff.editor)).isEmpty)
            let right = try await client.send(
                "/structures/centre/hours", staff.editor, Self.hours,
                headers: [HTTPField.Name("Sec-Fetch-Site")!: "same-origin"])
            #expect(right.status == .seeOther)
            #expect(try home.openDrafts(by: home.caller(staff.editor)).count == 1)
            // Every form of every page has its token.
            for path in ["/", "/account", "/structures/centre", "/structures/centre/edit", "/new-structure"] {
                let page = try await client.page(path, staff.editor).text
                let forms = page.components(separatedBy: "<form ").dropFirst()
                #expect(
                    !forms.isEmpty
                        && forms.allSatisfy { $0.contains("name=\"token\" value=\"\(staff.editor.formToken)\"") })
            }
        }
    }

    @Test func aFormCountsOnce() async throws {
        let staff = try Staff()
        try await staff.site.test { client in
            for _ in 0..<3 {
                let sent = try await client.send(
                    "/structures/centre/hours", staff.editor, Self.hours, key: "the same key")
                #expect(sent.headers[.location] == "/structures/centre?done=drafted")
            }
            #expect(try staff.site.home.openDrafts(by: staff.site.home.caller(staff.editor)).count == 1)
        }
    }

    @Test func cookiesAreKeptFromScriptsAndOtherSites() async throws {
        for (address, prefix, end) in [
            (nil, "plision-", "; Path=/; HttpOnly; SameSite=Strict"),
            ("https://registry.example", "__Host-plision-", "; Path=/; HttpOnly; SameSite=Strict; Secure"),
        ] {
            let staff = try Staff(publicAddress: address)
            try await staff.site.test { client in
                let entry = try #require(try await client.page("/sign-in").headers[.setCookie])
                #expect(
                    entry.hasPrefix("\(prefix)visitor=") && entry.hasSuffix(end)
                        && entry.count == prefix.count + 72 + end.count)
                // A cookie without the prefix is none behind TLS.
                let plain = try await client.page("/account", staff.editor)
                #expect(plain.status == (address == nil ? .ok : .seeOther))
            }
        }
    }

    @Test func aSessionIsNewForWhoeverSignsIn() async throws {
        let staff = try Staff()
        try await staff.site.test { client in
            let planted = SecretToken.make()
            let answer = try await signIn(staff, client, visitor: planted)
            let cookies = answer.headers[values: .setCookie]
            #expect(cookies.count == 2 && cookies.allSatisfy { !$0.contains(planted.text) })
            #expect(cookies[1].contains("Max-Age=0"))
            #expect(try await client.page("/account", planted).status == .seeOther)
            // The second factor given again replaces the token.
            let session = try #require(SecretToken(String(cookies[0].dropFirst("plision-session=".count).prefix(64))))
            staff.site.registry.clock.move(seconds: OneTimeCode.stepSeconds)
            let confirmed = try await client.send("/confirm", session, [("code", staff.site.registry.code(staff.edna))])
            #expect(confirmed.status == .seeOther && confirmed.headers[values: .setCookie].count == 2)
            #expect(try await client.page("/account", session).status == .seeOther)
        }
    }

    @Test func nobodyIsSentElsewhere() async throws {
        let staff = try Staff()
        try await staff.site.test { client in
            for next in [
                "https://evil.example/", "//evil.example", "/\\evil.example", "/%5Cevil.example", "javascript:alert(1)",
                "/a\r\nSet-Cookie: x=y", "/a%0d%0aX: y", "/.//evil.example", "/structures?x=//evil", " /", "\t//evil",
            ] {
                let answer = try await signIn(staff, client, next: next)
                #expect(answer.headers[.location] == "/" || answer.status == .badRequest, "\(next)")
                #expect(!answer.headers.contains { $0.name.rawName == "X" || $0.value.contains("evil") })
            }
            #expect(
                try await signIn(staff, client, next: "/structures/centre").headers[.location] == "/structures/centre")
            let back = try await client.page("/structures/centre")
            #expect(back.headers[.location] == "/sign-in?next=%2Fstructures%2Fcentre")
            let bad = try await client.page("/structures/%0d%0aX:%20y")
            #expect(!bad.headers.contains { $0.value.contains("\n") || $0.name.rawName == "X" })
        }
    }

    private static let nasty = #"<script>alert(1)</script>"><img src=x onerror=alert(1)>'{{title}}"#
    private static let statement = "'; DROP TABLE draft; DELETE FROM structure_state; --"

    /// Every field that takes free text, and every other place where people write.
    @Test func textsAreShownAsTexts() async throws {
        let staff = try Staff()
        let home = staff.site.home
        try await staff.site.test { client in
            for text in [Self.nasty, Self.statement] {
                for field in [
                    "name", "statusReason", "address", "accessNote", "eligibility", "application", "costNote",
                ] {
                    let sent = try await client.send(
                        "/structures/centre/edit", staff.editor,
                        try await fields(staff, client).map { name, value in
                            name.hasPrefix("\(field).") || name == "reason" ? (name, text) : (name, value)
                        })
                    #expect(sent.status == .seeOther, "\(field)")
                }
                for draft in try home.openDrafts(by: home.caller(staff.editor)) {
                    for path in ["/", "/drafts/\(draft.draft.id)", "/structures/centre"] {
                        let page = try await client.page(path, staff.moderator)
                        #expect(page.status == .ok && !page.text.contains("<script") && !page.text.contains("<img"))
                        #expect(!page.text.contains("onerror=alert(1)>'{{") || page.text.contains("&lt;img"))
                    }
                    let seen = try await client.page("/drafts/\(draft.draft.id)", staff.moderator)
                        .hidden("seen", of: "/drafts/\(draft.draft.id)/review")
                    _ = try await client.send(
                        "/drafts/\(draft.draft.id)/review", staff.moderator,
                        [("verdict", "decline"), ("note", text), ("seen", seen)])
                    let page = try await client.page("/drafts/\(draft.draft.id)", staff.editor)
                    #expect(page.status == .ok && !page.text.contains("<script") && !page.text.contains("<img"))
                }
                // What is refused is shown again, as it was written.
                for (path, form) in [
                    (
                        "/structures/centre/edit",
                        [("name.el", text), ("website", text), ("kind", text), ("position.lon", text)]
                    ),
                    (
                        "/structures/centre/hours",
                        [("expert", "yes"), ("grammar", text), ("version", "1"), ("reason", text)]
                    ),
                    ("/new-structure", [("id", text), ("name.el", text), ("reason", text)]),
                ] {
                    let page = try await client.send(path, staff.editor, form)
                    #expect([400, 409, 422].contains(page.status.code), "\(path) \(page.status.code)")
                    #expect(!page.text.contains("<script") && !page.text.contains("<img"))
                }
                let login = try await client.send(
                    "/sign-in", nil, [("login", text), ("password", text), ("code", text), ("next", text)],
                    token: staff.editor.formToken, headers: [.cookie: "plision-visitor=\(staff.editor.text)"])
                #expect(!login.text.contains("<script") && !login.text.contains("<img"))
                for path in ["/structures?after=\(text.escaped)", "/\(text.escaped)", "/audit?before=\(text.escaped)"] {
                    let page = try await client.page(path, staff.editor)
                    #expect(!page.text.contains("<script") && !page.text.contains("<img"))
                }
            }
            #expect(try home.structure("centre", by: home.caller(staff.editor)).version == 1)
        }
    }

    /// The fields of the form as a browser would send them.
    private func fields(_ staff: Staff, _ client: TestClient) async throws -> [(String, String)] {
        let page = try await client.page("/structures/centre/edit", staff.editor).text
        let inputs = page.components(separatedBy: "name=\"").dropFirst().map { part in
            (
                String(part.prefix { $0 != "\"" }),
                part.components(separatedBy: "value=\"").dropFirst().first.map { String($0.prefix { $0 != "\"" }) }
                    ?? ""
            )
        }
        let sent = inputs.filter { $0.0.contains(".") || ["phone", "kind", "municipality", "version"].contains($0.0) }
        return sent.filter { !$0.1.isEmpty || $0.0.hasSuffix(".el") }.map {
            ($0.0, $0.0.hasSuffix(".el") && $0.1.isEmpty ? "" : $0.1)
        }
            + [("status", "active"), ("reason", "")]
    }

    @Test func pagesAskForNothingFromElsewhereAndHaveNoScript() async throws {
        let staff = try Staff()
        let admin = try staff.site.token("adam", [(.administrator, .region)])
        let auditor = try staff.site.token("audrey", [(.auditor, .region)])
        try await staff.site.test { client in
            let asked: [(String, SecretToken?)] = [
                ("/sign-in", nil), ("/", staff.editor), ("/structures", staff.editor),
                ("/structures/centre", staff.editor),
                ("/structures/centre/edit", staff.editor), ("/structures/centre/hours", staff.editor),
                ("/new-structure", staff.editor), ("/account", staff.editor), ("/confirm", staff.editor),
                ("/accounts", admin), ("/accounts/edna", admin), ("/audit", auditor),
                ("/structures/nowhere", staff.editor),
            ]
            for (path, session) in asked {
                for language in ["", "?lang=en"] {
                    let page = try await client.page(path + language, session)
                    let text = page.text
                    #expect(
                        text.hasPrefix("<!doctype html>\n<html lang=\"\(language.isEmpty ? "el" : "en")\""), "\(path)")
                    #expect(!text.contains("<script") && !text.contains(" style=") && !text.contains(" onclick"))
                    #expect(!text.contains("{{") && !text.contains("}}"))
                    for attribute in ["src=\"", "href=\"", "action=\""] {
                        for part in text.components(separatedBy: attribute).dropFirst() {
                            #expect(part.hasPrefix("/") && !part.hasPrefix("//") || part.hasPrefix("#"), "\(path)")
                        }
                    }
                    #expect(text.components(separatedBy: "<h1").count == 2 && text.contains("<main id=\"main\""))
                    #expect(page.headers[.cacheControl] == "no-store")
                    let policy = try #require(page.headers[.contentSecurityPolicy])
                    #expect(!policy.contains("unsafe") && policy.contains("frame-ancestors 'none'"))
                    if !language.isEmpty {
                        let own = text.replacing("Ελληνικά", with: "").replacing("Κέντρο", with: "")
                        let greek = own.unicodeScalars.filter { (0x370...0x3FF).contains($0.value) }
                        #expect(greek.isEmpty, "\(path): \(String(String.UnicodeScalarView(greek)))")
                    }
                    let ids = text.components(separatedBy: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
                    #expect(Set(ids).count == ids.count, "\(path): an identifier twice")
                }
            }
        }
    }

    /// Whatever is wrong, the answer is the same, and so is the number of hashes computed.
    @Test func aWrongLoginLooksLikeAWrongPassword() async throws {
        let staff = try Staff()
        try await staff.site.test { client in
            let cases = [
                ("edna", "wrong password"), ("nobody", "wrong password"), ("edna", TestRegistry.password), ("x", "y"),
            ]
            var answers: Set<String> = []
            for (login, password) in cases {
                let before = staff.site.home.passwordsChecked
                let answer = try await client.api(
                    .post, "/sessions", nil, #"{"login":"\#(login)","password":"\#(password)","code":"000000"}"#)
                answers.insert("\(answer.status) \(answer.text)")
                #expect(staff.site.home.passwordsChecked == before + 1)
            }
            #expect(answers.count == 1 && answers.first?.hasPrefix("401") == true)
        }
    }

    @Test func noLogHasAnythingOfAPerson() async throws {
        let staff = try Staff()
        let admin = try staff.site.token("adam", [(.administrator, .region)])
        let metrics = try await staff.site.test { client in
            _ = try await signIn(staff, client, next: "/canary")
            _ = try await signIn(staff, client, password: "canary canary")
            _ = try await client.api(
                .post, "/accounts", admin, #"{"login":"canary","name":"Canary","email":"canary@example.org"}"#,
                key: "canary-key")
            for path in [
                "/structures/canary", "/canary", "/invitation/canary", "/structures?after=canary", "/?canary=canary",
            ] {
                _ = try await client.page(path, staff.editor)
            }
            _ = try await client.send(
                "/structures/centre/hours", staff.editor, Self.hours.map { ($0.0, $0.0 == "reason" ? "canary" : $0.1) })
            _ = try await client.api(
                .get, "/structures/canary", staff.editor, headers: [.userAgent: "canary", .referer: "canary"])
            return try await client.page("/metrics").text
        }
        for text in [staff.site.log, metrics] {
            #expect(!text.isEmpty)
            for canary in ["canary", "Canary", "edna", staff.edna.password, staff.editor.text, admin.text, "127.0.0.1"]
            {
                #expect(!text.contains(canary), "\(canary)")
            }
        }
    }
}
