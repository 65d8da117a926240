/// The 16 bytes shared by all files of one build.
public struct BuildID: Hashable, Sendable {
    /// The first eight bytes, most significant first.
    public let high: UInt64
    /// The last eight bytes, most significant first.
    public let low: UInt64

    /// An id of the given bytes.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Derives the id of a build from the content hashes of its files, in this order. Equal contents give equal ids on
    /// every machine.
    public init(combining hashes: some Sequence<(UInt64, UInt64)>) {
        var first: [UInt64] = []
        var second: [UInt64] = []
        for (high, low) in hashes {
            first.append(high.littleEndian)
            second.append(low.littleEndian)
        }
        self.init(
            high: first.withUnsafeBytes { XXH64.hash($0, seed: 0x4869_6768) },
            low: second.withUnsafeBytes { XXH64.hash($0, seed: 0x4c6f_7721) })
    }

    /// Parses 32 hexadecimal digits; nil for any other text.
    public init?(_ text: some StringProtocol) {
        let digits = Array(text.utf8)
        guard digits.count == 32, digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
            let high = UInt64(String(decoding: digits[..<16], as: UTF8.self), radix: 16),
            let low = UInt64(String(decoding: digits[16...], as: UTF8.self), radix: 16)
        else { return nil }
        self.init(high: high, low: low)
    }
}

extension BuildID: CustomStringConvertible {
    /// 32 lower-case hexadecimal digits.
    public var description: String { Self.digits(high) + Self.digits(low) }

    private static func digits(_ value: UInt64) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }
}
