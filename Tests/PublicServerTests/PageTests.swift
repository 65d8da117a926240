import Foundation
import HTTPTypes
import Hummingbird
import Records
import Synchronization
import Testing
import WebTestSupport

@Suite struct PageTests {
    /// The requests of all pages, with the fields of their forms.
    private static let asked: [[(String, String)]?] = [
        nil, [("q", "Δύση")], [("q", "Νεράιδα")], [("q", "Ουτοπία")], [("q", "")],
        [("q", "Δύση"), ("kind", "clinic")], [("choice", "10.2,45.2,300"), ("q", "Νεράιδα")],
        [("at", "10.5,45.5,20"), ("placed", ""), ("q", "")], [("q", "<script>alert(1)</script>")],
    ]

    private func pages(_ client: Client) async throws -> [String] {
        var pages: [String] = []
        for form in Self.asked {
            for language in ["", "?lang=en"] {
                if let form {
                    pages.append(String(buffer: try await client.post("/\(language)", form).body))
                } else {
                    pages.append(try await client.page("/\(language)"))
                }
            }
        }
        for path in ["/?municipality=001", "/structures/a", "/structures/c?lang=en", "/about", "/about?lang=en"] {
            pages.append(try await client.page(path))
        }
        pages.append(try await client.page("/nowhere", [.accept: "text/html,*/*"]))
        return pages
    }

    @Test func everyPageIsSmallSelfContainedAndHasALanguage() async throws {
        try await Region().test { client in
            for page in try await pages(client) {
                #expect(["el", "en"].contains { page.hasPrefix("<!doctype html>\n<html lang=\"\($0)\" dir=\"ltr\">") })
                #expect(page.utf8.count < 60_000)
                #expect(!page.contains("{{") && !page.contains("}}"))
                #expect(!page.contains("<script>") && !page.contains(" style=") && !page.contains("onclick"))
                // Everything a browser loads by itself is from this server.
                for attribute in ["src=\"", "action=\"", "formaction=\"", "poster=\"", "data=\""] {
                    for part in page.components(separatedBy: attribute).dropFirst() { #expect(part.hasPrefix("/")) }
                }
                for link in page.components(separatedBy: "<link ").dropFirst()
                where !link.hasPrefix("rel=\"alternate\"") {
                    let tag = link.prefix { $0 != ">" }
                    #expect(tag.contains("href=\"/assets/") || tag.contains("href=\"/manifest.webmanifest"))
                }
                // 112 comes before all other controls except the skip link.
                let call = try #require(page.range(of: "href=\"tel:112\""))
                let brand = try #require(page.range(of: "class=\"brand\""))
                #expect(call.lowerBound < brand.lowerBound)
                #expect(page.components(separatedBy: "<h1").count == 2)
                #expect(page.contains("<main id=\"main\"") && page.contains("href=\"#main\""))
                #expect(page.contains("© Κάποιος") && page.contains("href=\"/about"))
            }
        }
    }

    @Test func greekOnAnEnglishPageIsMarked() async throws {
        var contents = Region.contents()
        contents.structures[0].names = LocalizedText(["el": "Κέντρο Α"])
        contents.structures[0].address = LocalizedText(["el": "Οδός 1 (Γωνία)"])
        try await Region(contents: contents).test { client in
            let page = try await client.page("/structures/a?lang=en")
            #expect(page.contains("<title lang=\"el\">Κέντρο") && page.contains("<h1 lang=\"el\">Κέντρο"))
            #expect(
                page.contains("<span lang=\"el\">Οδός 1 (Γωνία</span>)") || page.contains("<bdi lang=\"el\">Οδός 1"))
            for path in ["/?lang=en", "/about?lang=en", "/structures/a?lang=en", "/?municipality=001&lang=en"] {
                let page = try await client.page(path)
                var tag = ""
                for part in page.components(separatedBy: "<").dropFirst() {
                    let pieces = part.split(separator: ">", maxSplits: 1)
                    tag = String(pieces[0])
                    let text = pieces.count > 1 ? pieces[1] : ""
                    let isGreek = text.unicodeScalars.contains { (0x370...0x3FF).contains($0.value) }
                    #expect(!isGreek || tag.contains(" lang=\"el\""), "\(text)")
                }
            }
            let greek = try await client.page("/structures/a")
            #expect(!greek.contains("<h1 lang"))
            let data = try await client.json("/api/v1/structures/a")
            let names = (data["structure"] as? [String: Any])?["name"] as? [String: String]
            #expect(names?["fallback"] == "en" && names?["en"] == "Κέντρο Α")
            let translated = try await client.json("/api/v1/structures/b")
            #expect(((translated["structure"] as? [String: Any])?["name"] as? [String: String])?["fallback"] == nil)
        }
    }

