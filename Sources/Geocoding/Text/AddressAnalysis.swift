/// A typed address after everything that is not a name or number has been removed.
struct AddressAnalysis: Sendable {
    /// Names, numbers and connectors, in order.
    var tokens: [AddressToken]
    /// Ranges of all tokens, also the removed ones, in the scalars of the text.
    let written: [Range<Int>]
    /// Postal code in compact form, if any.
    var postcode: String?
    /// Floor as written («3», «ισόγειο»), if any.
    var floor: String?
    /// Block or building as written («77Α»), if any.
    var block: String?
    /// Index in ``tokens`` of the number after a mark («αρ.»).
    var markedNumber: Int?
    /// Index in ``tokens`` of the first token after «μεταξύ».
    var between: Int?
    /// Index in ``tokens`` of the first token after «κοντά σε» or «έναντι».
    var landmark: Int?

    /// Analyses a text. O(n).
    ///
    /// - Parameter postcodes: The formats of postal codes in the region.
    init(_ text: String, postcodes: [PostcodePattern]) {
        self.init(tokens: AddressToken.read(text, forQuery: true), text: text, postcodes: postcodes)
    }

    init(tokens all: [AddressToken], text: String, postcodes: [PostcodePattern]) {
        var kept: [AddressToken] = []
        let scalars = Array(text.unicodeScalars)
        var index = 0
        tokens = []
        written = all.map(\.range)
        while index < all.count {
            if let taken = takePostcode(all, at: index, scalars, postcodes)
                ?? takeFloor(all, at: index, scalars, &kept) ?? takeBlock(all, at: index)
            {
                index += taken
                continue
            }
            let token = all[index]
            let isLast = index == all.count - 1
            if token.classes.contains(.country), isLast, !kept.isEmpty {
                index += 1
                continue
            }
            if token.classes.contains(.numberMark), !isLast, all[index + 1].isNumber {
                markedNumber = kept.count
                index += 1
                continue
            }
            if token.classes.contains(.between), between == nil, !isLast {
                between = kept.count
                index += 1
                continue
            }
            if token.classes.contains(.relation), landmark == nil, !isLast {
                index += 1
                while index < all.count - 1, !all[index].classes.isDisjoint(with: [.preposition, .article]) {
                    index += 1
                }
                landmark = kept.count
                continue
            }
            kept.append(token)
            index += 1
        }
        tokens = kept
    }

    /// Reads «Τ.Κ.» and a code, or a code of the region without a mark; returns the number of tokens read.
    private mutating func takePostcode(
        _ all: [AddressToken], at index: Int, _ scalars: [Unicode.Scalar], _ patterns: [PostcodePattern]
    ) -> Int? {
        var start = index
        if all[start].classes.contains(.postcodeMark) {
            start += 1
        } else if start + 1 < all.count, all[start].folded.count == 1, all[start + 1].folded.count == 1,
            all[start].keys.contains(Array("t".utf8)), all[start + 1].keys.contains(Array("k".utf8))
        {
            start += 2
        }
        let isMarked = start > index
        guard postcode == nil, start < all.count, all[start].number != nil || isMarked else { return nil }
        if start + 1 < all.count {
            let both = String(
                String.UnicodeScalarView(scalars[all[start].range.lowerBound..<all[start + 1].range.upperBound]))
            if let code = Self.code(both, patterns) {
                postcode = code
                return start + 2 - index
            }
        }
        let one = String(String.UnicodeScalarView(scalars[all[start].range]))
        if let code = Self.code(one, patterns) {
            postcode = code
            return start + 1 - index
        }
        if isMarked, all[start].isNumber, one.unicodeScalars.count >= 4 {
            postcode = one
            return start + 1 - index
        }
        return nil
    }

    private static func code(_ text: String, _ patterns: [PostcodePattern]) -> String? {
        for pattern in patterns {
            if let code = pattern.compact(text) { return code }
        }
        return nil
    }

    /// Reads «3ος όροφος», «όροφος 3», «ισόγειο»; returns the number of tokens read.
    private mutating func takeFloor(
        _ all: [AddressToken], at index: Int, _ scalars: [Unicode.Scalar], _ kept: inout [AddressToken]
    ) -> Int? {
        let token = all[index]
        func words(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
        if token.classes.contains(.namedFloor), index > 0 {
            floor = words(token.range)
            return 1
        }
        guard index + 1 < all.count else { return nil }
        let next = all[index + 1]
        if token.isOrdinal || token.isNumber, next.classes.contains(.floor), next.folded.count > 2 || token.isOrdinal {
            floor = String(decoding: token.keys[0], as: UTF8.self)
            return 2
        }
        if let value = Ordinals.value(of: token.keys), next.classes.contains(.floor) {
            floor = String(value)
            return 2
        }
        if token.classes.contains(.floor), token.folded.count > 2 || token.hasDot, next.isOrdinal || next.isNumber {
            floor = String(decoding: next.keys[0], as: UTF8.self)
            return 2
        }
        return nil
    }

    /// Reads «Ο.Τ. 77Α», «κτίριο Β», «Τ.Θ. 12»; returns the number of tokens read.
    private mutating func takeBlock(_ all: [AddressToken], at index: Int) -> Int? {
        var start = index
        if all[index].classes.contains(.block) {
            start += 1
        } else if index + 1 < all.count, all[index].hasDot, all[index].folded.count == 1,
            all[index + 1].folded.count == 1,
            all[index].keys[0] == Array("o".utf8) || all[index].keys[0] == Array("t".utf8),
            all[index + 1].keys.contains(all[index].keys[0] == Array("o".utf8) ? Array("t".utf8) : Array("q".utf8))
        {
            start += 2
        }
        guard start > index, start < all.count else { return nil }
        let value = all[start]
        guard value.isNumber || value.isOrdinal || value.folded.count <= 2 else { return nil }
        block =
            value.number.map { $0.description.uppercased() }
            ?? String(String.UnicodeScalarView(value.folded)).uppercased()
        block = block.map(Self.greekLetters)
        return start + 1 - index
    }

    /// Returns a text with Latin capitals replaced by the Greek ones, because block letters are Greek.
    private static func greekLetters(_ text: String) -> String {
        let pairs: [Unicode.Scalar: Unicode.Scalar] = [
            "A": "Α", "B": "Β", "D": "Δ", "E": "Ε", "G": "Γ", "H": "Η", "Z": "Ζ",
        ]
        return String(String.UnicodeScalarView(text.unicodeScalars.map { pairs[$0] ?? $0 }))
    }
}
