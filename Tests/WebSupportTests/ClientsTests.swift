import NIOCore
import Testing
import WebSupport

@Suite struct ClientsTests {
    private let clients = Clients(proxies: ["127.0.0.1", "10.0.0.0/8", "2001:db8:1::/48"].map { AddressRange($0)! })

    private func key(_ address: String, _ fields: [String: [String]] = [:]) throws -> ClientKey {
        clients.key(of: try SocketAddress(ipAddress: address, port: 4711)) { fields[$0] ?? [] }
    }

    @Test func aClientIsAnAddressOrANetworkOfIPv6() throws {
        #expect(try key("192.0.2.1") == key("::ffff:192.0.2.1"))
        #expect(try key("192.0.2.1") != key("192.0.2.2"))
        #expect(try key("2001:db8:2:3::1") == key("2001:db8:2:3:ffff::2"))
        #expect(try key("2001:db8:2:3::1") != key("2001:db8:2:4::1"))
    }

    @Test func keysDifferBetweenStartsAndRevealNothing() throws {
        let address = try SocketAddress(ipAddress: "192.0.2.1", port: 1)
        let other = Clients(proxies: []).key(of: address) { _ in [] }
        #expect(try key("192.0.2.1") != other)
        #expect(
            "\(other)" == "client" && String(reflecting: other) == "client"
                && Mirror(reflecting: other).children.isEmpty)
    }

    @Test func onlyTrustedProxiesAreBelieved() throws {
        let told = ["X-Forwarded-For": ["203.0.113.9"], "Forwarded": ["for=203.0.113.9"]]
        #expect(try key("192.0.2.1", told) == key("192.0.2.1"))
        #expect(try key("127.0.0.2", told) == key("127.0.0.2"))
        #expect(try key("2001:db8:2::1", told) == key("2001:db8:2::1"))
        for proxy in ["127.0.0.1", "10.9.8.7", "2001:db8:1:2::3"] {
            #expect(try key(proxy, told) == key("203.0.113.9"))
        }
    }

    @Test(arguments: [
        (["203.0.113.9"], "203.0.113.9"), (["198.51.100.1, 203.0.113.9"], "203.0.113.9"),
        (["198.51.100.1", "203.0.113.9"], "203.0.113.9"), (["203.0.113.9 , 10.1.1.1"], "203.0.113.9"),
        (["198.51.100.1,203.0.113.9,10.1.1.1,127.0.0.1"], "203.0.113.9"), (["203.0.113.9:4711"], "203.0.113.9"),
        (["[2001:db8:5::1]:80"], "2001:db8:5::1"), (["2001:db8:5::1"], "2001:db8:5::1"),
        (["::ffff:203.0.113.9"], "203.0.113.9"), (["nonsense, 203.0.113.9"], "203.0.113.9"),
        (["203.0.113.9, nonsense"], "10.0.0.1"), (["203.0.113.9, nonsense, 10.2.2.2"], "10.2.2.2"), ([""], "10.0.0.1"),
        (["10.5.5.5"], "10.5.5.5"), (["203.0.113.9,"], "10.0.0.1"), (["1203.0.113.9"], "10.0.0.1"),
    ])
    func theLastHopThatIsNoTrustedProxyAsks(_ values: [String], _ client: String) throws {
        #expect(try key("10.0.0.1", ["X-Forwarded-For": values]) == key(client))
        let hops = values.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let forwarded = hops.map { "proto=https; For=\"\($0.filter { $0 != " " })\";by=_x" }.joined(separator: ", ")
        #expect(try key("10.0.0.1", ["Forwarded": [forwarded]]) == key(client))
    }

    @Test func twoFieldsThatNameDifferentClientsAreIgnored() throws {
        let agreed = ["X-Forwarded-For": ["203.0.113.9"], "Forwarded": ["for=203.0.113.9;proto=http"]]
        #expect(try key("10.0.0.1", agreed) == key("203.0.113.9"))
        let forged = ["X-Forwarded-For": ["203.0.113.9"], "Forwarded": ["for=198.51.100.1"]]
        #expect(try key("10.0.0.1", forged) == key("10.0.0.1"))
    }

    @Test(arguments: [
        "", "a", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0/8", "10.0.0.1:80", "10.0.0.0/8/8", "/8", "10.0.0.0/",
    ])
    func invalidRangesAreRefused(_ text: String) {
        #expect(AddressRange(text) == nil)
    }

    @Test func rangesContainAddressesWithTheirPrefix() throws {
        let all = Clients(proxies: [AddressRange("0.0.0.0/0")!])
        let told: (String) -> [String] = { $0 == "Forwarded" ? ["for=2001:db8::1"] : [] }
        #expect(
            all.key(of: try SocketAddress(ipAddress: "8.8.8.8", port: 1), field: told)
                == all.key(of: try SocketAddress(ipAddress: "2001:db8::1", port: 1)) { _ in [] })
        let odd = Clients(proxies: [AddressRange("192.0.2.128/25")!, AddressRange("2001:db8:0:0:8000::/65")!])
        for (address, isProxy) in [
            ("192.0.2.128", true), ("192.0.2.127", false), ("2001:db8::8000:0:0:1", true), ("2001:db8::1", false),
        ] {
            let connection = odd.key(ofConnection: try SocketAddress(ipAddress: address, port: 1))
            #expect((connection == nil) == isProxy, "\(address)")
        }
    }
}
