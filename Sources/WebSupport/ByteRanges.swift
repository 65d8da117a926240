/// The byte ranges that a `Range` field requests (RFC 9110, section 14).
enum ByteRanges: Equatable {
    /// The whole file: the field is absent, malformed, or has too many ranges.
    case whole
    /// At least one range, in the order requested, without overlapping or adjacent ranges.
    case parts([Range<Int>])
    /// No requested range lies within the file.
    case unsatisfiable

    /// The largest number of ranges; a request for more gets the whole file.
    private static let most = 16

    /// Parses the value of the field for a file of `length` bytes.
    init(_ field: String?, length: Int) {
        guard let field, length > 0, let specifiers = Self.specifiers(field) else {
            self = .whole
            return
        }
        var asked: [Range<Int>] = []
        for (first, last) in specifiers {
            switch (first, last) {
            case (let first?, let last?):
                guard first <= last else {
                    self = .whole
                    return
                }
                if first < length { asked.append(first..<min(last, length - 1) + 1) }
            case (let first?, nil): if first < length { asked.append(first..<length) }
            case (nil, let count?): if count > 0 { asked.append(max(0, length - count)..<length) }
            case (nil, nil):
                self = .whole
                return
            }
        }
        guard asked.count <= Self.most else {
            self = .whole
            return
        }
        let parts = Self.joined(asked)
        self = parts.isEmpty ? .unsatisfiable : .parts(parts)
    }

    /// The first and last byte of each range as written; nil when the field is malformed or has another unit than
    /// bytes.
    private static func specifiers(_ field: String) -> [(first: Int?, last: Int?)]? {
        let halves = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2, halves[0].lowercased() == "bytes" else { return nil }
        var result: [(first: Int?, last: Int?)] = []
        for entry in halves[1].split(separator: ",") {
            var entry = entry.drop { $0 == " " || $0 == "\t" }
            while let last = entry.last, last == " " || last == "\t" { entry.removeLast() }
            if entry.isEmpty { continue }
            let ends = entry.split(separator: "-", omittingEmptySubsequences: false)
            guard ends.count == 2, let first = end(ends[0]), let last = end(ends[1]) else { return nil }
            result.append((first, last))
        }
        return result.isEmpty ? nil : result
    }

    /// Parses a number, clamped to `Int.max`. The inner nil is an empty text, the outer nil a malformed one.
    private static func end(_ text: Substring) -> Int?? {
        if text.isEmpty { return .some(nil) }
        guard text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return .some(Int(text) ?? Int.max)
    }

    /// Merges overlapping and adjacent ranges; each result is at the position of the first range merged into it.
    private static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for range in ranges {
            let meets = { (other: Range<Int>) in
                range.lowerBound <= other.upperBound && other.lowerBound <= range.upperBound
            }
            guard let place = result.firstIndex(where: meets) else {
                result.append(range)
                continue
            }
            var whole = range
            for other in result.filter(meets) {
                whole = min(whole.lowerBound, other.lowerBound)..<max(whole.upperBound, other.upperBound)
            }
            result[place] = whole
            result = result.enumerated().filter { $0.offset == place || !meets($0.element) }.map(\.element)
        }
        return result
    }
}
