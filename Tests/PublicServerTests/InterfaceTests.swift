import Foundation
import HTTPTypes
import Hummingbird
import Testing
import WebTestSupport

@Suite struct InterfaceTests {
    @Test func nearestPutsTheCompetentOneFirst() async throws {
        try await Region().test { client in
            // c is nearer to the point than any structure of its municipality.
            let answer = try await client.json("/api/v1/nearest?lon=10.95&lat=45.5")
            #expect(answer["build"] as? String != nil && answer["dataDate"] as? String == "2026-01-02")
            let results = try #require(answer["results"] as? [[String: Any]])
            let ids = results.compactMap { ($0["structure"] as? [String: Any])?["id"] as? String }
            // Only the municipality of f is known.
            #expect(ids == ["b", "f", "c", "a", "d"])
            #expect(results.compactMap { $0["competent"] as? Bool } == [true, true, false, true, false])
            let reasons = try #require(results[0]["reasons"] as? [String: [String]])
            #expect(reasons["el"]?.first == "Για τους κατοίκους του Δήμου Δυτικών")
            let travel = try #require(results[1]["travel"] as? [String: Any])
            #expect(travel["mode"] as? String == "unlocated" && travel["metres"] is NSNull)
            #expect((answer["notShown"] as? [String: Int])?["withoutPosition"] == 0)
        }
    }

    @Test func nearestReadsTextKindsAndLimit() async throws {
        try await Region().test { client in
            let named = try await client.json("/api/v1/nearest?q=\("δυση".escaped)&limit=1")
            #expect((named["origin"] as? [String: Any])?["lon"] as? Double == 10.45)
            #expect((named["results"] as? [Any])?.count == 1)
            let clinics = try await client.json("/api/v1/nearest?lon=10.5&lat=45.5&kind=clinic&kind=unused")
            #expect((clinics["results"] as? [Any])?.count == 1)
            let ambiguous = try await client.json("/api/v1/nearest?q=\("Νεράιδα".escaped)")
            #expect(ambiguous["ambiguous"] as? Bool == true)
            #expect((ambiguous["alternatives"] as? [Any])?.count == 2)
            #expect((ambiguous["results"] as? [Any])?.isEmpty == true)
        }
    }

    @Test(arguments: [
        ("/api/v1/nearest", 400, "missing-parameter"), ("/api/v1/nearest?lon=1", 400, "missing-parameter"),
        ("/api/v1/nearest?lat=1&lon=x", 400, "bad-parameter"), ("/api/v1/nearest?lon=1&lat=91", 400, "bad-parameter"),
        ("/api/v1/nearest?lon=1&lat=1&q=a", 400, "repeated-parameter"),
        ("/api/v1/nearest?lon=1&lat=1&lon=2", 400, "repeated-parameter"),
        ("/api/v1/nearest?lon=1&lat=1&kind=castle", 400, "bad-parameter"),
        ("/api/v1/nearest?lon=1&lat=1&limit=0", 400, "bad-parameter"),
        ("/api/v1/nearest?lon=1&lat=1&mode=car", 400, "bad-parameter"),
        ("/api/v1/nearest?lon=45.5&lat=10.5", 400, "bad-parameter"),
        ("/api/v1/reverse?lon=45.5&lat=10.5", 400, "bad-parameter"),
        ("/api/v1/municipalities?lon=45.5&lat=10.5", 400, "bad-parameter"),
        ("/api/v1/nearest?lon=1&lat=1&colour=red", 400, "unknown-parameter"),
        ("/api/v1/nearest?q=%D0%96%D0%96%D0%96%D0%96", 404, "not-found"),
        ("/api/v1/nearest?q=!!", 404, "not-found"),
        ("/api/v1/geocode", 400, "missing-parameter"), ("/api/v1/geocode?q=", 400, "bad-parameter"),
        ("/api/v1/geocode?q=a&lat=1", 400, "missing-parameter"), ("/api/v1/autocomplete?q=..", 404, "not-found"),
        ("/api/v1/reverse?lon=1", 400, "missing-parameter"), ("/api/v1/reverse", 400, "missing-parameter"),
        ("/api/v1/structures/none", 404, "not-found"), ("/api/v1/structures?municipality=9", 400, "bad-parameter"),
        ("/api/v1/structures?limit=1001", 400, "bad-parameter"), ("/api/v1/structures?offset=-1", 400, "bad-parameter"),
        ("/api/v1/municipalities/9", 404, "not-found"), ("/api/v1/municipalities?lon=1", 400, "missing-parameter"),
        ("/api/v1/kinds?x=1", 400, "unknown-parameter"), ("/api/v2", 404, "not-found"),
        ("/tiles/nothing.json", 404, "not-found"), ("/styles/none.json", 404, "not-found"),
        ("/tiles/structures/15/0/0.mvt", 400, "bad-parameter"), ("/tiles/structures/1/2/0.mvt", 404, "not-found"),
        ("/tiles/structures/a/0/0.mvt", 400, "bad-parameter"), ("/tiles/none/0/0/0.mvt", 404, "not-found"),
        ("/tiles/structures/0/0/0.png", 404, "not-found"), ("/healthz?x=1", 400, "unknown-parameter"),
    ])
    func badInputIsAProblem(_ path: String, _ status: Int, _ code: String) async throws {
        try await Region().test { client in
            var titles: Set<String> = []
            for language in ["el", "en"] {
                let problem = try await client.json(path, status: status, [.acceptLanguage: language])
                #expect(problem["type"] as? String == "/problems/\(code)")
                #expect(problem["status"] as? Int == status)
                #expect((problem["detail"] as? String)?.isEmpty == false)
                titles.insert(problem["title"] as? String ?? "")
            }
            #expect(titles.count == 2)
        }
    }

