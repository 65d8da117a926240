public import GeoIndex

/// A municipality (δήμος): the unit most structures are competent for.
public struct Municipality: Hashable, Sendable, Identifiable {
    /// What the outline rests on.
    public enum Outline: String, Sendable {
        /// A published polygon.
        case surveyed
        /// Our own generalised figure, good for orientation only.
        case sketch
        /// No polygon at all.
        case none
    }

    /// Code in the statistical service's register, as text.
    public var code: String
    /// Code in a second register, where one exists.
    public var alternativeCode: String?
    /// Official name.
    public var names: LocalizedText
    /// Names it bore before.
    public var formerNames: [String]
    /// Other current names, such as the nominative of a name that is official in the genitive.
    public var otherNames: [String]
    /// Regional unit it belongs to.
    public var regionalUnit: LocalizedText
    /// Name of its seat.
    public var seatNames: LocalizedText
    /// Position of its seat, WGS 84.
    public var seat: Coordinate?
    /// Residents.
    public var population: Int?
    /// Year of the count.
    public var populationYear: Int?
    /// Area in square kilometres.
    public var squareKilometres: Double?
    /// What its outline rests on.
    public var outline: Outline

    /// The code, which is unique.
    public var id: String { code }

    /// Creates a municipality; what is not given is unknown.
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
    /// Words before the name of a municipality, by language.
    private static let words = ["el": "Δήμος", "en": "Municipality of"]

    /// A name in a language with the word for a municipality, unless it begins with that word or none is known.
    package static func title(_ name: String, in language: String) -> String {
        guard let word = words[language], !name.hasPrefix(word) else { return name }
        return "\(word) \(name)"
    }

    /// Its name as that of a body, «Δήμος …»; without the word where it has no name in that language.
    public func title(in language: String) -> String {
        names[language].map { Self.title($0, in: language) } ?? names.text(in: language)
    }

    /// ``title(in:)`` in every language that has a name or a word for it.
    public var titles: LocalizedText {
        var titles = names
        for language in Self.words.keys { titles[language] = title(in: language) }
        return titles
    }
}
