extension PersonalNumber {
    /// Whether a text holds an IBAN: two letters of a country, two check digits, and as many letters and digits as the
    /// country's numbers have.
    static func holdsAccount(_ marks: [Mark]) -> Bool {
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
}
