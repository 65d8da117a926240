internal import HTTPTypes
internal import Hummingbird
internal import Locator
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
        guard isFromHere(request) else {
            throw Problem(
                .forbidden,
                detail: Phrase(
                    el: "Η φόρμα στέλνεται μόνο από τη σελίδα της δομής.",
                    en: "The form is taken from the structure's own page only."))
        }
        _ = try request.parameters(APIParameters.page)
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
        let topics = Self.topics(frame, of: id, chosen: topic)
        guard topics.contains(where: { $0["chosen"] as? Bool == true }) else {
            throw Problem.bad(
                "topic", came: topic, among: topics.compactMap { $0["code"] as? String },
                what: Phrase(el: "θέμα για αυτή τη δομή", en: "topic for this structure"))
        }
        var again = Self.form(frame, box, structure: id)
        again["text"] = text
        again["contact"] = contact
        again["topics"] = topics
        for (field, value) in [("textFault", text), ("contactFault", contact ?? "")]
        where Self.holdsPersonalNumber(value) {
            again[field] = true
            again["fault"] = frame.text("reportNumber")
        }
        if !Self.says(text) {
            again["textFault"] = true
            again["fault"] = frame.text("reportEmpty")
        }
        if !box.tokens.holds(form.text("token") ?? "", structure: id) { again["fault"] = frame.text("reportStale") }
        if again["fault"] != nil { return answer("report-again", ["report": again], structure, request, status: 400) }
        let report = ReportBox.Report(structure: id, topic: topic, text: text, contact: contact)
        switch await box.take(report, from: context.client) {
        case .taken:
            return answer(
                "problem", ["problemTitle": frame.text("reportThanks"), "problemDetail": frame.text("reportKept")],
                structure, request)
        case .tooMany:
            again["fault"] = frame.text("reportTooMany")
            var response = answer("report-again", ["report": again], structure, request, status: 429)
            response.headers[.retryAfter] = "3600"
            return response
        case .failed:
            again["fault"] = frame.text("reportFailed")
            var response = answer("report-again", ["report": again], structure, request, status: 503)
            response.headers[.retryAfter] = "60"
            return response
        }
    }

    /// A page with a link back to the structure; it keeps the text so that it need not be typed again.
    private func answer(
        _ template: String, _ values: [String: Any], _ structure: Structure, _ request: Request, status: Int = 200
    ) -> Response {
        let path = "/structures/\(PercentText.encode(structure.id))"
        let title = frame.text(status == 200 ? "reportThanks" : "reportTitle")
        var values = frame.values(title: "\(title) · \(frame.text("brand"))", path: path)
            .merging(values) { _, new in new }
        values["back"] = frame.link(path)
        values["backText"] = structure.names.text(in: frame.language.tag)
        return library.response(
            template, values, to: request, language: frame.language, status: status, isPersonal: true)
    }

    /// Whether a request comes from one of our pages, as far as the browser reports that.
    ///
    /// `Sec-Fetch-Site` is reliable where it is sent. Otherwise `Origin` is compared, unless it is `null`, as it is for
    /// pages without a referrer, such as ours. Without either field only the token decides.
    /// referrer go out, and says nothing then. Where neither says anything, the token alone decides.
    private func isFromHere(_ request: Request) -> Bool {
        if let site = request.headers[.fetchSite] { return site == "same-origin" }
        guard let origin = request.headers[.origin], origin != "null" else { return true }
        let host = request.head.authority ?? ""
        return ["http://\(host)", "https://\(host)", names.publicAddress].contains {
            $0?.lowercased() == origin.lowercased()
        }
    }

    /// Whether a text contains at least one letter or digit.
    static func says(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    }

    /// The values of the empty form for a structure.
    static func form(_ frame: PageFrame, _ box: ReportBox, structure id: String) -> [String: Any] {
        [
            "token": box.tokens.make(structure: id),
            "action": frame.link("/structures/\(PercentText.encode(id))/report"),
            "topics": topics(frame, of: id, chosen: nil),
            "text": "", "contact": "",
        ]
    }

    /// The topics of a structure. For one that must not be located, those about its location are omitted.
    private static func topics(_ frame: PageFrame, of id: String, chosen: String?) -> [[String: Any]] {
        let dataset = frame.data.dataset
        let isWithheld = dataset.structureRow(id: id).map(dataset.isWithheld) ?? true
        return topics.filter { !isWithheld || !["address", "access"].contains($0.code) }
            .map { ["code": $0.code, "words": $0.words[frame.language], "chosen": $0.code == chosen] }
    }

    private static let parameters = ParameterSet([
        ParameterDescription(
            "topic", .choice(topics.map(\.code)), emptyIsAbsent: true, summary: "What is wrong."),
        ParameterDescription("token", .text(maximum: 200), emptyIsAbsent: true, summary: "What the form came with."),
        ParameterDescription("text", .lines(maximum: 1000), emptyIsAbsent: true, summary: "In the person's words."),
        ParameterDescription("contact", .text(maximum: 120), emptyIsAbsent: true, summary: "How to reach them."),
    ])

    /// Whether a text contains a run of 9, 11 or 25 digits, as in tax numbers, social security numbers and Greek IBANs,
    /// possibly separated by blanks, full stops or hyphens.
    static func holdsPersonalNumber(_ text: String) -> Bool {
        var run = 0
        for scalar in text.unicodeScalars {
            switch scalar {
            case "0"..."9": run += 1
            case " ", "\u{A0}", "\u{202F}", ".", "-": continue
            default:
                if personalLengths.contains(run) { return true }
                run = 0
            }
        }
        return personalLengths.contains(run)
    }

    private static let personalLengths: Set = [9, 11, 25]
}

extension HTTPField.Name {
    fileprivate static let fetchSite = HTTPField.Name("Sec-Fetch-Site")!
}
