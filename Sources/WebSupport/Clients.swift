package import NIOCore

/// Determines the client of a request from the address of the connection or the header fields of trusted proxies.
package struct Clients: Sendable {
    private let proxies: [AddressRange]
    private let salt: UInt64

    /// Creates a value that trusts the proxies at these addresses and no others.
    package init(proxies: [AddressRange]) {
        self.proxies = proxies
        var generator = SystemRandomNumberGenerator()
        salt = generator.next()
    }

    /// The key of a connection from `address`; nil for a trusted proxy, which serves many clients.
    package func key(ofConnection address: SocketAddress?) -> ClientKey? {
        let address = IPAddress(address)
        if let address, isProxy(address) { return nil }
        return ClientKey(address, salt: salt)
    }

    /// The key of a request that came from `address`; `field` returns the values of a header field.
    ///
    /// `Forwarded` and `X-Forwarded-For` are read only in requests of a trusted proxy, from their end: entries before
    /// the last hop that is not a trusted proxy are unverified. When both fields name different clients, one of them
    /// was passed on unchecked, so both are ignored.
    package func key(of address: SocketAddress?, field: (String) -> [String]) -> ClientKey {
        guard let address = IPAddress(address) else { return ClientKey(nil, salt: salt) }
        guard isProxy(address) else { return ClientKey(address, salt: salt) }
        let given = [ForwardedField.hops(field("Forwarded")), ForwardedField.list(field("X-Forwarded-For"))]
            .filter { !$0.isEmpty }.map { client($0, of: address) }
        let agreed = given.first.flatMap { first in given.allSatisfy { $0 == first } ? first : nil }
        return ClientKey(agreed ?? address, salt: salt)
    }

    /// The last of `hops` that is not a trusted proxy. The search stops at a hop that is not an address.
    private func client(_ hops: [String], of connection: IPAddress) -> IPAddress {
        var client = connection
        for hop in hops.reversed() {
            guard let address = ForwardedField.address(hop) else { break }
            client = address
            if !isProxy(address) { break }
        }
        return client
    }

    private func isProxy(_ address: IPAddress) -> Bool { proxies.contains { $0.contains(address) } }
}

/// Parses the fields in which proxies report their client: `Forwarded` (RFC 7239) and `X-Forwarded-For`.
enum ForwardedField {
    /// The entries of a comma-separated list, in order.
    static func list(_ values: [String]) -> [String] {
        values.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }.map(trimmed)
    }

    /// The `for` parameter of each element, in order; empty when it is absent.
    static func hops(_ values: [String]) -> [String] {
        list(values).map { element in
            let pairs = element.split(separator: ";").map(trimmed)
            let value = pairs.first { $0.prefix(4).lowercased() == "for=" }?.dropFirst(4) ?? ""
            return value.count > 1 && value.hasPrefix("\"") && value.hasSuffix("\"")
                ? String(value.dropFirst().dropLast()) : String(value)
        }
    }

    /// Parses the address of a hop: `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]`,
    /// `[2001:db8::1]:4711`.
    static func address(_ hop: String) -> IPAddress? {
        if hop.hasPrefix("[") {
            let parts = hop.dropFirst().split(separator: "]", maxSplits: 1, omittingEmptySubsequences: false)
            return parts.count == 2 && (parts[1].isEmpty || parts[1].hasPrefix(":")) ? IPAddress(parts[0]) : nil
        }
        let parts = hop.split(separator: ":", omittingEmptySubsequences: false)
        return IPAddress(parts.count == 2 ? parts[0] : hop[...])
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
