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
        if let position = try Self.position(fields) {
            origin = data.locator.origin(at: position)
            alternatives = []
            return
        }
        guard let text = fields["q"], !text.isEmpty else {
            (origin, alternatives) = (nil, [])
            return
        }
        guard text.unicodeScalars.count <= 128 else {
            throw Problem.bad(
                "q", came: "", expected: Phrase(el: "έως 128 χαρακτήρες", en: "at most 128 characters"))
        }
        let found = try TextQuestion.ask(text) { text throws(GeocodeError) in try data.locator.origin(named: text) }
        switch found {
        case .found(let place)?: (origin, alternatives) = (place, [])
        case .ask(let places)?: (origin, alternatives) = (nil, places)
        case .nothing?, nil: (origin, alternatives) = (nil, [])
        }
    }

    /// The position that `lon` and `lat` give; nothing when one of them is missing.
    private static func position(_ fields: [String: String]) throws(Problem) -> Coordinate? {
        var numbers: [Double?] = []
        for (name, limit) in [("lon", 180.0), ("lat", 90.0)] {
            guard let text = fields[name], !text.isEmpty else {
                numbers.append(nil)
                continue
            }
            guard let number = Double(text), abs(number) <= limit else {
                throw Problem.bad(name, came: "", expected: Phrase(el: "μοίρες WGS 84", en: "WGS 84 degrees"))
            }
            numbers.append(number)
        }
        guard let longitude = numbers[0], let latitude = numbers[1] else { return nil }
        return Coordinate(longitude: longitude, latitude: latitude)
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
