import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Registry
import RegistryServer
import RegistryTestSupport
import Routing
import Testing
import WebTestSupport

/// Road closures on the pages, as a browser without scripts uses them.
struct ClosurePagesTests {
    private let site: TestSite
    private let crew: SecretToken
    private let coordinator: SecretToken

    init() throws {
        site = try TestSite(hasRegion: true, hasRoads: true)
        let end = site.registry.clock.now.adding(seconds: 86_400)
        crew = try site.token("crew", [(.crew, .municipality("9001"))], until: end)
        coordinator = try site.token("coordinator", [(.coordinator, .region)], until: end)
    }

    private static let note = "<script>alert(1)</script> \"γέφυρα\" & 'x'"
    private static let form: [(String, String)] = [
        ("shape", "ways"), ("ways", "72"), ("note", note), ("source", "Τροχαία"), ("reason", "νερά"),
    ]

    private var records: [ClosureRecord] {
        get throws { try site.home.closures(by: site.home.caller(coordinator)).records }
    }

    private func path(_ response: TestResponse) throws -> String {
        try #require(response.headers[.location]?.split(separator: "?").first.map(String.init))
    }

    @Test func aRoadIsFoundTakenShownAndProposed() async throws {
        try await site.test { client in
            let empty = try await client.page("/closures/new", crew)
            #expect(empty.status == .ok && empty.text.contains("name=\"positions\""))
            for place in ["10.365,45.365", "10.365 45.365"] {
                let found = try await client.send("/closures/new", crew, [("place", place), ("find", "roads")])
                #expect(found.status == .ok)
                #expect(found.text.contains("Γέφυρα Νεράιδας") && found.text.contains("value=\"72\""))
                #expect(found.text.contains("γέφυρα"))
            }
            let named = try await client.send("/closures/new?lang=en", crew, [("place", "Νεράιδα"), ("find", "roads")])
            #expect(named.text.contains("way 71") || named.text.contains("way 74"))
            let nowhere = try await client.send("/closures/new", crew, [("place", "12.9,45.9"), ("find", "roads")])
            #expect(nowhere.text.contains("Δεν βρέθηκε δρόμος"))
            let taken = try await client.send(
                "/closures/new", crew, [("way", "72"), ("ways", "7"), ("shape", "area"), ("find", "take")])
            #expect(taken.text.contains("value=\"7, 72\"") && taken.text.contains("<option value=\"ways\" selected"))
            let preview = try await client.send("/closures/new", crew, Self.form + [("preview", "yes")])
            #expect(preview.text.contains("με αυτοκίνητο: 10 άνθρωποι σε 1 οικισμούς"))
            #expect(preview.text.contains("value=\"72\""), "what was typed stays")
            #expect(preview.text.contains("data:image/png;base64,"))
            #expect(try records.isEmpty)

            let key = UUID().uuidString
            var paths: Set<String> = []
            for _ in 0..<2 {
                let sent = try await client.send("/closures/new", crew, Self.form, key: key)
                #expect(sent.status == .seeOther)
                paths.insert(try path(sent))
            }
            #expect(try paths.count == 1 && records.count == 1, "a form counts once")
        }
    }

    @Test func aProposalIsDecidedEndedAndRepeated() async throws {
        try await site.test { client in
            let path = try path(try await client.send("/closures/new", crew, Self.form))
            #expect(try await client.page("/", coordinator).text.contains("href=\"\(path)\""))
            let own = try await client.page(path, crew).text
            #expect(own.contains("\(path)/withdraw") && !own.contains("\(path)/decide"))
            let page = try await client.page(path, coordinator)
            #expect(page.text.contains("Ποιους αποκόπτει") && page.text.contains("Τροχαία"))
            for shown in [page.text, own, try await client.page("/closures?lang=en", crew).text] {
                #expect(!shown.contains("<script>alert"))
                #expect(shown.contains("&lt;script&gt;alert(1)"))
            }
            let seen = try page.hidden("seen", of: "\(path)/decide")
            let stale = try await client.send(
                "\(path)/decide", coordinator, [("verdict", "approve"), ("seen", "in-force")])
            #expect(stale.status.code == 412)
            let denied = try await client.send("\(path)/decide", crew, [("verdict", "approve"), ("seen", seen)])
            #expect(denied.status == .forbidden)
            let done = try await client.send(
                "\(path)/decide", coordinator, [("verdict", "approve"), ("note", "ναι"), ("seen", seen)])
            #expect(done.headers[.location] == "\(path)?done=closureInForce")
            let current = try String(contentsOfFile: site.home.published + "/current", encoding: .utf8)
            #expect(current.contains(#""ways":[72]"#))
            let inForce = try await client.page("\(path)?preview=yes&lang=en", coordinator)
            #expect(inForce.text.contains("in force") && inForce.text.contains("10 people"))
            let reasonless = try await client.send(
                "\(path)/end", coordinator,
                [("seen", try inForce.hidden("seen", of: "\(path)/end"))])
            #expect(reasonless.status.code == 422)
            let ended = try await client.send(
                "\(path)/end", coordinator, [("reason", "άνοιξε"), ("seen", "in-force")])
            #expect(ended.headers[.location] == "\(path)?done=closureEnded")
            let again = try await client.send(
                "\(path)/repeat", crew, [("reason", "πάλι"), ("until", "2099-01-01T10:00"), ("seen", "ended")])
            #expect(again.headers[.location]?.hasSuffix("?done=closureProposed") == true)
            #expect(try records.map(\.state).sorted { $0.rawValue < $1.rawValue } == [.ended, .proposed])
            #expect(try site.isAuditWhole)
        }
    }

