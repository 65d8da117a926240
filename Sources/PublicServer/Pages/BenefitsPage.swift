internal import Entitlement
internal import Geocoding
internal import GeoIndex
internal import Hummingbird
internal import Locator
internal import Records
internal import WebSupport

/// The page `/benefits`: questions, and the programmes a person may be entitled to by their answers.
///
/// The answers arrive in the body of a POST, exist only during the request, and appear in no address, log or file.
struct BenefitsPage {
    let frame: PageFrame
    let library: PageLibrary

    private var language: Language { frame.language }

    func show(_ request: Request) throws -> Response {
        _ = try request.parameters(APIParameters.page)
        return page(request, fields: [:], results: nil, status: 200)
    }

    func judge(_ request: Request, _ context: WebContext) async throws -> Response {
        _ = try request.parameters(APIParameters.page)
        guard let book = frame.data.dataset.programmes else { throw Problem.notFound }
        let form = try await request.formParameters(frame.data.parameters.benefitsForm, limits: context.limits)
        var fields = Dictionary(
            EntitlementRequest.names(book).compactMap { name in form.text(name).map { (name, $0) } },
            uniquingKeysWith: { first, _ in first })
        // A chosen place stays valid while the text it was chosen for is unchanged.
        let kept = form.text("placed") == fields["q"] ? form.text("at") : nil
        let place = (form.text("choice") ?? kept).flatMap(PlacedPosition.init)
        if let place {
            fields["lon"] = "\(place.coordinate.longitude)"
            fields["lat"] = "\(place.coordinate.latitude)"
        }
        do {
            let question = try EntitlementRequest(fields, book, frame.data)
            let judgements = book.judge(question.answers, on: question.date)
            return page(
                request, fields: fields, place: place, results: results(judgements, question), status: 200)
        } catch {
            return page(request, fields: fields, place: place, results: nil, fault: true, status: error.kind.status)
        }
    }

    private func page(
        _ request: Request, fields: [String: String], place: PlacedPosition? = nil, results: [String: Any]?,
        fault: Bool = false, status: Int
    ) -> Response {
        var values = frame.values(title: "\(frame.text("benefitsTitle")) · \(frame.text("brand"))", path: "/benefits")
        values["action"] = frame.link("/benefits")
        values["q"] = fields["q"] ?? ""
        values["at"] = place?.text
        values["results"] = results
        let questions = frame.data.dataset.programmes?.questions ?? []
        values["questions"] = questions.map { question in
            self.values(of: question, answer: fields[question.id] ?? "")
        }
        if fault {
            let faulty = questions.filter { Self.fault($0, fields[$0.id] ?? "") != nil }
                .map { ["field": "a-\($0.id)", "text": $0.text.text(in: language.tag)] }
            values["alarm"] = [
                "links": faulty.isEmpty ? [["field": "q", "text": frame.text("benefitsPlace")]] : faulty
            ]
        }
        return library.response(
            "benefits", values, to: request, language: language, status: status,
            isPersonal: request.method == .post)
    }

    /// The expected form of an answer that cannot be read; nil when it can.
    private static func fault(_ question: EntitlementQuestion, _ answer: String) -> LocalizedText? {
        do throws(AnswerFault) {
            _ = try question.read(answer)
            return nil
        } catch {
            return error.expected
        }
    }

    private func values(of question: EntitlementQuestion, answer: String) -> [String: Any] {
        var values: [String: Any] = [
            "id": question.id, "text": question.text.text(in: language.tag), "answer": answer,
        ]
        values["fault"] = Self.fault(question, answer).map { expected in
            let expected = expected.text(in: language.tag)
            return Phrase(el: "Χρειάζεται \(expected).", en: "This must be \(expected).")[language]
        }
        let help = question.help.text(in: language.tag)
        if !help.isEmpty { values["help"] = help }
        func options(_ choices: [(String, String)]) -> [[String: Any]] {
            choices.map { ["code": $0.0, "words": $0.1, "chosen": $0.0 == answer] }
        }
        switch question.form {
        case .flag:
            values["options"] = options([
                ("yes", Phrase(el: "Ναι", en: "Yes")[language]), ("no", Phrase(el: "Όχι", en: "No")[language]),
            ])
        case .choice(let choices):
            values["options"] = options(choices.map { ($0.code, $0.text.text(in: language.tag)) })
        case .number(_, let isWhole):
            values["mode"] = isWhole ? "numeric" : "decimal"
        }
        return values
    }

    private func results(_ judgements: [ProgrammeJudgement], _ question: EntitlementRequest) -> [String: Any] {
        let order: [ProgrammeJudgement.Outcome] = [.likely, .ask, .unlikely]
        let groups = order.compactMap { outcome -> [String: Any]? in
            let list = judgements.filter { $0.outcome == outcome }
            guard !list.isEmpty else { return nil }
            return [
                "title": title(outcome), "code": outcome.rawValue,
                "programmes": list.map { self.values(of: $0, question) },
            ]
        }
        var values: [String: Any] = ["groups": groups, "date": DateWords.day(question.date, in: language.tag)]
        if question.origin == nil {
            let note = question.placeNote.text(in: language.tag)
            values["whereHint"] = note.isEmpty ? frame.text("benefitsNoPlace") : note
            let places = question.alternatives.map { place in
                ["at": PlacedPosition(place).text, "label": place.label.text(in: language.tag)]
            }
            if !places.isEmpty { values["choices"] = ["places": places] }
        }
        return values
    }

    private func title(_ outcome: ProgrammeJudgement.Outcome) -> String {
        switch outcome {
        case .likely: Phrase(el: "Πιθανόν δικαιούστε", en: "You may well be entitled to")[language]
        case .ask: Phrase(el: "Ρωτήστε: δεν είναι βέβαιο", en: "Ask: it is not certain")[language]
        case .unlikely: Phrase(el: "Μάλλον δεν δικαιούστε", en: "Probably not")[language]
        }
    }

    private func values(of judgement: ProgrammeJudgement, _ question: EntitlementRequest) -> [String: Any] {
        let programme = judgement.programme
        let tag = language.tag
        var values: [String: Any] = [
            "name": programme.names.text(in: tag), "summary": programme.summary.text(in: tag),
            "reasons": judgement.reasons.map { reason in
                ["text": reason.text.text(in: tag), "kind": reason.kind.rawValue, "mark": mark(reason)]
            },
            "steps": judgement.steps.map { $0.text.text(in: tag) }.filter { !$0.isEmpty },
            "notes": programme.notes.map { $0.text(in: tag) },
            "checkedOn": PageDate.text(TimeText.text(programme.checkedOn), in: language),
            "sources": judgement.sources.map { source -> [String: String] in
                var row = ["title": source.title, "url": source.url]
                row["when"] = source.date.map { PageDate.text($0, in: language) }
                return row
            },
        ]
        let amount = judgement.amountText.text(in: tag)
        if !amount.isEmpty { values["amount"] = amount }
        guard judgement.outcome != .unlikely else { return values }
        values["documents"] = programme.documents.map { $0.text(in: tag) }
        values["hasDocuments"] = !programme.documents.isEmpty
        if let origin = question.origin {
            values["desks"] = frame.data.locator.desks(
                for: programme, from: origin.coordinate, at: question.instant
            ).map { StructureCard(frame: frame, structure: $0.structure).line($0) }
        }
        return values
    }

    private func mark(_ reason: ProgrammeJudgement.Reason) -> String {
        switch reason.kind {
        case .met: reason.isDoubtful ? "?" : "✓"
        case .unmet: "✗"
        case .open: "?"
        }
    }
}
