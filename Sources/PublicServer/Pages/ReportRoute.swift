internal import Hummingbird
internal import Locator
internal import WebSupport

/// `POST /structures/{id}/report`: somebody tells that a record is wrong.
struct ReportRoute {
    static let topics: [(code: String, words: Phrase)] = [
        ("phone", Phrase(el: "Το τηλέφωνο", en: "The phone number")),
        ("hours", Phrase(el: "Το ωράριο", en: "The opening hours")),
        ("address", Phrase(el: "Η διεύθυνση ή η θέση", en: "The address or position")),
        ("closed", Phrase(el: "Δεν λειτουργεί πια", en: "It is no longer there")),
        ("access", Phrase(el: "Η πρόσβαση", en: "The way in")),
        ("other", Phrase(el: "Κάτι άλλο", en: "Something else")),
    ]

    let frame: PageFrame
    let library: PageLibrary

    func take(_ request: Request, _ context: WebContext) async throws -> Response {
        _ = try request.parameters([FinderPage.languageParameter])
        let id = try context.component("id")
        guard let box = frame.reports, let structure = frame.data.dataset.structure(id: id) else {
            throw Problem.noSuch(Phrase(el: "δομή", en: "structure"), parameter: "id", came: id)
        }
        let form = try await request.formParameters(Self.parameters, limits: context.limits)
        let text = form.text("text") ?? ""
        let contact = form.text("contact")
        guard let topic = form.text("topic") else {
            throw Problem.missing("topic", expected: Phrase(el: "τι είναι λάθος", en: "what is wrong"))
        }
        for (name, value) in [("text", text), ("contact", contact ?? "")] where Self.holdsPersonalNumber(value) {
            throw Problem(
                .badParameter,
                detail: Phrase(
                    el: "\(name): μοιάζει να έχει ΑΜΚΑ ή ΑΦΜ· γράψτε το χωρίς αυτά.",
                    en: "\(name): seems to hold a social security or tax number; write it without."),
                parameter: name)
        }
        switch box.take(.init(structure: id, topic: topic, text: text, contact: contact)) {
        case .taken: break
        case .tooMany:
            throw Problem(
                .tooMany,
                detail: Phrase(
                    el: "Ήρθαν πολλές αναφορές την τελευταία ώρα. Δοκιμάστε αργότερα.",
                    en: "Many reports came in the last hour. Try again later."), retryAfterSeconds: 3600)
        case .failed:
            throw Problem(
                .overloaded,
                detail: Phrase(el: "Η αναφορά δεν φυλάχτηκε.", en: "The report could not be kept."),
                retryAfterSeconds: 60)
        }
        var values = frame.values(title: frame.text("reportThanks"), path: "/")
        values["problemTitle"] = frame.text("reportThanks")
        values["problemDetail"] = frame.text("reportKept")
        values["back"] = frame.link("/structures/\(PercentText.encode(id))")
        values["backText"] = structure.names.text(in: frame.language.tag)
        return library.response("problem", values, to: request, language: frame.language, isPersonal: true)
    }

    private static let parameters = [
        ParameterDescription(
            "topic", .choice(topics.map(\.code)), emptyIsAbsent: true, summary: "What is wrong."),
        ParameterDescription("text", .lines(maximum: 1000), emptyIsAbsent: true, summary: "In the person's words."),
        ParameterDescription("contact", .text(maximum: 120), emptyIsAbsent: true, summary: "How to reach them."),
    ]

    /// Whether a text holds a run of 9 or 11 digits, as tax and social security numbers are written.
    static func holdsPersonalNumber(_ text: String) -> Bool {
        var run = 0
        for byte in text.utf8 + [0] {
            if byte >= 0x30, byte <= 0x39 {
                run += 1
            } else {
                if run == 9 || run == 11 { return true }
                run = 0
            }
        }
        return false
    }
}