    /// Fields of the form, as `name=value` with bars between them, and the field that is wrong.
    private static let wrong: [[String]] = [
        ["shape=points|positions=10.5,45.5\nμπλα|radius=50", "positions"],
        ["shape=points|positions=10.5,45.5|radius=", "radius"],
        ["shape=area|positions=10.5,45.5\n10.6,45.5", "positions"], ["shape=ways|ways=seven", "ways"],
        ["shape=ways|ways=", "ways"], ["shape=ways|ways=7|from=2027-01-02T00:00|until=2027-01-01T00:00", "until"],
        ["shape=ways|ways=7|until=αύριο", "until"], ["shape=ways|ways=7|source=", "source"],
        ["shape=ways|ways=7|note=ΑΜΚΑ 01017012345", "note"], ["shape=ways|ways=7|reason=", "reason"],
    ]

    @Test(arguments: wrong)
    func whatDoesNotFitIsSaidAtItsField(_ row: [String]) async throws {
        let fields: [(String, String)] = row[0].components(separatedBy: "|").map { text in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return (parts[0], parts[1])
        }
        let field = row[1]
        let given = Set(fields.map(\.0))
        let others: [(String, String)] = [("source", "x"), ("reason", "x")].filter { !given.contains($0.0) }
        try await site.test { client in
            let answer = try await client.send("/closures/new", crew, fields + others)
            #expect(answer.status.code == 422)
            #expect(answer.text.contains("<a href=\"#\(field)\">"), "\(answer.text.prefix(3000))")
            #expect(try records.isEmpty)
        }
    }

    @Test func everyShapeIsDrawnFromTheForm() async throws {
        let shapes: [[(String, String)]] = [
            [("shape", "points"), ("positions", "10.5,45.5\n10.36 45.36\n"), ("radius", "50,5")],
            [("shape", "line"), ("positions", "10.3,45.4\n10.4,45.3")],
            [("shape", "area"), ("positions", "10.3,45.3\n10.4,45.3\n10.4,45.4"), ("profile.car", "yes")],
        ]
        try await site.test { client in
            for shape in shapes {
                let more: [(String, String)] = [
                    ("source", "x"), ("reason", "x"), ("from", "2026-07-01T10:00"), ("sparesBridges", "yes"),
                    ("direction", "forward"),
                ]
                let sent = try await client.send("/closures/new", coordinator, shape + more)
                #expect(sent.headers[.location]?.hasSuffix("?done=closureInForce") == true, "\(shape)")
            }
            let closures = try records.map(\.closure)
            #expect(closures.count == 3 && closures.allSatisfy { $0.sparesBridges && $0.direction == .forward })
            #expect(closures.allSatisfy { $0.from == 1_782_889_200 }, "ten o'clock in Greece is seven in UTC")
            #expect(closures.contains { $0.profiles == ["car"] })
        }
    }

    private static func file(_ features: String) -> String {
        #"{"type":"FeatureCollection","features":[\#(features)]}"#
    }

    @Test func aFileIsImportedAsAWhole() async throws {
        let good = TestSite.closureFeature
        let bad = good.replacing("200", with: "-1")
        try await site.test { client in
            #expect(try await client.page("/closures/import", crew).text.contains("multipart/form-data"))
            let refused = try await client.upload(
                "/closures/import", coordinator, [("reason", "x")], Self.file("\(good),\(bad)"))
            #expect(refused.text.contains("properties.radiusMetres"))
            #expect(try records.isEmpty)
            let taken = try await client.upload(
                "/closures/import", coordinator, [("reason", "x")], Self.file("\(good),\(good)"))
            #expect(taken.headers[.location] == "/closures?done=closureInForce")
            #expect(try records.count == 2)
            let none = try await client.upload("/closures/import", coordinator, [("reason", "x")], "x")
            #expect(none.status.code == 422)
        }
    }
}

extension TestClient {
    /// A form with a file as a browser sends it.
    fileprivate func upload(
        _ path: String, _ session: SecretToken, _ fields: [(String, String)], _ file: String
    ) async throws -> TestResponse {
        let boundary = "----boundary\(UUID().uuidString)"
        var body = ""
        for (name, value) in fields + [("token", session.formToken), ("key", UUID().uuidString)] {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        body +=
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"closures.geojson\"\r\nContent-Type: application/geo+json\r\n\r\n\(file)\r\n--\(boundary)--\r\n"
        return try await execute(
            uri: path, method: .post,
            headers: [
                .accept: "text/html", .contentType: "multipart/form-data; boundary=\(boundary)",
                .cookie: "plision-session=\(session.text)",
            ], body: ByteBuffer(string: body))
    }
}
