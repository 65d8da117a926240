import HTTPTypes
import Registry
import RegistryServer
import RegistryTestSupport
import TestSupport
import Testing
import WebTestSupport

/// Damaged tokens and bodies: nothing crashes, nothing is let in, nothing is written.
struct DamagedInputTests {
    private static let count = 10_000

    private static let body = """
        {"id":"new-one","fields":{"name":{"el":"Νέα δομή","en":"New"},"kind":"soup-kitchen","municipality":"9001",\
        "status":"active","languages":["el","sq"],"position":{"lon":22.4,"lat":39.6,"accuracyMetres":20},\
        "openingHours":"Mo-Fr 08:00-15:00; PH off","redacted":false,"checkEveryDays":90},"reason":"fixture"}
        """

    /// The text with a few bytes changed, removed, doubled or put in.
    private func damaged(_ text: String, _ random: inout SeededGenerator) -> String {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
            let index = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[index] = .random(in: .min ... .max, using: &random)
            case 1: bytes.remove(at: index)
            case 2: bytes.insert(contentsOf: bytes[index..<min(bytes.count, index + 9)], at: index)
            case 3: bytes.insert(Array("{}[]\",:\\0e-\u{0}".utf8).randomElement(using: &random) ?? 0, at: index)
            default: bytes.removeSubrange(index..<min(bytes.count, index + Int.random(in: 1...30, using: &random)))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func bodies() async throws {
        let site = try TestSite()
        let editor = try site.token("edna", [(.editor, .municipality("9001"))])
        let made = try await site.test { client in
            var random = SeededGenerator(seed: 16)
            var made = 0
            for index in 0..<Self.count {
                let answer = try await client.api(
                    .post, "/structures", editor, damaged(Self.body, &random), key: "damaged-\(index)")
                if answer.status == .created { made += 1 }
                #expect([201, 400, 409, 422, 403].contains(answer.status.code), "\(index): \(answer.status.code)")
            }
            return made
        }
        #expect(try site.home.structures(by: site.home.caller(editor)).isEmpty)
        print("bodies: \(Self.count) damaged, \(made) still right")
        #expect(made < Self.count / 5)
    }

    @Test func tokens() async throws {
        let site = try TestSite()
        let editor = try site.token("edna", [(.editor, .municipality("9001"))])
        let open = try await site.test { client in
            var random = SeededGenerator(seed: 61)
            var open = 0
            for index in 0..<Self.count {
                let text = damaged(editor.text, &random)
                guard text.lowercased() != editor.text,
                    !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
                else { continue }
                let headers: HTTPFields =
                    index.isMultiple(of: 2)
                    ? [.authorization: "Bearer \(text)"] : [.cookie: "plision-session=\(text)", .accept: "text/html"]
                let path = index.isMultiple(of: 2) ? "/registry/v1/sessions" : "/account"
                let answer = try await client.execute(uri: path, method: .get, headers: headers)
                if ![401, 303].contains(answer.status.code) { open += 1 }
            }
            return open
        }
        #expect(open == 0)
    }
}
