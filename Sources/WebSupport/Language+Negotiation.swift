public import Records

extension Language {
    /// Chooses the language of a message: the explicit choice, else the one preferred by `Accept-Language`, else Greek.
    /// Messages are in complete languages, so that the choice of another one means English.
    public static func negotiate(explicit: String? = nil, acceptLanguage: String? = nil) -> Language {
        explicit.flatMap { Language(range: $0)?.orEnglish } ?? preferred(complete, in: acceptLanguage) ?? .greek
    }

    /// Chooses the language of a page: the explicit choice, else the default for this reader, see
    /// ``pageDefault(acceptLanguage:)``.
    public static func page(explicit: String?, acceptLanguage: String?) -> Language {
        explicit.flatMap { Language(range: $0) } ?? pageDefault(acceptLanguage: acceptLanguage)
    }

    /// The language of a page whose address names none: a translated one that the reader's device is set to, else Greek.
    /// Devices set to English say little: many people in Greece have one and read Greek better.
    public static func pageDefault(acceptLanguage: String?) -> Language {
        let preferred = preferred(allCases, in: acceptLanguage) ?? .greek
        return preferred.isTranslated ? preferred : .greek
    }

    /// The one of several languages that `Accept-Language` prefers (RFC 9110, section 12.5.4), if it names any.
    private static func preferred(_ languages: [Language], in acceptLanguage: String?) -> Language? {
        guard let acceptLanguage, acceptLanguage.utf8.count <= 1024 else { return nil }
        var best: (language: Language, quality: Double)?
        for (range, weight) in WeightedList(acceptLanguage).entries where weight > (best?.quality ?? 0) {
            if let language = Language(range: range), languages.contains(language) { best = (language, weight) }
        }
        return best?.language
    }

    /// Parses a language range such as `en-GB`; nil when its language is not supported.
    private init?(range: some StringProtocol) {
        let base = range.split(separator: "-", omittingEmptySubsequences: false).first ?? ""
        self.init(rawValue: String(base.filter { $0 != " " }).lowercased())
    }
}