    @Test func anAbsentAddressOfAPersonIsNotThatOfTheStructure() async throws {
        var contents = ServiceRegion.contents()
        contents.structures[0].email = "office@example.org"
        contents.structures[0].details.contacts = [
            StructureContact(names: Region.text("Άννα", "Anna"), phone: "2410 7"),
            StructureContact(names: Region.text("Βάσω", "Vaso"), email: "vaso@example.org"),
        ]
        try await Region(contents: contents).test { client in
            let page = try await client.page("/structures/open")
            let mails = page.components(separatedBy: "mailto:").dropFirst().map { $0.prefix { $0 != "\"" } }
            #expect(mails == ["office@example.org", "vaso@example.org"])
        }
    }

    @Test func pagesForPeopleAvoidOfficeGreek() async throws {
        for contents in [Region.contents(), ServiceRegion.contents()] {
            try await Region(contents: contents, takesReports: true).test { client in
                var pages = try await pages(client)
                for path in ["/structures/open", "/structures/refuge", "/structures/shut", "/benefits"] {
                    pages.append(try await client.page(path, [.accept: "text/html"]))
                }
                let answer = try await client.post(
                    "/benefits", [("q", "Δύση"), ("adults", "1"), ("income", "100"), ("step", "check")])
                pages.append(String(buffer: answer.body))
                // The structures of the test are called so.
                for page in pages { #expect(OfficeGreek.words(in: page.replacing("Δομή &lt;", with: "")) == []) }
            }
        }
    }

    @Test func aStructureWithoutASourceOfItsOwnNamesTheDataset() async throws {
        var contents = Region.contents()
        contents.region.credits = [
            RegionDescription.Credit(
                id: "osm:tiny-latest.osm.pbf", title: Region.text("Χάρτης", "Map"), attribution: "© Χαρτογράφοι",
                licence: "ODbL-1.0", url: "https://maps.example/copyright", dataDate: "2026-01-15"),
            RegionDescription.Credit(
                id: "list", title: Region.text("Κατάλογος", "List"), attribution: "", licence: "CC0-1.0", url: "",
                dataDate: nil),
        ]
        let sources = ["osm:tiny-latest.osm.pbf", "list", "https://www.town.example/a", "Τοπική εφημερίδα"]
        contents.structures = sources.enumerated().map { index, source in
            var structure = Region.structure("s\(index)", at: 10.5)
            (structure.source, structure.sourceDate) = (source, index == 1 ? "2025" : nil)
            return structure
        }
        try await Region(contents: contents).test { client in
            for (index, text) in [
                "<a href=\"https://maps.example/copyright\" rel=\"external noopener noreferrer\">© Χαρτογράφοι</a>"
                    + ", <bdi>15 Ιανουαρίου 2026</bdi>",
                "Κατάλογος, <bdi>2025</bdi>",
                "<a href=\"https://www.town.example/a\" rel=\"external noopener noreferrer\">town.example</a>",
                "Τοπική εφημερίδα",
            ].enumerated() {
                let page = try await client.page("/structures/s\(index)")
                #expect(page.contains("<dt>Πηγή</dt><dd>\(text)</dd>") && !page.contains("pbf"))
            }
        }
    }

    @Test(arguments: [
        ("/structures/none", "Δεν υπάρχει υπηρεσία «none».", "There is no service &quot;none&quot;."),
        ("/?page=0", "Ήρθε «0», αναμενόταν", "Got &quot;0&quot;, expected"),
        ("/help/none", "Δεν υπάρχει θέμα «none».", "There is no topic &quot;none&quot;."),
        ("/about?x=1", "Άγνωστη παράμετρος", "Unknown parameter"),
        ("/?page=1&page=2", "Δόθηκε πάνω από 1 φορές.", "Given more than 1 times."),
    ])
    func aProblemPageDoesNotBeginWithTheNameOfAParameter(_ path: String, _ greek: String, _ english: String)
        async throws
    {
        try await Region().test { client in
            let page = try await client.page(path, [.accept: "text/html"])
            #expect(page.contains("<p>\(greek)"))
            let other = try await client.page(
                path + (path.contains("?") ? "&" : "?") + "lang=en", [.accept: "text/html"])
            #expect(other.contains("<p>\(english)"))
            // Programs still learn the name.
            let document = try await client.page(path, [.accept: "*/*"])
            #expect(document.contains("\"detail\":\"") && document.contains("\"parameter\":\""))
        }
    }

    @Test func longListsArePaged() async throws {
        var contents = Region.contents()
        contents.structures += (0..<59).map { Region.structure("x\($0)", at: 10.6 + Double($0 + 1) / 1000) }
        try await Region(contents: contents).test { client in
            var seen: [Substring] = []
            var path: String? = "/?municipality=001"
            while let next = path {
                let page = try await client.page(next)
                #expect(page.utf8.count < 45_000)
                seen += page.components(separatedBy: " id=\"s-").dropFirst().map { $0.prefix { $0 != "\"" } }
                path = page.components(separatedBy: "rel=\"next\" href=\"").dropFirst().first
                    .map { String($0.prefix { $0 != "\"" }).replacing("&amp;", with: "&") }
            }
            #expect(Set(seen).count == seen.count && seen.count == 59 + 3)
            let last = try await client.page("/?municipality=001&page=900")
            #expect(last.contains("rel=\"prev\"") && !last.contains("rel=\"next\""))
            #expect(try await client.get("/?municipality=001&page=0").status == .badRequest)
        }
    }

    @Test func theSearchPageLinksToBenefitsBeforeMunicipalities() async throws {
        try await Region(contents: ServiceRegion.contents()).test { client in
            let page = try await client.page("/")
            let link = try #require(page.range(of: "href=\"/benefits\""))
            let list = try #require(page.range(of: "class=\"municipalities\""))
            #expect(link.lowerBound < list.lowerBound)
        }
        try await Region().test { client in
            let page = try await client.page("/")
            #expect(!page.contains("/benefits"))
        }
    }

    @Test func thePageAboutTheDataListsLicences() async throws {
        try await Region().test { client in
            let page = try await client.page("/about")
            #expect(page.contains("Σύνολο 1") && page.contains("© Κάποιος") && page.contains("CC-BY-4.0"))
            // The footer names the publishers, as on every page, but not the record counts of the table.
            #expect(page.contains("<span class=\"credit\">© Κάποιος</span>"))
        }
    }

    @Test func tagsAreClosedAndIdentifiersUnique() async throws {
        try await Region().test { client in
            for page in try await pages(client) {
                var open: [String] = []
                for part in page.components(separatedBy: "<").dropFirst(2) {
                    let name = String(part.prefix { $0.isLetter || $0.isNumber || $0 == "/" })
                    if ["meta", "link", "input", "img"].contains(name) { continue }
                    if name.hasPrefix("/") {
                        #expect(open.popLast() == String(name.dropFirst()))
                    } else {
                        open.append(name)
                    }
                }
                #expect(open.isEmpty)
                let ids = page.components(separatedBy: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
                #expect(Set(ids).count == ids.count)
                for target in ["for=\"", "aria-labelledby=\"", "aria-describedby=\""] {
                    for part in page.components(separatedBy: target).dropFirst() {
                        #expect(ids.contains(part.prefix { $0 != "\"" }))
                    }
                }
            }
        }
    }

    @Test func answersWithoutScript() async throws {
        try await Region().test { client in
            let page = String(buffer: try await client.post("/", [("q", "Δύση")]).body)
            #expect(page.contains("Κοντά στο: Δύση, Δήμος Δυτικών"))
            let first = try #require(page.range(of: "id=\"s-a\""))
            let second = try #require(page.range(of: "id=\"s-b\""))
            #expect(first.lowerBound < second.lowerBound)
            #expect(page.contains("Για τους κατοίκους του Δήμου Δυτικών"))
            #expect(page.contains("«Περίπου»: γνωρίζουμε την πόλη"))
            #expect(page.contains("href=\"tel:2410123456\"") && !page.contains("href=\"tel:+302410999\""))
            #expect(page.contains(" · χωρίς επιβεβαίωση") && page.contains("«Χωρίς επιβεβαίωση»"))
            // What most of the cards lack is explained once, and marked on each.
            #expect(page.components(separatedBy: "«Χωρίς ωράριο»").count == 2 && !page.contains("Δεν γνωρίζουμε το"))
            let cards = page.components(separatedBy: "<li class=\"card").dropFirst()
            #expect(cards.count > 2 && cards.allSatisfy { $0.contains(" · χωρίς ωράριο") })
            #expect(cards.count { $0.contains(" · χωρίς τηλέφωνο") } == cards.count - 1)
            #expect(page.contains("Λείπουν τα ωράρια."))
            #expect(!page.contains("id=\"s-e\""))  // closed
            #expect(!page.contains("href=\"javascript"))
        }
    }

    @Test func asksWhenAPlaceIsAmbiguous() async throws {
        try await Region().test { client in
            let page = String(buffer: try await client.post("/", [("q", "Νεράιδα")]).body)
            #expect(page.components(separatedBy: "name=\"choice\"").count == 3)
            #expect(page.contains("Δήμος Δυτικών") && page.contains("Δήμος Ανατολικών"))
            #expect(!page.contains("class=\"cards\""))
            let value = try #require(page.components(separatedBy: "name=\"choice\" value=\"").dropFirst().first)
            let chosen = String(value.prefix { $0 != "\"" })
            let next = String(buffer: try await client.post("/", [("q", "Νεράιδα"), ("choice", chosen)]).body)
            #expect(next.contains("Κοντά στο: Νεράιδα") && next.contains("class=\"cards\""))
            // The position is kept with its text, and dropped when the text changes.
            #expect(
                next.contains("name=\"at\" value=\"\(chosen)\"") && next.contains("name=\"placed\" value=\"Νεράιδα\""))
            let changed = String(
                buffer: try await client.post("/", [("q", "Δύση"), ("at", chosen), ("placed", "Νεράιδα")]).body)
            #expect(changed.contains("Κοντά στο: Δύση"))
        }
    }

    @Test func typedTextsAreEscaped() async throws {
        try await Region().test { client in
            let page = String(buffer: try await client.post("/", [("q", "\"><script>alert(1)</script>")]).body)
            #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
            #expect(!page.contains("<script>alert"))
        }
    }

    @Test func noAddressContainsTheQuestion() async throws {
        try await Region().test { client in
            for form in Self.asked.compactMap({ $0 }) {
                let sent = try await client.send("/", form)
                if let address = sent.headers[.location] {
                    #expect(address.wholeMatch(of: /\/answers\/[0-9a-f]{32}/) != nil)
                }
                let response = try await client.post("/", form)
                #expect(response.status == .ok)
                #expect(response.headers[.cacheControl] == "private, no-store")
                #expect(response.headers[.setCookie] == nil)
                let page = String(buffer: response.body)
                for address in page.components(separatedBy: "href=\"").dropFirst().map({ $0.prefix { $0 != "\"" } }) {
                    #expect(!address.contains("q=") && !address.contains("10.") && !address.contains("%CE%94"))
                }
            }
        }
    }

    @Test func anAnswerHasAnAddressWithoutTheText() async throws {
        let region = try Region()
        try await region.test { client in
            let sent = try await client.send("/?lang=en", [("q", "Δύση"), ("kind", "clinic"), ("stepFree", "true")])
            #expect(sent.status == .seeOther && sent.headers[.cacheControl] == "private, no-store")
            let address = try #require(sent.headers[.location])
            #expect(address.wholeMatch(of: /\/answers\/[0-9a-f]{32}\?lang=en/) != nil)
            let first = try await client.get(address)
            #expect(first.status == .ok && first.headers[.cacheControl] == "private, no-store")
            let page = String(buffer: first.body)
            #expect(page.contains("Near: ") && page.contains("value=\"Δύση\""))
            #expect(
                page.contains("value=\"clinic\" selected")
                    && page.contains("name=\"stepFree\" type=\"checkbox\" value=\"true\" checked"))
            // Reloading gives the same answer, and the link to the other language keeps it.
            #expect(try await client.page(address) == page)
            let greek = address.replacingOccurrences(of: "?lang=en", with: "")
            #expect(page.contains("href=\"\(greek)\""))
            #expect(try await client.page(greek).contains("Κοντά στο: Δύση"))
            // A second question has another address.
            let second = try await client.send("/", [("q", "Δύση")])
            #expect(second.headers[.location] != greek && second.headers[.location] != nil)
            region.moment.text.withLock { $0 = "2030-01-01T00:00" }
            let late = try await client.get(greek, [.accept: "text/html"])
            #expect(late.status == .gone && late.headers[.cacheControl] == "private, no-store")
            #expect(String(buffer: late.body).contains("Αυτή η απάντηση δεν υπάρχει πια"))
            #expect(String(buffer: late.body).contains("id=\"q\""))
        }
        #expect(region.log.contains("route=/answers/{key} status=200"))
        #expect(!region.log.contains("answers/0") && region.log.contains("status=410"))
    }

