internal import Records

/// A query or form parameter: what the parser checks and what the interface document says are this one value.
public struct ParameterDescription: Hashable, Sendable {
    /// What a value looks like.
    public enum Shape: Hashable, Sendable {
        /// Text of 1 to `maximum` Unicode scalars, none of them a control character.
        case text(maximum: Int)
        /// Text as above that may have line ends too.
        case lines(maximum: Int)
        /// A finite decimal number within `minimum`…`maximum`.
        case number(minimum: Double, maximum: Double)
        /// A whole number within `minimum`…`maximum`.
        case integer(minimum: Int, maximum: Int)
        /// `least` to `most` numbers within `minimum`…`maximum`, commas between them.
        case numbers(minimum: Double, maximum: Double, least: Int = 1, most: Int)
        /// One of the listed values.
        case choice([String])
    }

    /// Name as it stands in the query.
    public var name: String
    /// What a value looks like.
    public var shape: Shape
    /// How often it may be given.
    public var maximumCount: Int
    /// Whether an empty value counts as not given (forms send empty fields).
    public var emptyIsAbsent: Bool
    /// Whether a whole number above the maximum is taken as the maximum, not refused.
    public var isCapped: Bool
    /// What it means, for the interface document.
    public var summary: String
    /// What texts must look like; any text will do where it is absent.
    public var form: TextForm?
    /// The value assumed when it is absent, as text, for the interface document.
    public var standard: String?

    /// A parameter named `name`.
    public init(
        _ name: String, _ shape: Shape, maximumCount: Int = 1, emptyIsAbsent: Bool = false, isCapped: Bool = false,
        standard: String? = nil, form: TextForm? = nil, summary: String
    ) {
        self.name = name
        self.shape = shape
        self.maximumCount = maximumCount
        self.emptyIsAbsent = emptyIsAbsent
        self.isCapped = isCapped
        self.standard = standard
        self.form = form
        self.summary = summary
    }
}

extension ParameterDescription {
    /// What a value should have been, in words.
    var expectation: Phrase {
        switch shape {
        case .text(let maximum), .lines(let maximum):
            Phrase(
                el: "κείμενο 1 έως \(maximum) χαρακτήρων χωρίς χαρακτήρες ελέγχου",
                en: "text of 1 to \(maximum) characters without control characters")
        case .number(let minimum, let maximum):
            Phrase(el: "αριθμός από \(minimum) έως \(maximum)", en: "a number from \(minimum) to \(maximum)")
        case .integer(let minimum, let maximum):
            Phrase(
                el: "ακέραιος από \(minimum) έως \(maximum)", en: "a whole number from \(minimum) to \(maximum)")
        case .numbers(let minimum, let maximum, let least, let most):
            Phrase(
                el: "\(least) έως \(most) αριθμοί από \(minimum) έως \(maximum) με κόμμα ανάμεσα",
                en: "\(least) to \(most) numbers from \(minimum) to \(maximum) with commas between them")
        case .choice(let values):
            Phrase(
                el: "ένα από: \(values.joined(separator: ", "))", en: "one of: \(values.joined(separator: ", "))")
        }
    }

    /// Checks one value.
    func check(_ value: String) throws(Problem) {
        let fits: Bool
        switch shape {
        case .text(let maximum):
            // Bytes bound scalars, so the exact count is needed only for long texts.
            let isShort = value.utf8.count <= maximum || value.unicodeScalars.count <= maximum
            fits = !value.isEmpty && isShort && !value.unicodeScalars.contains(where: Self.isControl)
        case .lines(let maximum):
            let isShort = value.unicodeScalars.count <= maximum
            fits =
                !value.isEmpty && isShort
                && !value.unicodeScalars.contains { Self.isControl($0) && $0 != "\r" && $0 != "\n" }
        case .number(let minimum, let maximum):
            fits = DecimalText.number(value).map { $0 >= minimum && $0 <= maximum } ?? false
        case .integer(let minimum, let maximum):
            fits = DecimalText.integer(value).map { $0 >= minimum && ($0 <= maximum || isCapped) } ?? false
        case .numbers(let minimum, let maximum, let least, let most):
            let numbers = DecimalText.numbers(value)
            fits =
                numbers.map { numbers in
                    numbers.count >= least && numbers.count <= most
                        && numbers.allSatisfy { $0 >= minimum && $0 <= maximum }
                } ?? false
        case .choice(let values):
            fits = values.contains(value)
        }
        if fits, let form, !form.isMet(by: value) { throw Problem.bad(name, came: value, expected: form.expectation) }
        guard !fits else { return }
        var accepted: [String] = []
        if case .choice(let values) = shape { accepted = values }
        throw Problem.bad(name, came: value, expected: expectation, accepted: accepted)
    }

    /// A value that was checked, or the maximum in its place where that is what more is taken as.
    func capped(_ value: String) -> String {
        guard isCapped, case .integer(_, let maximum) = shape, let number = DecimalText.integer(value), number > maximum
        else { return value }
        return "\(maximum)"
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }
}
