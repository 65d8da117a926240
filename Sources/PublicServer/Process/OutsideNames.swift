internal import HTTPTypes
internal import Hummingbird
internal import WebSupport

/// The names under which a process may say it is reached.
///
/// The `Host` field is the sender's own words: whoever repeats it in a document that is kept for others sends those others where
/// the sender wants. So it is repeated only where it is a loopback address or a name that the configuration allows, and not at
/// all where the configuration gives the address.
public struct OutsideNames: Hashable, Sendable {
    /// What is wrong with a name or address of the configuration.
    public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
        public var found: String
        public var expected: String

        public var description: String { "\(found): expected \(expected)" }
    }

    /// `https://example.org`, in lower case and without a slash at its end; nil when none is given.
    let publicAddress: String?
    private let allowed: Set<String>

    /// No name but those of the machine itself.
    public init() {
        publicAddress = nil
        allowed = []
    }

    /// Names of a process with the address `publicAddress`, or of one that is asked under one of `allowedHosts`.
    ///
    /// The address is `http://` or `https://` with a host and perhaps a port. It has no path, for the links of pages begin at the
    /// root of their host. An allowed host is a name or an IP address, the latter in brackets when it is of version 6; letter
    /// case does not matter. It stands for itself without port and with the port listened on; any other port is written behind
    /// it.
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

    /// Whether a text is a host name of letters, digits, hyphens and full stops, or an IP address, perhaps with a port.
    private static func isHost(_ text: String) -> Bool {
        guard text.utf8.count <= 255, HostName.isValid(text) else { return false }
        let parts = split(text)
        if let port = parts.port, port.isEmpty || Int(port) == 0 { return false }
        if parts.host.hasPrefix("[") { return true }
        return parts.host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            !label.isEmpty && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
        }
    }

    /// The parts of `host:port`, `[address]:port` or either without port.
    private static func split(_ text: String) -> (host: Substring, port: Substring?) {
        let start = text.hasPrefix("[") ? text.firstIndex(of: "]") ?? text.startIndex : text.startIndex
        guard let colon = text[start...].firstIndex(of: ":") else { return (text[...], nil) }
        return (text[..<colon], text[text.index(after: colon)...])
    }

    /// Where documents that answer `request` say the process is.
    func address(of request: Request, _ context: WebContext) -> OutsideAddress {
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

    /// Whether a host is this machine to itself: 127.0.0.0/8 in its usual form, `[::1]`, `localhost`.
    private static func isLoopback(_ host: Substring) -> Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers[0] == "127"
            && numbers.allSatisfy { text in UInt8(text).map { "\($0)" == text } ?? false }
    }
}

/// Where a document says the process is.
struct OutsideAddress: Sendable {
    /// The address from outside, without a slash at its end; nil where nobody has vouched for any.
    let known: String?
    /// The end of the connection that is ours, which no sender can choose.
    fileprivate let listening: String
    /// The header fields it was taken from.
    private let dependsOn: [String]

    fileprivate init(known: String?, listening: String, dependsOn: [String]) {
        self.known = known
        self.listening = listening
        self.dependsOn = dependsOn
    }

    /// What stands before the paths of links in documents whose standard takes relative ones: those are right under any name.
    var base: String { known ?? "" }

    /// What stands before paths where only full addresses are read: sitemaps, TileJSON, map styles.
    var full: String { known ?? listening }

    /// Says in `headers` which fields of the request the document depends on.
    func vary(_ headers: inout HTTPFields) {
        let names = (headers[.vary].map { [$0] } ?? []) + dependsOn
        if !names.isEmpty { headers[.vary] = names.joined(separator: ", ") }
    }

    /// The tag of a document that differs from address to address, made from one that does not.
    func tag(_ tag: String) -> String {
        dependsOn.isEmpty ? tag : "\(tag)-\(EntityTag.of(Array(base.utf8)))"
    }
}

extension HTTPField.Name {
    fileprivate static let forwardedScheme = HTTPField.Name("X-Forwarded-Proto")!
}
