import PageKit
import PublicServer
import Records
import Testing

@Suite struct PageTemplateTests {
    private static let templates =
        PageLibrary.parts.map { ($0.name, $0.text) } + PageLibrary.pages.map { ($0.template.name, $0.template.text) }

    /// The faults of all templates, after replacing a text in one of them.
    private func faults(in name: String = "", replacing old: String = "", with new: String = "") throws -> [String] {
        let templates = Self.templates.map { template in
            (template.0, template.0 == name ? template.1.replacing(old, with: new) : template.1)
        }
        var check = try TagCheck(templates)
        let pages = try PageLibrary.pages.map { (name: $0.template.name, sample: try sample($0)) }
        for page in pages { check.check(page.name, page.sample) }
        for page in pages { check.noteUnread(in: page.sample) }
        return Array(Set(check.faults)).sorted()
    }

    private func sample<Value: PageValue>(_ type: Value.Type) throws -> any PageValue {
        try Value(from: SampleDecoder(isFull: true))
    }

    @Test func everyTagIsAPropertyAndEveryPropertyATag() throws {
        let faults = try faults()
        #expect(faults.isEmpty, "\(faults.joined(separator: "; "))")
    }

    @Test(arguments: [
        ("card", "{{kindName}}", "{{kindname}}", "card: no value has the tag kindname"),
        ("card", "{{t.showOnMap}}", "{{t.showOnMpa}}", "card: no value has the tag t.showOnMpa"),
        ("card", "{{#phones}}", "{{#phone}}{{/phone}}{{#phones}}", "card: no value has the tag phone"),
        ("card", "{{#opening}}", "{{opening}}{{#opening}}", "card: opening is no text, but OpeningLine"),
        ("layout", "{{dataDateText}}", "{{dataDate}}", "Layout.dataDateText: no template reads it"),
        ("layout", "{{#notes}}", "{{^Notes}}{{/Notes}}{{#notes}}", "layout: no value has the tag Notes"),
        ("finder", "{{search.kind}}", "{{search.sort}}", "finder: no value has the tag search.sort"),
        ("finder", "{{>danger}}", "{{>peril}}", "finder: there is no template peril"),
        ("benefits", "{{#desks}}", "{{#desks}}{{desks}}", "benefits: desks is no text, but Array<Desk>"),
        (
            "coverage-map", "{{#facts}}<li>{{.}}", "{{#bands}}{{.}}{{/bands}}{{#facts}}<li>{{.}}",
            "coverage-map: . is no text, but Band"
        ),
        ("report", "{{t.reportSend}}", "{{t.licence}}", "report: no value has the tag t.licence"),
    ])
    func aMisspeltTagIsFound(_ name: String, _ old: String, _ new: String, _ fault: String) throws {
        #expect(try faults(in: name, replacing: old, with: new).contains(fault))
    }

    private static let forPlanners = ["coverage", "quality", "kit"]

    @Test(arguments: Language.allCases)
    func everyPageRendersWithEverythingAndWithNothing(_ language: Language) throws {
        let library = try PageLibrary(assets: PublicAssets(folder: nil))
        for page in PageLibrary.pages {
            for isFull in [true, false] {
                let html = try html(page, library, language, isFull: isFull)
                #expect(html.hasPrefix("<!doctype html>") && html.hasSuffix("</html>\n"))
                // A struct that is printed shows the names of its properties.
                #expect(!html.contains("{{") && !html.contains("Optional(") && !html.contains("PublicServer."))
                #expect(html.contains("&lt;title&gt;"))
                if Self.forPlanners.contains(page.template.name) { continue }
                #expect(OfficeGreek.words(in: html) == [])
                // A word without a translation is English, and marked as such.
                #expect(!html.unicodeScalars.contains("\u{E0001}"), "\(page.template.name)")
            }
        }
    }

    private func html<Value: SitePage>(
        _ page: Value.Type, _ library: PageLibrary, _ language: Language, isFull: Bool
    ) throws -> String {
        library.html(try page.init(from: SampleDecoder(isFull: isFull)), in: language)
    }
}
