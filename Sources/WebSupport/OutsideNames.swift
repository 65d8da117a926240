package import HTTPTypes
package import Hummingbird

/// The external names of the server.
///
/// The sender controls the `Host` field: repeating it in a cacheable document would send other clients to an address of
/// the sender's choice. It is therefore used only when it is a loopback address or an allowed name, and never when the
/// configuration specifies the address.
public struct OutsideNames: Hashable, Sendable {
    /// An invalid name or address in the configuration.
    public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
        /// The invalid text.
        public var found: String
        /// What was expected.
        public var expected: String

        /// The text and what was expected, in one line.
        public var description: String { "\(found): expected \(expected)" }
    }

    /// The configured address such as `https://example.org`, in lower case and without a trailing slash; nil when none
    /// is configured.
    package let publicAddress: String?
    private let allowed: Set<String>

    /// Allows only the names of the machine itself.
    public init() {
        publicAddress = nil
        allowed = []
    }

    /// Creates the names of a server.
    ///
    /// - Parameters:
    ///   - publicAddress: The address: `http://` or `https://`, a host and optionally a port. It has no path, because
    ///     links of pages begin at the root of their host.
    ///   - allowedHosts: Further names or IP addresses, IPv6 in brackets; case does not matter. Each is allowed without
    ///     a port and with the port listened on; other ports must be included.
    /// - Throws: ``Fault`` for an invalid address or name.
    public init(publicAddress: String?, allowedHosts: [String] = []) throws(Fault) {
        self.publicAddress = try publicAddress.map(Self.address)
        var allowed: Set<String> = []
        for host in allowedHosts {
            guard Self.isHost(host) else {
                throw Fault(
                    found: host,
                    expected: "a name such as plision.example or plision.example:8080, in ASCII and without scheme")
            }
            allowed.insert(host.lowercased())
        }
        self.allowed = allowed
    }

    private static func address(_ text: String) throws(Fault) -> String {
        let address = text.lowercased()
        guard let scheme = ["http://", "https://"].first(where: address.hasPrefix) else {
            throw Fault(found: text, expected: "http:// or https:// and a host")
        }
        var host = address.dropFirst(scheme.count)
        if host.hasSuffix("/") { host = host.dropLast() }
        guard isHost(String(host)) else {
            throw Fault(
                found: text,
                expected: "a host in ASCII, perhaps with a port, and no user, path, query or fragment behind \(scheme)")
        }
        return scheme + host
    }

    /// Whether a text is a host name of letters, digits, hyphens and full stops, or an IP address, with or without a
    /// port.
    private static func isHost(_ text: String) -> Bool {
        guard text.utf8.count <= 255, HostName.isValid(text) else { return false }
        let parts = split(text)
        if let port = parts.port, port.isEmpty || Int(port) == 0 { return false }
        if parts.host.hasPrefix("[") { return true }
        return parts.host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            !label.isEmpty && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
        }
    }

    /// Splits `host:port` or `[address]:port`; the port may be absent.
    private static func split(_ text: String) -> (host: Substring, port: Substring?) {
        let start = text.hasPrefix("[") ? text.firstIndex(of: "]") ?? text.startIndex : text.startIndex
        guard let colon = text[start...].firstIndex(of: ":") else { return (text[...], nil) }
        return (text[..<colon], text[text.index(after: colon)...])
    }

    /// The address of the server for links in the response to `request`.
    package func address(of request: Request, _ context: WebContext) -> OutsideAddress {
        if let publicAddress { return OutsideAddress(known: publicAddress, listening: publicAddress, dependsOn: []) }
        let host = (request.head.authority ?? "").lowercased()
        let scheme = request.headers[.forwardedScheme] == "https" ? "https" : "http"
        return OutsideAddress(
            known: isAllowed(host, context) ? "\(scheme)://\(host)" : nil,
            listening: "http://\(context.listeningHost ?? "localhost")", dependsOn: ["Host", "X-Forwarded-Proto"])
    }

    private func isAllowed(_ host: String, _ context: WebContext) -> Bool {
        guard Self.isHost(host) else { return false }
        let (name, port) = Self.split(host)
        if Self.isLoopback(name) || allowed.contains(host) { return true }
        guard let port, let own = context.listeningHost.flatMap({ Self.split($0).port }) else { return false }
        return port == own && allowed.contains(String(name))
    }

    /// Whether a host is a loopback address (127.0.0.0/8 in canonical form, `[::1]`) or `localhost`.
    private static func isLoopback(_ host: Substring) -> Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers[0] == "127"
            && numbers.allSatisfy { text in UInt8(text).map { "\($0)" == text } ?? false }
    }
}

/// The address of the server in a document.
package struct OutsideAddress: Sendable {
    /// The external address without a trailing slash; nil when no trusted one is known.
    package let known: String?
    /// Our address of the connection, which the sender cannot choose.
    fileprivate let listening: String
    /// The request fields that the address depends on.
    private let dependsOn: [String]

    fileprivate init(known: String?, listening: String, dependsOn: [String]) {
        self.known = known
        self.listening = listening
        self.dependsOn = dependsOn
    }

    /// The prefix of links where relative ones are allowed; empty when the address is unknown.
    package var base: String { known ?? "" }

    /// The prefix of links where only absolute ones are allowed: sitemaps, TileJSON, map styles.
    package var full: String { known ?? listening }

    /// Adds the request fields that the document depends on to `Vary`.
    package func vary(_ headers: inout HTTPFields) {
        let names = (headers[.vary].map { [$0] } ?? []) + dependsOn
        if !names.isEmpty { headers[.vary] = names.joined(separator: ", ") }
    }

    /// The tag of a document that contains the address, derived from one that does not.
    package func tag(_ tag: String) -> String {
        dependsOn.isEmpty ? tag : "\(tag)-\(EntityTag.of(Array(base.utf8)))"
    }
}

extension HTTPField.Name {
    fileprivate static let forwardedScheme = HTTPField.Name("X-Forwarded-Proto")!
}
