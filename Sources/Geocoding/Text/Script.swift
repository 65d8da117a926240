/// The alphabets that the geocoder distinguishes.
package enum Script: Sendable {
    /// Greek, monotonic or polytonic.
    case greek
    /// Latin with any accents.
    case latin
    /// Anything else.
    case other
}

extension Script {
    /// Whether a text has letters that are neither Greek nor Latin, which are the letters of the places' names.
    package static func hasOthers(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.properties.isAlphabetic && $0.script == .other }
    }
}

extension Unicode.Scalar {
    /// The alphabet of a letter.
    var script: Script {
        switch value {
        case 0x370...0x3FF, 0x1F00...0x1FFF, 0xB5: .greek
        case 0x41...0x5A, 0x61...0x7A, 0xAA, 0xBA, 0xC0...0x24F, 0x1E00...0x1EFF, 0xFB00...0xFB06: .latin
        default: .other
        }
    }

    /// Whether it is a digit `0`...`9`.
    var isDigit: Bool { value >= 0x30 && value <= 0x39 }

    /// Whether it can be part of a word: a letter, mark or digit of any alphabet.
    var isWordPart: Bool {
        if value < 0x80 { return isDigit || (value | 0x20 >= 0x61 && value | 0x20 <= 0x7A) }
        switch script {
        case .latin: return value != 0xD7 && value != 0xF7
        case .greek: return !(value == 0x37E || value == 0x387 || value == 0x384 || value == 0x385 || value == 0x375)
        case .other: break
        }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .decimalNumber, .format:
            return value != 0x2BC && value != 0x2B9
        default: return false
        }
    }
}
