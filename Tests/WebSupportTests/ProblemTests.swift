import Foundation
import Records
import Testing
import WebSupport

@Suite struct ProblemTests {
    @Test func documentHoldsTheMembersOfRFC9457() throws {
        let problem = Problem.bad(
            "lon", came: "x\"\\\n\u{1}", expected: Phrase(el: "αριθμός", en: "a number"), accepted: ["1", "2"])
        for language in Language.allCases {
            let data = Data(problem.document(in: language))
            let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            #expect(object["type"] as? String == "/problems/bad-parameter")
            #expect(object["status"] as? Int == 400)
            #expect(object["title"] as? String == Problem.Kind.badParameter.title[language])
            #expect(object["parameter"] as? String == "lon")
            #expect(object["accepted"] as? [String] == ["1", "2"])
            let detail = try #require(object["detail"] as? String)
            #expect(detail.hasPrefix("lon: "))
            #expect(detail.contains("x\"\\\u{FFFD}\u{FFFD}"))
        }
    }

    @Test func receivedTextsAreTruncated() throws {
        let problem = Problem.bad("q", came: String(repeating: "α", count: 500), expected: Phrase(el: "", en: ""))
        #expect(problem.detail[.english].unicodeScalars.count < 120)
    }

    @Test func kindsHaveOneTypeEachAndBothTitles() {
        let kinds = Problem.Kind.all
        #expect(Set(kinds.map(\.type)).count == kinds.count)
        for kind in kinds {
            #expect(kind.type.hasPrefix("/problems/"))
            #expect((400..<600).contains(kind.status))
            #expect(!kind.title[.greek].isEmpty && !kind.title[.english].isEmpty)
            #expect(kind.title[.greek] != kind.title[.english])
        }
    }
}
