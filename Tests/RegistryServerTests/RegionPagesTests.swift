import Foundation
import HTTPTypes
import Registry
import RegistryServer
import RegistryTestSupport
import Testing
import WebTestSupport

/// What the pages have from the dataset of the region: names, addresses and maps.
struct RegionPagesTests {
    private struct Staff {
        let site: TestSite
        let editor: SecretToken
        let moderator: SecretToken

        init(hasRegion: Bool = true, more: String = "") throws {
            site = try TestSite(hasRegion: hasRegion)
            editor = try site.token("edna", [(.editor, .municipality("9001"))])
            moderator = try site.token("mona", [(.moderator, .region)])
            let other = try site.token("otto", [(.moderator, .region)])
            let reviewers = [try site.home.caller(moderator), try site.home.caller(other)]
            try site.structure(
                "centre", in: "9001", by: try site.home.caller(editor), reviewers,
                more: #","organisation":"known-body","position":{"lon":10.5,"lat":45.5,"accuracyMetres":40}"# + more)
            try site.structure(
                "away", in: "9002", by: reviewers[0],
                [reviewers[1], try site.home.caller(try site.token("third", [(.moderator, .region)]))],
                more: #","organisation":"far-body""#)
        }

        /// The fields of the form as a browser would send them back.
        static let form = [
            ("name.el", "Κέντρο centre"), ("name.en", "Centre centre"), ("kind", "community-centre"),
            ("municipality", "9001"), ("status", "active"), ("phone", "2410 000"), ("organisation", "known-body"),
            ("position.lon", "10.5"), ("position.lat", "45.5"), ("position.accuracyMetres", "40"), ("version", "1"),
        ]

        func sent(_ client: TestClient, _ changes: [(String, String)]) async throws -> TestResponse {
            let names = Set(changes.map(\.0))
            return try await client.send(
                "/structures/centre/edit", editor, Self.form.filter { !names.contains($0.0) } + changes)
        }

        /// The changes of the open drafts.
        var drafted: [StructureFields] {
            get throws { try site.home.openDrafts(by: try site.home.caller(moderator)).map(\.draft.patch) }
        }
    }

    @Test func codesHaveTheirNames() async throws {
        let staff = try Staff()
        let admin = try staff.site.token("adam", [(.administrator, .region)])
        try await staff.site.test { client in
            let list = try await client.page("/structures", staff.editor).text
            #expect(
                list.contains("Κέντρο Κοινότητας") && list.contains("Δυτικών") && !list.contains("community-centre"))
            let page = try await client.page("/structures/centre?lang=en", staff.editor).text
            #expect(page.contains("Community Centre") && page.contains("Known Body") && page.contains("±40"))
            #expect(page.contains("approximate"))
            let accounts = try await client.page("/accounts", admin).text
            #expect(accounts.contains("συντάκτης (Δυτικών)"))
            let account = try await client.page("/accounts/edna", admin).text
            #expect(account.contains(#"<option value="9002">Ανατολικών</option>"#))
        }
    }

    @Test func choicesAreThoseOfTheScope() async throws {
        let staff = try Staff()
        try await staff.site.test { client in
            let own = try await client.page("/structures/centre/edit", staff.editor).text
            #expect(own.contains(#"<option value="9001" selected>Δυτικών</option>"#))
            #expect(!own.contains(#"<option value="9002""#) && !own.contains("far-body"))
            #expect(own.contains(#"<option value="known-body" selected>Γνωστός Φορέας</option>"#))
            #expect(own.contains(#"<option value="soup-kitchen">Συσσίτιο</option>"#))
            let all = try await client.page("/structures/centre/edit", staff.moderator).text
            #expect(all.contains(#"<option value="9002">"#) && all.contains(#"<option value="far-body">far-body"#))
        }
    }

    @Test func anUnknownCodeIsShownAndNotLost() async throws {
        let staff = try Staff()
        let fields = #"{"kind":"no-such-kind","organisation":"no-such-body"}"#
        let draft = try staff.site.home.draft(
            StructureFields(patch: Array(fields.utf8)), of: "centre", base: 1, reason: "x",
            by: try staff.site.home.caller(staff.editor))
        let fourth = try staff.site.token("four", [(.moderator, .region)])
        for token in [staff.moderator, fourth] {
            _ = try staff.site.home.review(draft, approve: true, by: try staff.site.home.caller(token))
        }
        try await staff.site.test { client in
            let page = try await client.page("/structures/centre/edit", staff.editor).text
            #expect(page.contains(#"<option value="no-such-kind" selected>no-such-kind</option>"#))
            let saved = try await staff.sent(
                client,
                [
                    ("version", "2"), ("kind", "no-such-kind"), ("organisation", "no-such-body"),
                    ("openingHours", ""), ("phone", "2410 1"), ("reason", "x"),
                ].filter { $0.0 != "openingHours" })
            #expect(saved.headers[.location] == "/structures/centre?done=drafted")
            #expect(try staff.drafted.map { Array($0.values.keys) } == [[.phone]])
            let other = try await staff.sent(
                client,
                [
                    ("version", "2"), ("kind", "no-such-kind"), ("organisation", "no-such-body"),
                    ("organisation.other", "new-body"), ("reason", "x"),
                ])
            #expect(other.status == .seeOther)
            #expect(try staff.drafted.contains { $0.text(.organisation) == "new-body" })
        }
    }

