import Foundation
import HTTPTypes
import NIOCore
import Registry
import RegistryServer
import RegistryTestSupport
import Testing
import WebTestSupport

/// Files through the interface and through the page, with and without drafts.
struct ImportPagesTests {
    private static let table = """
        id;name.el;kind;municipality;status;phone
        centre;;;;;2410 999888
        fresh;<b>Νέα</b>;soup-kitchen;9001;active;2421 000111
        bad;Κακή;soup-kitchen;9001;active;abc
        """

    private struct Staff {
        let site: TestSite
        let editor: SecretToken

        init() throws {
            site = try TestSite()
            editor = try site.token("edna", [(.editor, .municipality("9001"))])
            let reviewers = try ["one", "two"].map { try site.registry.caller($0, [(.moderator, .region)]) }
            try site.structure("centre", in: "9001", by: try site.home.caller(editor), reviewers)
        }

        var drafts: [OpenDraft] { get throws { try site.home.openDrafts(by: site.home.caller(editor)) } }
    }

    private func upload(
        _ client: TestClient, _ staff: Staff, _ query: String, _ table: String = table, type: String = "text/csv",
        key: String = UUID().uuidString
    ) async throws -> TestResponse {
        try await client.execute(
            uri: "/registry/v1/imports\(query)", method: .post,
            headers: [
                .authorization: "Bearer \(staff.editor.text)", .contentType: type,
                HTTPField.Name("Idempotency-Key")!: key,
            ], body: ByteBuffer(string: table))
    }

    @Test func programs() async throws {
        let staff = try Staff()
        try await staff.site.test { client in
            let checked = try await upload(client, staff, "?dryRun=true")
            #expect(checked.status == .ok)
            #expect(checked.text.contains(#""counts":{"new":1,"changed":1,"unchanged":0,"refused":1}"#))
            #expect(
                checked.text.contains(
                    #""row":4,"id":"bad","outcome":"refused","fields":[],"findings":[{"place":"phone","#))
            #expect(try staff.drafts.isEmpty)
            let tag = try checked.member("tag")
            let stale = try await upload(client, staff, "?dryRun=false&reason=x&checked=other")
            #expect(stale.status == .preconditionFailed)
            #expect(try await upload(client, staff, "?dryRun=false").status == .unprocessableContent)
            let query = "?dryRun=false&reason=list&checked=\(tag)"
            let made = try await upload(client, staff, query, key: "import-key-1")
            #expect(made.status == .ok)
            #expect(try staff.drafts.count == 2)
            let again = try await upload(client, staff, query, key: "import-key-1")
            #expect(again.text == made.text)
            #expect(try staff.drafts.count == 2)
            let other = try await upload(client, staff, "?dryRun=false&reason=other", key: "import-key-1")
            #expect(other.status == .unprocessableContent)
            #expect(try await upload(client, staff, "", type: "text/plain").status == .unsupportedMediaType)
            let large = String(repeating: "x", count: ImportLimits.bytes + 70_000)
            #expect(try await upload(client, staff, "", large).status == .contentTooLarge)
            // Bodies that are no file stay small.
            let body = "{\"login\":\"\(String(repeating: "x", count: 70_000))\"}"
            #expect(try await client.api(.post, "/sessions", nil, body).status == .contentTooLarge)
        }
        #expect(try staff.site.isAuditWhole)
    }

    private func send(
        _ client: TestClient, _ staff: Staff, _ fields: [(String, String)], file: String?, token: String? = nil
    ) async throws -> TestResponse {
        let boundary = "----test7MA4YWxkTrZu0gW"
        var body = ""
        for (name, value) in fields + [("token", token ?? staff.editor.formToken), ("key", UUID().uuidString)] {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        if let file {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"δομές.csv\"\r\n"
            body += "Content-Type: application/vnd.ms-excel\r\n\r\n\(file)\r\n"
        }
        return try await client.execute(
            uri: "/import", method: .post,
            headers: [
                .accept: "text/html", .contentType: "multipart/form-data; boundary=\(boundary)",
                .cookie: "plision-session=\(staff.editor.text)",
            ], body: ByteBuffer(string: body + "--\(boundary)--\r\n"))
    }

    @Test func people() async throws {
        let staff = try Staff()
        try await staff.site.test { client in
            let form = try await client.page("/import", staff.editor)
            #expect(form.text.contains("enctype=\"multipart/form-data\"") && form.text.contains("type=\"file\""))
            let template = try await client.page("/import/template.csv", staff.editor)
            #expect(template.text.hasPrefix("\u{FEFF}Αναγνωριστικό;Όνομα (ελληνικά);"))
            let checked = try await send(client, staff, [], file: Self.table)
            #expect(checked.status == .ok && checked.text.contains("&lt;b&gt;") == false)
            #expect(checked.text.contains("Να γίνουν 2 προσχέδια") && checked.text.contains("«abc»"))
            #expect(try staff.drafts.isEmpty)
            let tag = try checked.hidden("checked", of: "/import")
            let fields = [("checked", tag), ("reason", "από τον κατάλογο"), ("partner", "")]
            let changed = try await send(client, staff, fields, file: Self.table + "\nmore;Κι άλλη;centre;9001;active;")
            #expect(changed.status == .preconditionFailed && changed.text.contains("δεν είναι όπως ελέγχθηκε"))
            #expect(try await send(client, staff, fields, file: nil).status == .unprocessableContent)
            let foreign = try await send(client, staff, fields, file: Self.table, token: "other")
            #expect(foreign.status == .forbidden)
            #expect(try staff.drafts.isEmpty)
            let done = try await send(client, staff, fields, file: Self.table)
            #expect(done.status == .ok && done.text.contains("Έγιναν 2 προσχέδια"))
            #expect(try staff.drafts.map(\.draft.reason) == ["από τον κατάλογο", "από τον κατάλογο"])
            let english = try await client.page("/import?lang=en", staff.editor)
            #expect(english.text.contains("Import from a file"))
        }
        #expect(try staff.site.isAuditWhole)
    }
}
