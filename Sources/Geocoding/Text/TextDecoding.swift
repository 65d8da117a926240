internal import Foundation

/// Undoes the ways in which programs write one character as several: escapes of links, pages, programs and mail.
///
/// Everything that searches a text for secrets reads it in this form, so that a place cannot hide behind an encoding.
enum TextDecoding {
    /// Returns the text that people would see. O(n), times the depth of encodings within encodings (at most
    /// ``deepest``).
    ///
    /// Percent-escapes (UTF-8 and Windows-1253), character references and tags of HTML, escapes with a backslash,
    /// quoted-printable and Punycode are decoded where they stand. Attributes and comments of tags, Base64 and text
    /// read in a wrong encoding follow at the end, on lines of their own. Digits of all alphabets become ASCII digits,
    /// letters in disguise (full-width, circled, mathematical) plain letters; invisible characters are dropped.
    static func decoded(_ text: String) -> String {
        var text = text
        var read: Set<String> = []
        for _ in 0..<deepest {
            guard let next = decodedOnce(text, &read) else { break }
            text = next
        }
        return plain(text)
    }

    /// The number of encodings within one another that are decoded.
    private static let deepest = 4

    /// Returns nil when there is nothing to decode.
    ///
    /// - Parameter read: The Base64 that was read in earlier rounds. It stays in the text, since it may be a word.
    private static func decodedOnce(_ text: String, _ read: inout Set<String>) -> String? {
        let marks = Array(text.utf8)
        let mayBeEscaped = marks.contains { $0 == 0x25 || $0 == 0x26 || $0 == 0x5C || $0 == 0x3C || $0 == 0x3D }
        guard mayBeEscaped || marks.contains(0x78) || marks.contains(0x58) || Base64Text.mayBe(in: marks) else {
            return nil
        }
        let scalars = Array(text.unicodeScalars)
        var scanner = EscapeScanner(scalars)
        scanner.run()
        let found = Base64Text.texts(in: scalars).filter { read.insert($0).inserted }
        guard scanner.isChanged || !found.isEmpty else { return nil }
        return ([String(String.UnicodeScalarView(scanner.output))] + found).joined(separator: "\n")
    }

    /// Returns the text with plain letters and digits, and without invisible characters.
    private static func plain(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar.isASCII || scalar.script != .other {
                result.append(scalar)
            } else if scalar.properties.isDefaultIgnorableCodePoint || scalar.value == 0x20E3 {
                continue
            } else if scalar == "№" {
                result.append(contentsOf: "No ".unicodeScalars)
            } else if let number = number(scalar) {
                result.append(contentsOf: String(number).unicodeScalars)
            } else if isDisguised(scalar) {
                result.append(contentsOf: String(scalar).precomposedStringWithCompatibilityMapping.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        let other = MisreadText.repaired(result)
        return String(result) + (other.map { "\n\($0)" } ?? "")
    }

    /// The whole number that a digit or a circled, bracketed or raised number stands for.
    private static func number(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar.properties.numericType {
        case .decimal, .digit: return scalar.properties.numericValue.map { Int($0) }
        case .numeric:
            let isEnclosed = (0x2460...0x24FF).contains(scalar.value) || (0x3251...0x32BF).contains(scalar.value)
            return isEnclosed ? scalar.properties.numericValue.map { Int($0) } : nil
        default: return nil
        }
    }

    private static func isDisguised(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2100...0x214F, 0x24B6...0x24E9, 0xFF01...0xFF5E, 0x1D400...0x1D7FF, 0x1F110...0x1F149:
            true
        default: false
        }
    }
}

/// Base64 within a text, such as the value of a parameter of a link.
enum Base64Text {
    /// Fewer letters and digits in a row are no Base64.
    private static let shortest = 12

    /// Whether there are enough letters and digits in a row. O(n).
    static func mayBe(in bytes: [UInt8]) -> Bool {
        var length = 0
        for byte in bytes {
            length = isDigit(Unicode.Scalar(byte)) ? length + 1 : 0
            if length == shortest { return true }
        }
        return false
    }

    /// The readable texts. O(n).
    static func texts(in scalars: [Unicode.Scalar]) -> [String] {
        // A slash is a digit of Base64, but in a link it is also the end of a part.
        let runs = scalars.split { !isDigit($0) } + scalars.split { !isDigit($0) || $0 == "/" }
        return runs.filter { $0.count >= shortest && $0.count % 4 != 1 }.compactMap { run in
            let written = String(String.UnicodeScalarView(run))
            let standard = written.replacing("-", with: "+").replacing("_", with: "/")
            let padded = standard + String(repeating: "=", count: (4 - run.count % 4) % 4)
            guard let data = Data(base64Encoded: padded), let text = String(validating: data, as: UTF8.self),
                text.unicodeScalars.allSatisfy({ !isUnprintable($0) })
            else { return nil }
            return text
        }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "+", "/", "-", "_": true
        default: false
        }
    }

    private static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .unassigned, .privateUse, .surrogate, .format: scalar != "\n"
        default: false
        }
    }
}

/// Greek that a program read in the wrong encoding.
enum MisreadText {
    /// Returns the text that was meant: UTF-8 or Windows-1253 that was read as Windows-1252. Nil when it is neither.
    /// O(n).
    static func repaired(_ scalars: String.UnicodeScalarView) -> String? {
        let upper = scalars.count { (0x80...0xFF).contains($0.value) }
        guard upper >= 4 else { return nil }
        let bytes = scalars.map { byte($0) ?? 0x20 }
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        // Words of nothing but such letters: «Áóöïäåëþí» is «Ασφοδελών».
        let words = scalars.split { !(0xB6...0xFE).contains($0.value) }.filter { $0.count >= 4 }
        guard !words.isEmpty else { return nil }
        var text = String.UnicodeScalarView()
        for scalar in scalars {
            text.append((0xB6...0xFE).contains(scalar.value) ? greek(UInt8(scalar.value)) : scalar)
        }
        return String(text)
    }

    /// The letter of a byte from 0xB6 on in Windows-1253, which is parallel to the block of Greek letters.
    static func greek(_ byte: UInt8) -> Unicode.Scalar {
        byte == 0xB7 || byte == 0xBB || byte == 0xBD
            ? Unicode.Scalar(byte) : Unicode.Scalar(UInt32(byte) + 0x2D0) ?? " "
    }

    /// The byte of a character in Windows-1252.
    private static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
        if scalar.value <= 0xFF { return UInt8(scalar.value) }
        return windows1252.firstIndex(of: scalar.value).map { UInt8($0 + 0x80) }
    }

    /// The characters of the bytes from 0x80 to 0x9F.
    private static let windows1252: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]
}
