import Foundation
import HTTPTypes
import NIOCore
import Records
import Testing
import WebTestSupport

/// The pages in the languages of translations.
@Suite struct LanguagePagesTests {
    private static let translated = Language.allCases.filter(\.isTranslated)

    @Test("Every page of citizens has the language and direction it was asked for", arguments: translated)
    func direction(_ language: Language) async throws {
        try await Region().test { client in
            let start = "<html lang=\"\(language.tag)\" dir=\"\(language.isRightToLeft ? "rtl" : "ltr")\">"
            for path in ["/", "/?municipality=001", "/structures/a", "/about"] {
                let page = try await client.page(path + (path.contains("?") ? "&" : "?") + "lang=\(language.tag)")
                #expect(page.contains(start), "\(path)")
                #expect(page.contains("<p class=\"draft\">"), "\(path)")
                #expect(page.contains("href=\"tel:112\""))
                // The other languages are named in themselves, and keep the page.
                for other in Language.allCases {
                    #expect(page.contains(">\(other.ownName)</a>") || page.contains(">\(other.ownName)</button>"))
                }
                // Tag characters are for the writer of the page only.
                #expect(!page.unicodeScalars.contains { (0xE0000...0xE007F).contains($0.value) })
            }
            let unknown = try await client.get("/nowhere?lang=\(language.tag)", [.accept: "text/html"])
            #expect(String(buffer: unknown.body).contains(start))
        }
    }

    @Test("A place in other letters is asked for again, with the municipalities to choose from", arguments: translated)
    func letters(_ language: Language) async throws {
        try await Region().test { client in
            let list = "href=\"/?municipality=001&amp;lang=\(language.tag)\""
            for (text, isInOtherLetters) in [("لاريسا", true), ("Utopia", false)] {
                let page = String(buffer: try await client.post("/?lang=\(language.tag)", [("q", text)]).body)
                #expect(page.contains(list) == isInOtherLetters, "\(text)")
            }
        }
    }

    @Test("Planners and programs get English", arguments: translated)
    func planners(_ language: Language) async throws {
        try await Region().test { client in
            let page = try await client.page("/coverage?lang=\(language.tag)")
            #expect(page.contains("<html lang=\"en\" dir=\"ltr\">") && !page.contains("class=\"draft\""))
            // The way back is in the reader's language.
            #expect(page.contains("href=\"/?lang=\(language.tag)\""))
            let problem = try await client.json("/api/v1/nearest?lang=\(language.tag)&lon=x", status: 400)
            #expect(problem["title"] as? String == "Bad parameter")
            let answer = try await client.get("/api/v1/nearest?lon=10.5&lat=45.5&lang=\(language.tag)")
            #expect(answer.status == .ok)
            let text = String(buffer: answer.body)
            #expect(!text.unicodeScalars.contains { (0xE0000...0xE007F).contains($0.value) || $0.value == 0x2068 })
        }
    }

    @Test("The language a service speaks is not the language of the page")
    func filter() async throws {
        try await Region().test { client in
            for (query, lang) in [
                ("language=sq", "el"), ("language=ar&lang=uk", "uk"), ("language=uk&lang=en", "en"),
                ("language=en", "en"),
            ] {
                let page = try await client.get("/about?\(query)", [.accept: "text/html"])
                #expect(String(buffer: page.body).contains("<html lang=\"\(lang)\""), "\(query)")
            }
        }
    }

    @Test("A device set to a translated language opens it, and its links name the others")
    func acceptLanguage() async throws {
        try await Region().test { client in
            let arabic = try await client.get("/about", [.accept: "text/html", .acceptLanguage: "ar-SY,ar;q=0.9"])
            let page = String(buffer: arabic.body)
            #expect(page.contains("<html lang=\"ar\" dir=\"rtl\">"))
            #expect(arabic.headers[.contentLanguage] == "ar")
            #expect(arabic.headers[.vary]?.contains("Accept-Language") == true)
            #expect(page.contains("href=\"/about?lang=el\"") && page.contains("href=\"/\""))
            let greek = try await client.get("/about?lang=el", [.accept: "text/html", .acceptLanguage: "ar"])
            #expect(String(buffer: greek.body).contains("href=\"/?lang=el\""))
            let english = try await client.get("/about", [.accept: "text/html", .acceptLanguage: "en"])
            #expect(String(buffer: english.body).contains("<html lang=\"el\""))
        }
    }

    @Test func thePageNamesItsLanguagesToSearchEngines() async throws {
        try await Region().test { client in
            let page = try await client.page("/about")
            let map = try await client.page("/sitemap.xml")
            for language in Language.allCases {
                #expect(page.contains("<link rel=\"alternate\" hreflang=\"\(language.tag)\" href=\"/about"))
                #expect(
                    map.contains("hreflang=\"\(language.tag)\" href=\"http://localhost/about?lang=\(language.tag)\""))
            }
            #expect(!map.contains("/coverage?lang=ar"))
        }
    }

    @Test("An answer is kept when the language changes", arguments: translated)
    func answers(_ language: Language) async throws {
        try await Region().test { client in
            let sent = try await client.send("/?lang=\(language.tag)", [("q", "Δύση")])
            let address = try #require(sent.headers[.location])
            #expect(address.hasSuffix("?lang=\(language.tag)"))
            for other in Language.allCases {
                let page = try await client.page(address.replacing(/lang=\w+/, with: "lang=\(other.tag)"))
                #expect(page.contains("value=\"Δύση\"") && page.contains("<html lang=\"\(other.tag)\""))
            }
        }
    }

    @Test("A Greek name stands with its Latin letters, telephone and hours keep their direction")
    func names() async throws {
        var contents = Region.contents()
        contents.structures[0].names = LocalizedText(["el": "Κέντρο Αγίου"])
        contents.structures[0].address = LocalizedText(["el": "Αύρας 5"])
        try await Region(contents: contents).test { client in
            let arabic = try await client.page("/structures/a?lang=ar")
            #expect(arabic.contains("<span lang=\"el\" dir=\"ltr\">Κέντρο Αγίου</span>"))
            #expect(arabic.contains("lang=\"el-Latn\" dir=\"ltr\">Kentro Agiou<"))
            #expect(arabic.contains("<bdi class=\"latin\" lang=\"el-Latn\">Avras 5</bdi>"))
            #expect(try await client.page("/structures/a?lang=en").contains("Kentro Agiou"))
            #expect(try await client.page("/structures/a?lang=sq").contains("Avras 5"))
            #expect(!(try await client.page("/structures/a")).contains("el-Latn"))
        }
    }
}
