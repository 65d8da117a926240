internal import Crypto
internal import Records
internal import WebSupport

/// Signed tokens that a form contains and sends back, which prove that the sender has loaded the page.
///
/// A token consists of its time in seconds, random bytes, and an HMAC of both and of the structure. Only the key is
/// kept, in memory; it is new at every start.
struct ReportToken: Sendable {
    /// The lifetime of a token in seconds.
    static let lifetime = 12 * 3600

    private let key = SymmetricKey(size: .bits256)
    private let clock: @Sendable () -> UTCInstant

    init(clock: @escaping @Sendable () -> UTCInstant) {
        self.clock = clock
    }

    /// Creates a token for a form about a structure.
    func make(structure id: String) -> String {
        let nonce = (0..<12).map { _ in UInt8.random(in: .min ... .max) }
        let head = "\(clock().seconds)-\(nonce.hexadecimal)"
        return "\(head)-\(code(head, id).hexadecimal)"
    }

    /// Whether a token was created for this structure, by this process, within its lifetime.
    func holds(_ token: String, structure id: String) -> Bool {
        let parts = token.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let made = Int(parts[0]), let code = Self.bytes(parts[2]) else { return false }
        let age = clock().seconds - made
        // The comparison takes constant time.
        return HMAC<SHA256>.isValidAuthenticationCode(
            code, authenticating: Self.text(parts[0..<2].joined(separator: "-"), id), using: key)
            && age >= 0 && age <= Self.lifetime
    }

    private func code(_ head: String, _ id: String) -> HMAC<SHA256>.MAC {
        HMAC<SHA256>.authenticationCode(for: Self.text(head, id), using: key)
    }

    private static func text(_ head: String, _ id: String) -> [UInt8] { Array("\(head) \(id)".utf8) }

    private static func bytes(_ text: Substring) -> [UInt8]? {
        let digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }.map(UInt8.init)
        guard digits.count == 2 * SHA256.byteCount, digits.count == text.utf8.count else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
