internal import Hummingbird
internal import Locator
internal import WebSupport

/// The page at `/benefits`: questions, and what somebody may be entitled to by their answers.
///
/// The answers come in the body of a POST, live as long as the request, and are in no address, log or file.
struct BenefitsPage {
    let frame: PageFrame
    let library: PageLibrary

    private var language: Language { frame.language }

    func show(_ request: Request) throws -> Response {
        _ = try request.parameters([FinderPage.languageParameter])
        return page(request, fields: [:], results: nil, status: 200)
    }

    func judge(_ request: Request, _ context: WebContext) async throws -> Response {
        _ = try request.parameters([FinderPage.languageParameter])
        guard let book = frame.data.dataset.programmes else { throw Problem.notFound }
        let form = try await request.formParameters(EntitlementRequest.parameters(book), limits: context.limits)
        let names = book.questions.map(\.id) + EntitlementRequest.placeFields
        let fields = Dictionary(
            names.compactMap { name in form.text(name).map { (name, $0) } }, uniquingKeysWith: { first, _ in first })
        do {
            let question = try EntitlementRequest(fields, book, frame.data)
            let judgements = book.judge(question.answers, on: question.date)
            return page(request, fields: fields, results: results(judgements, question), status: 200)
        } catch {
            return page(
                request, fields: fields, results: nil, fault: error.parameter, status: error.kind.status)
        }
    }

    private func page(
        _ request: Request, fields: [String: String], results: [String: Any]?, fault: String? = nil, status: Int
    ) -> Response {
        var values = frame.values(title: "\(frame.text("benefitsTitle")) · \(frame.text("brand"))", path: "/benefits")
        values["action"] = frame.link("/benefits")
        values["q"] = fields["q"] ?? ""
        values["results"] = results
        values["questions"] = (frame.data.dataset.programmes?.questions ?? []).map { question in
            self.values(of: question, answer: fields[question.id] ?? "", isFaulty: fault == question.id)
        }
        values["hasFault"] = fault != nil
        return library.response(
            "benefits", values, to: request, language: language, status: status,
            isPersonal: request.method == .post)
    }

    private func values(of question: EntitlementQuestion, answer: String, isFaulty: Bool) -> [String: Any] {
        var values: [String: Any] = [
            "id": question.id, "text": question.text.text(in: language.tag), "answer": answer, "faulty": isFaulty,
        ]
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
            values["whereHint"] =
                question.alternatives.isEmpty
                ? frame.text("benefitsNoPlace")
                : frame.text("benefitsWhich")
                    + question.alternatives.prefix(5).map { $0.label.text(in: language.tag) }.joined(separator: " · ")
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
