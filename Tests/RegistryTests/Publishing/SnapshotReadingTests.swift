import Crypto
import Entitlement
import Publication
import Records
import Routing
import TestSupport
import Testing

/// Bodies that are signed with the right key, but are not what this version understands.
struct SnapshotReadingTests {
    private let key = Curve25519.Signing.PrivateKey()

    private func open(_ body: String) throws(SnapshotError) -> PublishedSnapshot {
        let body = Array(body.utf8)
        let signature = (try? key.signature(for: PublishedSnapshot.message(body))).map(Array.init) ?? []
        return try PublishedSnapshot.open(
            PublishedSnapshot.file(body, signature: signature), key: key.publicKey.rawRepresentation.hexadecimal)
    }

    private static let good =
        #"{"installation":"00112233445566778899aabbccddeeff","revision":1,"at":1780000000,"structures":["#
        + #"{"id":"a","version":1,"fields":{"name":{"el":"Α"},"kind":"k","municipality":"9001","status":"active"}}]}"#

    @Test("A body in the form of this version is read")
    func good() throws {
        #expect(try open(Self.good).structures.map(\.structure.id) == ["a"])
    }

    private static let withFigure = good.replacing(
        "]}",
        with: #"],"figures":[{"id":"cap","version":2,"values":["#
            + #"{"to":"2026-12-31","value":null,"certainty":"unconfirmed","source":{"title":"Law","url":"https://example.org"}},"#
            + #"{"from":"2027-01-01","value":9.5,"certainty":"sourced","source":{"title":"Law","url":"https://example.org"}}]}]}"#
    )

    @Test("Figures of programmes are an optional member")
    func figures() throws {
        #expect(try open(Self.good).figures.isEmpty)
        let figure = try #require(try open(Self.withFigure).figures.first)
        #expect(figure.id == "cap" && figure.version == 2 && figure.values.entries.map(\.amount) == [nil, 9.5])
    }

