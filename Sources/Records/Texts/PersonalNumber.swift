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
    fileprivate static func isSocialSecurity(_ digits: [UInt8]) -> Bool {
        let (day, month, year) = (
            Int(digits[0] * 10 + digits[1]), Int(digits[2] * 10 + digits[3]), Int(digits[4] * 10 + digits[5])
        )
        // The century is not written, and 29 February 1900 was no day.
        return CivilDate(year: 2000 + year, month: month, day: day) != nil
    }

    /// Whether the last digit fits the others (ISO/IEC 7812-1, annex B).
    fileprivate static func fitsLuhn(_ digits: [UInt8]) -> Bool {
        let sum = digits.reversed().enumerated().reduce(0) { sum, next in
            let value = Int(next.element) << (next.offset & 1)
            return sum + (value > 9 ? value - 9 : value)
        }
        return sum % 10 == 0
    }

    /// Whether the last of 9 digits is the check digit of a tax number: the sum of the others times 2⁸ … 2, modulo 11
    /// and then 10.
    fileprivate static func isTax(_ digits: [UInt8]) -> Bool {
        let sum = digits.dropLast().reduce(0) { ($0 + Int($1)) * 2 }
        return digits.contains { $0 != 0 } && sum % 11 % 10 == Int(digits[8])
    }

    /// Whether a text holds an IBAN: two letters of a country, two check digits, and as many letters and digits as the
    /// country's numbers have.
    private static func holdsAccount(_ marks: [Mark]) -> Bool {
        for start in marks.indices where start == 0 || !marks[start - 1].isLetterOrDigit {
            guard case .letter(let first) = marks[start],
                case .letter(let second)? = marks[(start + 1)...].prefix(4).first(where: \.isLetterOrDigit),
                let length = accountLengths[[first, second]]
            else { continue }
            var values: [UInt8] = []
            var marked = 0
            scan: for mark in marks[start...] {
                switch mark {
                case .letter(let letter): values.append(letter - UInt8(ascii: "A") + 10)
                case .digit(let digit): values.append(digit)
                case .joint(let scalar):
                    if scalar != nil { marked += 1 }
                    if marked > DigitRun.mostMarks { break scan }
                    continue scan
                case .other: break scan
                }
                marked = 0
                if values.count == length { break }
            }
            guard values.count == length, values[2] < 10, values[3] < 10 else { continue }
            let remainder = (values[4...] + values[..<4]).reduce(0) { ($0 * ($1 < 10 ? 10 : 100) + Int($1)) % 97 }
            if remainder == 1 { return true }
        }
        return false
    }

    /// The lengths of the numbers of countries, after the registry of IBAN (SWIFT, release 99 of December 2024).
    private static let accountLengths: [[UInt8]: Int] = {
        let groups: [(Int, String)] = [
            (15, "NO"), (16, "BE"), (18, "DK FI FO GL NL SD FK"), (19, "MK SI"),
            (20, "AT BA EE KZ LT LU XK MN"), (21, "CH HR LI LV"),
            (22, "BG BH CR DE GB GE IE ME RS VA"), (23, "AE GI IL IQ OM SO TL"),
            (24, "AD CZ ES MD PK RO SA SE SK TN VG"), (25, "LY PT ST"), (26, "IS TR"), (27, "BI DJ FR GR IT MC MR SM"),
            (28, "AL AZ BY CY DO GT HU LB NI PL SV"), (29, "BR EG PS QA UA"), (30, "JO KW MU YE"), (31, "MT SC"),
            (32, "LC"), (33, "RU"),
        ]
        var lengths: [[UInt8]: Int] = [:]
        for (length, countries) in groups {
            for country in countries.split(separator: " ") { lengths[Array(country.utf8)] = length }
        }
        return lengths
    }()

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
    fileprivate enum Mark {
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

/// Groups of digits with nothing but blanks and a few marks between them.
private struct DigitRun {
    /// The number of visible marks between two groups of one run is at most this.
    static let mostMarks = 3

    /// The place of the first digit in the text.
    let start: Int
    private var groups: [[UInt8]] = []
    /// What stands after each group but the last: the visible marks, and " " where there is a blank.
    private var joints: [String] = []

    /// Returns the runs of a text.
    static func runs(of marks: [PersonalNumber.Mark]) -> [DigitRun] {
        var runs: [DigitRun] = []
        var run: DigitRun?
        var joint: String?
        func end() {
            if let run { runs.append(run) }
            run = nil
            joint = nil
        }
        for (place, mark) in marks.enumerated() {
            switch mark {
            case .digit(let digit):
                if run == nil { run = DigitRun(start: place) }
                run?.add(digit, after: joint)
                joint = ""
            case .joint(let scalar):
                guard let before = joint else { continue }
                // In a list, a comma and a blank are between two things.
                let isList = before.last == "," && scalar == nil
                let after = scalar.map { before + String($0) } ?? (before.last == " " ? before : before + " ")
                if isList || after.count(where: { $0 != " " }) > mostMarks { end() } else { joint = after }
            case .letter, .other: end()
            }
        }
        end()
        return runs
    }

    private init(start: Int) { self.start = start }

    private mutating func add(_ digit: UInt8, after joint: String?) {
        guard let joint, joint.isEmpty, !groups.isEmpty else {
            if let joint, !groups.isEmpty { joints.append(joint) }
            groups.append([digit])
            return
        }
        groups[groups.count - 1].append(digit)
    }

    /// Returns the kind of the first number that is a group or a row of groups.
    ///
    /// - Parameter names: The kinds that are named before the run.
    func number(named names: Set<PersonalNumber>) -> PersonalNumber? {
        let others = others
        for first in groups.indices {
            var digits: [UInt8] = []
            for last in first..<groups.count {
                digits += groups[last]
                if digits.count > 11 { break }
                // As a group alone, and where it is named, a number is written as numbers are.
                let isPlain = first == last
                let isOther = others[first...last].contains(true)
                if digits.count == 11, PersonalNumber.isSocialSecurity(digits),
                    isPlain || names.contains(.socialSecurity) || !isOther || PersonalNumber.fitsLuhn(digits)
                {
                    return .socialSecurity
                }
                if digits.count == 9, PersonalNumber.isTax(digits),
                    isPlain || names.contains(.tax) || !isOther
                {
                    return .tax
                }
            }
        }
        return nil
    }

    /// Which groups belong to a date with a year of four digits, a time, or a telephone number.
    private var others: [Bool] {
        var others = [Bool](repeating: false, count: groups.count)
        func mark(_ groups: Range<Int>) { for group in groups { others[group] = true } }
        for first in groups.indices {
            let numbers = groups[first...].prefix(3).map { $0.count <= 4 ? $0.reduce(0) { $0 * 10 + Int($1) } : .max }
            if numbers.count == 3, joints[first] == joints[first + 1], ["/", ".", "-"].contains(joints[first]) {
                let (year, day) = groups[first].count == 4 ? (numbers[0], numbers[2]) : (numbers[2], numbers[0])
                if (1900...2099).contains(year), (1...31).contains(day), (1...12).contains(numbers[1]) {
                    mark(first..<first + 3)
                }
            }
            if isTime(first, ":") { mark(first..<first + 2) }
            if isTime(first, "."), isTime(first + 2, "."), joints[first + 1].contains(where: "-–".contains) {
                mark(first..<first + 4)
            }
            var digits: [UInt8] = []
            for last in first..<groups.count where digits.count < 10 {
                digits += groups[last]
                // A telephone number: 69 or an area code that begins with 2, then pairs or longer groups.
                let rest = groups[first...last].dropFirst()
                if digits.count == 10, digits[0] == 2 || digits.starts(with: [6, 9]),
                    (3...7).contains(groups[first].count) || first == last,
                    rest.allSatisfy({ $0.count == 2 }) || rest.allSatisfy({ $0.count > 1 }) && groups[last].count > 2
                {
                    mark(first..<last + 1)
                }
            }
        }
        return others
    }

    /// Whether a group and the next one are the hour and the minute of a time.
    private func isTime(_ first: Int, _ joint: String) -> Bool {
        guard first + 1 < groups.count, joints[first] == joint, groups[first].count <= 2, groups[first + 1].count == 2
        else { return false }
        return groups[first].reduce(0) { $0 * 10 + $1 } <= 24 && groups[first + 1][0] < 6
    }
}
