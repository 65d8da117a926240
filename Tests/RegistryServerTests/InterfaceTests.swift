import Foundation
import HTTPTypes
import NIOCore
import Publication
import Registry
import RegistryServer
import RegistryTestSupport
import Testing
import WebTestSupport

/// The interface for programs: from a draft to what is published, keys, tags, languages.
struct InterfaceTests {
    private struct Staff {
        let site: TestSite
        let edna: TestRegistry.Person
        let editor: SecretToken
        let moderator: SecretToken
        let other: SecretToken

        init() throws {
            site = try TestSite()
            edna = try site.registry.person("edna")
            try site.home.grant(.editor, in: .municipality("9001"), to: "edna", by: .systemOperator)
            editor = try site.token(edna)
            moderator = try site.token("mona", [(.moderator, .municipality("9001"))])
            other = try site.token("otto", [(.moderator, .municipality("9001"))])
            try site.structure(
                "centre", in: "9001", by: try site.home.caller(editor),
                [try site.home.caller(moderator), try site.home.caller(other)])
        }

        /// The published fields of the structure.
        var published: StructureFields? {
            get throws {
                guard let data = FileManager.default.contents(atPath: site.home.published + "/current") else {
                    return nil
                }
                let snapshot = try PublishedSnapshot.open(Array(data), key: try site.home.publishedKey)
                return snapshot.structures.isEmpty
                    ? nil : try site.home.structure("centre", by: try site.home.caller(editor)).fields
            }
        }

        var revision: Int? {
            get throws {
                guard let data = FileManager.default.contents(atPath: site.home.published + "/current") else {
                    return nil
                }
                return try PublishedSnapshot.open(Array(data), key: try site.home.publishedKey).revision
            }
        }
    }

    private static let hours = #"{"fields":{"openingHours":"Mo-Fr 09:00-14:00"},"reason":"new hours"}"#

    @Test func fromADraftToWhatIsPublished() async throws {
        let staff = try Staff()
        try await staff.site.test { client in
            let state = try await client.api(.get, "/structures/centre", staff.editor)
            #expect(state.headers[.eTag] == "\"1\"" && state.headers[.cacheControl] == "no-store")
            let made = try await client.api(
                .post, "/structures/centre/drafts", staff.editor, Self.hours, key: "draft-key-1", ifMatch: "\"1\"")
            #expect(made.status == .created)
            let draft = try made.member("draft")
            let own = try await client.api(
                .post, "/drafts/\(draft)/reviews", staff.editor, #"{"verdict":"approve"}"#, key: "own-key-1",
                ifMatch: "*")
            #expect(own.status == .forbidden)
            let view = try await client.api(.get, "/drafts/\(draft)", staff.moderator)
            let tag = try #require(view.headers[.eTag])
            #expect(view.text.contains("Mo-Fr 08:00-15:00") && view.text.contains("Mo-Fr 09:00-14:00"))
            let before = try staff.revision ?? 0
            let done = try await client.api(
                .post, "/drafts/\(draft)/reviews", staff.moderator, #"{"verdict":"approve"}"#, key: "review-1",
                ifMatch: tag)
            #expect(done.status == .ok && done.text.contains(#""outcome":"published","version":2"#))
            #expect(try staff.revision ?? 0 > before)
            #expect(try staff.published?.text(.openingHours) == "Mo-Fr 09:00-14:00")
            let ready = try await client.page("/readyz")
            #expect(ready.text.contains(#""isCurrent":true"#) && ready.text.contains(#""failure":null"#))
            let history = try await client.api(.get, "/structures/centre/history", staff.editor)
            #expect(history.text.contains("Fixture edna") && history.text.contains("Fixture mona"))
        }
    }