    @Test(
        "A figure that is not understood makes the whole unknown",
        arguments: [
            (#""version":2"#, #""version":0"#), (#""version":2,"#, #""version":2,"unit":"€","#), (#""id":"cap","#, ""),
            (#""value":9.5"#, #""value":"9.5""#), (#""value":9.5"#, #""value":true"#),
            (#""value":9.5"#, #""value":9.5,"note":"x""#), ("2027-01-01", "2026-12-31"),
            ("https://example.org\"}}]", "javascript:x\"}}]"), (#""certainty":"sourced""#, #""certainty":"maybe""#),
            (#"{"title":"Law","url":"https://example.org"}}]"#, #""law"}]"#), (#""figures":["#, #""figures":[[],"#),
            (#""values":["#, #""values":{},"more":["#),
        ])
    func badFigures(_ part: String, _ replacement: String) {
        let body = Self.withFigure.replacing(part, with: replacement, maxReplacements: 1)
        #expect(body != Self.withFigure)
        do {
            _ = try open(body)
            Issue.record("read: \(body)")
        } catch {
            guard case .malformed = error else {
                Issue.record("\(error)")
                return
            }
        }
    }

    @Test("Figures are in order, each once")
    func orderOfFigures() {
        let figure = #"{"id":"a","version":1,"values":[]}"#
        for second in ["a", "A"] {
            let list = "[\(figure),\(figure.replacing("\"a\"", with: "\"\(second)\""))]"
            #expect(throws: SnapshotError.self) { try open(Self.good.replacing("]}", with: "],\"figures\":\(list)}")) }
        }
    }

    private static let withClosures = good.replacing(
        "]}",
        with: #"],"closures":{"version":3,"features":[{"type":"Feature","id":"c","geometry":null,"#
            + #""properties":{"ways":[7],"profiles":["car"],"note":"Flood","source":"Police"}}]}}"#)

    @Test("Road closures are an optional member, read like a file of closures")
    func closures() throws {
        #expect(try open(Self.good).closures == nil)
        let set = try #require(try open(Self.withClosures).closures)
        #expect(set.version == 3 && set.closures.map(\.id) == ["c"] && set.closures[0].source == "Police")
        #expect(set.closures[0].roads == .ways([7]) && set.closures[0].profiles == ["car"])
    }

    @Test(
        "A closure that is not understood makes the whole unknown",
        arguments: [
            (#""version":3"#, #""version":0"#), (#""version":3,"#, ""), (#""version":3,"#, #""version":3,"name":"x","#),
            (#""ways":[7]"#, #""ways":["7"]"#), (#""ways":[7],"#, ""), (#""car""#, #""horse""#),
            (#""note":"Flood""#, #""note":7"#), (#""note""#, #""remark""#), (#""type":"Feature","#, ""),
        ])
    func badClosures(_ part: String, _ replacement: String) {
        let body = Self.withClosures.replacing(part, with: replacement, maxReplacements: 1)
        let isOther = body != Self.withClosures
        #expect(isOther)
        #expect(throws: SnapshotError.self) { try open(body) }
    }

    @Test(
        "Anything that is not understood makes the whole unknown",
        arguments: [
            (#""revision":1"#, #""revision":0"#), (#""revision":1"#, #""revision":"1""#),
            (#""revision":1"#, #""revision":1.5"#),
            (#""revision":1"#, #""revision":-1"#), (#""at":1780000000"#, #""at":-1"#), ("00112233", "0011223"),
            ("00112233", "0011223G"),
            (#""id":"a""#, #""id":"""#), (#""version":1"#, #""version":0"#), (#""kind":"k","#, ""),
            (#""status":"active""#, #""status":"open""#),
            (#""status":"active""#, #""status":"active","colour":"red""#),
            (#""status":"active""#, #""status":"active","people":3"#),
            (#""status":"active""#, #""status":"active","position":{"lon":200,"lat":1}"#),
            (#""status":"active""#, #""status":"active","phone":null"#),
            (#""status":"active""#, #""status":"active","validTo":"2026-02-30""#), (#"{"el":"Α"}"#, "{}"),
            (#"{"el":"Α"}"#, #""Α""#),
            ("]}", "]} "), (#","structures""#, #","extra":1,"structures""#),
        ])
    func bad(_ part: String, _ replacement: String) throws {
        let body = Self.good.replacing(part, with: replacement, maxReplacements: 1)
        if part == "]}" {
            #expect(try open(body).revision == 1, "blanks at the end are JSON")
            return
        }
        #expect(body != Self.good)
        do {
            _ = try open(body)
            Issue.record("read: \(body)")
        } catch {
            guard case .malformed(let fault) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(!fault.place.isEmpty && !fault.expected.isEmpty)
        }
    }

    @Test("Structures are in order, each once")
    func order() {
        let entry = { (id: String) in
            "{\"id\":\"\(id)\",\"version\":1,\"fields\":{\"name\":{\"el\":\"Α\"},\"kind\":\"k\",\"municipality\":\"9001\",\"status\":\"active\"}}"
        }
        for ids in [["b", "a"], ["a", "a"], ["a", "b", "a"]] {
            let body =
                #"{"installation":"00112233445566778899aabbccddeeff","revision":1,"at":0,"structures":["#
                + ids.map(entry).joined(separator: ",") + "]}"
            #expect(throws: SnapshotError.self) { try open(body) }
        }
    }

    @Test("Ten thousand damaged bodies, all signed: read or refused, never a crash")
    func damaged() {
        var random = SeededGenerator(seed: 16)
        var read = 0
        for number in 0..<10_000 {
            var bytes = Array((number % 2 == 0 ? Self.good : Self.withFigure).utf8)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let at = Int.random(in: bytes.indices, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: at)
                default: bytes.insert(bytes[Int.random(in: bytes.indices, using: &random)], at: at)
                }
            }
            let signature = (try? key.signature(for: PublishedSnapshot.message(bytes))).map(Array.init) ?? []
            let file = PublishedSnapshot.file(bytes, signature: signature)
            if (try? PublishedSnapshot.open(file, key: key.publicKey.rawRepresentation.hexadecimal)) != nil {
                read += 1
            }
        }
        print("damaged snapshots: 10000 tried, \(read) read, 0 crashes")
    }
}
