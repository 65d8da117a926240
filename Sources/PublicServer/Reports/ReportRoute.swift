internal import HTTPTypes
internal import Hummingbird
internal import Locator
internal import PageKit
internal import Records
internal import WebSupport

/// `POST /structures/{id}/report`: a person reports a mistake in a record.
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
    let names: OutsideNames

    func take(_ request: Request, _ context: WebContext) async throws -> Response {
        guard request.isFromHere(publicAddress: names.publicAddress) else {
            throw Problem(
                .forbidden,
                detail: Phrase(
                    el: "Η φόρμα στέλνεται μόνο από τη σελίδα της υπηρεσίας.",
                    en: "The form is taken from the service's own page only."))
        }
        _ = try request.parameters(APIParameters.page)
        let id = try context.component("id")
        guard let box = frame.reports, let structure = frame.data.dataset.structure(id: id) else {
            throw Problem.noSuch(Phrase(el: "υπηρεσία", en: "service"), parameter: "id", came: id)
        }
        let form = try await request.formParameters(Self.parameters, limits: context.limits)
        let text = form.text("text") ?? ""
        let contact = form.text("contact")
        guard let topic = form.text("topic") else {
            throw Problem.missing("topic", expected: Phrase(el: "τι είναι λάθος", en: "what is wrong"))
        }
        var again = Self.form(frame, box, structure: id, chosen: topic)
        guard again.topics.contains(where: \.chosen) else {
            throw Problem.bad(
                "topic", came: topic, among: again.topics.map(\.code),
                what: Phrase(el: "θέμα για αυτή την υπηρεσία", en: "topic for this service"))
        }
        let words = ReportForm.words
        again.text = text
        again.contact = contact ?? ""
        again.textFault = PersonalNumber.found(in: text) != nil || !Self.says(text)
        again.contactFault = PersonalNumber.found(in: again.contact) != nil
        var fault = again.textFault || again.contactFault ? words.number : nil
        if !Self.says(text) { fault = words.empty }
        if !box.tokens.holds(form.text("token") ?? "", structure: id) { fault = words.stale }
        if let fault { return refusal(again, fault, structure, request, status: 400) }
        let report = ReportBox.Report(
            structure: id, municipality: structure.municipality, topic: topic, text: text, contact: contact)
        switch await box.take(report, from: context.client) {
        case .taken:
            let page = ProblemPage(
                base: layout(words.thanks, structure), problemTitle: words.thanks[language],
                problemDetail: words.kept[language], back: back(structure))
            return library.response(page, to: request, language: language, isPersonal: true)
        case .tooMany:
            var response = refusal(again, words.tooMany, structure, request, status: 429)
            response.headers[.retryAfter] = "3600"
            return response
        case .failed:
            var response = refusal(again, words.failed, structure, request, status: 503)
            response.headers[.retryAfter] = "60"
            return response
        }
    }

    private var language: Language { frame.language }

    /// The form with the reason of its refusal; it keeps the text so that it need not be typed again.
    private func refusal(
        _ form: ReportForm, _ fault: Phrase, _ structure: Structure, _ request: Request, status: Int
    ) -> Response {
        var form = form
        form.fault = fault[language]
        let page = ReportAgainPage(
            base: layout(ReportForm.words.reportTitle, structure), back: back(structure), report: form)
        return library.response(page, to: request, language: language, status: status, isPersonal: true)
    }

    private func layout(_ title: Phrase, _ structure: Structure) -> Layout {
        Layout(frame, title: frame.title(title[language]), path: Self.path(structure.id))
    }

    /// A link back to the structure.
    private func back(_ structure: Structure) -> Link {
        Link(name: frame.sign(structure.names), page: frame.link(Self.path(structure.id)))
    }

    private static func path(_ id: String) -> String { "/structures/\(PercentText.encode(id))" }

    /// Whether a text contains at least one letter or digit.
    static func says(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    }

    /// The empty form for a structure. For one that must not be located, the topics about its location are omitted.
    static func form(_ frame: PageFrame, _ box: ReportBox, structure id: String, chosen: String? = nil) -> ReportForm {
        let dataset = frame.data.dataset
        let isWithheld = dataset.structureRow(id: id).map(dataset.isWithheld) ?? true
        return ReportForm(
            action: frame.link("\(path(id))/report"), token: box.tokens.make(structure: id),
            topics: topics.filter { !isWithheld || !["address", "access"].contains($0.code) }
                .map { SelectOption(code: $0.code, words: $0.words[frame.language], chosen: $0.code == chosen) })
    }

    private static let parameters = ParameterSet([
        ParameterDescription(
            "topic", .choice(topics.map(\.code)), emptyIsAbsent: true, summary: "What is wrong."),
        ParameterDescription("token", .text(maximum: 200), emptyIsAbsent: true, summary: "What the form came with."),
        ParameterDescription("text", .lines(maximum: 1000), emptyIsAbsent: true, summary: "In the person's words."),
        ParameterDescription("contact", .text(maximum: 120), emptyIsAbsent: true, summary: "How to reach them."),
    ])
}
