/// The form of a word after a whole number (CLDR plural rules for cardinal numbers).
enum PluralForm: String, CaseIterable {
    case zero, one, two, few, many, other

    /// The forms that a language distinguishes for whole numbers.
    static func all(in language: Language) -> [PluralForm] {
        switch language {
        case .greek, .english, .albanian: [.one, .other]
        case .ukrainian: [.one, .few, .many, .other]
        case .arabic: allCases
        }
    }

    /// The form after `count` in a language; the sign of the number does not matter.
    init(_ count: Int, in language: Language) {
        let count = count.magnitude
        let (tens, units) = (count % 100, count % 10)
        self =
            switch language {
            case .greek, .english, .albanian: count == 1 ? .one : .other
            case .ukrainian:
                if units == 1, tens != 11 {
                    .one
                } else if (2...4).contains(units), !(12...14).contains(tens) {
                    .few
                } else {
                    .many
                }
            case .arabic:
                switch (count, tens) {
                case (0, _): .zero
                case (1, _): .one
                case (2, _): .two
                case (_, 3...10): .few
                case (_, 11...99): .many
                default: .other
                }
            }
    }
}
