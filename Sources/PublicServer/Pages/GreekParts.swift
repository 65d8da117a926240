/// Marks Greek text in pages of other languages, so that screen readers pronounce it as Greek (WCAG 3.1.2).
/// Untranslated names, addresses and titles are in Greek.
enum GreekParts {
    private static let attribute = Array(" lang=\"el\"".utf8)
    private static let opening = Array("<span lang=\"el\">".utf8)
    private static let closing = Array("</span>".utf8)
    /// Elements that can contain only text.
    private static let textual = ["<title", "<option", "<textarea"].map { Array($0.utf8) }

    /// Adds `lang` to every element that contains only Greek, and a span around Greek within other text. O(n).
    static func marked(_ page: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(page.count + 4096)
        var tag = page[..<0]
        var index = 0
        while index < page.count {
            if page[index] == UInt8(ascii: "<") {
                let end = page[index...].firstIndex(of: UInt8(ascii: ">")) ?? page.count - 1
                tag = page[index...end]
                result += tag
                index = end + 1
                continue
            }
            let end = page[index...].firstIndex(of: UInt8(ascii: "<")) ?? page.count
            let text = page[index..<end]
            index = end
            guard let greek = greekPart(of: text), !isMarked(tag) else {
                result += text
                continue
            }
            let isStart = tag.dropFirst().first != UInt8(ascii: "/")
            let isLeaf = isStart && page[end...].starts(with: "</".utf8)
            if textual.contains(where: tag.starts) || (isLeaf && !text.contains(where: isLatin)) {
                result.insert(contentsOf: attribute, at: result.count - 1)
                result += text
            } else {
                result += text[..<greek.lowerBound] + opening + text[greek] + closing + text[greek.upperBound...]
            }
        }
        return result
    }

    /// The range from the first to the last Greek letter.
    private static func greekPart(of text: ArraySlice<UInt8>) -> Range<Int>? {
        guard let first = text.indices.first(where: { isGreek(text, at: $0) }),
            let last = text.indices.last(where: { isGreek(text, at: $0) })
        else { return nil }
        return first..<min(last + (text[last] == 0xE1 ? 3 : 2), text.endIndex)
    }

    /// Whether a letter of the blocks Greek (U+0370) or Greek Extended (U+1F00) begins at `index`.
    private static func isGreek(_ text: ArraySlice<UInt8>, at index: Int) -> Bool {
        switch text[index] {
        case 0xCE, 0xCF: true
        case 0xCD: index + 1 < text.endIndex && text[index + 1] >= 0xB0
        case 0xE1: index + 1 < text.endIndex && text[index + 1] >= 0xBC
        default: false
        }
    }

    private static func isLatin(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }

    private static func isMarked(_ tag: ArraySlice<UInt8>) -> Bool {
        tag.firstRange(of: " lang=".utf8) != nil
    }
}
