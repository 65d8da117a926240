package import NIOCore

/// Tells who asks: the address of the connection, or what a trusted proxy says about the address behind it.
package struct Clients: Sendable {
    private let proxies: [AddressRange]
    private let salt: UInt64

    /// Trusts the proxies at the addresses of `proxies` and nobody else.
    package init(proxies: [AddressRange]) {
        self.proxies = proxies
        var generator = SystemRandomNumberGenerator()
        salt = generator.next()
    }

    /// The key of a connection from `address`; nothing for one of a trusted proxy, behind which there are many.
    package func key(ofConnection address: SocketAddress?) -> ClientKey? {
        let address = IPAddress(address)
        if let address, isProxy(address) { return nil }
        return ClientKey(address, salt: salt)
    }

    /// The key of a request that came from `address`; `field` gives the values of a header field.
    ///
    /// `Forwarded` and `X-Forwarded-For` are read only in requests of a trusted proxy, from their end: what stands before the last hop that is not a
    /// trusted proxy was written by that hop and may be anything. Where the two fields tell of different clients one of them was
    /// sent through as the client wrote it, so that neither is believed.
    package func key(of address: SocketAddress?, field: (String) -> [String]) -> ClientKey {
        guard let address = IPAddress(address) else { return ClientKey(nil, salt: salt) }
        guard isProxy(address) else { return ClientKey(address, salt: salt) }
        let told = [ForwardedField.hops(field("Forwarded")), ForwardedField.list(field("X-Forwarded-For"))]
            .filter { !$0.isEmpty }.map { client($0, of: address) }
        let agreed = told.first.flatMap { first in told.allSatisfy { $0 == first } ? first : nil }
        return ClientKey(agreed ?? address, salt: salt)
    }

    /// The last of `hops` that is not a trusted proxy; a hop that is no address ends the search at the one after it.
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

/// The fields in which proxies say for whom they ask: `Forwarded` (RFC 7239) and `X-Forwarded-For`.
enum ForwardedField {
    /// The entries of a list, in order.
    static func list(_ values: [String]) -> [String] {
        values.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }.map(trimmed)
    }

    /// What `for` says in each element, in order; an empty text where it says nothing.
    static func hops(_ values: [String]) -> [String] {
        list(values).map { element in
            let pairs = element.split(separator: ";").map(trimmed)
            let value = pairs.first { $0.prefix(4).lowercased() == "for=" }?.dropFirst(4) ?? ""
            return value.count > 1 && value.hasPrefix("\"") && value.hasSuffix("\"")
                ? String(value.dropFirst().dropLast()) : String(value)
        }
    }

    /// The address of a hop: `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]`, `[2001:db8::1]:4711`.
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
