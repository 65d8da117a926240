import Records
import TestSupport
import Testing
import WebSupport

@Suite struct RequestParametersTests {
    let known = ParameterSet([
        ParameterDescription("q", .text(maximum: 10), summary: "text"),
        ParameterDescription("lon", .number(minimum: -180, maximum: 180), summary: "degrees"),
        ParameterDescription("limit", .integer(minimum: 1, maximum: 50), emptyIsAbsent: true, summary: "count"),
        ParameterDescription("kind", .text(maximum: 20), maximumCount: 3, summary: "kinds"),
        ParameterDescription("mode", .choice(["straight", "car"]), summary: "mode"),
        ParameterDescription(
            "code", .text(maximum: 20), maximumCount: 2,
            form: TextForm("^[a-z]{2}(-[0-9]+)?$", expected: Phrase(el: "κωδικός", en: "a code")), summary: "code"),
    ])

    @Test func readsEveryShape() throws {
        let text = "q=%CE%92%CF%8C%CE%BB%CE%BF%CF%82+1&lon=-22.5e0&limit=7&kind=a&kind=b%26c&mode=car"
        let parameters = try RequestParameters(text, known)
        #expect(parameters.text("q") == "Βόλος 1")
        #expect(parameters.number("lon") == -22.5)
        #expect(parameters.integer("limit") == 7)
        #expect(parameters.texts("kind") == ["a", "b&c"])
        #expect(parameters.text("mode") == "car")
        #expect(parameters.text("absent") == nil)
        #expect(parameters.texts("absent").isEmpty)
    }

    @Test(arguments: [nil, "", "&", "&&", "limit="])
    func nothingGiven(_ text: String?) throws {
        let parameters = try RequestParameters(text, known)
        #expect(parameters.integer("limit") == nil)
    }

    @Test(arguments: [
        ("lon=", "bad-parameter"), ("lon", "bad-parameter"), ("lon=abc", "bad-parameter"),
        ("lon=nan", "bad-parameter"), ("lon=inf", "bad-parameter"), ("lon=0x10", "bad-parameter"),
        ("lon=181", "bad-parameter"), ("lon=1e999", "bad-parameter"), ("lon=--1", "bad-parameter"),
        ("lon=1-", "bad-parameter"), ("lon=1.2.3", "bad-parameter"), ("lon=.", "bad-parameter"),
        ("lon=1e", "bad-parameter"), ("lon=%2B1", "bad-parameter"), ("lon=+1", "bad-parameter"),
        ("lon=1&lon=2", "repeated-parameter"), ("kind=a&kind=b&kind=c&kind=d", "repeated-parameter"),
        ("limit=1.5", "bad-parameter"), ("limit=0", "bad-parameter"), ("limit=51", "bad-parameter"),
        ("limit=99999999999999999999", "bad-parameter"), ("limit=-", "bad-parameter"),
        ("limit=%D9%A3", "bad-parameter"), ("mode=fly", "bad-parameter"), ("mode=", "bad-parameter"),
        ("q=", "bad-parameter"), ("q=%00", "bad-parameter"), ("q=a%0Ab", "bad-parameter"),
        ("q=12345678901", "bad-parameter"), ("q=%C3%28", "bad-parameter"), ("q=%", "bad-parameter"),
        ("q=%4", "bad-parameter"), ("q=%zz", "bad-parameter"), ("Q=1", "unknown-parameter"),
        ("=1", "unknown-parameter"), ("lat=1", "unknown-parameter"), ("%FF=1", "bad-parameter"),
        ("code=a", "bad-parameter"), ("code=ab-", "bad-parameter"), ("code=ab%0A", "bad-parameter"),
        ("code=ab&code=AB", "bad-parameter"), ("code=%CE%B1%CE%B2", "bad-parameter"),
        ("code=ab-1%CC%81", "bad-parameter"), ("code=xab-1", "bad-parameter"), ("code=ab-1x", "bad-parameter"),
    ])
    func refuses(_ text: String, _ code: String) throws {
        let problem = #expect(throws: Problem.self) { try RequestParameters(text, known) }
        #expect(problem?.kind.code == code)
        #expect(problem?.kind.status == 400)
    }

    @Test func aTextThatDoesNotMatchItsPatternIsRefusedWithTheExpectation() throws {
        #expect(try RequestParameters("code=ab&code=cd-12", known).texts("code") == ["ab", "cd-12"])
        let problem = #expect(throws: Problem.self) { try RequestParameters("code=a", known) }
        #expect(problem?.detail[.english].contains("a code") == true)
    }

    @Test func saysWhichOnesAreKnown() {
        let problem = #expect(throws: Problem.self) { try RequestParameters("lat=1", known) }
        #expect(problem?.accepted == ["q", "lon", "limit", "kind", "mode", "code"])
        #expect(
            problem?.message(in: .english) == "lat: unknown parameter, known ones are: q, lon, limit, kind, mode, code."
        )
    }

    @Test func countsScalarsRatherThanBytes() throws {
        #expect(try RequestParameters("q=%CE%91%CE%91%CE%91%CE%91%CE%91%CE%91", known).text("q") == "ΑΑΑΑΑΑ")
        #expect(throws: Problem.self) {
            try RequestParameters("q=" + String(repeating: "%CE%91", count: 11), known)
        }
    }

    @Test func linksKeepEveryParameter() throws {
        let parameters = try RequestParameters("kind=a&limit=5&kind=%CE%92+%26", known)
        let next = parameters.query(changing: [("limit", "9")])
        let again = try RequestParameters(next, known)
        #expect(again.texts("kind") == ["a", "Β &"])
        #expect(again.integer("limit") == 9)
    }

    @Test func neverTrapsOnRandomText() {
        var random = SeededGenerator(seed: 7)
        let pieces = ["q", "lon", "kind", "=", "&", "%", "%4", "%41", "+", "é", "\u{0}", "1", "-", ".", "e", "mode"]
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0..<12, using: &random)).map { _ in pieces.randomElement(using: &random)! }
                .joined()
            do {
                let parameters = try RequestParameters(text, known)
                if let lon = parameters.number("lon") { #expect(abs(lon) <= 180) }
            } catch {
                #expect(error.kind.status == 400)
            }
        }
    }
}