    @Test func twoPeopleApproveATelephone() async throws {
        let staff = try Staff()
        try await staff.site.test { client in
            let draft = try await client.api(
                .post, "/structures/centre/drafts", staff.editor, #"{"fields":{"phone":"2410 111"},"reason":"x"}"#,
                key: "phone-key", ifMatch: "\"1\""
            ).member("draft")
            let approve = #"{"verdict":"approve"}"#
            let first = try await client.api(
                .post, "/drafts/\(draft)/reviews", staff.moderator, approve, key: "phone-1-key", ifMatch: "\"open-1\"")
            #expect(first.text.contains(#""outcome":"waiting","approvalsMissing":1"#))
            let again = try await client.api(
                .post, "/drafts/\(draft)/reviews", staff.moderator, approve, key: "phone-2-key", ifMatch: "\"open-1\"")
            #expect(again.status == .conflict)
            let second = try await client.api(
                .post, "/drafts/\(draft)/reviews", staff.other, approve, key: "phone-1-key", ifMatch: "\"open-1\"")
            #expect(second.text.contains(#""outcome":"published""#))
        }
    }

    @Test func aFailureToPublishIsToldAndMended() async throws {
        let staff = try Staff()
        let folder = staff.site.home.published
        try await staff.site.test { client in
            let draft = try await client.api(
                .post, "/structures/centre/drafts", staff.editor, Self.hours, key: "draft-key-1", ifMatch: "\"1\""
            ).member("draft")
            // What was live at the start is published by itself.
            while try await !client.page("/readyz").text.contains(#""isCurrent":true"#) { await Task.yield() }
            try FileManager.default.removeItem(atPath: folder)
            try Data("not a folder".utf8).write(to: URL(fileURLWithPath: folder))
            let done = try await client.api(
                .post, "/drafts/\(draft)/reviews", staff.moderator, #"{"verdict":"approve"}"#, key: "review-1",
                ifMatch: "*")
            #expect(done.status == .ok && done.text.contains("published"))
            #expect(try await client.page("/readyz").text.contains(#""isCurrent":false,"revision""#))
            #expect(try await client.page("/metrics").text.contains("plision_registry_publishing_failed 1"))
            try FileManager.default.removeItem(atPath: folder)
            let asked = try await client.api(.post, "/publications", staff.moderator, key: "publish-1")
            #expect(asked.status == .accepted)
            #expect(try await client.page("/readyz").text.contains(#""isCurrent":true"#))
            #expect(try await client.page("/metrics").text.contains("plision_registry_publishing_failed 0"))
        }
    }

    @Test func aKeyCountsOnceAndItsAnswerStays() async throws {
        let staff = try Staff()
        try await staff.site.test { client in
            let first = try await client.api(
                .post, "/structures/centre/drafts", staff.editor, Self.hours, key: "same-key-1", ifMatch: "\"1\"")
            for _ in 0..<3 {
                let again = try await client.api(
                    .post, "/structures/centre/drafts", staff.editor, Self.hours, key: "same-key-1", ifMatch: "\"1\"")
                #expect(again.status == .created && again.text == first.text)
            }
            let other = try await client.api(
                .post, "/structures/centre/drafts", staff.editor, Self.hours.replacing("09", with: "10"),
                key: "same-key-1", ifMatch: "\"1\"")
            #expect(other.status.code == 422 && other.text.contains("idempotency-key-reused"))
            let drafts = try staff.site.home.openDrafts(by: staff.site.home.caller(staff.editor))
            #expect(drafts.count == 1)
            // The key of somebody else is another one.
            let theirs = try await client.api(
                .post, "/structures/centre/drafts", staff.moderator, Self.hours, key: "same-key-1", ifMatch: "\"1\"")
            #expect(theirs.status == .created && theirs.text != first.text)
            for key in [nil, "short", String(repeating: "k", count: 101), "with blank key"] {
                let none = try await client.api(
                    .post, "/structures/centre/drafts", staff.editor, Self.hours, key: key, ifMatch: "\"1\"")
                #expect(none.status == .badRequest && none.text.contains("idempotency-key-missing"))
            }
            // After a day the key is free again.
            staff.site.registry.clock.move(seconds: Submission.keptSeconds)
            let editor = try staff.site.token(staff.edna)
            let later = try await client.api(
                .post, "/structures/centre/drafts", editor, Self.hours, key: "same-key-1", ifMatch: "\"1\"")
            #expect(later.status == .created && later.text != first.text)
        }
    }

    @Test func anEditNamesWhatItHasSeen() async throws {
        let staff = try Staff()
        try await staff.site.test { client in
            let missing = try await client.api(
                .post, "/structures/centre/drafts", staff.editor, Self.hours, key: "edit-key-1")
            #expect(missing.status.code == 428 && missing.text.contains("precondition-required"))
            for tag in ["\"0\"", "\"2\"", "1", "W/\"1\"", ""] {
                let stale = try await client.api(
                    .post, "/structures/centre/drafts", staff.editor, Self.hours, key: "edit-key-1", ifMatch: tag)
                #expect(stale.status.code == 412, "\(tag)")
            }
            let right = try await client.api(
                .post, "/structures/centre/drafts", staff.editor, Self.hours, key: "edit-key-1", ifMatch: "\"1\"")
            #expect(right.status == .created)
        }
    }

    /// What was refused within a transaction is taken back as a whole, is in the audit, and the chain holds.
    @Test func aRefusalLeavesNothingButItsRow() async throws {
        let staff = try Staff()
        let home = staff.site.home
        let elsewhere = try staff.site.token("eve", [(.editor, .municipality("9002"))])
        try await staff.site.test { client in
            let body =
                #"{"id":"taken","fields":{"name":{"el":"Α"},"kind":"hospital","municipality":"9001","status":"active"},"reason":"x"}"#
            let refused = try await client.api(.post, "/structures", elsewhere, body, key: "refused-1")
            #expect(refused.status == .forbidden)
            #expect(try home.openDrafts(by: home.caller(staff.editor)).isEmpty)
            let auditor = try staff.site.token("audrey", [(.auditor, .region)])
            let rows = try await client.api(.get, "/audit?limit=10", auditor)
            #expect(rows.text.contains(#""action":"refused","purpose":"draft.made""#))
        }
        #expect(try staff.site.isAuditWhole)
    }

    @Test func problemsAreInGreekAndInEnglish() async throws {
        let staff = try Staff()
        try await staff.site.test { client in
            for (language, words) in [("el", "Δεν υπάρχει"), ("en", "It does not exist")] {
                let answer = try await client.api(
                    .get, "/structures/nowhere", staff.editor, headers: [.acceptLanguage: language])
                #expect(answer.headers[.contentType] == "application/problem+json" && answer.text.contains(words))
            }
            let nobody = try await client.api(.get, "/structures")
            #expect(nobody.status == .unauthorized && nobody.headers[.wwwAuthenticate] == "Bearer")
            let body = try await client.api(
                .post, "/structures", staff.editor, #"{"id":"a","fields":{},"reason":"x","more":1}"#,
                key: "unknown-member")
            #expect(body.status == .badRequest && body.text.contains("more"))
        }
    }

    @Test func sessionsAreListedAndEnded() async throws {
        let staff = try Staff()
        try await staff.site.test { client in
            let list = try await client.api(.get, "/sessions", staff.editor)
            #expect(list.text.contains(#""isThis":true"#))
            let all = try await client.api(.delete, "/sessions", staff.editor, key: "everywhere-1")
            #expect(all.status == .ok)
            #expect(try await client.api(.get, "/sessions", staff.editor).status == .unauthorized)
            // A cookie is no proof here, and a token is none on the pages.
            let cookie = try await client.api(
                .get, "/sessions", headers: [.cookie: "plision-session=\(staff.moderator.text)"])
            #expect(cookie.status == .unauthorized)
            let page = try await client.execute(
                uri: "/structures", method: .get, headers: [.authorization: "Bearer \(staff.moderator.text)"])
            #expect(page.status == .seeOther)
        }
    }

    @Test func theDocumentIsMadeFromTheTable() async throws {
        let site = try TestSite()
        try await site.test { client in
            let data = Data(try await client.page("/openapi.json").body.readableBytesView)
            let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            let paths = try #require(document["paths"] as? [String: [String: Any]])
            let told = paths.flatMap { path, item in item.keys.map { "\($0.uppercased()) \(path)" } }
            let table = RegistryProcess.rights.map { "\($0.method) \($0.path)" }.filter {
                $0.contains(" /registry/v1/")
            }
            #expect(Set(told) == Set(table) && told.count > 25)
        }
    }
}
