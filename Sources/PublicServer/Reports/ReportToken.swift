internal import Crypto
internal import Records
internal import WebSupport

/// Tokens that a form carries and that come back with it: who sends the form has had the page.
///
/// A token is the second it was made, some random bytes, and the keyed hash of both and of what the form is about. Nothing is
/// kept but the key, which is new at every start.
struct ReportToken: Sendable {
    /// Seconds that a form may lie open.
    static let lifetime = 12 * 3600

    private let key = SymmetricKey(size: .bits256)
    private let clock: @Sendable () -> UTCInstant

    init(clock: @escaping @Sendable () -> UTCInstant) {
        self.clock = clock
    }

    /// A new token for a form about a structure.
    func make(structure id: String) -> String {
        let nonce = (0..<12).map { _ in UInt8.random(in: .min ... .max) }
        let head = "\(clock().seconds)-\(Self.hexadecimal(nonce))"
        return "\(head)-\(Self.hexadecimal(Array(code(head, id))))"
    }

    /// Whether a token was made for a form about this structure, since the process began, and not too long ago.
    func holds(_ token: String, structure id: String) -> Bool {
        let parts = token.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let made = Int(parts[0]), let code = Self.bytes(parts[2]) else { return false }
        let age = clock().seconds - made
        // The comparison takes equally long wherever the two differ.
        return HMAC<SHA256>.isValidAuthenticationCode(
            code, authenticating: Self.text(parts[0..<2].joined(separator: "-"), id), using: key)
            && age >= 0 && age <= Self.lifetime
    }

    private func code(_ head: String, _ id: String) -> HMAC<SHA256>.MAC {
        HMAC<SHA256>.authenticationCode(for: Self.text(head, id), using: key)
    }

    private static func text(_ head: String, _ id: String) -> [UInt8] { Array("\(head) \(id)".utf8) }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func bytes(_ text: Substring) -> [UInt8]? {
        let digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }.map(UInt8.init)
        guard digits.count == 2 * SHA256.byteCount, digits.count == text.utf8.count else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
