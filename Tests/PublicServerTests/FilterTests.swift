import Foundation
import HTTPTypes
import Hummingbird
import Records
import Testing
import WebTestSupport

@Suite struct FilterTests {
    private func ids(_ answer: [String: Any], _ list: String = "results") -> [String] {
        (answer[list] as? [[String: Any]] ?? []).compactMap { ($0["structure"] as? [String: Any])?["id"] as? String }
    }

    @Test func openNowAtAndLater() async throws {
        try await Region(contents: ServiceRegion.contents()).test { client in
            let base = "/api/v1/nearest?lon=10.5&lat=45.5"
            let any = try await client.json(base)
            #expect(ids(any) == ["open", "late", "silent", "far", "refuge"])
            let opening = try #require((any["results"] as? [[String: Any]])?.first?["opening"] as? [String: Any])
            #expect(opening["state"] as? String == "open" && opening["onArrival"] as? String == "unknown")
            #expect(opening["nextChange"] as? String == "2026-02-11T15:00:00+00:00")
            #expect((opening["text"] as? [String: String])?["el"] == "κλείνει σήμερα 15:00")

            let now = try await client.json(base + "&open=now")
            #expect(ids(now) == ["open"])
            #expect(ids(now, "uncertain") == ["silent", "far", "refuge"])
            #expect((now["notShown"] as? [String: Int])?["unknownHours"] == 3)
            let later = try await client.json(base + "&openAt=2026-02-11T10:30")
            #expect(ids(later) == ["open", "late"])
            let offset = try await client.json(base + "&openAt=2026-02-11T12:30:00%2B02:00")
            #expect(ids(offset) == ["open", "late"])
            let saturday = try await client.json(base + "&kind=office&openAt=2026-02-14T11:00")
            #expect(ids(saturday).isEmpty)
            let next = try #require((saturday["nextBest"] as? [[String: Any]])?.first)
            #expect(next["type"] as? String == "opensLater")
            let hours = ((next["result"] as? [String: Any])?["opening"] as? [String: Any])?["text"] as? [String: String]
            #expect(hours?["el"] == "ανοίγει Δευτέρα 08:00")
            #expect((saturday["emergency"] as? [String: Any])?["phone"] as? String == "112")
        }
    }

    @Test func thePatronDayClosesItsMunicipality() async throws {
        try await Region(contents: ServiceRegion.contents()).test { client in
            let answer = try await client.json(
                "/api/v1/nearest?lon=10.5&lat=45.5&openAt=2026-05-15T10:30&open=any&limit=1")
            let opening = (answer["results"] as? [[String: Any]])?.first?["opening"] as? [String: Any]
            #expect(opening?["state"] as? String == "closed")
            #expect((opening?["text"] as? [String: String])?["en"] == "public holiday: Patron day, opens Monday 08:00")
        }
    }

    @Test func everyFilterAloneAndTogether() async throws {
        try await Region(contents: ServiceRegion.contents()).test { client in
            let base = "/api/v1/nearest?lon=10.5&lat=45.5"
            for filter in [
                "stepFree=true", "language=sq", "service=advice", "cost=free",
                "stepFree=true&language=sq&cost=free&open=now&within=1000",
            ] {
                let answer = try await client.json("\(base)&\(filter)")
                #expect(ids(answer) == ["open"], "\(filter)")
            }
            let steps = try await client.json(base + "&stepFree=true")
            #expect((steps["notShown"] as? [String: Int])?["unknownStepFree"] == 3)
            #expect(ids(steps, "uncertain") == ["silent", "far", "refuge"])
        }
    }

    @Test(arguments: [
        "openAt=tomorrow", "openAt=2026-02-30T10:00", "open=always", "stepFree=maybe", "within=0", "cost=2",
    ])
    func badFiltersAreProblems(_ filter: String) async throws {
        try await Region(contents: ServiceRegion.contents()).test { client in
            let problem = try await client.json("/api/v1/nearest?lon=1&lat=1&\(filter)", status: 400)
            #expect(problem["type"] as? String == "/problems/bad-parameter")
            #expect(filter.hasPrefix(problem["parameter"] as? String ?? "?"))
        }
    }

