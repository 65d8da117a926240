internal import Crypto
internal import Foundation

/// Codes of six digits that change every 30 seconds (RFC 6238 with SHA-1, as authenticator apps compute them).
package struct OneTimeCode: Sendable {
    /// The length of a step in seconds.
    package static let stepSeconds = 30

    /// The shared secret.
    package let secret: [UInt8]

    /// Codes of a secret.
    package init(secret: [UInt8]) { self.secret = secret }

    /// The step that a moment lies in.
    package static func step(at moment: Timestamp) -> Int {
        Int((Double(moment.milliseconds) / 1000 / Double(stepSeconds)).rounded(.down))
    }

    /// The code of a step, with as many digits as asked for.
    package func code(step: Int, digits: Int = 6) -> String {
        let counter = withUnsafeBytes(of: UInt64(bitPattern: Int64(step)).bigEndian) { Array($0) }
        let mac = Array(
            HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(mac[19] & 15)
        let number = mac[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
        let modulus = (0..<digits).reduce(1) { product, _ in product * 10 }
        let text = "\(number % modulus)"
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The step whose code this is, of the present one and its neighbours, if it is later than `last`; nil when none is.
    ///
    /// A step is thus accepted once, and after the clock was set back none is until it has passed the last one again.
    package func step(of code: String, at now: Timestamp, after last: Int) -> Int? {
        let present = Self.step(at: now)
        var found: Int?
        // All three codes are compared, and all their digits, so that the time this takes does not depend on the right one.
        for step in present - 1...present + 1 where SameBytes.check(self.code(step: step), code) && step > last {
            found = found ?? step
        }
        return found
    }

    /// The address that authenticator apps read from a QR code.
    package func address(login: String, issuer: String) -> String {
        var safe = CharacterSet.alphanumerics
        safe.insert(charactersIn: "-._~")
        func escaped(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: safe) ?? "" }
        return
            "otpauth://totp/\(escaped(issuer)):\(escaped(login))?secret=\(Base32.text(secret))&issuer=\(escaped(issuer))"
    }
}

/// Compares texts in a time that does not depend on where they differ.
enum SameBytes {
    /// Whether the texts have the same bytes.
    static func check(_ one: String, _ other: String) -> Bool {
        let (one, other) = (Array(one.utf8), Array(other.utf8))
        guard one.count == other.count else { return false }
        return zip(one, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

/// Letters and digits that are not mistaken for each other (RFC 4648), without padding.
package enum Base32 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    /// Writes five bits a character.
    package static func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var (bits, count) = (0, 0)
        for byte in bytes {
            bits = bits << 8 | Int(byte)
            count += 8
            while count >= 5 {
                count -= 5
                text.append(digits[bits >> count & 31])
            }
            bits &= 1 << count - 1
        }
        if count > 0 { text.append(digits[bits << (5 - count) & 31]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads what ``text(_:)`` has written; nil for any other character.
    package static func bytes(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (bits, count) = (0, 0)
        for character in text.utf8 {
            guard let digit = digits.firstIndex(of: character) else { return nil }
            bits = (bits << 5 | digit) & 0xFFF
            count += 5
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(bits >> count & 0xFF))
        }
        return bytes
    }
}