    @Test(arguments: ["", "x", "0123456789abcdef0123456789abcdef", "%00", "..", "0123456789abcdef0123456789abcdef0"])
    func anUnknownAnswerIsGone(_ key: String) async throws {
        try await Region().test { client in
            let response = try await client.get("/answers/\(key)", [.accept: "text/html"])
            #expect([404, 410].contains(response.status.code))
            #expect(!String(buffer: response.body).contains("Κοντά στο"))
        }
    }

    @Test func anEmptyFormAsksWhere() async throws {
        try await Region().test { client in
            let response = try await client.send("/", [("q", ""), ("kind", "")])
            #expect(response.status == .ok && response.headers[.location] == nil)
            #expect(String(buffer: response.body).contains("Γράψτε τι χρειάζεστε"))
            #expect(String(buffer: response.body).contains("class=\"message\""))
        }
    }

    @Test(arguments: [
        [("q", String(repeating: "α", count: 129))], [("q", "a\u{1}b")], [("kind", "castle")], [("x", "1")],
        [("q", "a"), ("q", "b")],
    ])
    func badFormsAreProblems(_ form: [(String, String)]) async throws {
        try await Region().test { client in
            let response = try await client.post("/", form)
            #expect(response.status == .badRequest)
        }
    }

    @Test func invalidPositionsAreIgnored() async throws {
        try await Region().test { client in
            for text in ["x", "1,2", "1,2,3,4", "nan,1,1", "200,1,1", "1,91,1", "1,1,-1", "1,1,inf"] {
                let page = String(buffer: try await client.post("/", [("choice", text), ("q", "Δύση")]).body)
                #expect(page.contains("Κοντά στο: Δύση"))
            }
        }
    }

