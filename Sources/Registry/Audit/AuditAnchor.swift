internal import Crypto
internal import Records

/// A signed line outside the database that fixes the end of the audit at a moment: whoever removes rows, or writes the
/// whole audit anew, contradicts it.
package struct AuditAnchor: Hashable, Sendable {
    /// The installation whose audit it is.
    package var installation: RecordID
    /// The end of the audit.
    package var head: AuditHead
    /// The key that signs it.
    package var key: RecordID
    /// The Ed25519 signature.
    package var signature: [UInt8]

    /// Signs the end of the audit.
    package init(_ head: AuditHead, ring: KeyRing) throws(RegistryError) {
        let key = try ring.current(.anchor)
        (installation, self.head, self.key, signature) = (ring.installation, head, key.id, [])
        let signing = try key.signing
        guard let signature = try? signing.signature(for: message) else {
            throw RegistryError(.database, at: "anchor", "the signature failed")
        }
        self.signature = Array(signature)
    }

    /// Reads a line without its end; nil for any other text than one that ``line`` gives.
    package init?(line: String) {
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 7, parts[0] == Self.mark, let installation = RecordID(String(parts[1])),
            let seq = Self.number(parts[2]), let at = Self.number(parts[3]), let hash = Hexadecimal.bytes(parts[4]),
            hash.count == 32, let key = RecordID(String(parts[5])), let signature = Hexadecimal.bytes(parts[6]),
            signature.count == 64
        else { return nil }
        self.installation = installation
        head = AuditHead(seq: seq, at: Timestamp(milliseconds: at), hash: hash)
        self.key = key
        self.signature = signature
    }

    /// The anchor as one line of text, without the line's end; short enough to be printed or read out.
    package var line: String {
        [
            Self.mark, installation.description, "\(head.seq)", "\(head.at.milliseconds)", head.hash.hexadecimal,
            key.description, signature.hexadecimal,
        ].joined(separator: " ")
    }

    /// Whether the key that it names has signed it.
    ///
    /// - Throws: ``RegistryError`` with the code `wrongKey` when the ring does not have this key.
    package func isSigned(ring: KeyRing) throws(RegistryError) -> Bool {
        try ring.key(key, for: .anchor).signing.publicKey.isValidSignature(signature, for: message)
    }

    private static let mark = "plision-anchor-1"

    private static func number(_ text: Substring) -> Int? {
        Int(text).flatMap { $0 >= 0 && "\($0)" == text ? $0 : nil }
    }

    private var message: [UInt8] {
        var message = BoundMessage(Self.mark)
        message.append(installation.bytes)
        message.append(head.seq)
        message.append(head.at.milliseconds)
        message.append(head.hash)
        message.append(key.bytes)
        return message.bytes
    }
}
