package import Records

/// Writes the language of texts that are not in the language of their page, so that screen readers pronounce them rightly
/// (WCAG 3.1.2): of those marked by ``ForeignText``, and of Greek, which untranslated names, addresses and titles are in.
package enum ForeignParts {
    private static let greek = Language.greek.tag
    /// Elements that can contain only text.
    private static let textual = ["<title", "<option", "<textarea"].map { Array($0.utf8) }

    /// Adds `lang` to every element that contains only text of another language, and a span around such text within other
    /// text. In a page from right to left it is a span in every case, with its own direction. O(n).
    package static func marked(_ page: [UInt8], in language: Language) -> [UInt8] {
        var writer = Writer(isRightToLeft: language.isRightToLeft)
        writer.result.reserveCapacity(page.count + 4096)
        var tag = page[..<0]
        var index = 0
        while index < page.count {
            if page[index] == UInt8(ascii: "<") {
                let end = page[index...].firstIndex(of: UInt8(ascii: ">")) ?? page.count - 1
                tag = page[index...end]
                // An attribute has no part in another language.
                for piece in pieces(of: tag) { writer.result += piece.text }
                index = end + 1
                continue
            }
            let end = page[index...].firstIndex(of: UInt8(ascii: "<")) ?? page.count
            let isStart = tag.dropFirst().first != UInt8(ascii: "/")
            writer.write(
                pieces(of: page[index..<end]), tag: tag, isLeaf: isStart && page[end...].starts(with: "</".utf8))
            index = end
        }
        return writer.result
    }

    /// A part of a text, and the tag of its language if it is marked.
    private struct Piece {
        var text: ArraySlice<UInt8>
        var tag: String?
    }

    /// The parts of a text, without the marks between them.
    private static func pieces(of text: ArraySlice<UInt8>) -> [Piece] {
        guard text.firstRange(of: ForeignText.prefix) != nil else { return [Piece(text: text)] }
        var pieces: [Piece] = []
        var language: String?
        var start = text.startIndex
        var index = start
        while index < text.endIndex {
            guard text[index...].starts(with: ForeignText.prefix), index + 3 < text.endIndex else {
                index += 1
                continue
            }
            if start < index { pieces.append(Piece(text: text[start..<index], tag: language)) }
            // The characters of one mark: each is four bytes, of which the last two hold an ASCII character.
            var tag: [UInt8] = []
            while text[index...].starts(with: ForeignText.prefix), index + 3 < text.endIndex {
                let character = (text[index + 2] & 1) << 6 | text[index + 3] & 0x3F
                if isTagCharacter(character) { tag.append(character) }
                index += 4
            }
            language = (2...12).contains(tag.count) ? String(decoding: tag, as: UTF8.self) : nil
            start = index
        }
        if start < text.endIndex { pieces.append(Piece(text: text[start...], tag: language)) }
        return pieces
    }

    private static func isTagCharacter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "-")
    }

    private struct Writer {
        let isRightToLeft: Bool
        var result: [UInt8] = []

        init(isRightToLeft: Bool) {
            self.isRightToLeft = isRightToLeft
        }

        /// Writes the text after a tag; a leaf is the whole content of its element.
        mutating func write(_ pieces: [Piece], tag: ArraySlice<UInt8>, isLeaf: Bool) {
            let isMarked = tag.firstRange(of: " lang=".utf8) != nil
            let isTextual = textual.contains(where: tag.starts)
            for piece in pieces {
                let isWhole = pieces.count == 1 && isLeaf
                if let language = piece.tag {
                    write(piece.text, piece.text.indices, language, asAttribute: isWhole, isTextual: isTextual)
                    continue
                }
                let parts = isMarked ? [] : greekParts(of: piece.text)
                let isGreekAlone = isWhole && parts.count == 1 && !piece.text.contains(where: isOtherLetter)
                var rest = piece.text
                for part in parts {
                    let end = part == parts.last ? rest.endIndex : part.upperBound
                    write(
                        rest[..<end], part, ForeignParts.greek, asAttribute: isGreekAlone, isTextual: isTextual)
                    rest = rest[end...]
                }
                result += rest
            }
        }

        /// Writes a text of which a part is in another language.
        private mutating func write(
            _ text: ArraySlice<UInt8>, _ part: Range<Int>, _ language: String, asAttribute: Bool, isTextual: Bool
        ) {
            if isTextual || (asAttribute && !isRightToLeft) {
                // The text may follow another one in an element that can contain only text.
                if result.last == UInt8(ascii: ">") {
                    result.insert(contentsOf: " lang=\"\(language)\"".utf8, at: result.count - 1)
                }
                result += text
            } else {
                let direction = isRightToLeft ? " dir=\"ltr\"" : ""
                result += text[..<part.lowerBound] + "<span lang=\"\(language)\"\(direction)>".utf8
                result += text[part] + "</span>".utf8 + text[part.upperBound...]
            }
        }
    }

    /// The ranges from a Greek letter to the last one before a letter of the page's own alphabet; Latin letters do not end
    /// a range.
    private static func greekParts(of text: ArraySlice<UInt8>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var isOpen = false
        for index in text.indices {
            if isGreek(text, at: index) {
                let end = min(index + (text[index] == 0xE1 ? 3 : 2), text.endIndex)
                if isOpen, let last = parts.last {
                    parts[parts.count - 1] = last.lowerBound..<end
                } else {
                    parts.append(index..<end)
                }
                isOpen = true
            } else if isCyrillicOrArabic(text[index]) || isIsolation(text, at: index) {
                isOpen = false
            }
        }
        return parts
    }

    /// Whether a letter of the blocks Cyrillic (U+0400) to Arabic (U+06FF) begins with this byte.
    private static func isCyrillicOrArabic(_ byte: UInt8) -> Bool { (0xD0...0xDB).contains(byte) }

    /// Whether a directional isolate (U+2066 to U+2069) begins or ends at `index`.
    private static func isIsolation(_ text: ArraySlice<UInt8>, at index: Int) -> Bool {
        text[index...].starts(with: [0xE2, 0x81]) && index + 2 < text.endIndex
            && (0xA6...0xA9).contains(text[index + 2])
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

    /// Whether the byte begins a letter that is not Greek.
    private static func isOtherLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || isCyrillicOrArabic(byte)
    }
}
