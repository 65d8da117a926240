import PublicServer
import Records
import Testing

@Suite struct ForeignPartsTests {
    private func marked(_ page: String, _ language: Language) -> String {
        String(decoding: ForeignParts.marked(Array(page.utf8), in: language), as: UTF8.self)
    }

    @Test(
        "Greek gets lang on its element, or a span within other text",
        arguments: [
            ("<p>Λάρισα</p>", "<p lang=\"el\">Λάρισα</p>"),
            ("<p>Near Λάρισα.</p>", "<p>Near <span lang=\"el\">Λάρισα</span>.</p>"),
            ("<p>Άγιος Β 5</p>", "<p lang=\"el\">Άγιος Β 5</p>"),
            ("<p><b>x</b>Λάρισα</p>", "<p><b>x</b><span lang=\"el\">Λάρισα</span></p>"),
            ("<p lang=\"el\">Λάρισα</p>", "<p lang=\"el\">Λάρισα</p>"), ("<p>Plain</p>", "<p>Plain</p>"),
            ("<option value=\"1\">A Β</option>", "<option value=\"1\" lang=\"el\">A Β</option>"),
            ("<img alt=\"Λάρισα\">", "<img alt=\"Λάρισα\">"), ("", ""), ("<p>", "<p>"),
        ])
    func greekInEnglish(_ page: String, _ expected: String) {
        #expect(marked(page, .english) == expected)
        #expect(marked(page, .albanian) == expected)
    }

    @Test(
        "From right to left it is always a span of its own direction, and text of the page ends it",
        arguments: [
            ("<h2>Λάρισα</h2>", "<h2><span lang=\"el\" dir=\"ltr\">Λάρισα</span></h2>"),
            (
                "<p>قرب Λάρισα (Larissa) و Βόλος</p>",
                "<p>قرب <span lang=\"el\" dir=\"ltr\">Λάρισα</span> (Larissa) و <span lang=\"el\" dir=\"ltr\">Βόλος</span></p>"
            ),
            (
                "<p>بلدية \u{2068}Α\u{2069} \u{2068}Β\u{2069}</p>",
                "<p>بلدية \u{2068}<span lang=\"el\" dir=\"ltr\">Α</span>\u{2069} \u{2068}<span lang=\"el\" dir=\"ltr\">Β</span>\u{2069}</p>"
            ),
            ("<title>Λάρισα</title>", "<title lang=\"el\">Λάρισα</title>"),
        ])
    func greekInArabic(_ page: String, _ expected: String) {
        #expect(marked(page, .arabic) == expected)
    }

    @Test func cyrillicEndsAGreekPart() {
        #expect(
            marked("<p>Біля Λάρισα і Βόλος</p>", .ukrainian)
                == "<p>Біля <span lang=\"el\">Λάρισα</span> і <span lang=\"el\">Βόλος</span></p>")
    }

    @Test("Marked text gets the lang of its mark, and no mark reaches the reader")
    func marks() {
        let english = ForeignText.marked("Open now", "en")
        #expect(marked("<p>\(english)</p>", .albanian) == "<p lang=\"en\">Open now</p>")
        #expect(marked("<p>\(english)</p>", .arabic) == "<p><span lang=\"en\" dir=\"ltr\">Open now</span></p>")
        #expect(
            marked("<p>يجب: \u{2068}\(english)\u{2069}.</p>", .arabic)
                == "<p>يجب: \u{2068}<span lang=\"en\" dir=\"ltr\">Open now</span>\u{2069}.</p>")
        #expect(marked("<img alt=\"\(english)\">", .arabic) == "<img alt=\"Open now\">")
        #expect(marked("<option>\(english)</option>", .ukrainian) == "<option lang=\"en\">Open now</option>")
        #expect(
            marked("<p>a \(english) b \(ForeignText.marked("Anna", "el-Latn"))</p>", .albanian)
                == "<p>a <span lang=\"en\">Open now</span> b <span lang=\"el-Latn\">Anna</span></p>")
    }

    @Test(
        "What a person types cannot make marks that break a page",
        arguments: [
            "\u{E0001}", "\u{E0001}\u{E0022}x", "\u{E007F}", "\u{E0001}\u{E003C}script", "a\u{E0041}",
            "\u{E0001}\u{E0065}",
            String(repeating: "\u{E0001}\u{E0065}\u{E006E}", count: 50),
        ])
    func hostile(_ typed: String) {
        let page = marked("<p>\(typed)</p><b>x</b>", .arabic)
        #expect(page.hasPrefix("<p") && page.hasSuffix("</p><b>x</b>"))
        #expect(!page.unicodeScalars.contains { (0xE0000...0xE007F).contains($0.value) })
        #expect(!page.contains("script") || !page.contains("<script"))
    }
}
