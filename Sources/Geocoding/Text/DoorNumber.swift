/// A house number as a map writes it («17А к3», «226 1/2», «S/N»), with a form for comparison.
///
/// The comparison form ignores case, accents, blanks and signs, and treats Greek, Cyrillic and Latin letters that look
/// alike as equal. It keeps runs of digits apart: «12-14», «12/14» and «1214» are three numbers. The first digits are
/// separate, because houses are numbered by them.
package struct DoorNumber: Hashable, Sendable {
    /// The number as written, with single blanks.
    package var text: String
    /// The first run of digits, at most nine digits; 0 when there is none.
    package var value: Int
    /// The comparison form with `#` in place of the first digits; empty when there is nothing else.
    package var key: [UInt8]

    /// Reads a house number of a data source. A word that only means «number» («Nr. 5») is not part of the comparison
    /// form. O(n).
    package init(_ written: String) {
        text = written.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        var form = DoorForm()
        for scalar in Self.withoutMark(text) { form.append(scalar) }
        (value, key) = (form.value, form.key)
    }

    /// Whether the number is only its first digits.
    package var isPlain: Bool { key.isEmpty && text == String(value) }

    /// Creates a number from its digits.
    package init(value: Int) {
        (text, self.value, key) = (String(value), value, [])
    }

    /// The last number of a range such as 23-25; nil for other numbers.
    package var last: Int? { Self.last(ofRange: key) }

    /// Returns the last number of the range at the start of a comparison form: 25 for «23-25».
    static func last(ofRange key: some Collection<UInt8>) -> Int? {
        guard key.starts(with: [DoorForm.first, DoorForm.dash]) else { return nil }
        let digits = key.dropFirst(2).prefix { KeyBytes.isDigit($0) }
        return digits.count <= DoorForm.mostDigits ? Int(String(decoding: digits, as: UTF8.self)) : nil
    }

    private static func withoutMark(_ text: String) -> String.UnicodeScalarView.SubSequence {
        let scalars = text.unicodeScalars[...]
        let word = scalars.prefix { $0.isWordPart && !$0.isDigit }
        let rest = scalars.dropFirst(word.count).drop { !$0.isWordPart }
        guard !word.isEmpty, rest.first?.isDigit == true,
            AddressToken.read(String(word), forQuery: false).first?.classes.contains(.numberMark) == true
        else { return scalars }
        return rest
    }

    /// Returns the numbers of a list («12;14», «76, 76a»), each as written, or the text itself when it is not a list.
    ///
    /// A comma can also precede a remark («7 A, inner yard»), so it only makes a list of numbers of the same form.
    package static func members(of written: String) -> [String] {
        let isComma = !written.contains(";")
        let parts = written.split { $0 == ";" || $0 == "," }
            .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.filter { !$0.isEmpty }
        guard parts.count > 1 else { return [written] }
        func begins(_ part: String) -> Bool { part.unicodeScalars.first?.isDigit == true }
        let areAlike =
            parts.allSatisfy(begins)
            || parts.allSatisfy { part in !begins(part) && part.unicodeScalars.dropFirst().first?.isDigit == true }
        return isComma && !areAlike ? [written] : parts
    }
}

/// Builds the comparison form of a house number, scalar by scalar.
struct DoorForm {
    static let first = UInt8(ascii: "#")
    static let dash = UInt8(ascii: "-")
    static let mostDigits = 9

    private(set) var value = 0
    /// The form so far, with ``first`` in place of the first digits.
    private var form: [UInt8] = []
    /// The number of digits in the first run without leading zeros; nil before it.
    private var digits: Int?
    private var isInFirst = false
    private var isAfterDigit = false
    /// The separator after the last digit: nil, a dash, or a slash for all others.
    private var separator: UInt8?

    /// Whether a digit was appended.
    var hasDigits: Bool { digits != nil }

    /// The number of bytes so far.
    var count: Int { form.count }

    /// The form; empty for a plain number.
    var key: [UInt8] { form == [Self.first] ? [] : form }

    mutating func append(_ scalar: Unicode.Scalar) {
        if let fraction = Self.fractions[scalar] {
            separate("/")
            for part in fraction.unicodeScalars { append(part) }
            separate("/")
            return
        }
        guard scalar.isWordPart else { return separate(scalar) }
        var letters: [Unicode.Scalar] = []
        LetterTable.appendFolded(scalar, to: &letters)
        for letter in letters { letter.isDigit ? append(digit: letter) : append(letter: letter) }
    }

    private mutating func separate(_ scalar: Unicode.Scalar) {
        guard isAfterDigit else { return }
        let isDash = "-\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}".unicodeScalars.contains(scalar)
        separator = isDash || separator == Self.dash ? Self.dash : UInt8(ascii: "/")
    }

    private mutating func append(digit: Unicode.Scalar) {
        let number = Int(digit.value - 0x30)
        if digits == nil {
            digits = 0
            isInFirst = true
            form.append(Self.first)
        } else if isAfterDigit, let separator {
            isInFirst = false
            form.append(separator)
        }
        if isInFirst, let known = digits, known < Self.mostDigits {
            value = value * 10 + number
            if value > 0 { digits = known + 1 }
        } else {
            isInFirst = false
            form.append(UInt8(digit.value))
        }
        (isAfterDigit, separator) = (true, nil)
    }

    private mutating func append(letter: Unicode.Scalar) {
        (isInFirst, isAfterDigit, separator) = (false, false, nil)
        if let alike = Self.alike[letter] { form.append(alike) } else { KeyBytes.appendUTF8(letter, to: &form) }
    }

    /// Greek and Cyrillic letters, each with the Latin letter that looks alike.
    private static let alike: [Unicode.Scalar: UInt8] = Dictionary(
        uniqueKeysWithValues: zip("αβγδεηικμνορτυχавекмнорстх".unicodeScalars, Array("abgdehikmnoptyxabekmhopctx".utf8))
    )
    static let fractions: [Unicode.Scalar: String] = ["¼": "1/4", "½": "1/2", "¾": "3/4"]
}
