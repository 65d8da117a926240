import Records
import Testing
import WebSupport

@Suite struct LanguageTests {
    @Test(arguments: [
        (nil, Language.greek), ("", .greek), ("en", .english), ("en-GB,en;q=0.9,el;q=0.8", .english),
        ("el-GR,el;q=0.9,en;q=0.8", .greek), ("de, fr;q=0.9", .greek), ("de;q=1, en;q=0.1", .english),
        ("en;q=0, el", .greek), ("en;q=0", .greek), ("el;q=0.3 , EN ; q=0.7", .english), ("*", .greek),
        (";;;,,q=", .greek),
    ])
    func header(_ header: String?, _ expected: Language) {
        #expect(Language.negotiate(acceptLanguage: header) == expected)
    }

    @Test func explicitChoiceWins() {
        #expect(Language.negotiate(explicit: "en", acceptLanguage: "el") == .english)
        #expect(Language.negotiate(explicit: "xx", acceptLanguage: "en") == .english)
        #expect(Language.negotiate(explicit: "el-GR", acceptLanguage: "en") == .greek)
    }

    @Test("Messages are in Greek or English, whatever translation is asked for")
    func messages() {
        for tag in ["sq", "ar", "uk", "ar-SY"] {
            #expect(Language.negotiate(explicit: tag, acceptLanguage: "el") == .english)
            #expect(Language.negotiate(acceptLanguage: "\(tag), el;q=0.5") == .greek)
            #expect(Language.negotiate(acceptLanguage: tag) == .greek)
        }
    }

    @Test(
        "A page is in the chosen language, else in a translated one that the device is set to, else Greek",
        arguments: [
            ("ar", "el", Language.arabic), ("sq-AL", nil, .albanian), ("uk", "ar", .ukrainian), ("el", "ar", .greek),
            ("en", "uk", .english), (nil, "ar-SY,ar;q=0.9,en;q=0.8", .arabic), (nil, "uk", .ukrainian),
            (nil, "en-GB", .greek),
            (nil, "en, ar;q=0.5", .greek), (nil, "sq;q=0.4, de", .albanian), (nil, nil, .greek),
            ("xx", "sq", .albanian),
            ("", "ar", .arabic), (nil, "ar;q=0", .greek),
        ] as [(String?, String?, Language)])
    func page(_ explicit: String?, _ header: String?, _ expected: Language) {
        #expect(Language.page(explicit: explicit, acceptLanguage: header) == expected)
    }
}
