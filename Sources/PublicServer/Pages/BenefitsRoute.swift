internal import Entitlement
internal import Geocoding
internal import Hummingbird
internal import Locator
internal import PageKit
internal import Records
internal import WebSupport

/// The page `/benefits`: questions one at a time, the answers to check, and the programmes a person may be entitled to.
///
/// The answers arrive in the body of a POST and are kept in memory for some minutes (see ``SentForms``). Every page after
/// the first has an address of its own, so that going back and loading again work. The answers appear in no address, log
/// or file.
struct BenefitsRoute {
    let frame: PageFrame
    let library: PageLibrary

    private var language: Language { frame.language }

    func show(_ request: Request) throws -> Response {
        _ = try request.parameters(APIParameters.page)
        let book = try book()
        return question(try BenefitsInterview(nil, book, frame.data), Shown(request: request))
    }

    /// Takes the form of a page, and redirects to the address of the next. It is answered at once when no more forms can
    /// be kept.
    func take(_ request: Request, _ context: WebContext) async throws -> Response {
        _ = try request.parameters(APIParameters.page)
        let book = try book()
        let form = try await request.formParameters(frame.data.parameters.benefitsForm, limits: context.limits)
        let interview = try BenefitsInterview(form, book, frame.data)
        guard let key = frame.keep(form, for: context.client) else {
            return page(interview, book, Shown(request: request, isPersonal: true))
        }
        return SentForms.redirect(to: frame.link("/benefits/answers/\(key)"))
    }

    /// Answers a form that was sent some minutes ago.
    func kept(_ request: Request, _ context: WebContext) throws -> Response {
        _ = try request.parameters(APIParameters.page)
        let book = try book()
        let key = try context.component("key")
        guard let form = frame.sent.form(key) else {
            let shown = Shown(request: request, isExpired: true, status: 410, isPersonal: true)
            return question(try BenefitsInterview(nil, book, frame.data), shown)
        }
        let interview = try BenefitsInterview(form, book, frame.data)
        return page(interview, book, Shown(request: request, key: key, isPersonal: true))
    }

    private func book() throws(Problem) -> ProgrammeBook {
        guard let book = frame.data.dataset.programmes else { throw Problem.notFound }
        return book
    }

    /// How a page is sent.
    private struct Shown {
        let request: Request
        /// The key of the form that the page answers.
        var key: String?
        var isExpired = false
        var status = 200
        var isPersonal = false

        var path: String { key.map { "/benefits/answers/\($0)" } ?? "/benefits" }
    }

    private func page(_ interview: BenefitsInterview, _ book: ProgrammeBook, _ shown: Shown) -> Response {
        switch interview.page {
        case .question, .place: question(interview, shown)
        case .summary: send(summary(interview, shown), shown)
        case .results:
            send(
                BenefitsResults(frame: frame, interview: interview, key: shown.key).page(
                    book, layout: layout(nil, shown), action: action), shown)
        }
    }

    private func send(_ page: some SitePage, _ shown: Shown) -> Response {
        library.response(
            page, to: shown.request, language: language, status: shown.status, isPersonal: shown.isPersonal)
    }

    private var action: String { frame.link("/benefits") }

    /// The layout of a page, whose title begins with the name of the step.
    private func layout(_ step: String?, _ shown: Shown) -> Layout {
        let name = Layout.words.benefitsTitle[language]
        return Layout(frame, title: frame.title(step.map { "\($0) · \(name)" } ?? name), path: shown.path)
    }

    private func question(_ interview: BenefitsInterview, _ shown: Shown) -> Response {
        let asked = interview.asked
        let step: String
        let number: Int
        switch interview.page {
        case .question(let question):
            step = question.id
            number = asked.firstIndex { $0.id == step } ?? 0
        default: (step, number) = (BenefitsInterview.place, asked.count)
        }
        let progress = Phrase(
            el: "Ερώτηση \(number + 1) από \(asked.count + 1)", en: "Question \(number + 1) of \(asked.count + 1)")[
                language]
        let places = step == BenefitsInterview.place ? interview.request.alternatives : []
        // A text that means several places is no mistake.
        let fault = places.isEmpty ? interview.fault : nil
        let title = fault == nil ? progress : "\(ErrorSummary.words.titleStart[language]) \(progress)"
        let page = BenefitsQuestionPage(
            base: layout(title, shown), action: action, fields: interview.fields(without: step),
            back: number > 0
                ? BenefitsQuestionPage.Back(show: asked[number - 1].id, fields: interview.fields()) : nil,
            isStart: number == 0,
            expired: shown.isExpired ? BenefitsQuestionPage.words.expired[language] : nil, progress: progress,
            step: step,
            errors: ErrorSummary(fault.map { [FieldFault(field: Self.answerField, words: $0)] } ?? [], in: language),
            choices: places.isEmpty
                ? nil
                : BenefitsQuestionPage.Choices(
                    typed: interview.typed,
                    places: places.map {
                        PlaceOption(at: PlacedPosition($0).text, label: frame.place($0.label))
                    }),
            answer: answer(interview, step, fault?[language], isHeading: places.isEmpty),
            isTyped: options(interview) == nil)
        return send(page, shown)
    }

