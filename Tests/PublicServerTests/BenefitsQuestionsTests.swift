import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Records
import Testing
import WebTestSupport

/// The questions of `/benefits`, one at a time.
@Suite struct BenefitsQuestionsTests {
    /// A question of choice that is asked only of those who pay rent, and one that is asked only after it.
    private static let more = """
        "text": {"el": "Ενοίκιο;", "en": "Rent?"}},
        {"id": "landlord", "form": "choice", "when": "rents", "text": {"el": "Από ποιον;", "en": "From whom?"},
         "choices": {"town": {"el": "τον δήμο", "en": "the town"}, "other": {"el": "άλλον", "en": "somebody else"}}},
        {"id": "rent", "form": "number", "to": 5000, "when": ["is", "landlord", "other"],
         "text": {"el": "Πόσο;", "en": "How much?"}, "help": {"el": "Τον μήνα.", "en": "A month."}}],
        """

    private static func region() throws -> Region {
        var contents = ServiceRegion.contents()
        contents.programmes = Array(
            ServiceRegion.programmes.replacing(#""text": {"el": "Ενοίκιο;", "en": "Rent?"}}],"#, with: more).utf8)
        return try Region(contents: contents)
    }

    /// A page of the questions as a browser shows it.
    private struct Form {
        let text: String

        init(_ text: String) { self.text = text }

        /// The form for the answer; the one before it goes back.
        private var own: Substring { text.range(of: "<form id=\"answers\"").map { text[$0.lowerBound...] } ?? "" }

        /// The hidden fields.
        var hidden: [(String, String)] {
            own.components(separatedBy: "type=\"hidden\" name=\"").dropFirst().map { part in
                let pieces = part.components(separatedBy: "\"")
                return (pieces[0], pieces[2])
            }
        }

        var step: String? { hidden.first { $0.0 == "step" }?.1 }
        var progress: String { text.firstMatch(of: /Ερώτηση \d+ από \d+/).map { String($0.output) } ?? "" }
    }

    /// Sends the form of a page with an answer.
    private func send(_ client: Client, _ form: Form, _ answer: (String, String)...) async throws -> Form {
        let fields = form.hidden.filter { hidden in !answer.contains { $0.0 == hidden.0 } } + answer
        let response = try await client.post("/benefits", fields)
        #expect(response.status == .ok && response.headers[.cacheControl] == "private, no-store")
        return Form(String(buffer: response.body))
    }

    @Test func oneQuestionAtATimeUntilTheAnswersAreChecked() async throws {
        try await Self.region().test { client in
            var form = Form(try await client.page("/benefits"))
            #expect(form.step == "adults" && form.progress == "Ερώτηση 1 από 4" && form.text.contains("σβήνονται"))
            #expect(!form.text.contains("name=\"show\""))
            form = try await send(client, form, ("adults", "2"))
            #expect(form.step == "income" && form.progress == "Ερώτηση 2 από 4" && !form.text.contains("σβήνονται"))
            #expect(form.text.contains("name=\"show\" value=\"adults\""))
            form = try await send(client, form, ("income", "987,65"))
            #expect(form.step == "rents" && form.text.contains("type=\"radio\" value=\"unknown\""))
            form = try await send(client, form, ("rents", "yes"))
            // The answer made another question worth asking.
            #expect(form.step == "landlord" && form.progress == "Ερώτηση 4 από 5")
            form = try await send(client, form, ("landlord", "other"))
            #expect(form.step == "rent" && form.progress == "Ερώτηση 5 από 6" && form.text.contains("Τον μήνα."))
            form = try await send(client, form, ("rent", "300"))
            #expect(form.step == "q" && form.progress == "Ερώτηση 6 από 6")
            form = try await send(client, form, ("q", "Δύση"))
            #expect(form.step == "check")
            for row in ["Πόσοι ενήλικοι;</dt><dd>2<", "Από ποιον;</dt><dd>άλλον<", "Πού μένετε;</dt><dd>Δύση"] {
                #expect(form.text.contains(row))
            }
            form = try await send(client, form)
            #expect(
                form.text.contains("Πιθανόν δικαιούστε 1 παροχή") && form.text.contains("href=\"/structures/open?from=")
            )
            #expect(form.text.contains("name=\"show\" value=\"check\""))
        }
    }

    /// A changed answer leads back to the list, by way of the questions that it makes worth asking.
    @Test func everyAnswerCanBeChanged() async throws {
        try await Self.region().test { client in
            let answers = [("adults", "2"), ("income", "100"), ("rents", "no"), ("q", "Δύση"), ("step", "q")]
            var form = Form(String(buffer: try await client.post("/benefits", answers).body))
            #expect(form.step == "check" && !form.text.contains("Από ποιον;"))
            form = try await send(client, form, ("show", "income"))
            #expect(form.step == "income" && form.text.contains("value=\"100\""))
            form = try await send(client, form, ("income", "200"))
            #expect(form.step == "check" && form.text.contains("<dd>200<"))
            form = try await send(client, form, ("show", "rents"))
            #expect(form.text.contains("value=\"no\" checked"))
            form = try await send(client, form, ("rents", "yes"))
            #expect(form.step == "landlord")
            form = try await send(client, form, ("landlord", "town"))
            #expect(form.step == "check" && form.text.contains("<dd>τον δήμο<"))
            // An answer to a question that is no longer asked is forgotten.
            form = try await send(client, form, ("show", "rents"))
            form = try await send(client, form, ("rents", "no"))
            #expect(form.step == "check" && !form.hidden.contains { $0.0 == "landlord" })
        }
    }

    /// Whoever does not know or does not want to tell is never told that nothing is due.
    @Test func notKnowingIsAnAnswerToEveryQuestion() async throws {
        try await Self.region().test { client in
            var form = Form(try await client.page("/benefits"))
            var steps: [String] = []
            while let step = form.step, step != "check" {
                steps.append(step)
                let isChosen = form.text.contains("type=\"radio\"")
                form = try await send(client, form, isChosen ? (step, "unknown") : ("skip", "true"))
            }
            #expect(steps == ["adults", "income", "rents", "q"])
            #expect(form.text.components(separatedBy: "<dd>Δεν ξέρω ή δεν απαντώ<").count == 5)
            form = try await send(client, form)
            #expect(form.text.contains("Δεν είναι βέβαιο: ρωτήστε") && !form.text.contains("Μάλλον δεν δικαιούστε"))
            #expect(form.text.contains("Χωρίς πόλη ή χωριό") && form.text.contains("name=\"show\" value=\"q\""))
        }
    }

    @Test(arguments: [
        ([("step", "adults"), ("adults", "0")], "ακέραιος αριθμός από 1 έως 20", "adults"),
        ([("step", "adults"), ("adults", "δύο")], "ακέραιος αριθμός από 1 έως 20", "adults"),
        ([("step", "adults")], "Γράψτε έναν αριθμό", "adults"),
        ([("step", "income"), ("adults", "1"), ("income", "2,000")], "χιλιάδες ή δεκαδικά", "income"),
        ([("step", "rents"), ("adults", "1")], "Διαλέξτε μια απάντηση", "rents"),
        ([("step", "rents"), ("rents", "maybe")], "ναι ή όχι", "rents"),
        ([("step", "landlord"), ("rents", "yes"), ("landlord", "king")], "ένα από: town, other", "landlord"),
        ([("step", "q")], "Γράψτε την πόλη ή το χωριό", "q"),
        ([("step", "q"), ("q", "Ουτοπία")], "Δεν βρήκαμε τόπο «Ουτοπία»", "q"),
        ([("step", "q"), ("q", "?!")], "Δεν βρήκαμε τόπο", "q"),
    ])
    func aFaultStaysOnItsPageAndPointsAtTheField(
        _ fields: [(String, String)], _ words: String, _ step: String
    ) async throws {
        try await Self.region().test { client in
            let sent = try await client.send("/benefits", fields)
            // The page has an address, so that it can be loaded again.
            let page = try await client.page(try #require(sent.headers[.location]))
            let form = Form(page)
            #expect(form.step == step)
            let alarm = try #require(page.range(of: "role=\"alert\""))
            let link = try #require(page.range(of: "href=\"#answer\""))
            let field = try #require(page.range(of: "id=\"answer\""))
            #expect(alarm.lowerBound < link.lowerBound && link.lowerBound < field.lowerBound)
            #expect(page.contains(words) && page.contains("id=\"answer-fault\"") && page.contains("<title>Διόρθωση: "))
        }
    }

    @Test func aNameOfSeveralPlacesIsAChoice() async throws {
        try await Self.region().test { client in
            let fields = [("income", "1000"), ("rents", "no"), ("step", "q"), ("q", "Νεράιδα")]
            let asked = String(buffer: try await client.post("/benefits", fields).body)
            #expect(asked.contains("Ποιο μέρος εννοείτε;") && !asked.contains("role=\"alert\""))
            let places = asked.components(separatedBy: "name=\"choice\" value=\"").dropFirst()
            #expect(places.count == 2)
            let at = String(try #require(places.first).prefix { $0 != "\"" })
            let chosen = Form(
                String(buffer: try await client.post("/benefits", fields + [("choice", at), ("adults", "1")]).body))
            #expect(chosen.step == "check" && chosen.hidden.contains { $0 == ("at", at) })
            let result = try await send(client, chosen)
            #expect(result.text.contains("class=\"card desk\""))
            // The chosen place is kept as long as the text is unchanged.
            for (text, step) in [("Νεράιδα", "check"), ("Ουτοπία", "q")] {
                let next = Form(
                    String(
                        buffer: try await client.post(
                            "/benefits",
                            [
                                ("adults", "1"), ("income", "1000"), ("rents", "no"), ("step", "q"), ("q", text),
                                ("at", at),
                                ("placed", "Νεράιδα"),
                            ]
                        ).body))
                #expect(next.step == step)
            }
        }
    }

    /// Pages that nobody sent from these forms: unknown steps, questions that are not asked.
    @Test(arguments: [
        ([("show", "nothing")], "adults"), ([("step", "nothing")], "adults"), ([("show", "landlord")], "adults"),
        ([("step", "landlord"), ("landlord", "town")], "adults"), ([("show", "q")], "q"),
        ([("adults", "1"), ("show", "check")], "check"),
    ])
    func otherPagesLeadToAQuestion(_ fields: [(String, String)], _ step: String) async throws {
        try await Self.region().test { client in
            let form = Form(String(buffer: try await client.post("/benefits", fields).body))
            #expect(form.step == step)
        }
    }

    /// What does not fit a form is refused, and no answer is in the log.
    @Test func nothingIsLogged() async throws {
        let region = try Self.region()
        try await region.test { client in
            #expect(try await client.post("/benefits", [("incom", "1")]).status == .badRequest)
            #expect(
                try await client.post("/benefits", [("q", String(repeating: "α", count: 129))]).status == .badRequest)
            _ = try await client.post(
                "/benefits", [("step", "income"), ("income", "98765432"), ("q", "Καναρινοπούλου")])
        }
        #expect(!region.log.contains("98765432") && !region.log.contains("Καναριν") && !region.log.contains("income"))
    }
}