    @Test func anUnknownModeIsRefusedWithTheKnownOnes() async throws {
        try await Region().test { client in
            let problem = try await client.json("/api/v1/nearest?lon=1&lat=1&mode=car&lang=en", status: 400)
            #expect(problem["accepted"] as? [String] == ["straight"])
            #expect(problem["detail"] as? String == "mode: got \"car\", expected one of: straight.")
        }
    }

    /// `language` is a language spoken at a structure, `lang` the language of messages, in any order and position. Without `lang`,
    /// messages are in the language that `language` names, if there is such a one.
    @Test(arguments: [
        ("language=sq&lang=en", true), ("lang=en&language=sq", true), ("language=el&lang=en", true),
        ("language=en&lang=el", false), ("language=en", true), ("lang=en", true), ("language=sq", false),
    ])
    func languageIsNotThatOfMessages(_ query: String, _ isEnglish: Bool) async throws {
        try await Region().test { client in
            let problem = try await client.json("/api/v1/nearest?lon=1&lat=1&mode=car&\(query)", status: 400)
            #expect((problem["title"] as? String == "Bad parameter") == isEnglish)
            // Also when the other parameters cannot be parsed.
            let unread = try await client.json("/api/v1/nearest?\(query)&nothing=1&lon=%", status: 400)
            #expect((unread["title"] as? String == "Unknown parameter") == isEnglish)
        }
    }

    /// Where no structures are filtered, `language` is the former name of `lang`, so that old links keep working.
    @Test(arguments: [
        "/api/v1/geocode?q=a", "/api/v1/structures?limit=1", "/api/v1/reverse?lon=1&lat=1", "/api/v1/kinds?",
        "/api/v1/municipalities?", "/api/v1/structures/a?", "/styles/light.json?", "/maps/static.png?lon=11&lat=45.5",
        "/tiles/light/4/8/5.png?",
    ])
    func languageIsTheFormerNameOfLang(_ path: String) async throws {
        try await Region().test { client in
            let (old, new) = (try await client.get("\(path)&language=en"), try await client.get("\(path)&lang=en"))
            #expect(old.status == new.status && old.status != .badRequest && old.body == new.body)
            let both = try await client.json("\(path)&language=en&lang=en", status: 400)
            #expect(both["type"] as? String == "/problems/repeated-parameter")
            for query in ["language=xx", "language=en&nothing=1", "language="] {
                #expect(try await client.get("\(path)&\(query)").status == .badRequest)
            }
            let problem = try await client.json("\(path)&nothing=1&language=en", status: 400)
            #expect(problem["title"] as? String == "Unknown parameter")
        }
    }

    @Test(arguments: [
        (
            "language", ["albanian", "s", "sq_AL", "sq-", "-sq", "sq sq", "σq", "sq-123456789"],
            ["sq", "SQ", "pt-BR", "ckb"]
        ),
        ("audience", ["a b", "α", "a/b", "a,b"], ["children", "A-1.b_2"]), ("service", ["a b", "é"], ["advice"]),
        (
            "openAt",
            ["now ", "2026-02-30", "2026-04-31T10:00", "2026-04-10T24:00", "2026-04-10T10", "1700-02-29", "tomorrow"],
            [
                "now", "2026-04-10", "2026-03-31T10:00", "2024-02-29T08:30:00Z", "2026-04-10T08:30+03:00",
                "2026-04-10T08:30%2B03:00", "2026-04-10t08:30:00.5z", "2000-02-29",
            ]
        ),
    ])
    func patternsAreCheckedWhereTheyArePublished(_ name: String, _ bad: [String], _ good: [String]) async throws {
        try await Region().test { client in
            let document = try await client.json("/openapi.json")
            let nearest = (document["paths"] as? [String: [String: [String: Any]]])?["/api/v1/nearest"]?["get"]
            let published = (nearest?["parameters"] as? [[String: Any]])?.first { $0["name"] as? String == name }
            let schema = published?["schema"] as? [String: Any]
            let items = schema?["items"] as? [String: Any] ?? schema
            let pattern = try #require(items?["pattern"] as? String)
            let regex = try Regex(pattern).matchingSemantics(.unicodeScalar)
            for (values, fits) in [(bad, false), (good, true)] {
                for value in values {
                    let plain = value.replacing("%2B", with: "+")
                    #expect((plain.wholeMatch(of: regex) != nil) == fits, "\(value)")
                    let escaped = value.contains("%") ? value : value.escaped.replacing("%2B", with: "+")
                    let status = try await client.get("/api/v1/nearest?lon=10.95&lat=45.5&\(name)=\(escaped)").status
                    #expect((status == .ok) == fits, "\(value)")
                }
            }
        }
    }

