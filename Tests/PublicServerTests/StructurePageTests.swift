import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Records
import Synchronization
import Testing
import WebTestSupport

/// The page of a structure: what comes first, the hours of the day in words, and how to get there.
@Suite struct StructurePageTests {
    /// The places where texts begin on a page, in order; fails for a text that is missing.
    private func isOrdered(_ texts: [String], in page: String) -> Bool {
        let places = texts.map { page.range(of: $0)?.lowerBound }
        return !places.contains(nil) && places.compactMap { $0 } == places.compactMap { $0 }.sorted()
    }

    @Test func whatIsNeededFirstComesFirst() async throws {
        try await Region(contents: ServiceRegion.contents(), takesReports: true).test { client in
            let page = try await client.page("/structures/open")
            #expect(
                isOrdered(
                    [
                        "href=\"tel:24101\"", "id=\"today-title\"", "id=\"way-title\"", "id=\"bring-title\"",
                        "id=\"who-title\"", "id=\"week-title\"", "id=\"access-title\"", "id=\"contact-title\"",
                        "id=\"source-title\"", "class=\"report\"",
                    ], in: page))
            // What is not known has no empty part.
            let silent = try await client.page("/structures/silent")
            #expect(!silent.contains("bring-title") && !silent.contains("who-title") && !silent.contains("week-title"))
            let office = try await client.page("/structures/late")
            #expect(office.contains("Για τους κατοίκους του Δήμου Δυτικών"))
        }
    }

    @Test(arguments: [
        ("2026-02-11T09:30", "08:00–15:00", "Ανοιχτά τώρα</strong>, κλείνει σε 5 ώρες 30 λεπτά"),
        ("2026-02-11T13:00", "08:00–15:00", "Ανοιχτά τώρα</strong>, κλείνει σε 2 ώρες<"),
        ("2026-02-11T14:59", "08:00–15:00", "Ανοιχτά τώρα</strong>, κλείνει σε 1 λεπτό<"),
        ("2026-02-11T07:10", "08:00–15:00", "Κλειστά τώρα</strong>, ανοίγει σε 50 λεπτά"),
        ("2026-02-11T16:00", "08:00–15:00", "Κλειστά τώρα</strong>, ανοίγει Πέμπτη 08:00"),
        // In less than twelve hours, though on the next day.
        ("2026-02-11T22:00", "08:00–15:00", "Κλειστά τώρα</strong>, ανοίγει σε 10 ώρες"),
        ("2026-02-14T11:00", nil, "Κλειστά</strong>, ανοίγει Δευτέρα 08:00"),
        ("2026-04-10T08:30", nil, "Κλειστά</strong>, αργία: Μεγάλη Παρασκευή, ανοίγει Δευτέρα 08:00"),
        ("2026-05-15T10:00", nil, "Κλειστά</strong>, αργία: Πολιούχος, ανοίγει Δευτέρα 08:00"),
    ])
    func theDayIsToldInWords(_ now: String, _ hours: String?, _ words: String) async throws {
        try await Region(contents: ServiceRegion.contents(), now: now).test { client in
            let page = try await client.page("/structures/open").replacing("\u{202F}", with: " ")
            let part = try #require(page.components(separatedBy: "class=\"today\"").dropFirst().first)
            let today = try #require(part.components(separatedBy: "</section>").first)
            #expect(today.contains("Σήμερα, ") && today.contains(words))
            #expect(today.contains("class=\"day\"") == (hours != nil))
            if let hours { #expect(today.contains("class=\"day\">\(hours)<")) }
        }
    }

    /// Unknown hours are never open, whatever the moment.
    @Test(arguments: ["2026-02-11T09:30", "2026-02-14T23:00", "2026-04-10T08:30"])
    func unknownHoursAreNeverOpen(_ now: String) async throws {
        try await Region(contents: ServiceRegion.contents(), now: now).test { client in
            for id in ["silent", "far"] {
                let page = try await client.page("/structures/\(id)")
                #expect(page.contains("Δεν γνωρίζουμε το ωράριο. Τηλεφωνήστε πριν πάτε.") && !page.contains("Ανοιχτά"))
            }
        }
    }

    @Test func aPageCanBeAskedForAMoment() async throws {
        try await Region(contents: ServiceRegion.contents()).test { client in
            let page = try await client.page("/structures/open?openAt=2025-05-15T10:00")
            #expect(page.contains("Πέμπτη 15 Μαΐου 2025") && page.contains("αργία: Πολιούχος"))
            #expect(!page.contains("Σήμερα") && !page.contains("τώρα"))
            #expect(page.contains("openAt=2025-05-15T10%3A00&amp;lang=en"))
            let open = try await client.page("/structures/open?openAt=2025-05-14T10:00&lang=en")
            #expect(open.contains("Wednesday 14 May 2025") && open.contains("Open</strong>, closes today 15:00"))
            for bad in ["yesterday", "2025-02-30T10:00"] {
                #expect(try await client.get("/structures/open?openAt=\(bad)").status == .badRequest)
            }
        }
    }

    private static func roads(isSample: Bool = false) throws -> Region {
        try Region(contents: ServiceRegion.contents(), roads: Roads.grid(isSample: isSample))
    }

    @Test func thePlaceOfAnAnswerLeadsToTheWay() async throws {
        let region = try Self.roads()
        try await region.test { client in
            for (path, form) in [
                ("/", [("q", "Σημείο"), ("placed", "Σημείο"), ("at", "10.45,45.5,20")]),
                (
                    "/benefits",
                    [("income", "100"), ("q", "Α"), ("placed", "Α"), ("at", "10.45,45.5,20"), ("step", "check")]
                ),
            ] {
                let answer = try #require(try await client.send(path, form).headers[.location])
                let list = try await client.page(answer)
                let key = try #require(answer.split(separator: "/").last)
                let link = "/structures/open?from=\(key)"
                #expect(list.contains("href=\"\(link)\""))
                let response = try await client.get(link)
                #expect(response.headers[.cacheControl] == "private, no-store")
                let page = String(buffer: response.body)
                #expect(page.contains("Πίσω στα αποτελέσματα") && page.contains("href=\"\(answer)\""))
                #expect(page.contains("με τα πόδια, περίπου 3,9") && page.contains("με αυτοκίνητο, περίπου 3,9"))
                #expect(page.components(separatedBy: "class=\"walk\"").count == 3 && page.contains("Ξεκινήστε: Οδός"))
                #expect(page.contains("\(link)&amp;lang=en"))
                // Nothing of the place stands in an address.
                #expect(!page.contains("10.45,45.5") && !link.contains("10.45"))
                region.moment.text.withLock { $0 = "2026-02-11T10:00" }
                let late = try await client.page(link)
                #expect(!late.contains("Πίσω στα αποτελέσματα") && late.contains("Από πού ξεκινάτε;"))
                region.moment.text.withLock { $0 = "2026-02-11T09:30" }
            }
        }
        #expect(!region.log.contains("10.45") && !region.log.contains("from="))
    }

    @Test func thePageAsksWhereAWayBegins() async throws {
        let region = try Self.roads()
        try await region.test { client in
            #expect(try await client.page("/structures/open").contains("action=\"/structures/open#way\""))
            let sent = try await client.send("/structures/open", [("q", "Δύση"), ("way", "true")])
            #expect(sent.status == .seeOther && sent.headers[.cacheControl] == "private, no-store")
            let address = try #require(sent.headers[.location])
            #expect(address.wholeMatch(of: /\/structures\/open\?from=[0-9a-f]{32}#way/) != nil)
            let page = try await client.page(String(address.dropLast(4)))
            #expect(page.contains("<strong><bdi>Δύση") && page.contains("Νέα αναζήτηση"))
            let several = String(
                buffer: try await client.post("/structures/open", [("q", "Νεράιδα"), ("way", "true")]).body)
            #expect(
                several.components(separatedBy: "name=\"choice\"").count == 3 && !several.contains("role=\"alert\""))
            let none = String(
                buffer: try await client.post("/structures/open", [("q", "Ουτοπία"), ("way", "true")]).body)
            #expect(none.contains("Δεν βρήκαμε τόπο «Ουτοπία»") && none.contains("aria-invalid"))
            let empty = try await client.post("/structures/open", [("q", ""), ("way", "true")])
            #expect(empty.status == .ok)
            #expect(try await client.post("/structures/none", [("q", "Δύση")]).status == .notFound)
            // Discreet pages, and those of structures without a place, do not ask.
            for id in ["refuge", "shut-not-there"] {
                #expect(!(try await client.page("/structures/\(id)")).contains("way-from"))
            }
        }
        #expect(!region.log.contains("Ουτοπία") && !region.log.contains("Νεράιδα"))
    }

    /// Steps are told only when both ends are known, and never on roads that do not exist.
    @Test(arguments: [
        ("10.45,45.5,20", true, false), ("10.45,45.5,4000", false, false), ("10.45,45.5,20", false, true),
    ])
    func stepsNeedBothEnds(_ at: String, _ hasSteps: Bool, _ isSample: Bool) async throws {
        try await Self.roads(isSample: isSample).test { client in
            let form = [("q", "Α"), ("placed", "Α"), ("at", at), ("way", "true")]
            let page = String(buffer: try await client.post("/structures/open", form).body)
            #expect(page.contains("class=\"walk\"") == hasSteps)
            #expect(page.contains("δοκιμαστικό οδικό δίκτυο") == isSample)
            #expect(page.contains("οδηγίες βήμα βήμα") == (!hasSteps && !isSample))
        }
    }

    @Test func mapsAreLinksAndNothingElse() async throws {
        try await Region(contents: ServiceRegion.contents()).test { client in
            let page = try await client.page("/structures/open")
            #expect(
                page.contains("href=\"geo:45.5,10.5?q=45.5,10.5(")
                    && page.contains("https://maps.apple.com/?ll=45.5,10.5&amp;q="))
            #expect(!page.contains("src=\"https") && !page.contains("src=\"//"))
            let refuge = try await client.page("/structures/refuge")
            #expect(!refuge.contains("geo:") && !refuge.contains("maps.apple.com"))
        }
    }
}
