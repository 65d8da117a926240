public import GeoIndex

/// A municipality (δήμος), the unit that most structures are competent for.
public struct Municipality: Hashable, Sendable, Identifiable {
    /// The quality of an outline.
    public enum Outline: String, Sendable {
        /// A published polygon.
        case surveyed
        /// A simplified polygon, not exact near borders.
        case sketch
        /// No polygon.
        case none
    }

    /// Code in the statistical service's register, as text.
    public var code: String
    /// Code in a second register.
    public var alternativeCode: String?
    /// Official name.
    public var names: LocalizedText
    /// Former names.
    public var formerNames: [String]
    /// Other current names, such as the nominative of a name that is official in the genitive.
    public var otherNames: [String]
    /// The regional unit it belongs to.
    public var regionalUnit: LocalizedText
    /// Name of its seat.
    public var seatNames: LocalizedText
    /// Position of its seat, WGS 84.
    public var seat: Coordinate?
    /// Residents.
    public var population: Int?
    /// Year in which the residents were counted.
    public var populationYear: Int?
    /// Area in square kilometres.
    public var squareKilometres: Double?
    /// The quality of its outline.
    public var outline: Outline

    /// The code, which is unique.
    public var id: String { code }

    /// Creates a municipality. What is not given is unknown.
    public init(
        code: String, alternativeCode: String? = nil, names: LocalizedText, formerNames: [String] = [],
        otherNames: [String] = [], regionalUnit: LocalizedText = LocalizedText(),
        seatNames: LocalizedText = LocalizedText(),
        seat: Coordinate? = nil, population: Int? = nil, populationYear: Int? = nil,
        squareKilometres: Double? = nil, outline: Outline = .none
    ) {
        self.code = code
        self.alternativeCode = alternativeCode
        self.names = names
        self.formerNames = formerNames
        self.otherNames = otherNames
        self.regionalUnit = regionalUnit
        self.seatNames = seatNames
        self.seat = seat
        self.population = population
        self.populationYear = populationYear
        self.squareKilometres = squareKilometres
        self.outline = outline
    }
}

extension Municipality {
    /// The word before the name of a municipality, by language.
    private static let words = ["el": "Δήμος", "en": "Municipality of"]

    /// Returns a name with the word for a municipality before it, unless the name begins with that word or the language
    /// has none.
    package static func title(_ name: String, in language: String) -> String {
        guard let word = words[language], !name.hasPrefix(word) else { return name }
        return "\(word) \(name)"
    }

    /// Returns its full name in a language, such as «Δήμος …». Without a name in that language, returns the fallback of
    /// ``LocalizedText/text(in:)-(String)`` without the word. In a language of translations its Greek title follows, which is on signs.
    public func title(in language: Language) -> String {
        guard language.isTranslated else { return title(tag: language.tag) }
        let (latin, greek) = (names["en"] ?? names["el"] ?? names.text(in: language), title(tag: "el"))
        return language.words(el: "\(greek)", en: "Municipality of \(latin) (\(greek))")
    }

    /// ``title(in:)`` in every language that has a name or a word for a municipality.
    public var titles: LocalizedText {
        var titles = names
        for language in Self.words.keys { titles[language] = title(tag: language) }
        return titles
    }

    private func title(tag: String) -> String {
        names[tag].map { Self.title($0, in: tag) } ?? names.text(in: tag)
    }
}
