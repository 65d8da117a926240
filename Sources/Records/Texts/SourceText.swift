/// An English text that remembers where its values stand, so that its translation can be found and filled in.
///
/// It is written as a literal: `"closes \(time)"` has the pattern `closes {0}` and the value of `time`. Making one costs
/// no more than making the string.
public struct SourceText: Hashable, Sendable, ExpressibleByStringInterpolation {
    /// The text with its values.
    public private(set) var text: String
    /// What distinguishes it from another text with the same pattern.
    var meaning: String?
    /// The first whole number among the values: the count that decides the form of the plural.
    private(set) var count: Int?
    /// Where the values begin and end in UTF-8, two numbers for each.
    private var cuts = SIMD8<UInt32>(repeating: 0)
    private var valueCount: UInt8 = 0

    /// The number of values that a translation can have.
    private static let mostValues = 4

    /// Creates a text without values.
    public init(stringLiteral text: String) {
        self.text = text
    }

    /// Creates a text from its parts.
    public init(stringInterpolation source: StringInterpolation) {
        self = source.source
    }

    /// Collects the parts of a text.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var source = SourceText(stringLiteral: "")

        /// Creates an empty text.
        public init(literalCapacity: Int, interpolationCount: Int) {
            source.text.reserveCapacity(literalCapacity + interpolationCount * 8)
        }

        /// Appends a part between values.
        public mutating func appendLiteral(_ literal: String) { source.text += literal }

        /// Appends a value.
        public mutating func appendInterpolation(_ value: some CustomStringConvertible) { append(value.description) }

        /// Appends a text.
        public mutating func appendInterpolation(_ value: String) { append(value) }

        /// Appends a whole number; the first one is the count of the text.
        public mutating func appendInterpolation(_ number: Int) {
            source.count = source.count ?? number
            append(String(number))
        }

        private mutating func append(_ value: String) {
            let start = source.text.utf8.count
            source.text += value
            source.cut(start)
        }
    }

    /// Joins the parts of a text that is written on several lines. The values of the second one follow those of the first.
    public static func + (first: SourceText, second: SourceText) -> SourceText {
        var joined = first
        let length = UInt32(truncatingIfNeeded: first.text.utf8.count)
        joined.text += second.text
        joined.count = first.count ?? second.count
        for index in 0..<Int(second.valueCount) where joined.valueCount < Self.mostValues {
            joined.cuts[Int(joined.valueCount) * 2] = second.cuts[index * 2] &+ length
            joined.cuts[Int(joined.valueCount) * 2 + 1] = second.cuts[index * 2 + 1] &+ length
            joined.valueCount += 1
        }
        return joined
    }

    private mutating func cut(_ start: Int) {
        guard valueCount < Self.mostValues else { return }
        cuts[Int(valueCount) * 2] = UInt32(truncatingIfNeeded: start)
        cuts[Int(valueCount) * 2 + 1] = UInt32(truncatingIfNeeded: text.utf8.count)
        valueCount += 1
    }

    /// The pattern, with `{0}` for the first value, and the values.
    var parts: (pattern: String, values: [String]) {
        var pattern = ""
        var values: [String] = []
        var start = text.utf8.startIndex
        for index in 0..<Int(valueCount) {
            let from = text.utf8.index(text.utf8.startIndex, offsetBy: Int(cuts[index * 2]))
            let to = text.utf8.index(text.utf8.startIndex, offsetBy: Int(cuts[index * 2 + 1]))
            pattern += text[start..<from] + "{\(index)}"
            values.append(String(text[from..<to]))
            start = to
        }
        return (pattern + text[start...], values)
    }
}
