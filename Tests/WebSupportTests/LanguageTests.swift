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
}
