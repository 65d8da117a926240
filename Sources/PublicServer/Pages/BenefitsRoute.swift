internal import Entitlement
internal import Geocoding
internal import GeoIndex
internal import Hummingbird
internal import Locator
internal import Records
internal import WebSupport

/// The page `/benefits`: questions, and the programmes a person may be entitled to by their answers.
///
/// The answers arrive in the body of a POST and are kept in memory for some minutes (see ``SentForms``). They appear in no
/// address, log or file.
struct BenefitsRoute {
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
        let response = answer(form, book, request)
        guard response.status == .ok, let key = frame.sent.keep(form, for: context.client) else { return response }
        return SentForms.redirect(to: frame.link("/benefits/answers/\(key)"))
    }

    /// Answers a form that was sent some minutes ago.
    func kept(_ request: Request, _ context: WebContext) throws -> Response {
        _ = try request.parameters(APIParameters.page)
        guard let book = frame.data.dataset.programmes else { throw Problem.notFound }
        let key = try context.component("key")
        guard let form = frame.sent.form(key) else {
            return page(request, fields: [:], isExpired: true, results: nil, status: 410)
        }
        return answer(form, book, request, key: key)
    }

    private func answer(
        _ form: RequestParameters, _ book: ProgrammeBook, _ request: Request, key: String? = nil
    ) -> Response {
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
                request, fields: fields, place: place, key: key, results: results(judgements, question), status: 200)
        } catch {
            return page(request, fields: fields, place: place, results: nil, fault: true, status: error.kind.status)
        }
    }

    private func page(
        _ request: Request, fields: [String: String], place: PlacedPosition? = nil, key: String? = nil,
        isExpired: Bool = false, results: BenefitsPage.Results?, fault: Bool = false, status: Int
    ) -> Response {
        let questions = frame.data.dataset.programmes?.questions ?? []
        let page = BenefitsPage(
            base: Layout(
                frame, title: frame.title(Layout.words.benefitsTitle[language]),
                path: key.map { "/benefits/answers/\($0)" } ?? "/benefits"),
            expired: isExpired ? BenefitsPage.words.benefitsExpired[language] : nil,
            action: frame.link("/benefits"), q: fields["q"] ?? "", at: place?.text,
            questions: questions.map { field($0, answer: fields[$0.id] ?? "") },
            alarm: fault ? alarm(questions, fields) : nil, results: results)
        return library.response(
            page, to: request, language: language, status: status,
            isPersonal: request.method == .post || key != nil || isExpired)
    }

    /// Links to the answers that cannot be read; to the place when all can.
    private func alarm(_ questions: [EntitlementQuestion], _ fields: [String: String]) -> BenefitsPage.Alarm {
        let links = questions.filter { Self.fault($0, fields[$0.id] ?? "") != nil }
            .map { BenefitsPage.FieldLink(field: "a-\($0.id)", text: $0.text.text(in: language)) }
        let place = BenefitsPage.FieldLink(field: "q", text: BenefitsPage.words.benefitsPlace[language])
        return BenefitsPage.Alarm(links: links.isEmpty ? [place] : links)
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

    private func field(_ question: EntitlementQuestion, answer: String) -> BenefitsPage.Question {
        let fault = Self.fault(question, answer).map { expected in
            let expected = expected.text(in: language)
            return Phrase(el: "Χρειάζεται \(expected).", en: "This must be \(expected).")[language]
        }
        let help = question.help.text(in: language)
        let options: [(code: String, words: String)]
        var mode: String?
        switch question.form {
        case .flag:
            options = [("yes", Phrase(el: "Ναι", en: "Yes")[language]), ("no", Phrase(el: "Όχι", en: "No")[language])]
        case .choice(let choices): options = choices.map { ($0.code, $0.text.text(in: language)) }
        case .number(_, let isWhole): (options, mode) = ([], isWhole ? "numeric" : "decimal")
        }
        return BenefitsPage.Question(
            id: question.id, text: question.text.text(in: language), help: help.isEmpty ? nil : help, fault: fault,
            answer: answer, mode: mode,
            options: options.map { SelectOption(code: $0.code, words: $0.words, chosen: $0.code == answer) })
    }

    private func results(_ judgements: [ProgrammeJudgement], _ question: EntitlementRequest) -> BenefitsPage.Results {
        let order: [ProgrammeJudgement.Outcome] = [.likely, .ask, .unlikely]
        let groups = order.compactMap { outcome -> BenefitsPage.Group? in
            let list = judgements.filter { $0.outcome == outcome }
            guard !list.isEmpty else { return nil }
            return BenefitsPage.Group(
                code: outcome.rawValue, title: title(outcome)[language],
                programmes: list.map { programme($0, question) })
        }
        let places = question.alternatives.map {
            PlaceOption(at: PlacedPosition($0).text, label: frame.place($0.label))
        }
        let note = question.placeNote.text(in: language)
        let hint = note.isEmpty ? BenefitsPage.words.benefitsNoPlace[language] : note
        let hasPlace = question.origin != nil
        return BenefitsPage.Results(
            date: DateWords.day(question.date, in: language), whereHint: hasPlace ? nil : hint,
            choices: hasPlace || places.isEmpty ? nil : BenefitsPage.Choices(places: places), groups: groups)
    }

    private func title(_ outcome: ProgrammeJudgement.Outcome) -> Phrase {
        switch outcome {
        case .likely: Phrase(el: "Πιθανόν δικαιούστε", en: "You may well be entitled to")
        case .ask: Phrase(el: "Ρωτήστε: δεν είναι βέβαιο", en: "Ask: it is not certain")
        case .unlikely: Phrase(el: "Μάλλον δεν δικαιούστε", en: "Probably not")
        }
    }

    private func programme(_ judgement: ProgrammeJudgement, _ question: EntitlementRequest) -> BenefitsPage.Programme {
        let programme = judgement.programme
        let amount = judgement.amountText.text(in: language)
        let isPossible = judgement.outcome != .unlikely
        let documents = isPossible ? programme.documents.map { $0.text(in: language) } : []
        let desks =
            question.origin.map { origin in
                isPossible
                    ? frame.data.locator.desks(for: programme, from: origin.coordinate, at: question.instant) : []
            } ?? []
        return BenefitsPage.Programme(
            name: programme.names.text(in: language), summary: programme.summary.text(in: language),
            amount: amount.isEmpty ? nil : amount,
            reasons: judgement.reasons.map { reason in
                BenefitsPage.Reason(
                    kind: reason.kind.rawValue, mark: mark(reason), text: reason.text.text(in: language))
            },
            steps: judgement.steps.map { $0.text.text(in: language) }.filter { !$0.isEmpty },
            hasDocuments: !documents.isEmpty, documents: documents,
            desks: desks.map { StructureFacts(frame: frame, structure: $0.structure).desk($0) },
            notes: programme.notes.map { $0.text(in: language) },
            sources: judgement.sources.map { source in
                BenefitsPage.Source(
                    title: source.title, url: source.url, when: source.date.map { PageDate.text($0, in: language) })
            },
            checkedOn: PageDate.text(TimeText.text(programme.checkedOn), in: language))
    }

    private func mark(_ reason: ProgrammeJudgement.Reason) -> String {
        switch reason.kind {
        case .met: reason.isDoubtful ? "?" : "✓"
        case .unmet: "✗"
        case .open: "?"
        }
    }
}
