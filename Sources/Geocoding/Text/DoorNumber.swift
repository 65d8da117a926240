/// A house number as a map writes it («17А к3», «226 1/2», «S/N»), and the form in which two of them are compared.
///
/// The form leaves out case, accents, blanks and signs, writes Greek, Cyrillic and Latin letters of one look alike, and
/// keeps digits apart from digits: «12-14», «12/14» and «1214» stay three numbers. The first digits are told apart from
/// the rest, because streets are numbered by them.
package struct DoorNumber: Hashable, Sendable {
    /// As written, with single blanks.
    package var text: String
    /// The first run of digits, at most nine of them; 0 where there is none.
    package var value: Int
    /// All but the first digits in comparison form, with `#` for these; empty where there is nothing but digits.
    package var key: [UInt8]

    /// Reads what a source writes as a house number; a word that only says so («Nr. 5») is no part of its form. O(n).
    package init(_ written: String) {
        text = written.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        var form = DoorForm()
        for scalar in Self.withoutMark(text) { form.append(scalar) }
        (value, key) = (form.value, form.key)
    }

    /// Whether its first digits are all that is written.
    package var isPlain: Bool { key.isEmpty && text == String(value) }

    /// The number `value` alone.
    package init(value: Int) {
        (text, self.value, key) = (String(value), value, [])
    }

    /// Last number of a range such as 23-25.
    package var last: Int? { Self.last(ofRange: key) }

    /// The end of the range that a comparison form begins with: 25 in that of «23-25».
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

    /// The numbers of a list («12;14», «76, 76a»), each as written; the text itself where it is no list. A comma also
    /// stands before a remark («7 A, inner yard»), so it makes a list only of numbers alike.
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

/// Makes the comparison form of a house number, letter by letter.
struct DoorForm {
    static let first = UInt8(ascii: "#")
    static let dash = UInt8(ascii: "-")
    static let mostDigits = 9

    private(set) var value = 0
    /// Everything so far, with ``first`` for the first digits.
    private var form: [UInt8] = []
    /// Digits of the first run, leading zeros aside; nil before it.
    private var digits: Int?
    private var isInFirst = false
    private var isAfterDigit = false
    /// What parts the last digit from what comes: nothing, a dash, or anything else as a slash.
    private var separator: UInt8?

    /// Whether any digit was met.
    var hasDigits: Bool { digits != nil }

    /// Bytes of the form so far.
    var count: Int { form.count }

    /// The form without what every plain number has.
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

    /// Greek and Cyrillic letters as keyboards of the other alphabet write them.
    private static let alike: [Unicode.Scalar: UInt8] = Dictionary(
        uniqueKeysWithValues: zip("αβγδεηικμνορτυχавекмнорстх".unicodeScalars, Array("abgdehikmnoptyxabekmhopctx".utf8))
    )
    static let fractions: [Unicode.Scalar: String] = ["¼": "1/4", "½": "1/2", "¾": "3/4"]
}
