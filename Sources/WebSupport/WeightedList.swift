/// A header field with weighted values, such as `Accept-Encoding` or `Accept-Language` (RFC 9110, sections 5.6.1 and
/// 12.4.2).
struct WeightedList {
    /// The values in order, in lower case, with weights from 0 (not acceptable) to 1.
    let entries: [(value: String, weight: Double)]

    /// Parses the value of a field; entries with an invalid weight are ignored.
    init(_ text: String) {
        entries = text.split(separator: ",").compactMap { part in
            let pieces = part.split(separator: ";", omittingEmptySubsequences: false).map(Self.trimmed)
            guard let value = pieces.first, !value.isEmpty else { return nil }
            guard let weight = pieces.dropFirst().first(where: { $0.hasPrefix("q=") }) else { return (value, 1) }
            return Self.weight(weight.dropFirst(2)).map { (value, $0) }
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        text.filter { $0 != " " && $0 != "\t" }.lowercased()
    }

    /// Parses a number from 0 to 1 with at most nine decimals.
    private static func weight(_ text: Substring) -> Double? {
        let isPlain = text.utf8.allSatisfy { $0 == UInt8(ascii: ".") || $0 >= 0x30 && $0 <= 0x39 }
        guard isPlain, (1...11).contains(text.utf8.count), let first = text.first, first != ".",
            let weight = Double(text), weight <= 1
        else { return nil }
        return weight
    }
}
