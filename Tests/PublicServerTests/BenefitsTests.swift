import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@Suite struct BenefitsTests {
    private func judge(_ client: Client, _ body: String, _ type: String = "application/json") async throws
        -> (status: Int, json: [String: Any])
    {
        let response = try await client.client.execute(
            uri: "/api/v1/entitlement", method: .post, headers: [.contentType: type], body: ByteBuffer(string: body))
        let json = try JSONSerialization.jsonObject(with: Data(response.body.readableBytesView)) as? [String: Any]
        #expect(response.status != .ok || response.headers[.cacheControl] == "private, no-store")
        return (response.status.code, json ?? [:])
    }

    private func first(_ json: [String: Any]) throws -> [String: Any] {
        try #require((json["results"] as? [[String: Any]])?.first)
    }

    @Test func theAnswersDecide() async throws {
        try await Region(contents: ServiceRegion.contents()).test { client in
            let likely = try await judge(client, #"{"income": 1000, "adults": 1, "q": "Δύση"}"#)
            #expect(likely.status == 200)
            let result = try first(likely.json)
            #expect(result["outcome"] as? String == "likely" && result["amount"] as? Double == 216)
            let reason = try #require((result["reasons"] as? [[String: Any]])?.first)
            #expect((reason["text"] as? [String: String])?["el"] == "Έως 1.296 €.")
            #expect((reason["sources"] as? [[String: Any]])?.first?["url"] as? String == "https://example.org/law")
            // Both desks are competent; the one that is open comes before the one that opens later.
            let desk = try #require((result["desks"] as? [[String: Any]])?.first)
            #expect((desk["structure"] as? [String: Any])?["id"] as? String == "open")

            let old = try await judge(client, #"{"income": 1000, "date": "2023-11-30"}"#)
            let before = try first(old.json)
            #expect(before["amount"] as? Double == 200)
            let unknown = try await judge(client, "{}")
            let open = try first(unknown.json)
            #expect(open["outcome"] as? String == "ask")
            let rich = try await judge(client, "income=1297", "application/x-www-form-urlencoded")
            let refused = try first(rich.json)
            #expect(refused["outcome"] as? String == "unlikely")
            #expect((refused["desks"] as? [Any])?.isEmpty == true)
        }
    }

    @Test(arguments: [
        (#"{"income": "much"}"#, 400, "bad-parameter"), (#"{"adults": 0}"#, 400, "bad-parameter"),
        (#"{"income": [1]}"#, 400, "bad-body"), ("{", 400, "bad-body"), (#"{"date": "soon"}"#, 400, "bad-parameter"),
    ])
    func badAnswersAreNotRepeated(_ body: String, _ status: Int, _ code: String) async throws {
        try await Region(contents: ServiceRegion.contents()).test { client in
            let answer = try await judge(client, body)
            #expect(answer.status == status && answer.json["type"] as? String == "/problems/\(code)")
            #expect(!(answer.json["detail"] as? String ?? "").contains("much"))
        }
    }

    @Test func thePageAnswersWithoutScriptAndKeepsNothing() async throws {
        let region = try Region(contents: ServiceRegion.contents())
        try await region.test { client in
            let form = try await client.page("/benefits")
            #expect(form.contains("Πόσοι ενήλικοι;") && form.contains("method=\"post\" action=\"/benefits\""))
            let response = try await client.post(
                "/benefits", [("income", "987,65"), ("adults", "1"), ("rents", "yes"), ("q", "Δύση")])
            #expect(response.headers[.cacheControl] == "private, no-store")
            let page = String(buffer: response.body)
            #expect(page.contains("Πιθανόν δικαιούστε") && page.contains("216 € τον μήνα."))
            #expect(page.contains("Ταυτότητα") && page.contains("href=\"https://example.org/law\""))
            #expect(page.contains("href=\"/structures/open\"") && page.contains("κλείνει σήμερα 15:00"))
            #expect(page.contains("value=\"987,65\""))
            for address in page.components(separatedBy: "href=\"").dropFirst().map({ $0.prefix { $0 != "\"" } }) {
                #expect(!address.contains("987"))
            }
            let english = String(buffer: try await client.post("/benefits?lang=en", [("income", "99999")]).body)
            #expect(english.contains("Probably not") && english.contains("Above €1,296."))
            let faulty = try await client.post("/benefits", [("income", "πολλά")])
            #expect(faulty.status == .badRequest)
            #expect(String(buffer: faulty.body).contains("aria-invalid=\"true\""))
        }
        #expect(!region.log.contains("987") && region.log.contains("route=/benefits"))
    }
}
