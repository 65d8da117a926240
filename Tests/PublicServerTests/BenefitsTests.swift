import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Records
import Synchronization
import Testing
import WebTestSupport

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
            // Both desks are competent; the open one comes before the one that opens later.
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
        (#"{"income": "much"}"#, "bad-parameter", "ήρθε «much», αναμενόταν αριθμός από 0 έως 100000"),
        (#"{"income": "2,000"}"#, "bad-parameter", "χιλιάδες ή δεκαδικά"),
        (#"{"adults": 0}"#, "bad-parameter", "ήρθε «0», αναμενόταν ακέραιος αριθμός από 1 έως 20"),
        (#"{"rents": "maybe"}"#, "bad-parameter", "ήρθε «maybe»"),
        (#"{"income": [1]}"#, "bad-body", "$.income"), ("{", "bad-body", "byte 1"),
        (#"{"date": "2024-02-30"}"#, "bad-parameter", "date: ήρθε «2024-02-30»"),
        (#"{"lon": "east", "lat": 45}"#, "bad-parameter", "lon: ήρθε «east»"),
        (#"{"incom": 1}"#, "unknown-parameter", "incom: άγνωστη παράμετρος"),
    ])
    func badAnswersAreToldBackToThePersonAlone(_ body: String, _ code: String, _ detail: String) async throws {
        let region = try Region(contents: ServiceRegion.contents())
        try await region.test { client in
            let answer = try await judge(client, body)
            #expect(answer.status == 400 && answer.json["type"] as? String == "/problems/\(code)")
            #expect((answer.json["detail"] as? String ?? "").contains(detail))
            let form = try await judge(client, "incom=1", "application/x-www-form-urlencoded")
            #expect(form.status == 400 && form.json["type"] as? String == "/problems/unknown-parameter")
        }
        #expect(!region.log.contains("much") && !region.log.contains("2,000"))
    }

    /// Competent desks first, those known to open next before those with unknown hours, and no desks of other
    /// municipalities beside them.
    @Test func desksAreOrderedByCompetenceAndOpening() async throws {
        var contents = ServiceRegion.contents()
        contents.kinds.append(StructureKind(code: "front", names: Region.text("ΚΕΠ", "Front desk"), isMunicipal: true))
        contents.programmes = Array(
            ServiceRegion.programmes.replacing(
                "\"kinds\": [\"office\"]", with: "\"kinds\": [\"office\", \"front\", \"clinic\"]"
            )
            .utf8)
        contents.structures = [
            Region.structure("mute", at: 10.5, status: .active),
            Region.structure("elsewhere", kind: "front", at: 11.1, municipality: "002", status: .active),
            Region.structure("clinic", kind: "clinic", at: 10.5, status: .active),
        ]
        contents.structures[1].openingHours = "24/7"
        contents.structures[2].openingHours = "24/7"
        func desks(_ contents: DatasetContents) async throws -> [String] {
            try await Region(contents: contents).test { client in
                let answer = try await judge(client, #"{"income": 1000, "q": "Δύση"}"#)
                return (try first(answer.json)["desks"] as? [[String: Any]] ?? []).compactMap {
                    ($0["structure"] as? [String: Any])?["id"] as? String
                }
            }
        }
        #expect(try await desks(contents) == ["mute", "clinic"])
        var front = Region.structure("front", kind: "front", at: 10.7, status: .active)
        front.openingHours = "Mo-Fr 10:00-15:00"
        contents.structures.append(front)
        #expect(try await desks(contents) == ["front", "mute"])
        let page = try await Region(contents: contents).test { client in
            String(
                buffer: try await client.post("/benefits", [("income", "1000"), ("q", "Δύση"), ("step", "check")]).body)
        }
        #expect(
            page.contains("Δήμος Δυτικών · για τους κατοίκους του δήμου σας · ")
                && page.contains("χλμ. σε ευθεία γραμμή"))
    }

    @Test func anUnknownPlaceIsReported() async throws {
        try await Region(contents: ServiceRegion.contents()).test { client in
            let nowhere = try await judge(client, #"{"income": 1000, "q": "Ουτοπία"}"#)
            #expect(
                (nowhere.json["placeNote"] as? [String: String])?["el"]?.contains("Δεν βρήκαμε τόπο «Ουτοπία»") == true)
            #expect(nowhere.json["origin"] is NSNull && nowhere.json["ambiguous"] as? Bool == false)
            let several = try await judge(client, #"{"income": 1000, "q": "Νεράιδα"}"#)
            #expect(several.json["ambiguous"] as? Bool == true)
            #expect((several.json["alternatives"] as? [Any])?.count == 2)
            let known = try await judge(client, #"{"income": 1000, "q": "Δύση"}"#)
            #expect(known.json["origin"] is [String: Any] && known.json["placeNote"] is NSNull)
        }
    }

    @Test func theAnswerHasAnAddressForSomeMinutes() async throws {
        let region = try Region(contents: ServiceRegion.contents())
        try await region.test { client in
            let sent = try await client.send("/benefits", [("income", "987,65"), ("adults", "1"), ("q", "Δύση")])
            #expect(sent.status == .seeOther && sent.headers[.cacheControl] == "private, no-store")
            let address = try #require(sent.headers[.location])
            #expect(address.wholeMatch(of: /\/benefits\/answers\/[0-9a-f]{32}/) != nil)
            let page = try await client.page(address)
            #expect(page.contains("value=\"987,65\"") && page.contains("href=\"\(address)?lang=en\""))
            #expect(try await client.page(address) == page)
            #expect(try await client.page("\(address)?lang=en").contains("value=\"987,65\""))
            region.moment.text.withLock { $0 = "2030-01-01T00:00" }
            let late = try await client.get(address)
            #expect(late.status == .gone && late.headers[.cacheControl] == "private, no-store")
            #expect(String(buffer: late.body).contains("σβήστηκαν") && !String(buffer: late.body).contains("987"))
        }
    }

    @Test func thePageAnswersWithoutScriptAndKeepsNothing() async throws {
        let region = try Region(contents: ServiceRegion.contents())
        try await region.test { client in
            let form = try await client.page("/benefits")
            #expect(form.contains("Πόσοι ενήλικοι;") && form.contains("method=\"post\" action=\"/benefits\""))
            let response = try await client.post(
                "/benefits",
                [("income", "987,65"), ("adults", "1"), ("rents", "yes"), ("q", "Δύση"), ("step", "check")])
            #expect(response.headers[.cacheControl] == "private, no-store")
            let page = String(buffer: response.body)
            #expect(page.contains("Πιθανόν δικαιούστε") && page.contains("216 € τον μήνα."))
            #expect(page.contains("Ταυτότητα") && page.contains("href=\"https://example.org/law\""))
            #expect(page.contains("href=\"/structures/open?from=") && page.contains("κλείνει σήμερα 15:00"))
            #expect(page.contains("value=\"987,65\""))
            for address in page.components(separatedBy: "href=\"").dropFirst().map({ $0.prefix { $0 != "\"" } }) {
                #expect(!address.contains("987"))
            }
            let english = String(
                buffer: try await client.post("/benefits?lang=en", [("income", "99999"), ("step", "check")]).body)
            #expect(english.contains("Probably not") && english.contains("Above €1,296."))
        }
        // Times and lengths can contain the same digits by chance.
        let log = region.log.replacing(/\ ms=\S+\ bytes=\S+/, with: "")
        #expect(!log.contains("987") && log.contains("route=/benefits"))
    }
}
