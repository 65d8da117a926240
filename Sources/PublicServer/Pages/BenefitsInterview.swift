internal import Entitlement
internal import Geocoding
internal import GeoIndex
internal import Records
internal import WebSupport

/// The state of the questions of `/benefits`, read from the fields of the sent form: the answers so far and the next page.
///
/// Each page is a form with the earlier answers in hidden fields. The form says which page it was sent from (`step`), and
/// which one is wanted when that is not the next (`show`). The next page is the first question without an answer, so that
/// whoever changes an answer returns to where they were.
struct BenefitsInterview {
    /// A page of the questions.
    enum Page {
        case question(EntitlementQuestion)
        case place
        case summary
        case results
    }

    /// The name of the page that asks for the place; also the field of its text.
    static let place = "q"
    /// The name of the page that lists the answers.
    static let summary = "check"
    /// The answer of a person who does not know or does not want to tell.
    static let unknown = "unknown"

    /// The questions that the answers make worth asking, in order.
    let asked: [EntitlementQuestion]
    /// The answers by question as they were typed, or ``unknown``.
    let answers: [String: String]
    /// The typed place; nil when there is none.
    let placeText: String?
    /// The position chosen for the typed place.
    let position: PlacedPosition?
    /// Whether the person does not want to tell the place.
    let isPlaceless: Bool
    /// The answers and the place as the rules read them.
    let request: EntitlementRequest
    /// The page to show.
    let page: Page
    /// What was typed into the field of the page.
    let typed: String
    /// Why the page is shown again.
    let fault: Phrase?

    /// Reads a form; nil is the beginning.
    init(_ form: RequestParameters?, _ book: ProgrammeBook, _ data: PublicDataset) throws(Problem) {
        let step = form?.text("step")
        let isSkipped = form?.text("skip") != nil
        var texts: [String: String] = [:]
        for question in book.questions {
            texts[question.id] = step == question.id && isSkipped ? Self.unknown : form?.text(question.id)
        }
        let valid = texts.filter { id, text in
            book.question(id).map { Self.expectation($0, text) == nil } ?? false
        }
        // Valid answers cannot be refused.
        let values = (try? book.answers(from: valid)) ?? EntitlementAnswers()
        let asked = book.questions(after: values)
        let answers = valid.filter { id, _ in asked.contains { $0.id == id } }

        isPlaceless = form?.text("withoutPlace") != nil && step != Self.place || step == Self.place && isSkipped
        let text = isPlaceless ? nil : form?.text(Self.place)
        let position = form.flatMap(PlacedPosition.init(of:))
        var fields = answers
        fields[Self.place] = text
        if let position, text != nil {
            fields["lon"] = "\(position.coordinate.longitude)"
            fields["lat"] = "\(position.coordinate.latitude)"
        }
        let request = try EntitlementRequest(fields, book, data)
        (self.asked, self.answers, self.request) = (asked, answers, request)
        (placeText, self.position) = (text, position)

        let current = asked.first { $0.id == step }
        let placeFault = Self.fault(text, request)
        if let show = form?.text("show") {
            page =
                switch show {
                case Self.place: .place
                case Self.summary: .summary
                default: (asked.first { $0.id == show } ?? asked.first).map(Page.question) ?? .place
                }
            fault = nil
        } else if let current, answers[current.id] == nil {
            page = .question(current)
            fault = Self.fault(current, texts[current.id] ?? nil)
        } else if step == Self.place, !isPlaceless, let placeFault {
            (page, fault) = (.place, placeFault)
        } else if step == Self.summary {
            (page, fault) = (.results, nil)
        } else {
            let next = asked.first { answers[$0.id] == nil }
            page = next.map(Page.question) ?? (text == nil && !isPlaceless ? .place : .summary)
            fault = nil
        }
        switch page {
        case .question(let question): typed = (texts[question.id] ?? nil) ?? ""
        case .place: typed = text ?? ""
        case .summary, .results: typed = ""
        }
    }

    /// The fields that keep the answers in the form of another page.
    func fields(without page: String? = nil) -> [BenefitsField] {
        var fields = asked.compactMap { question in
            answers[question.id].map { BenefitsField(field: question.id, value: $0) }
        }
        if isPlaceless { fields.append(BenefitsField(field: "withoutPlace", value: "true")) }
        if let placeText {
            fields.append(BenefitsField(field: Self.place, value: placeText))
            if let position {
                fields.append(BenefitsField(field: "at", value: position.text))
                fields.append(BenefitsField(field: "placed", value: placeText))
            }
        }
        return fields.filter { $0.field != page }
    }

    /// The parameters of the forms.
    static func parameters(_ book: ProgrammeBook) -> [ParameterDescription] {
        let flags = ["skip", "withoutPlace"].map {
            ParameterDescription($0, .choice(["true"]), emptyIsAbsent: true, summary: "No answer.")
        }
        let pages = ["step", "show"].map {
            ParameterDescription($0, .text(maximum: 128), emptyIsAbsent: true, summary: "A page of the questions.")
        }
        return (book.questions.map(\.id) + [place]).map {
            ParameterDescription($0, .text(maximum: 128), emptyIsAbsent: true, summary: "An answer.")
        } + PlacedPosition.parameters + flags + pages
    }

    /// The expected form of an answer that cannot be read; nil when it can.
    private static func expectation(_ question: EntitlementQuestion, _ text: String) -> LocalizedText? {
        do throws(AnswerFault) {
            _ = try question.read(text)
            return nil
        } catch {
            return error.expected
        }
    }

    /// Why an answer was not accepted.
    private static func fault(_ question: EntitlementQuestion, _ text: String?) -> Phrase {
        guard let text, let expected = expectation(question, text) else {
            if case .number = question.form {
                return Phrase(
                    el: "Γράψτε έναν αριθμό, ή πατήστε «Δεν ξέρω ή δεν απαντώ».",
                    en: "Type a number, or press “I do not know or prefer not to say”.")
            }
            return Phrase(
                el: "Διαλέξτε μια απάντηση. Και το «Δεν ξέρω ή δεν απαντώ» είναι απάντηση.",
                en: "Choose an answer. “I do not know or prefer not to say” is one too.")
        }
        return Phrase(
            el: "Χρειάζεται \(expected.text(in: .greek)).", en: "This must be \(expected.text(in: .english)).")
    }

    /// Why a place was not accepted; nil when it was found.
    private static func fault(_ text: String?, _ request: EntitlementRequest) -> Phrase? {
        guard text != nil else {
            return Phrase(
                el: "Γράψτε την πόλη ή το χωριό, ή πατήστε «Δεν ξέρω ή δεν απαντώ».",
                en: "Type the town or village, or press “I do not know or prefer not to say”.")
        }
        guard request.origin == nil else { return nil }
        if let text, request.alternatives.isEmpty, Script.hasOthers(text) { return PlaceOption.lettersWanted }
        return Phrase(
            el: request.placeNote.text(in: .greek), en: SourceText(stringLiteral: request.placeNote.text(in: .english)))
    }
}
