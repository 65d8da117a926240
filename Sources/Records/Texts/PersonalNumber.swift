/// A number that identifies a person or an account, and that no free text may hold.
public enum PersonalNumber: String, CaseIterable, Sendable {
    /// The social security number ΑΜΚΑ: 11 digits that begin with the date of birth (DDMMYY).
    case socialSecurity
    /// The tax number ΑΦΜ: 9 digits, of which the last is a check digit.
    case tax
    /// An account number (ISO 13616), with its check digits.
    case account

    /// Its name.
    public var name: Phrase {
        switch self {
        case .socialSecurity: Phrase(el: "ΑΜΚΑ", en: "social security number (ΑΜΚΑ)")
        case .tax: Phrase(el: "ΑΦΜ", en: "tax number (ΑΦΜ)")
        case .account: Phrase(el: "IBAN", en: "IBAN")
        }
    }

    /// Returns the kind of a personal number in a text; nil when it holds none. O(characters).
    ///
    /// Digits count in every script. They may be apart by blanks, invisible characters and up to three marks such as
    /// full stops, hyphens and slashes. A date with a year of four digits, a time and a telephone number are no parts of a
    /// number, unless its name stands before it or, for ΑΜΚΑ, its check digit (Luhn) fits.
    public static func found(in text: String) -> PersonalNumber? {
        let marks = text.unicodeScalars.map(Mark.init)
        if holdsAccount(marks) { return .account }
        for run in DigitRun.runs(of: marks) {
            if let found = run.number(named: names(before: run.start, in: marks)) { return found }
        }
        return nil
    }

    /// Whether 11 digits begin with a date (DDMMYY).
    static func isSocialSecurity(_ digits: [UInt8]) -> Bool {
        let (day, month, year) = (
            Int(digits[0] * 10 + digits[1]), Int(digits[2] * 10 + digits[3]), Int(digits[4] * 10 + digits[5])
        )
        // The century is not written, and 29 February 1900 was no day.
        return CivilDate(year: 2000 + year, month: month, day: day) != nil
    }

    /// Whether the last digit fits the others (ISO/IEC 7812-1, annex B).
    static func fitsLuhn(_ digits: [UInt8]) -> Bool {
        let sum = digits.reversed().enumerated().reduce(0) { sum, next in
            let value = Int(next.element) << (next.offset & 1)
            return sum + (value > 9 ? value - 9 : value)
        }
        return sum % 10 == 0
    }

    /// Whether the last of 9 digits is the check digit of a tax number: the sum of the others times 2⁸ … 2, modulo 11
    /// and then 10.
    static func isTax(_ digits: [UInt8]) -> Bool {
        let sum = digits.dropLast().reduce(0) { ($0 + Int($1)) * 2 }
        return digits.contains { $0 != 0 } && sum % 11 % 10 == Int(digits[8])
    }

    /// The numbers whose names stand within 30 characters before a place.
    private static func names(before place: Int, in marks: [Mark]) -> Set<PersonalNumber> {
        let letters = String(
            String.UnicodeScalarView(
                marks[max(0, place - 30)..<place].compactMap { mark in
                    switch mark {
                    case .letter(let letter): Unicode.Scalar(letter)
                    case .other(let scalar): scalar
                    case .digit, .joint: nil
                    }
                }))
        // Latin letters that look Greek, as they are mixed by mistake.
        let greek = letters.replacing("A", with: "Α").replacing("M", with: "Μ").replacing("K", with: "Κ")
        var found: Set<PersonalNumber> = []
        if greek.contains("ΑΜΚΑ") { found.insert(.socialSecurity) }
        if ["ΑΦΜ", "ΑFΜ", "ΦΟΡΟΛΟΓ"].contains(where: greek.contains) { found.insert(.tax) }
        return found
    }

    /// What a character is to a number.
    enum Mark {
        case digit(UInt8)
        /// A letter from A to Z, as the capital.
        case letter(UInt8)
        /// A mark that may stand between digits of one number; nil for a blank or an invisible character.
        case joint(Unicode.Scalar?)
        case other(Unicode.Scalar)

        init(_ scalar: Unicode.Scalar) {
            let properties = scalar.properties
            switch properties.generalCategory {
            case .decimalNumber:
                self = .digit(UInt8(properties.numericValue ?? 0))
            case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format:
                self = .joint(nil)
            case .dashPunctuation, .connectorPunctuation, .otherPunctuation, .openPunctuation, .closePunctuation:
                self = .joint(scalar)
            default:
                // Full-width letters are 0xFEE0 beyond those of ASCII.
                let value = (0xFF21...0xFF5A).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
                switch value {
                case 0x41...0x5A: self = .letter(UInt8(value))
                case 0x61...0x7A: self = .letter(UInt8(value - 0x20))
                default: self = .other(scalar.properties.uppercaseMapping.unicodeScalars.first ?? scalar)
                }
            }
        }

        var isLetterOrDigit: Bool {
            switch self {
            case .digit, .letter: true
            case .joint: false
            case .other(let scalar): scalar.properties.isAlphabetic
            }
        }
    }
}
