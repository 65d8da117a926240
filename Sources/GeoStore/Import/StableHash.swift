internal import Foundation

/// A short identifier made of texts, the same on every machine and in every run.
enum StableHash {
    /// FNV-1a, 64 bits, of the texts in Unicode's composed form with a unit separator between them, as 16 digits.
    static func hexDigits(of texts: [String]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in texts.joined(separator: "\u{1F}").precomposedStringWithCanonicalMapping.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