    @Test func pagesOfAListKeepEveryParameter() async throws {
        try await Region().test { client in
            var path: String? = "/api/v1/structures?kind=office&kind=clinic&municipality=001&limit=2&lang=en"
            var ids: [String] = []
            var pages = 0
            while let next = path {
                let page = try await client.json(next)
                #expect(page["numberMatched"] as? Int == 4)
                let structures = try #require(page["structures"] as? [[String: Any]])
                #expect(page["numberReturned"] as? Int == structures.count)
                ids += structures.compactMap { $0["id"] as? String }
                path = page["next"] as? String
                pages += 1
                if let path {
                    for part in ["kind=office", "kind=clinic", "municipality=001", "lang=en", "limit=2"] {
                        #expect(path.contains(part))
                    }
                }
            }
            #expect(pages == 2)
            #expect(ids == ["a", "b", "e", "f"])
            let beyond = try await client.json("/api/v1/structures?offset=1000")
            #expect((beyond["structures"] as? [Any])?.isEmpty == true)
        }
    }

    @Test func recordsAndMunicipalities() async throws {
        try await Region().test { client in
            let single = try await client.json("/api/v1/structures/a")
            #expect((single["structure"] as? [String: Any])?["accuracyMetres"] as? Int == 800)
            let all = try await client.json("/api/v1/municipalities")
            #expect(
                (all["municipalities"] as? [[String: Any]])?.compactMap { $0["code"] as? String } == ["001", "002"])
            let here = try await client.json("/api/v1/municipalities?lon=11.2&lat=45.2")
            #expect((here["match"] as? [String: Any])?["code"] as? String == "002")
            #expect((here["municipalities"] as? [Any])?.count == 1)
            let nowhere = try await client.json("/api/v1/municipalities?lon=0&lat=0")
            #expect((nowhere["municipalities"] as? [Any])?.isEmpty == true)
            let one = try await client.json("/api/v1/municipalities/001")
            #expect((one["municipality"] as? [String: Any])?["population"] as? Int == 100)
            let kinds = try await client.json("/api/v1/kinds")
            let counts = (kinds["kinds"] as? [[String: Any]])?.compactMap { $0["structures"] as? Int }
            #expect(counts == [4, 1, 0])
        }
    }

    @Test func geocodingAnswers() async throws {
        try await Region().test { client in
            let found = try await client.json("/api/v1/geocode?q=\("Δύση".escaped)&lon=10&lat=45&limit=3")
            #expect((found["results"] as? [[String: Any]])?.first?["kind"] as? String == "settlement")
            let typed = try await client.json("/api/v1/autocomplete?q=\("Δύ".escaped)")
            #expect((typed["results"] as? [Any])?.isEmpty == false)
            let reverse = try await client.json("/api/v1/reverse?lon=10.45&lat=45.5")
            #expect((reverse["municipality"] as? [String: Any])?["code"] as? String == "001")
        }
    }

    @Test func answersAboutAPersonsPlaceAreNotCacheable() async throws {
        try await Region().test { client in
            for path in [
                "/api/v1/nearest?lon=10&lat=45", "/api/v1/geocode?q=a", "/api/v1/reverse?lon=10&lat=45",
                "/api/v1/municipalities?lon=10&lat=45",
            ] {
                let response = try await client.get(path)
                #expect(response.headers[.cacheControl] == "private, no-store")
                #expect(response.headers[.eTag] == nil)
            }
        }
    }

    @Test func answersOfABuildHaveATag() async throws {
        try await Region().test { client in
            for path in ["/api/v1/structures", "/api/v1/structures/a", "/api/v1/municipalities", "/openapi.json"] {
                let first = try await client.get(path)
                let tag = try #require(first.headers[.eTag])
                #expect(tag.hasPrefix("\""))
                let again = try await client.get(path, [.ifNoneMatch: tag])
                #expect(again.status == .notModified && again.body.readableBytes == 0)
                let packed = try await client.get(path, [.acceptEncoding: "gzip"])
                if packed.headers[.contentEncoding] == "gzip" {
                    #expect(packed.body.readableBytes < first.body.readableBytes)
                    #expect(packed.headers[.eTag] != tag)
                }
            }
        }
    }
}

extension String {
    /// The text percent-encoded for a query.
    var escaped: String { utf8.map { byte in "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined() }
}
