internal import Foundation

/// A server that takes mail, which the program `curl` speaks to.
package struct MailServer: Sendable {
    /// The address, such as `smtp://mail.example:587` or `smtps://mail.example`.
    package let url: String
    /// Whether the server is on this machine. Everywhere else TLS is required.
    package let isLoopback: Bool
    /// A netrc file with login and password; nil for none.
    package let login: String?

    /// Creates a server.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid` for an address that is none, or has a login in it, which others
    ///   could see in the list of processes.
    package init(url: String, login: String? = nil) throws(RegistryError) {
        let parts = URLComponents(string: url)
        guard let parts, let scheme = parts.scheme, ["smtp", "smtps"].contains(scheme), let host = parts.host,
            !host.isEmpty, parts.user == nil, parts.password == nil, ["", "/"].contains(parts.path),
            parts.query == nil, parts.fragment == nil, url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            !url.contains(where: { "\"\\{}".contains($0) })
        else {
            throw RegistryError(
                .invalid, at: "smtp", "expected smtp:// or smtps:// with host and port, and no login or path")
        }
        self.url = url
        self.login = login
        isLoopback = ["localhost", "127.0.0.1", "[::1]", "::1"].contains(host)
    }

    /// The configuration that `curl` reads from its standard input, so that no address is in the list of processes.
    func configuration(_ message: MailMessage, file: String) -> String {
        var lines = [
            "url = \(Self.quoted(url))", "mail-from = \(Self.quoted(message.from))",
            "mail-rcpt = \(Self.quoted(message.to))", "upload-file = \(Self.quoted(file))", "silent",
            "proto = \"=smtp,smtps\"", "noproxy = \"*\"", "connect-timeout = 20", "max-time = 120",
        ]
        if !isLoopback { lines.append("ssl-reqd") }
        if let login { lines.append("netrc-file = \(Self.quoted(login))") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// Sends a message.
    ///
    /// - Parameter folder: Where the message lies while it is sent, readable for its owner alone.
    /// - Throws: ``RegistryError`` with the code `unavailable` and the exit status of `curl`; it names no address.
    func send(_ message: MailMessage, in folder: String) throws(RegistryError) {
        let file = folder + "/.mail-" + RecordID.random().description
        guard
            FileManager.default.createFile(
                atPath: file, contents: Data(message.bytes), attributes: [.posixPermissions: 0o600])
        else { throw RegistryError(.unavailable, at: folder, "cannot be written") }
        defer { try? FileManager.default.removeItem(atPath: file) }
        let done = try ChildProgram.run(
            "curl", ["-q", "--config", "-"], input: Array(configuration(message, file: file).utf8))
        guard done.status == 0 else {
            throw RegistryError(.unavailable, at: "mail", "curl ended with \(done.status); see EXIT CODES in man curl")
        }
    }
}
