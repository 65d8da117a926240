internal import Records

/// The names of audiences; an unknown code is shown unchanged.
enum AudienceNames {
    private static let names: [String: Phrase] = [
        "children": Phrase(el: "παιδιά", en: "children"), "youth": Phrase(el: "νέοι", en: "young people"),
        "parents": Phrase(el: "γονείς", en: "parents"), "families": Phrase(el: "οικογένειες", en: "families"),
        "elderly": Phrase(el: "ηλικιωμένοι", en: "older people"), "women": Phrase(el: "γυναίκες", en: "women"),
        "disability": Phrase(el: "άτομα με αναπηρία", en: "people with a disability"),
        "homeless": Phrase(el: "άστεγοι", en: "homeless people"),
        "poor": Phrase(el: "άποροι", en: "people in need"),
        "unemployed": Phrase(el: "άνεργοι", en: "unemployed people"),
        "migrants": Phrase(el: "μετανάστες", en: "migrants"), "refugees": Phrase(el: "πρόσφυγες", en: "refugees"),
    ]

    /// A function that returns the name of an audience.
    static func name(in language: Language) -> (String) -> String {
        { code in names[code]?[language] ?? code }
    }
}

/// The names of languages; an unknown tag is shown unchanged.
enum LanguageNames {
    private static let names: [String: Phrase] = [
        "el": Phrase(el: "ελληνικά", en: "Greek"), "en": Phrase(el: "αγγλικά", en: "English"),
        "sq": Phrase(el: "αλβανικά", en: "Albanian"), "ar": Phrase(el: "αραβικά", en: "Arabic"),
        "uk": Phrase(el: "ουκρανικά", en: "Ukrainian"), "ru": Phrase(el: "ρωσικά", en: "Russian"),
        "bg": Phrase(el: "βουλγαρικά", en: "Bulgarian"), "ro": Phrase(el: "ρουμανικά", en: "Romanian"),
        "rom": Phrase(el: "ρομανί", en: "Romani"), "fa": Phrase(el: "φαρσί", en: "Farsi"),
        "ur": Phrase(el: "ουρντού", en: "Urdu"), "tr": Phrase(el: "τουρκικά", en: "Turkish"),
        "fr": Phrase(el: "γαλλικά", en: "French"), "de": Phrase(el: "γερμανικά", en: "German"),
        "pt": Phrase(el: "πορτογαλικά", en: "Portuguese"),
        "gss": Phrase(el: "ελληνική νοηματική", en: "Greek Sign Language"),
    ]

    /// A function that returns the name of a language.
    static func name(in language: Language) -> (String) -> String {
        { tag in names[tag]?[language] ?? tag }
    }
}