    @Test func aBrowserGetsAPageForAProblemAndAProgramADocument() async throws {
        try await Region().test { client in
            let page = try await client.get("/structures/none", [.accept: "text/html,application/xhtml+xml"])
            #expect(page.status == .notFound)
            #expect(page.headers[.contentType] == "text/html; charset=utf-8")
            let document = try await client.get("/structures/none", [.accept: "*/*"])
            #expect(document.headers[.contentType] == "application/problem+json")
            let data = try await client.get("/api/v1/structures/none", [.accept: "text/html"])
            #expect(data.headers[.contentType] == "application/problem+json")
        }
    }

    @Test func thereIsAMapOnlyWithItsLibrary() async throws {
        try await Region().test { client in
            let shown1 = try await client.page("/")
            #expect(!shown1.contains("id=\"map\""))
            #expect(try await client.get("/assets/maplibre-gl.js").status == .notFound)
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("map-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("js".utf8).write(to: folder.appendingPathComponent("maplibre-gl.js"))
        try await Region(assets: folder.path).test { client in
            let shown2 = try await client.page("/")
            #expect(!shown2.contains("id=\"map\""))
        }
        try Data("css".utf8).write(to: folder.appendingPathComponent("maplibre-gl.css"))
        try await Region(assets: folder.path).test { client in
            let page = try await client.page("/")
            #expect(page.contains("id=\"map\"") && page.contains("data-bounds=\"10.0,45.0,12.0,46.0\""))
            #expect(page.contains("MapLibre GL JS") && page.contains("BSD-3-Clause"))
            // The map shows structures by itself only when there is no list.
            #expect(page.contains("id=\"map\" dir=\"ltr\" data-all") && page.contains("Όλες οι υπηρεσίες"))
            let list = try await client.page("/?municipality=001")
            #expect(!list.contains("data-all") && list.contains("Δείχνει ό,τι και η λίστα"))
            // A page that says it shows all services does so, whatever the reason why there is no list.
            for text in ["Ουτοπία", "", "Δύση", "Νεράιδα", "φωτιά", "με χτυπάει"] {
                let page = String(buffer: try await client.post("/", [("q", text)]).body)
                #expect(page.contains("data-all") == page.contains("Όλες οι υπηρεσίες"))
            }
            let single = try await client.page("/structures/a")
            #expect(!single.contains("data-all") && single.contains("id=\"map\"") && !single.contains("λίστα"))
            // A structure without a position has no map.
            #expect(!(try await client.page("/structures/f")).contains("id=\"map\""))
            #expect(try await client.page("/assets/maplibre-gl.js") == "js")
            #expect(try await client.get("/assets/..%2Fmaplibre-gl.js").status == .notFound)
        }
    }

    @Test func ownFilesAreCompressed() async throws {
        try await Region().test { client in
            for name in [
                "plision.css", "plision.js", "map-kit.js", "map.js", "keep.js", "suggest.js", "tabs.js", "icon.svg",
            ] {
                let response = try await client.get("/assets/\(name)", [.acceptEncoding: "gzip"])
                #expect(response.status == .ok && response.headers[.eTag] != nil)
                #expect(response.body.readableBytes < 12_000)
            }
            for name in [
                "assets/map-kit.js", "assets/map.js", "assets/keep.js", "assets/suggest.js", "assets/tabs.js",
                "service-worker.js",
            ] {
                let script = try await client.page("/\(name)")
                #expect(!script.contains("http") && !script.contains("innerHTML") && !script.contains("eval("))
                // Nothing of a person is kept in places that are not shown and cleared.
                #expect(!script.contains("localStorage") && !script.contains("indexedDB"))
            }
            let script = try await client.page("/assets/plision.js")
            #expect(!script.contains("http") && !script.contains("innerHTML") && !script.contains("eval("))
            // The position is requested in only one place, after a tap.
            #expect(script.components(separatedBy: "getCurrentPosition").count == 2)
            let shown3 = try await client.page("/assets/plision.css")
            #expect(!shown3.contains("//") && !shown3.contains("@import"))
        }
    }
}
