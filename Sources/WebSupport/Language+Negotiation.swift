public import Records

extension Language {
    /// Chooses the language of a response: the explicit choice, else the one preferred by `Accept-Language` (RFC 9110,
    /// section 12.5.4), else Greek.
    public static func negotiate(explicit: String? = nil, acceptLanguage: String? = nil) -> Language {
        if let explicit, let language = Language(range: explicit) { return language }
        guard let acceptLanguage, acceptLanguage.utf8.count <= 1024 else { return .greek }
        var best: (language: Language, quality: Double)?
        for (range, weight) in WeightedList(acceptLanguage).entries where weight > (best?.quality ?? 0) {
            if let language = Language(range: range) { best = (language, weight) }
        }
        return best?.language ?? .greek
    }

    /// Parses a language range such as `en-GB`; nil when its language is not supported.
    private init?(range: some StringProtocol) {
        let base = range.split(separator: "-", omittingEmptySubsequences: false).first ?? ""
        self.init(rawValue: String(base.filter { $0 != " " }).lowercased())
    }
}
