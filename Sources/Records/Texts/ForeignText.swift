/// Marks a text as being in another language than the text around it, for the writer of a page.
///
/// The marks are the language tag characters of Unicode (RFC 2482), which have no glyph. They are used only between the
/// choice of a text and the writing of a page, which turns them into `lang` attributes; texts in Greek and English, as
/// programs get them, have none.
package enum ForeignText {
    /// The first bytes of all tag characters in UTF-8.
    package static let prefix: [UInt8] = [0xF3, 0xA0]

    /// Returns `text` marked with a BCP 47 tag; an empty text is unchanged.
    package static func marked(_ text: String, _ tag: String) -> String {
        guard !text.isEmpty else { return text }
        var marked = "\u{E0001}"
        for byte in tag.utf8 { marked.unicodeScalars.append(tagCharacter(byte)) }
        return marked + text + "\u{E0001}\u{E007F}"
    }

    private static func tagCharacter(_ byte: UInt8) -> Unicode.Scalar {
        // Valid for all of ASCII.
        Unicode.Scalar(0xE0000 + UInt32(byte & 0x7F)) ?? " "
    }
}
