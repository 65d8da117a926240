import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Registry
import RegistryServer
import RegistryTestSupport
import Testing
import WebTestSupport

/// Figures of programmes by the interface and by the pages.
struct ProgrammesTests {
    private let site: TestSite
    private let editor: SecretToken
    private let moderator: SecretToken

    init() throws {
        site = try TestSite(hasRegion: true)
        editor = try site.token("edna", [(.editor, .region)])
        moderator = try site.token("mona", [(.moderator, .region)])
    }

    private static let body = #"{"value":\#(TestSite.figureValue),"reason":"νέος νόμος"}"#
    private static let form = [
        ("amount", "1.200,50"), ("from", "2027-01-01"), ("certainty", "sourced"), ("title", "Νέος νόμος"),
        ("url", "https://example.org/new"), ("sourceDate", "2026-11"), ("version", "0"), ("reason", "νέος νόμος"),
    ]

    private func json(_ response: TestResponse) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(response.body.readableBytesView)) as? [String: Any])
    }

    private var drafts: [FigureDraft] { get throws { try site.home.openFigureDrafts(by: site.home.caller(editor)) } }

    @Test func fromADraftToASnapshotByTheInterface() async throws {
        try await site.test { client in
            let list = try json(try await client.api(.get, "/programmes", editor))
            let programmes = try #require(list["programmes"] as? [[String: Any]])
            #expect(programmes.first?["figures"] as? [String] == ["single", "adult", "minor", "cap"])
            #expect((list["figures"] as? [[String: Any]])?.count == 7)

            let path = "/programmes/figures/single"
            let shown = try await client.api(.get, path, editor)
            let tag = try #require(shown.headers[.eTag])
            let values = try #require(try json(shown)["values"] as? [[String: Any]])
            #expect((try json(shown)["text"] as? [String: String])?["en"] == "Amount for one")
            #expect((values[1]["source"] as? [String: Any])?["url"] as? String == "https://example.org/law")

            let missing = try await client.api(.post, path + "/drafts", editor, Self.body, key: "key-number-1")
            #expect(missing.status.code == 428)
            let stale = try await client.api(
                .post, path + "/drafts", editor, Self.body, key: "key-number-2", ifMatch: "\"0-0\"")
            #expect(stale.status.code == 412)
            let keyless = try await client.api(.post, path + "/drafts", editor, Self.body, ifMatch: tag)
            #expect(keyless.status.code == 400)
            var made: [String] = []
            for _ in 0..<3 {
                let answer = try await client.api(
                    .post, path + "/drafts", editor, Self.body, key: "key-number-3", ifMatch: tag)
                #expect(answer.status.code == 201)
                made.append(try answer.member("draft"))
            }
            #expect(Set(made).count == 1)
            #expect(try drafts.count == 1, "the same key counts once")
            let reused = try await client.api(
                .post, path + "/drafts", editor, Self.body.replacing("230", with: "231"), key: "key-number-3",
                ifMatch: tag)
            #expect(reused.status.code == 422)

            let draft = "/programmes/drafts/\(made[0])"
            let view = try await client.api(.get, draft, moderator)
            let members = try json(view)
            #expect((members["changes"] as? [Any])?.count == 2)
            let examples = try #require(members["examples"] as? [String: Any])
            #expect(examples["date"] as? String == "2027-01-01" && examples["count"] as? Int == 5)
            let findings = try #require(examples["findings"] as? [[String: Any]])
            #expect(findings.contains { $0["contradictsExpectation"] as? Bool == true })
            let seen = try #require(view.headers[.eTag])
            let own = try await client.api(
                .post, draft + "/reviews", try site.token("omar", [(.editor, .region)]), #"{"verdict":"approve"}"#,
                key: "key-number-4", ifMatch: seen)
            #expect(own.status == .forbidden)
            let done = try await client.api(
                .post, draft + "/reviews", moderator, #"{"verdict":"approve"}"#, key: "key-number-5", ifMatch: seen)
            #expect(try json(done)["version"] as? Int == 1)
            let current = try String(contentsOfFile: site.home.published + "/current", encoding: .utf8)
            #expect(current.contains(#""figures":[{"id":"single","version":1,"#) && current.contains("Νόμος"))

            let after = try await client.api(.get, path, editor)
            let undone = try await client.api(
                .post, path + "/undo", editor, #"{"version":0,"reason":"λάθος"}"#, key: "key-number-6",
                ifMatch: after.headers[.eTag])
            #expect(undone.status.code == 201)
            #expect(try site.isAuditWhole)
        }
    }

    @Test(arguments: [
        (#""https://example.org/new""#, #""javascript:alert(1)""#, "url"), ("https:", "data:", "url"),
        ("https:", "file:", "url"), (#""value":230"#, #""value":"230""#, "value"),
        (#""value":230"#, #""value":-1"#, "value"),
        (#","source":{"title":"Νόμος","url":"https://example.org/new"}"#, "", "values"),
        ("2027-01-01", "2027-02-30", "from"), (#""title":"Νόμος","#, "", "source"),
    ])
    func whatIsNotAValueIsRefused(_ part: String, _ replacement: String, _ place: String) async throws {
        try await site.test { client in
            let tag = try #require(try await client.api(.get, "/programmes/figures/single", editor).headers[.eTag])
            let body = Self.body.replacing(part, with: replacement)
            #expect(body != Self.body)
            let answer = try await client.api(
                .post, "/programmes/figures/single/drafts", editor, body, key: "key-of-this", ifMatch: tag)
            #expect(answer.status.code == 422)
            #expect(try json(answer)["parameter"] as? String == place)
            #expect(try drafts.isEmpty)
        }
    }

    @Test func fromADraftToASnapshotByThePages() async throws {
        let edit = "/programmes/figures/single/edit"
        try await site.test { client in
            let list = try await client.page("/programmes", editor).text
            #expect(list.contains("href=\"/programmes/guaranteed-income\"") && list.contains("aria-current"))
            #expect(try await client.page("/programmes/rent?lang=en", editor).text.contains("not confirmed"))
            #expect(try await client.page("/programmes/nothing", editor).status == .notFound)
            let preview = try await client.send(edit, editor, Self.form + [("preview", "yes")])
            #expect(preview.status == .ok && preview.text.contains("που αλλάζουν: ") && preview.text.contains("1200,5"))
            #expect(preview.text.contains("value=\"1.200,50\""), "what was typed stays")
            #expect(try drafts.isEmpty)
            let sent = try await client.send(edit, editor, Self.form)
            let path = try #require(sent.headers[.location]?.split(separator: "?").first.map(String.init))
            #expect(try drafts.count == 1)
            #expect(try await client.page(path, editor).text.contains("\(path)/withdraw"))
            #expect(try await client.page("/", moderator).text.contains("href=\"\(path)\""))
            let draft = try await client.page(path, moderator)
            #expect(draft.text.contains("διαφέρει") && draft.text.contains("1 Ιανουαρίου 2027"))
            let seen = try draft.hidden("seen", of: "\(path)/review")
            let stale = try await client.send(
                "\(path)/review", moderator, [("verdict", "approve"), ("seen", "open-0-0")])
            #expect(stale.status.code == 412)
            let done = try await client.send("\(path)/review", moderator, [("verdict", "approve"), ("seen", seen)])
            #expect(done.headers[.location] == "/programmes?done=published")
            let figure = try await client.page("/programmes/figures/single", editor).text
            #expect(
                figure.contains("<h1>Ποσό για έναν</h1>") && figure.contains("Fixture mona")
                    && figure.contains("Νέος νόμος"))
            let undone = try await client.send(
                "/programmes/figures/single/undo", editor, [("version", "0"), ("reason", "λάθος")])
            #expect(undone.status == .seeOther)
            #expect(try drafts.count == 1)
        }
    }

    @Test(arguments: [
        ("url", "javascript:alert(1)", "url"), ("amount", "2,000", "amount"), ("amount", "πολλά", "amount"),
        ("title", "", "title"), ("url", "", "title"), ("sourceDate", "χθες", "sourceDate"), ("to", "2026-01-01", "to"),
    ])
    func theFormSaysWhatIsWrong(_ field: String, _ value: String, _ place: String) async throws {
        try await site.test { client in
            let fields = Self.form.filter { $0.0 != field } + [(field, value)]
            let answer = try await client.send("/programmes/figures/single/edit", editor, fields)
            #expect(answer.status.code == 422)
            #expect(answer.text.contains("id=\"\(place)-fault\""))
            #expect(try drafts.isEmpty)
        }
    }

    @Test func aFormNeedsTheTokenOfItsSession() async throws {
        let draft = try site.figureDraft(by: site.home.caller(editor))
        try await site.test { client in
            for (path, session, fields) in [
                ("/programmes/figures/single/edit", editor, Self.form),
                ("/programmes/figures/single/undo", editor, [("version", "0"), ("reason", "x")]),
                ("/programmes/drafts/\(draft)/review", moderator, [("verdict", "approve"), ("seen", "x")]),
                ("/programmes/drafts/\(draft)/withdraw", editor, [("seen", "x")]),
                ("/programmes/drafts/\(draft)/renew", editor, [("seen", "x")]),
            ] {
                for token in ["", "0", String(repeating: "0", count: 64)] {
                    #expect(try await client.send(path, session, fields, token: token).status == .forbidden)
                }
                let elsewhere = try await client.send(
                    path, session, fields, headers: [HTTPField.Name("Sec-Fetch-Site")!: "cross-site"])
                #expect(elsewhere.status == .forbidden)
            }
            #expect(try drafts.count == 1)
            for path in [
                "/programmes/figures/single/edit", "/programmes/drafts/\(draft)", "/programmes/figures/single",
            ] {
                let forms = try await client.page(path, editor).text.components(separatedBy: "<form ").dropFirst()
                #expect(
                    !forms.isEmpty && forms.allSatisfy { $0.contains("name=\"token\" value=\"\(editor.formToken)\"") })
            }
        }
    }

    @Test func theTitleOfASourceIsOnlyText() async throws {
        let title = #"<script>alert(1)</script><img src=x onerror=alert(2)>"#
        let draft = try site.figureDraft(by: site.home.caller(editor), title: title)
        _ = try site.home.reviewFigureDraft(
            draft, approve: true, in: TestSite.programmes, by: site.home.caller(moderator))
        try await site.test { client in
            for path in ["/programmes/guaranteed-income", "/programmes/figures/single", "/programmes/drafts/\(draft)"] {
                let page = try await client.page(path, editor)
                #expect(page.status == .ok)
                #expect(!page.text.contains("<script>alert") && !page.text.contains("<img"))
                #expect(page.text.contains("&lt;script&gt;alert(1)"), "\(path)")
            }
        }
    }

    @Test func draftsOfOneFigureStandBesideEachOther() async throws {
        let one = try site.figureDraft(by: site.home.caller(editor), title: "Πρώτη πηγή")
        let two = try site.figureDraft(by: site.home.caller(moderator), title: "Δεύτερη πηγή")
        try await site.test { client in
            for path in ["/programmes/drafts/\(one)", "/programmes/drafts/\(two)", "/programmes/figures/single"] {
                let page = try await client.page(path, editor).text
                #expect(page.contains("Πρώτη πηγή") && page.contains("Δεύτερη πηγή"))
                #expect(page.contains("/programmes/drafts/\(one)\"") && page.contains("/programmes/drafts/\(two)\""))
            }
            let others = try json(try await client.api(.get, "/programmes/drafts/\(one)", editor))["others"]
            #expect((others as? [[String: Any]])?.map { $0["id"] as? String } == ["\(two)"])
        }
    }

    @Test func withoutADatasetThereAreNoProgrammes() async throws {
        let site = try TestSite()
        let editor = try site.token("edna", [(.editor, .region)])
        try await site.test { client in
            #expect(try await client.page("/programmes?lang=en", editor).text.contains("no dataset"))
            #expect(try json(try await client.api(.get, "/programmes", editor))["figures"] as? [String] == [])
            #expect(try await client.page("/programmes/figures/single", editor).status == .notFound)
            let draft = try await client.api(
                .post, "/programmes/figures/single/drafts", editor, Self.body, key: "key-number-1", ifMatch: "*")
            #expect(draft.status == .notFound)
        }
    }
}
