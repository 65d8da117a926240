internal import Crypto
internal import Records

/// A random text that proves who holds it: of a session, or of an invitation. At most its digest is stored.
package struct SecretToken: Hashable, Sendable {
    /// What a token is for, so that none serves for something else.
    package enum Use: String, Sendable {
        /// A session.
        case session = "plision-session-1"
        /// An invitation.
        case invitation = "plision-invitation-1"
        /// The forms that are shown in a session, or before one.
        case form = "plision-form-1"
    }

    /// The 64 hexadecimal digits that the holder keeps.
    package let text: String
    private let bytes: [UInt8]

    /// Makes a new token.
    package static func make() -> SecretToken { SecretToken(bytes: RandomBytes.make(32)) }

    /// Reads a token; nil for a text that cannot be one.
    package init?(_ text: String) {
        guard text.utf8.count == 64, let bytes = Hexadecimal.bytes(text) else { return nil }
        self.init(bytes: bytes)
    }

    /// Whether two texts are the same, in a time that does not depend on where they differ.
    package static func areSame(_ one: String, _ other: String) -> Bool { SameBytes.check(one, other) }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
        text = bytes.hexadecimal
    }

    /// The digest of the token. The token cannot be computed from it.
    package func digest(for use: Use) -> [UInt8] {
        var message = BoundMessage(use.rawValue)
        message.append(bytes)
        return Array(SHA256.hash(data: message.bytes))
    }
}
