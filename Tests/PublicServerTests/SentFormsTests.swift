import NIOCore
import PublicServer
import Synchronization
import TestSupport
import Testing
import WebSupport

@Suite struct SentFormsTests {
    private static let known = ParameterSet([ParameterDescription("q", .text(maximum: 100), summary: "")])

    /// A clock that a test moves.
    private final class Clock: Sendable {
        let seconds = Mutex<Int64>(1_000_000)
        func forward(_ amount: Int64) { seconds.withLock { $0 += amount } }
    }

    private let clock = Clock()
    private let clients = Clients(proxies: [])

    private func forms(limit: Int) -> SentForms {
        SentForms(limit: limit) { [clock] in clock.seconds.withLock { $0 } }
    }

    private func form(_ text: String) throws -> RequestParameters { try RequestParameters("q=\(text)", Self.known) }

    private func client(_ number: Int) throws -> ClientKey {
        clients.key(of: try SocketAddress(ipAddress: "192.0.2.\(number)", port: 1)) { _ in [] }
    }

    @Test func aFormIsKeptUntilItsTimeIsOver() throws {
        let forms = forms(limit: 100)
        let first = try #require(forms.keep(try form("one"), for: try client(1)))
        clock.forward(60)
        let second = try #require(forms.keep(try form("two"), for: try client(1)))
        #expect(forms.form(first)?.text("q") == "one" && forms.form(second)?.text("q") == "two")
        clock.forward(SentForms.lifetime - 61)
        #expect(forms.form(first)?.text("q") == "one")
        clock.forward(1)
        #expect(forms.form(first) == nil && forms.form(second)?.text("q") == "two")
        clock.forward(60)
        forms.removeExpired()
        #expect(forms.count == 0 && forms.form(second) == nil)
    }

    @Test func keysAreRandomAndContainNothing() throws {
        let forms = forms(limit: 4000)
        let keys = try (0..<1000).map { _ in try #require(forms.keep(try form("same"), for: try client(1))) }
        #expect(Set(keys).count == 1000)
        #expect(keys.allSatisfy { $0.utf8.count == 32 && $0.allSatisfy(\.isHexDigit) })
        for other in ["", "0", String(keys[0].dropLast()), keys[0] + "0", keys[0].uppercased() + " "] {
            #expect(forms.form(other) == nil)
        }
    }

    @Test func oneClientMayKeepHalfAndExpiredFormsMakeRoom() throws {
        let forms = forms(limit: 10)
        #expect(try (0..<10).count { _ in forms.keep(try form("a"), for: try client(1)) != nil } == 5)
        #expect(try (0..<10).count { _ in forms.keep(try form("b"), for: try client(2)) != nil } == 5)
        #expect(forms.keep(try form("c"), for: try client(3)) == nil && forms.count == 10)
        clock.forward(SentForms.lifetime)
        #expect(forms.keep(try form("c"), for: try client(3)) != nil && forms.count == 1)
    }

    /// Compares with a list that is searched, over random keeps, lookups and steps of the clock.
    @Test(arguments: 0..<10) func agreesWithAPlainList(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let forms = forms(limit: 40)
        var plain: [(key: String, text: String, expires: Int64)] = []
        for step in 0..<600 {
            let now = clock.seconds.withLock { $0 }
            plain.removeAll { $0.expires <= now }
            switch Int.random(in: 0..<3, using: &random) {
            case 0:
                let key = forms.keep(try form("t\(step)"), for: try client(Int.random(in: 1...9, using: &random)))
                if let key { plain.append((key, "t\(step)", now + SentForms.lifetime)) }
            case 1:
                if let known = plain.randomElement(using: &random) {
                    #expect(forms.form(known.key)?.text("q") == known.text)
                }
            default: clock.forward(Int64.random(in: 0...120, using: &random))
            }
        }
        forms.removeExpired()
        let now = clock.seconds.withLock { $0 }
        #expect(forms.count == plain.count { $0.expires > now })
    }
}