    @Test func anAddressIsFoundChosenAndDrafted() async throws {
        let staff = try Staff()
        try await staff.site.test { client in
            let found = try await staff.sent(
                client,
                [("address.el", "Νεράιδα"), ("find", "address"), ("phone", "not a number"), ("cost", "free")])
            #expect(found.status == .ok && found.headers[.cacheControl] == "no-store")
            // Both are offered, none is taken, and what was typed stays.
            #expect(found.text.components(separatedBy: "type=\"radio\"").count == 3)
            #expect(!found.text.contains("checked>") && found.text.contains("not a number"))
            #expect(found.text.contains("ο οικισμός, όχι η διεύθυνση") && found.text.contains("κατά προσέγγιση"))
            #expect(found.text.components(separatedBy: "ΕΚΤΟΣ του δήμου").count == 2)
            #expect(found.text.contains(#"<option value="free" selected>"#) && found.text.contains(#"value="10.5""#))
            let inside = try #require(found.text.components(separatedBy: "type=\"radio\" value=\"").dropFirst().first)
            let place = String(inside.prefix { $0 != "\"" })
            #expect(place.hasPrefix("10.25 45.25 "))
            let taken = try await staff.sent(
                client, [("address.el", "Νεράιδα"), ("find", "place"), ("position.place", place)])
            #expect(taken.text.contains(#"name="position.lon" type="text" value="10.25""#))
            #expect(taken.text.contains(#"src="data:image/png;base64,"#))
            #expect(try staff.drafted.isEmpty)
            let sent = try await staff.sent(
                client, [("address.el", "Νεράιδα"), ("position.place", place), ("reason", "μετακόμιση")])
            #expect(sent.headers[.location] == "/structures/centre?done=drafted")
            let position = try #require(try staff.drafted.first?[.position])
            #expect("\(position)".contains("10.25") && "\(position)".contains("accuracyMetres"))
            let nothing = try await staff.sent(client, [("find", "address")])
            #expect(nothing.text.contains("Γράψτε πρώτα τη διεύθυνση"))
            let unknown = try await staff.sent(client, [("address.el", "Ζζζζζ 99"), ("find", "address")])
            #expect(unknown.text.contains("Η διεύθυνση δεν βρέθηκε"))
        }
        // No address, no position and no picture of one is in the log. A duration could look like a number of a position.
        let log = staff.site.log.replacing(/\sms=[0-9.]+/, with: "")
        for text in ["10.25", "45.25", "10.5", "data:", "%CE"] { #expect(!log.contains(text)) }
    }

    @Test func reviewersSeeBothPositionsAndTheDistance() async throws {
        let staff = try Staff()
        try await staff.site.test { client in
            _ = try await staff.sent(
                client, [("position.lat", "45.501"), ("position.accuracyMetres", ""), ("reason", "x")])
            let id = try staff.site.home.openDrafts(by: try staff.site.home.caller(staff.moderator))[0].draft.id
            let page = try await client.page("/drafts/\(id)", staff.moderator)
            #expect(page.headers[.cacheControl] == "no-store")
            // A thousandth of a degree of latitude, as GeographicLib's GeodSolve gives it.
            #expect(page.text.contains("Η θέση μετακινείται 111 m."))
            #expect(page.text.contains("ακριβής θέση") && page.text.contains(#"src="data:image/png;base64,"#))
            #expect(page.text.contains("μετακινείται") && page.text.contains("Κύκλος: πριν. Δίσκος: μετά."))
        }
    }

    @Test func aSecretPlaceIsShownToItsMunicipalityOnly() async throws {
        let staff = try Staff(more: #","redacted":true"#)
        let stranger = try staff.site.token("stan", [(.editor, .municipality("9002"))])
        try await staff.site.test { client in
            let own = try await client.page("/structures/centre", staff.editor)
            #expect(own.text.contains("data:image/png") && own.text.contains("Η θέση είναι μυστική"))
            #expect(own.headers[.cacheControl] == "no-store")
            let other = try await client.page("/structures/centre", stranger)
            #expect(other.status == .notFound && !other.text.contains("data:image"))
        }
    }

    @Test func theMapIsDrawnForPeopleWithARoleAndNotKept() async throws {
        let staff = try Staff()
        let auditor = try staff.site.token("iris", [(.auditor, .region)])
        try await staff.site.test { client in
            for path in [
                "/styles/light.json", "/styles/dark.json?lang=en", "/tiles/base.json",
                "/tiles/municipalities/3/4/2.mvt",
                "/sprites/light.json", "/sprites/light@2x.png",
            ] {
                let answer = try await client.page(path, staff.editor)
                #expect(answer.status == .ok || answer.status == .noContent, "\(path)")
                #expect(answer.headers[.cacheControl] == "no-store", "\(path)")
                #expect(try await client.page(path).status == .unauthorized, "\(path)")
                #expect(try await client.page(path, auditor).status == .forbidden, "\(path)")
            }
            #expect(try await client.page("/tiles/coverage/3/4/2.mvt", staff.editor).status == .notFound)
            #expect(try await client.page("/assets/maplibre-gl.js").status == .notFound)
        }
        #expect(!staff.site.log.contains("3/4/2"))
    }

    @Test func withoutADatasetTheFormSaysWhatIsMissing() async throws {
        let staff = try Staff(hasRegion: false)
        try await staff.site.test { client in
            let page = try await client.page("/structures/centre/edit", staff.editor).text
            #expect(page.contains("--dataset") && page.contains(#"name="kind" type="text" value="community-centre""#))
            #expect(!page.contains("name=\"find\"") && !page.contains("data:image"))
            #expect(try await client.page("/styles/light.json", staff.editor).status == .notFound)
        }
    }
}