    @Test func suspendedStructuresHaveAReasonAndWithheldPlacesStayWithheld() async throws {
        let region = try Region(contents: ServiceRegion.contents())
        try await region.test { client in
            let answer = try await client.json("/api/v1/nearest?lon=10.5&lat=45.5&kind=clinic")
            #expect(ids(answer) == ["silent", "far"])
            let idle = try #require((answer["notOffered"] as? [[String: Any]])?.first)
            #expect(idle["id"] as? String == "shut")
            #expect((idle["reason"] as? [String: String])?["en"] == "No doctor")
            let refuge = try await client.json("/api/v1/nearest?lon=10.5&lat=45.5&kind=refuge")
            let travel = try #require((refuge["results"] as? [[String: Any]])?.first?["travel"] as? [String: Any])
            #expect(travel["mode"] as? String == "within" && travel["metres"] is NSNull)
            for path in ["/api/v1/structures", "/structures/refuge", "/api/v1/nearest?lon=10.1&lat=45.5&kind=refuge"] {
                let text = try await client.page(path)
                #expect(!text.contains("Κρυφή") && !text.contains("Hidden 9") && !text.contains("10.9,"))
            }
            let found = try await client.get("/api/v1/geocode?q=refuge")
            #expect(!String(buffer: found.body).contains("refuge>"))
        }
    }

    @Test func thePageFiltersByPostAndSeparatesUncertainResults() async throws {
        try await Region(contents: ServiceRegion.contents()).test { client in
            let page = String(
                buffer: try await client.post("/", [("at", "10.5,45.5,10"), ("open", "now"), ("stepFree", "true")]).body
            )
            let first = try #require(page.range(of: "id=\"s-open\""))
            let heading = try #require(page.range(of: "Ίσως ταιριάζουν"))
            let uncertain = try #require(page.range(of: "id=\"s-silent\""))
            #expect(first.lowerBound < heading.lowerBound && heading.lowerBound < uncertain.lowerBound)
            #expect(page.contains("<strong>Ανοιχτά</strong> κλείνει σήμερα 15:00"))
            #expect(!page.contains("id=\"s-late\""))
            #expect(page.contains("<details class=\"filters\" open>"))
            #expect(page.contains("Δομή &lt;shut&gt;") && page.contains("Χωρίς γιατρό"))
        }
    }

    @Test func qualityListsRecordsThatNeedAttention() async throws {
        try await Region(contents: ServiceRegion.contents()).test { client in
            let report = try await client.json("/api/v1/quality")
            #expect(report["today"] as? String == "2026-02-11")
            let counts = try #require(report["counts"] as? [String: Int])
            #expect(counts["noPhone"] == 1 && counts["noHours"] == 3 && counts["missingKind"] == 1)
            let missing = (report["findings"] as? [[String: Any]])?.filter { $0["check"] as? String == "missingKind" }
            #expect(missing?.compactMap { $0["municipality"] as? String } == ["002"])
        }
    }

    /// A record that nobody ever checked cannot have been checked too long ago.
    @Test func neverCheckedIsNotCheckedLongAgo() async throws {
        func record(_ id: String, checked: String? = nil, every days: Int? = nil, source: String? = nil) -> Structure {
            var structure = Region.structure(id, at: 10.5, phone: "2410 1", status: .active)
            structure.checkedOn = checked
            structure.details.checkEveryDays = days
            if let source { structure.sourceDate = source }
            return structure
        }
        var contents = ServiceRegion.contents()
        contents.expected = []
        // Today is 2026-02-11.
        contents.structures = [
            record("never"), record("new", checked: "2026-02-10"), record("limit", checked: "2025-08-15"),
            record("old", checked: "2025-08-14"), record("weekly", checked: "2026-02-01", every: 7),
            record("yearly", checked: "2025-03-01", every: 365), record("year", checked: "2025"),
            record("month", checked: "2026-02"),
            record("source", source: "2018-01-15"), record("both", checked: "2019-01-01"),
        ]
        try await Region(contents: contents).test { client in
            let report = try await client.json("/api/v1/quality")
            let findings = try #require(report["findings"] as? [[String: Any]])
            func found(_ check: String) -> [String] {
                findings.filter { $0["check"] as? String == check }.compactMap { $0["structure"] as? String }.sorted()
            }
            #expect(found("unverified") == ["never", "source"])
            #expect(found("stale") == ["both", "old", "weekly", "year"])
            #expect(found("oldContact") == ["both", "source"])
            let counts = try #require(report["counts"] as? [String: Int])
            #expect(counts.values.reduce(0, +) == findings.count)
            let part = try await client.json("/api/v1/quality?check=stale&municipality=001")
            #expect((part["findings"] as? [Any])?.count == 4)
            let table = try await client.page("/api/v1/quality?check=stale&format=csv&separator=semicolon")
            #expect(table.hasPrefix("\u{FEFF}check;structure;") && table.split(separator: "\r\n").count == 5)
            let page = try await client.page("/quality?check=stale")
            #expect(page.contains("href=\"/structures/weekly\"") && !page.contains("href=\"/structures/never\""))
        }
    }
}
