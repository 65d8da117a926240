internal import Foundation

/// A short identifier made from texts, the same on all machines.
enum StableHash {
    /// The 64-bit FNV-1a hash of the texts in Unicode's composed form, joined by unit separators, as 16 hexadecimal
    /// digits.
    static func hexDigits(of texts: [String]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in texts.joined(separator: "\u{1F}").precomposedStringWithCanonicalMapping.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
