import Foundation
import Records
import Testing

@Suite struct CatalogueTests {
    private func catalogue(_ json: String, _ language: Language) throws -> Catalogue {
        try Catalogue(Array(json.utf8), language: language, file: "test.json")
    }

    @Test func valuesStandWhereTheTranslationWantsThem() throws {
        let sq = try catalogue(#"{"{0} of {1}": "{1}: {0}", "plain": "thjesht"}"#, .albanian)
        let (part, all) = ("pesë", 12)
        #expect(sq.translation(of: "\(part) of \(all)") == "12: pesë")
        #expect(sq.translation(of: "plain") == "thjesht")
        #expect(sq.translation(of: "\(part)" + " of " + "\(all)") == "12: pesë")
    }

    @Test(
        "A value may hold braces, Greek, right-to-left text or nothing",
        arguments: ["{1}", "{", "Λάρισα", "لاريسا", "", "a{0}b", "👩‍👩‍👧"])
    func anyValue(_ value: String) throws {
        let sq = try catalogue(#"{"near {0}!": "afër {0}!"}"#, .albanian)
        #expect(sq.translation(of: "near \(value)!") == "afër \(value)!")
    }

    @Test func valuesAreIsolatedFromRightToLeft() throws {
        let ar = try catalogue(#"{"call {0}": "اتصلوا بـ {0}"}"#, .arabic)
        #expect(ar.translation(of: "call \("2410 123456")") == "اتصلوا بـ \u{2066}2410 123456\u{2069}")
        // A value that begins with an isolated Arabic part runs as that part does.
        let time = ar.translation(of: "call \("ساعة")")
        #expect(ar.translation(of: "call \(time)") == "اتصلوا بـ \u{2067}اتصلوا بـ \u{2067}ساعة\u{2069}\u{2069}")
    }

    @Test func aMissingTranslationIsEnglishAndMarkedAsSuch() throws {
        let sq = try catalogue("{}", .albanian)
        #expect(sq.translation(of: "not \("here")") == ForeignText.marked("not here", "en"))
        #expect(Phrase(el: "Δοκιμή", en: "This is in no catalogue")[.arabic].unicodeScalars.first == "\u{E0001}")
        #expect(Phrase(el: "Δοκιμή", en: "Trial")[.greek] == "Δοκιμή")
    }

    @Test func theMeaningTellsEqualWordsApart() throws {
        let uk = try catalogue(#"{"May": "травня", "May [alone]": "травень"}"#, .ukrainian)
        #expect(uk.translation(of: "May") == "травня")
        #expect(Phrase(el: "Μαΐου", en: "May")[.ukrainian] == "травня")
        #expect(Phrase(el: "Μάιος", en: "May", meaning: "alone")[.ukrainian] == "травень")
    }

    @Test("The first whole number decides the form of the plural")
    func plurals() throws {
        let uk = try catalogue(
            #"{"{0} min": {"one": "{0} хвилина", "few": "{0} хвилини", "many": "{0} хвилин", "other": "{0} хвилини"}}"#,
            .ukrainian)
        for (count, text) in [
            (1, "1 хвилина"), (2, "2 хвилини"), (5, "5 хвилин"), (11, "11 хвилин"), (21, "21 хвилина"),
            (22, "22 хвилини"),
            (112, "112 хвилин"), (0, "0 хвилин"),
        ] {
            #expect(uk.translation(of: "\(count) min") == text)
        }
        let ar = try catalogue(
            #"{"{0} h": {"zero": "0", "one": "ساعة", "two": "ساعتان", "few": "ساعات", "many": "ساعةً", "other": "ساعة كاملة"}}"#,
            .arabic)
        for (count, text) in [(1, "ساعة"), (2, "ساعتان"), (3, "ساعات"), (11, "ساعةً"), (100, "ساعة كاملة"), (0, "0")] {
            #expect(ar.translation(of: "\(count) h") == text)
        }
    }

    /// The samples of CLDR 44, `plurals.xml`, for whole numbers.
    @Test(arguments: [
        (Language.arabic, "zero", [0]), (.arabic, "one", [1]), (.arabic, "two", [2]),
        (.arabic, "few", [3, 4, 10, 103, 110, 1003]), (.arabic, "many", [11, 26, 99, 111, 1011]),
        (.arabic, "other", [100, 102, 200, 1000, 10000]), (.ukrainian, "one", [1, 21, 31, 101, 1001]),
        (.ukrainian, "few", [2, 4, 22, 24, 102, 1002]), (.ukrainian, "many", [0, 5, 11, 14, 19, 100, 112, 1000]),
        (.albanian, "one", [1]), (.albanian, "other", [0, 2, 21, 100]),
    ])
    func formsOfCLDR(_ language: Language, _ form: String, _ counts: [Int]) throws {
        let forms = ["zero", "one", "two", "few", "many", "other"]
        let needed =
            switch language {
            case .arabic: forms
            case .ukrainian: ["one", "few", "many", "other"]
            default: ["one", "other"]
            }
        let json = "{\"{0}\": {" + needed.map { "\"\($0)\": \"\($0)\"" }.joined(separator: ",") + "}}"
        let catalogue = try catalogue(json, language)
        for count in counts { #expect(catalogue.translation(of: "\(count)") == form, "\(count)") }
        for count in counts { #expect(catalogue.translation(of: "\(-count)") == form, "\(-count)") }
    }

    @Test(
        "A file that lacks a form, has one too many, or is damaged is refused with its place",
        arguments: [
            #"{"{0}": {"one": "a"}}"#, #"{"{0}": {"one": "a", "other": "b", "few": "c"}}"#, #"{"a": 1}"#, #"{"a": ""}"#,
            #"["a"]"#, #"{"a": "b""#, #"{"{0}": {"one": "a", "other": ""}}"#, "",
        ])
    func refused(_ json: String) {
        #expect(throws: DataFileError.self) { try catalogue(json, .albanian) }
    }

    @Test(
        "The program's own files can be read, and hold the days of the week",
        arguments: [Language.albanian, .arabic, .ukrainian])
    func own(_ language: Language) {
        #expect(Catalogue.of(language)[english: "Monday"] != nil)
    }
}

@Suite struct LocalizedTextLanguageTests {
    @Test(
        "A reader gets the own text, the program's translation, English marked as such, or what there is",
        arguments: [
            (["ar": "طعام", "en": "Food", "el": "Φαγητό"], "طعام"),
            (["en": "Monday", "el": "Δευτέρα"], "الاثنين"),
            (["en": "Xyzzy", "el": "Δοκιμή"], ForeignText.marked("Xyzzy", "en")),
            (["el": "Δοκιμή"], "Δοκιμή"), (["und": "Caritas"], "Caritas"), ([:], ""),
        ])
    func fallback(_ texts: [String: String], _ expected: String) {
        #expect(LocalizedText(texts).text(in: Language.arabic) == expected)
    }

    @Test func completeLanguagesAreNeverMarked() {
        for language in Language.complete {
            #expect(LocalizedText(["en": "Xyzzy"]).text(in: language) == "Xyzzy")
            #expect(Phrase(el: "Δοκιμή", en: "Xyzzy")[language].unicodeScalars.first != "\u{E0001}")
        }
    }
}
