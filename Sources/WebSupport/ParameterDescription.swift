internal import Records

/// Describes a query or form parameter, both for the parser and for the OpenAPI document.
public struct ParameterDescription: Hashable, Sendable {
    /// The syntax of a value.
    public enum Shape: Hashable, Sendable {
        /// Text of 1 to `maximum` Unicode scalars, none of them a control character.
        case text(maximum: Int)
        /// The same as `text`, with line breaks allowed.
        case lines(maximum: Int)
        /// A finite decimal number in `minimum`…`maximum`.
        case number(minimum: Double, maximum: Double)
        /// An integer in `minimum`…`maximum`.
        case integer(minimum: Int, maximum: Int)
        /// From `least` to `most` numbers in `minimum`…`maximum`, separated by commas.
        case numbers(minimum: Double, maximum: Double, least: Int = 1, most: Int)
        /// One of the listed values.
        case choice([String])
    }

    /// The name in the query.
    public var name: String
    /// The syntax of a value.
    public var shape: Shape
    /// How often it may be given.
    public var maximumCount: Int
    /// Whether an empty value counts as absent, as forms send empty fields.
    public var emptyIsAbsent: Bool
    /// Whether an integer above the maximum is replaced by the maximum instead of being refused.
    public var isCapped: Bool
    /// The meaning, for the OpenAPI document.
    public var summary: String
    /// A pattern that texts must match, if any.
    public var form: TextForm?
    /// The default as text, for the OpenAPI document.
    public var standard: String?

    /// Creates the description of the parameter `name`.
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
    /// The expected value, for error messages.
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
    ///
    /// - Throws: A 400 ``Problem``.
    func check(_ value: String) throws(Problem) {
        let fits: Bool
        switch shape {
        case .text(let maximum):
            // The number of bytes bounds the number of scalars, so that only long texts are counted exactly.
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

    /// A checked value, replaced by the maximum when it is larger and ``isCapped`` is set.
    func capped(_ value: String) -> String {
        guard isCapped, case .integer(_, let maximum) = shape, let number = DecimalText.integer(value), number > maximum
        else { return value }
        return "\(maximum)"
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }
}
