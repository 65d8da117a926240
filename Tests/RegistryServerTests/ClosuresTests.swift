import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Registry
import RegistryServer
import RegistryTestSupport
import Testing
import WebTestSupport

/// Road closures by the interface.
struct ClosuresTests {
    private let site: TestSite
    private let crew: SecretToken
    private let coordinator: SecretToken

    init() throws {
        site = try TestSite(hasRegion: true, hasRoads: true)
        let end = site.registry.clock.now.adding(seconds: 86_400)
        crew = try site.token("crew", [(.crew, .region)], until: end)
        coordinator = try site.token("coordinator", [(.coordinator, .region)], until: end)
    }

    private static let bridge = """
        {"type":"Feature","geometry":null,"properties":{"ways":[72],"note":"Γέφυρα <b>κλειστή</b>","source":"Τροχαία"}}
        """
    private static let body = #"{"feature":\#(bridge),"reason":"νερά"}"#

    private func json(_ response: TestResponse) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(response.body.readableBytesView)) as? [String: Any])
    }

    private var current: String {
        get throws { try String(contentsOfFile: site.home.published + "/current", encoding: .utf8) }
    }

    @Test func fromAProposalToASnapshotAndItsEnd() async throws {
        try await site.test { client in
            var made: [String] = []
            for _ in 0..<3 {
                let answer = try await client.api(.post, "/closures", crew, Self.body, key: "key-number-1")
                #expect(answer.status.code == 201)
                #expect(try answer.member("state") == "proposed")
                made.append(try answer.member("closure"))
            }
            #expect(Set(made).count == 1, "the same key counts once")
            let reused = try await client.api(
                .post, "/closures", crew, Self.body.replacing("νερά", with: "χιόνια"), key: "key-number-1")
            #expect(reused.status.code == 422)
            #expect(try await client.api(.post, "/closures", crew, Self.body).status.code == 400)

            let path = "/closures/\(made[0])"
            let shown = try await client.api(.get, path, coordinator)
            let tag = try #require(shown.headers[.eTag])
            let feature = try #require(try json(shown)["feature"] as? [String: Any])
            #expect((feature["properties"] as? [String: Any])?["ways"] as? [Int] == [72])
            let decision = #"{"verdict":"approve","note":"το είδα"}"#
            let missing = try await client.api(.post, path + "/decisions", coordinator, decision, key: "key-number-2")
            #expect(missing.status.code == 428)
            let forbidden = try await client.api(
                .post, path + "/decisions", crew, decision, key: "key-number-3", ifMatch: tag)
            #expect(forbidden.status == .forbidden)
            let done = try await client.api(
                .post, path + "/decisions", coordinator, decision, key: "key-number-4", ifMatch: tag)
            #expect(try done.member("state") == "in-force")
            #expect(try current.contains(#""closures":{"version":1,"features":[{"type":"Feature","id":"\#(made[0])""#))
            let stale = try await client.api(
                .post, path + "/decisions", coordinator, decision, key: "key-number-5", ifMatch: tag)
            #expect(stale.status.code == 412)

            let list = try json(try await client.api(.get, "/closures?state=in-force", crew))
            #expect(list["version"] as? Int == 1 && (list["closures"] as? [Any])?.count == 1)
            #expect(
                (try json(try await client.api(.get, "/closures?state=ended", crew))["closures"] as? [Any])?.isEmpty
                    == true)
            #expect(try await client.api(.get, "/closures?state=shut", crew).status.code == 400)

            let seen = try await client.api(.get, path, coordinator).headers[.eTag]
            let ended = try await client.api(
                .post, path + "/end", coordinator, #"{"reason":"άνοιξε"}"#, key: "key-number-6", ifMatch: seen)
            #expect(try ended.member("state") == "ended")
            #expect(try current.contains(#""closures":{"version":2,"features":[]}"#))
            let last = try await client.api(.get, path, crew)
            let changes = try #require(try json(last)["changes"] as? [[String: Any]])
            #expect(changes.compactMap { $0["version"] as? Int } == [0, 1, 2])
            let again = try await client.api(
                .post, path + "/repetitions", coordinator, #"{"reason":"πάλι","until":"2099-01-01T00:00Z"}"#,
                key: "key-number-7", ifMatch: last.headers[.eTag])
            #expect(try again.member("state") == "in-force")
            #expect(try current.contains(#""until":"2099-01-01T00:00:00Z""#))
            #expect(try site.isAuditWhole)
        }
    }

    @Test func aProposalIsWithdrawnByItsAuthorOnly() async throws {
        try await site.test { client in
            let made = try await client.api(.post, "/closures", crew, Self.body, key: "key-number-1").member("closure")
            let tag = try await client.api(.get, "/closures/\(made)", crew).headers[.eTag]
            let other = try await client.api(
                .delete, "/closures/\(made)", coordinator, key: "key-number-2", ifMatch: tag)
            #expect(other.status == .forbidden)
            let own = try await client.api(.delete, "/closures/\(made)", crew, key: "key-number-3", ifMatch: tag)
            #expect(try own.member("state") == "withdrawn")
        }
    }

    @Test func aPreviewTellsWhoIsCutOffAndStoresNothing() async throws {
        try await site.test { client in
            let answer = try await client.api(.post, "/closure-previews", crew, #"{"feature":\#(Self.bridge)}"#)
            #expect(answer.status == .ok)
            let impact = try json(answer)
            let travel = try #require((impact["travel"] as? [[String: Any]])?.first)
            #expect(travel["profile"] as? String == "car" && travel["people"] as? Int == 10)
            let municipality = try #require((travel["municipalities"] as? [[String: Any]])?.first)
            #expect((municipality["municipality"] as? [String: Any])?["code"] as? String == "9001")
            #expect((impact["closed"] as? [String: Any])?["pieces"] as? Int == 1)
            #expect(impact["roads"] as? String == "mapped" && impact["dataDate"] as? String == "2026-01-02")
            #expect((try json(try await client.api(.get, "/closures", crew))["closures"] as? [Any])?.isEmpty == true)

            let made = try await client.api(.post, "/closures", coordinator, Self.body, key: "key-number-1")
            let path = "/closures/\(try made.member("closure"))/preview"
            let known = try json(try await client.api(.get, path, crew))
            #expect((known["travel"] as? [[String: Any]])?.first?["people"] as? Int == 10, "itself is left out")
            let second = try json(
                try await client.api(.post, "/closure-previews", crew, #"{"feature":\#(Self.bridge)}"#))
            #expect((second["travel"] as? [[String: Any]])?.first?["people"] as? Int == 0)
        }
        let bare = try TestSite()
        let token = try bare.token("eva", [(.editor, .region)])
        try await bare.test { client in
            let answer = try await client.api(.post, "/closure-previews", token, #"{"feature":\#(Self.bridge)}"#)
            #expect(answer.status == .conflict)
        }
    }

    private static func file(_ features: String...) -> String {
        #"{"type":"FeatureCollection","version":4,"features":[\#(features.joined(separator: ","))]}"#
    }

    @Test func aFileIsCheckedAndTakenAsAWhole() async throws {
        let second =
            #"{"type":"Feature","geometry":{"type":"Point","coordinates":[10.5,45.5]},"properties":{"radiusMetres":50}}"#
        let bad = second.replacing("50}", with: "50,\"profiles\":[\"horse\"]}")
        try await site.test { client in
            let path = "/closure-imports?source=%CE%94%CE%AE%CE%BC%CE%BF%CF%82"
            let dry = try json(
                try await client.api(.post, path, crew, Self.file(Self.bridge, bad, second), key: "key-number-1"))
            #expect((dry["counts"] as? [String: Int]) == ["closures": 2, "refused": 1])
            let finding = try #require((dry["findings"] as? [[String: Any]])?.first)
            #expect(finding["feature"] as? Int == 2 && finding["place"] as? String == "properties.profiles[0]")
            let whole = path + "&dryRun=false&reason=flood"
            let refused = try await client.api(
                .post, whole, crew, Self.file(Self.bridge, bad), key: "key-number-2")
            #expect(refused.status.code == 422)
            #expect(try json(refused)["parameter"] as? String == "features[1].properties.profiles[0]")
            #expect(try site.home.closures(by: site.home.caller(crew)).records.isEmpty)
            for _ in 0..<2 {
                let taken = try json(
                    try await client.api(.post, whole, coordinator, Self.file(Self.bridge, second), key: "key-number-3")
                )
                #expect((taken["closures"] as? [String])?.count == 2)
            }
            #expect(try site.home.closures(by: site.home.caller(crew)).version == 2)
            #expect(try current.contains(#""source":"Δήμος""#))
            for body in ["{", "[]", #"{"type":"FeatureCollection","features":[]}"#] {
                #expect(try await client.api(.post, path, crew, body, key: "key-of-this").status.code == 422)
            }
        }
    }

    private static let wrong: [(String, String, String)] = [
        (#""ways":[72]"#, #""ways":["72"]"#, "properties.ways[0]"), (#""ways":[72]"#, #""arcs":[72]"#, "arcs"),
        (#""source":"Τροχαία""#, #""source":"""#, "source"), (#""ways":[72]"#, #""ways":[]"#, "geometry"),
        ("Γέφυρα <b>", "01017012345 ", "note"), (#""ways":[72],"#, "", "properties"),
    ]

    @Test(arguments: wrong)
    func whatIsNotAClosureIsRefused(_ part: String, _ replacement: String, _ place: String) async throws {
        try await site.test { client in
            let body = Self.body.replacing(part, with: replacement)
            #expect(body != Self.body)
            let answer = try await client.api(.post, "/closures", crew, body, key: "key-of-this")
            #expect(answer.status.code == 422 && !answer.text.contains("01017012345"))
            #expect(try json(answer)["parameter"] as? String == place)
            let greek = try await client.api(.post, "/closures?lang=el", crew, body, key: "key-of-this")
            #expect(try json(greek)["detail"] as? String != json(answer)["detail"] as? String)
        }
        #expect(!site.log.contains("01017012345"))
    }
}
