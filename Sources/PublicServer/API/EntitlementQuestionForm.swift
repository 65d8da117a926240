internal import GeoIndex
internal import Locator
internal import WebSupport

/// A person's answers and where they are, for the length of one request; the page's form and the interface share it.
struct EntitlementRequest {
    let answers: EntitlementAnswers
    let date: CivilDate
    let instant: UTCInstant
    let origin: GeocodeResult?
    /// Places the text may mean, when it is not one.
    let alternatives: [GeocodeResult]

    /// Reads fields, question to text; throws a 400 ``Problem`` for an answer that cannot be used, without repeating it.
    init(_ fields: [String: String], _ book: ProgrammeBook, _ data: PublicDataset) throws(Problem) {
        do {
            answers = try book.answers(from: fields)
        } catch {
            throw Problem(
                .badParameter,
                detail: Phrase(
                    el: "\(error.question): η απάντηση δεν διαβάζεται.",
                    en: "\(error.question): expected \(error.expected)."),
                parameter: error.question)
        }
        instant = data.clock()
        if let text = fields["date"], !text.isEmpty {
            guard let date = TimeText.date(text) else {
                throw Problem.bad(
                    "date", came: "", expected: Phrase(el: "ημερομηνία 2026-04-10", en: "a date like 2026-04-10"))
            }
            self.date = date
        } else {
            date = data.dataset.date(at: instant)
        }
        if let longitude = fields["lon"].flatMap({ Double($0) }), let latitude = fields["lat"].flatMap({ Double($0) }) {
            let position = Coordinate(longitude: longitude, latitude: latitude)
            guard position.isValid else {
                throw Problem.bad("lon", came: "", expected: Phrase(el: "μοίρες WGS 84", en: "WGS 84 degrees"))
            }
            origin = data.locator.origin(at: position)
            alternatives = []
            return
        }
        guard let text = fields["q"], !text.isEmpty, text.utf8.count <= 256 else {
            (origin, alternatives) = (nil, [])
            return
        }
        let found = try TextQuestion.ask(text) { text throws(GeocodeError) in try data.locator.origin(named: text) }
        switch found {
        case .found(let place)?: (origin, alternatives) = (place, [])
        case .ask(let places)?: (origin, alternatives) = (nil, places)
        case .nothing?, nil: (origin, alternatives) = (nil, [])
        }
    }

    /// The fields of a form besides the questions.
    static let placeFields = ["q", "lon", "lat", "date"]

    /// Descriptions of the form's fields, for its parser.
    static func parameters(_ book: ProgrammeBook) -> [ParameterDescription] {
        (book.questions.map(\.id) + placeFields).map { name in
            ParameterDescription(
                name, .text(maximum: name == "q" ? 128 : 20), emptyIsAbsent: true, summary: "An answer.")
        }
    }
}