    /// The identifier of the field of the answer.
    private static let answerField = "answer"

    /// The question with the field of its answer.
    ///
    /// - Parameter isHeading: Whether the question is the heading; else the page asks which place was meant, and the field is
    ///   for another one.
    private func answer(
        _ interview: BenefitsInterview, _ step: String, _ fault: String?, isHeading: Bool
    ) -> FormField {
        let words = BenefitsQuestionPage.words
        guard case .question(let question) = interview.page else {
            return FormField(
                Self.answerField, name: step, label: (isHeading ? words.place : words.otherPlace)[language],
                isHeading: isHeading, hint: words.placeHint[language], fault: fault, value: interview.typed,
                suggest: SuggestField(frame))
        }
        let (label, hint) = (question.text.text(in: language), frame.present(question.help))
        if let options = options(interview) {
            return FormField(
                Self.answerField, name: step, label: label, isHeading: true, hint: hint, fault: fault, options: options)
        }
        let isWhole = if case .number(_, isWhole: true) = question.form { true } else { false }
        return FormField(
            Self.answerField, name: step, label: label, isHeading: true, hint: hint, fault: fault,
            value: interview.typed == BenefitsInterview.unknown ? "" : interview.typed,
            mode: isWhole ? "numeric" : "decimal", isShort: true)
    }

    /// The answers to choose from, that of somebody who does not know last; nil when the answer is typed.
    private func options(_ interview: BenefitsInterview) -> [SelectOption]? {
        guard case .question(let question) = interview.page else { return nil }
        let answers = choices(question)
        guard !answers.isEmpty else { return nil }
        return (answers + [(BenefitsInterview.unknown, BenefitsQuestionPage.words.skipAnswer[language])]).map {
            SelectOption(code: $0.code, words: $0.words, chosen: $0.code == interview.typed)
        }
    }

    /// The answers of a question that is not answered by typing, except that of somebody who does not know.
    private func choices(_ question: EntitlementQuestion) -> [(code: String, words: String)] {
        switch question.form {
        case .flag:
            [("yes", Phrase(el: "Ναι", en: "Yes")[language]), ("no", Phrase(el: "Όχι", en: "No")[language])]
        case .choice(let choices): choices.map { ($0.code, $0.text.text(in: language)) }
        case .number: []
        }
    }

    /// The place as it was typed, with what it was found to be; nil without one.
    private func place(_ interview: BenefitsInterview) -> String? {
        guard let typed = interview.placeText, let found = interview.request.origin.map({ frame.place($0.label) })
        else {
            return interview.placeText
        }
        guard interview.position != nil else { return found }
        // A position that was chosen for the text is only known to be in a municipality.
        return typed.contains(found) ? typed : "\(typed) · \(found)"
    }

    private func summary(_ interview: BenefitsInterview, _ shown: Shown) -> BenefitsSummaryPage {
        let unknown = BenefitsQuestionPage.words.skipAnswer[language]
        var rows = interview.asked.map { question in
            let answer = interview.answers[question.id] ?? BenefitsInterview.unknown
            let words = choices(question).first { $0.code == answer }?.words ?? answer
            return SummaryList.Row(
                key: question.text.text(in: language), value: answer == BenefitsInterview.unknown ? unknown : words,
                show: question.id)
        }
        rows.append(
            SummaryList.Row(
                key: BenefitsQuestionPage.words.place[language],
                value: place(interview) ?? unknown,
                show: BenefitsInterview.place))
        return BenefitsSummaryPage(
            base: layout(BenefitsSummaryPage.words.summaryTitle[language], shown), action: action,
            fields: interview.fields(), step: BenefitsInterview.summary, answers: SummaryList(rows: rows))
    }
}
