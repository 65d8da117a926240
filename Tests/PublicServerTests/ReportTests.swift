import Foundation
import HTTPTypes
import Hummingbird
import PublicServer
import Records
import Synchronization
import Testing
import WebSupport
import WebTestSupport

@Suite struct ReportTests {
    @Test func aReportContainsOnlyWhatWasWritten() async throws {
        let region = try Region(contents: ServiceRegion.contents(), takesReports: true)
        try await region.test { client in
            let page = try await client.page("/structures/open")
            #expect(page.contains("action=\"/structures/open/report\"") && page.contains("<textarea"))
            let sent = try await client.report(
                "open", [("topic", "phone"), ("text", "Άλλαξε:\r\n2410 555"), ("contact", "")])
            #expect(sent.status == .ok)
            #expect(String(buffer: sent.body).contains("Ευχαριστούμε"))
        }
        let line = try #require(region.reports.split(separator: "\n").first)
        let report = try #require(
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        // The identifier is random, and the municipality is that of the structure.
        #expect(
            Set(report.keys) == ["date", "id", "structure", "municipality", "topic", "text", "contact", "state"])
        #expect(try #require(report["id"] as? String).utf8.count == 32)
        #expect(report["date"] as? String == "2026-02-11" && report["contact"] is NSNull)
        #expect(report["text"] as? String == "Άλλαξε:\r\n2410 555")
        #expect(!region.log.contains("555"))
    }

    @Test(arguments: [
        ([("text", "x")], 400), ([("topic", "none")], 400), ([("topic", "phone"), ("text", "ΑΜΚΑ 01019012345")], 400),
        ([("topic", "phone"), ("contact", "ΑΦΜ 123456789")], 400),
        ([("topic", "phone"), ("text", String(repeating: "α", count: 1001))], 400),
    ])
    func invalidReportsAreRefused(_ form: [(String, String)], _ status: Int) async throws {
        let region = try Region(contents: ServiceRegion.contents(), takesReports: true)
        try await region.test { client in
            let answer = try await client.report("open", form)
            #expect(answer.status.code == status)
            let nowhere = try await client.post("/structures/none/report", [("topic", "phone")])
            #expect(nowhere.status == .notFound)
        }
        #expect(region.reports.isEmpty)
    }

    @Test func aRefusedFormKeepsItsText() async throws {
        let region = try Region(contents: ServiceRegion.contents(), takesReports: true)
        try await region.test { client in
            let form = [("topic", "hours"), ("text", "Ανοίγει στις 9, ΑΜΚΑ 01019012345"), ("contact", "2410 7")]
            let page = String(buffer: try await client.report("open", form).body)
            #expect(page.contains(">Ανοίγει στις 9, ΑΜΚΑ 01019012345</textarea>") && page.contains("value=\"2410 7\""))
            #expect(page.contains("value=\"hours\" selected") && page.contains("Σβήστε τον αριθμό"))
            #expect(page.contains("aria-describedby=\"report-fault\"") && page.contains("id=\"report-fault\""))
            #expect(!page.contains("text:"))
        }
        #expect(!region.log.contains("01019012345"))
    }

    @Test func unreadableHoursAreShownAsUnknown() async throws {
        var contents = ServiceRegion.contents()
        contents.structures[0].openingHours = "mo-fr 8am-3pm"
        contents.structures[1].openingHours = "Mo-Fr 10:00-15:00; We off \"αρρώστια\""
        try await Region(contents: contents).test { client in
            let page = try await client.page("/structures/open")
            #expect(
                page.contains(
                    "Δεν γνωρίζουμε το ωράριο. Τηλεφωνήστε πριν πάτε.</strong> Η πηγή γράφει: «mo-fr 8am-3pm»"))
            let week = try await client.page("/structures/late")
            #expect(week.contains("κλειστά (αρρώστια)"))
        }
    }

    @Test func aStructureWithoutAPositionSaysHowToReachIt() async throws {
        var contents = ServiceRegion.contents()
        contents.structures[0].details.delivery = .virtual
        contents.structures[0].address = LocalizedText()
        contents.structures[0].details.accessibility = Accessibility()
        contents.structures[1].details.delivery = .mobile
        contents.structures[1].details.accessibility = Accessibility()
        try await Region(contents: contents).test { client in
            for (id, words) in [
                ("open", "Εξυπηρετεί από το τηλέφωνο."), ("late", "Έρχεται στην περιοχή σας."),
                ("refuge", "Η θέση δεν δημοσιεύεται. Τηλεφωνήστε."),
            ] {
                let page = try await client.page("/structures/\(id)")
                #expect(page.contains(words) && !page.contains("Δεν γνωρίζουμε πού"))
                #expect(!page.contains("<dt>Διεύθυνση</dt><dd>δεν το γνωρίζουμε"))
                #expect(page.contains("Πρόσβαση με αμαξίδιο") == (id == "refuge"))
            }
            let list = try await client.page("/?municipality=001")
            #expect(list.contains("Εξυπηρετεί από το τηλέφωνο.") && !list.contains("Δεν γνωρίζουμε πού"))
        }
    }

    @Test(arguments: ["", " ", "\r\n\r\n", "\u{A0}\u{2003}", "\u{200B}\u{FEFF}", "…?!", "——", "😀"])
    func emptyTextsAreRefused(_ text: String) async throws {
        let region = try Region(contents: ServiceRegion.contents(), takesReports: true)
        try await region.test { client in
            let answer = try await client.report("open", [("topic", "closed"), ("text", text), ("contact", "2410 7")])
            #expect(answer.status.code == 400)
            let page = String(buffer: answer.body)
            #expect(page.contains("Γράψτε με λίγα λόγια") && page.contains("value=\"2410 7\""))
        }
        #expect(region.reports.isEmpty)
    }

    @Test func formsOfOtherPagesAreRefused() async throws {
        let region = try Region(
            contents: ServiceRegion.contents(), takesReports: true,
            outside: OutsideNames(publicAddress: "https://a.example"))
        let site = HTTPField.Name("Sec-Fetch-Site")!
        try await region.test { client in
            let form = [("topic", "phone"), ("text", "x")]
            let elsewhere: [HTTPFields] = [
                [site: "cross-site"], [site: "same-site"], [site: "none"], [site: ""],
                [.origin: "https://evil.example"],
                [site: "cross-site", .origin: "http://localhost"], [.origin: "http://localhost.evil.example"],
                [.origin: "http://localhost:81"], [.origin: "localhost"], [.origin: ""],
            ]
            for headers in elsewhere {
                let answer = try await client.report("open", form, headers)
                #expect(answer.status == .forbidden)
            }
            let here: [HTTPFields] = [
                [site: "same-origin"], [site: "same-origin", .origin: "null"], [.origin: "http://localhost"],
                [.origin: "https://localhost"], [.origin: "https://a.example"], [.origin: "null"], [:],
            ]
            for headers in here {
                let answer = try await client.report("open", form, headers)
                #expect(answer.status == .ok)
            }
        }
        #expect(region.reports.split(separator: "\n").count == 7)
    }

    @Test func aFormWithoutAValidTokenComesBackWithANewOne() async throws {
        let region = try Region(contents: ServiceRegion.contents(), takesReports: true)
        let other = try Region(contents: ServiceRegion.contents(), takesReports: true)
        let foreign = try await other.test { client in try await client.token("open") }
        try await region.test { client in
            let token = try await client.token("open")
            let parts = token.split(separator: "-").map(String.init)
            let later = "\(Int(parts[0])! + 1)"
            for wrong in [
                "", "x", "--", foreign, try await client.token("late"), String(token.dropLast()), token + "0",
                "\(later)-\(parts[1])-\(parts[2])", "\(parts[0])-00-\(parts[2])", "\(parts[0])-\(parts[1])-",
                "-" + token,
                "\(parts[0])-\(parts[1])-" + String(repeating: "0", count: 64),
            ] {
                let form = [("topic", "phone"), ("text", "Άλλαξε"), ("token", wrong)]
                let answer = try await client.post("/structures/open/report", form)
                let page = String(buffer: answer.body)
                #expect(
                    answer.status.code == 400 && page.contains("δεν ισχύει πια") && page.contains(">Άλλαξε</textarea>"))
                // The form in the response can be sent unchanged.
                let fresh = try #require(page.components(separatedBy: "name=\"token\" value=\"").last).prefix {
                    $0 != "\""
                }
                #expect(!fresh.isEmpty && fresh != wrong)
            }
            #expect(region.reports.isEmpty)
            region.moment.text.withLock { $0 = "2026-02-11T21:30" }
            let form = [("topic", "phone"), ("text", "x"), ("token", token)]
            #expect(try await client.post("/structures/open/report", form).status == .ok)
            for moment in ["2026-02-11T21:31", "2026-02-11T09:29", "2027-02-11T09:30"] {
                region.moment.text.withLock { $0 = moment }
                #expect(try await client.post("/structures/open/report", form).status.code == 400)
            }
        }
    }

    @Test func reportsOfOneClientAreBounded() async throws {
        let region = try Region(contents: ServiceRegion.contents(), takesReports: true)
        try await region.test { client in
            let form = [("topic", "hours"), ("text", "x")]
            for _ in 0..<10 { #expect(try await client.report("open", form).status == .ok) }
            let refused = try await client.report("open", form)
            #expect(refused.status.code == 429 && refused.headers[.retryAfter] != nil)
            #expect(try await client.report("late", form).status == .ok)
            let metrics = try await client.page("/metrics")
            #expect(metrics.contains("plision_reports_limit_bytes 16777216.0"))
            #expect(metrics.contains("plision_reports_bytes \(Double(region.reports.utf8.count))"))
        }
        #expect(region.reports.split(separator: "\n").count == 11)
    }

    @Test func withoutAFileReportsAreNotAccepted() async throws {
        try await Region(contents: ServiceRegion.contents()).test { client in
            let page = try await client.page("/structures/open")
            #expect(!page.contains("/report"))
            #expect(try await client.report("open", [("topic", "hours")]).status == .notFound)
        }
    }

    @Test func thePageShowsTheWeekAndWhatToBring() async throws {
        try await Region(contents: ServiceRegion.contents(), now: "2026-04-08T09:00").test { client in
            let page = try await client.page("/structures/open")
            #expect(page.contains("Τετάρτη 8 Απριλίου") && page.contains("08:00–15:00"))
            #expect(page.contains("Παρασκευή 10 Απριλίου <span class=\"muted\">Μεγάλη Παρασκευή</span>"))
            #expect(page.contains("Ταυτότητα") && page.contains("αλβανικά") && page.contains("δωρεάν"))
            #expect(page.contains("Είσοδος χωρίς σκαλοπάτι: ναι") && page.contains("Ανελκυστήρας: όχι"))
            #expect(page.contains("Τουαλέτα για αμαξίδιο: δεν το γνωρίζουμε"))
            #expect(page.contains("5 Ιανουαρίου 2026"))
        }
    }
}
