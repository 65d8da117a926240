internal import Entitlement
internal import Geocoding
internal import GeoIndex
internal import Locator
internal import Records
internal import WebSupport

/// A person's answers and where they are, for the length of one request; the page's form and the interface share it.
struct EntitlementRequest {
    let answers: EntitlementAnswers
    let date: CivilDate
    let instant: UTCInstant
    let origin: GeocodeResult?
    /// Places the text may mean, when it is not one.
    let alternatives: [GeocodeResult]

    /// What to tell about the place that was typed and is not one; empty when there is nothing to tell.
    let placeNote: LocalizedText

    /// Reads fields, question to text; throws a 400 ``Problem`` for an answer that cannot be used. It tells the person what
    /// came and is kept nowhere.
    init(_ fields: [String: String], _ book: ProgrammeBook, _ data: PublicDataset) throws(Problem) {
        do {
            answers = try book.answers(from: fields)
        } catch {
            throw Problem.bad(
                error.question, came: fields[error.question] ?? "",
                expected: Phrase(el: error.expected.text(in: "el"), en: error.expected.text(in: "en")))
        }
        instant = data.clock()
        if let text = fields["date"], !text.isEmpty {
            guard let date = TimeText.date(text) else {
                throw Problem.bad(
                    "date", came: text, expected: Phrase(el: "ημερομηνία 2026-04-10", en: "a date like 2026-04-10"))
            }
            self.date = date
        } else {
            date = data.dataset.date(at: instant)
        }
        if let position = try Self.position(fields) {
            origin = data.locator.origin(at: position)
            (alternatives, placeNote) = ([], LocalizedText())
            return
        }
        guard let text = fields["q"], !text.isEmpty else {
            (origin, alternatives, placeNote) = (nil, [], LocalizedText())
            return
        }
        guard text.unicodeScalars.count <= 128 else {
            throw Problem.bad(
                "q", came: text, expected: Phrase(el: "έως 128 χαρακτήρες", en: "at most 128 characters"))
        }
        let found = try TextQuestion.ask(text) { text throws(GeocodeError) in try data.locator.origin(named: text) }
        switch found {
        case .found(let place)?: (origin, alternatives, placeNote) = (place, [], LocalizedText())
        case .ask(let places)?: (origin, alternatives, placeNote) = (nil, places, Self.severalPlaces)
        case .nothing?, nil: (origin, alternatives, placeNote) = (nil, [], Self.noPlace(text))
        }
    }

    private static let severalPlaces = LocalizedText([
        "el": "Υπάρχουν περισσότερα μέρη με αυτό το όνομα. Διαλέξτε ποιο εννοείτε.",
        "en": "Several places have this name. Choose the one you mean.",
    ])

    private static func noPlace(_ text: String) -> LocalizedText {
        LocalizedText([
            "el": "Δεν βρήκαμε τόπο «\(text)». Γράψτε μόνο την πόλη ή το χωριό.",
            "en": "We found no place \"\(text)\". Type the town or village alone.",
        ])
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
                throw Problem.bad(name, came: text, expected: Phrase(el: "μοίρες WGS 84", en: "WGS 84 degrees"))
            }
            numbers.append(number)
        }
        guard let longitude = numbers[0], let latitude = numbers[1] else { return nil }
        return Coordinate(longitude: longitude, latitude: latitude)
    }

    /// Names of the fields: the questions, where the person is, when the application is made.
    static func names(_ book: ProgrammeBook) -> [String] { book.questions.map(\.id) + ["q", "lon", "lat", "date"] }

    /// Descriptions of the form's fields, for its parser.
    static func parameters(_ book: ProgrammeBook) -> [ParameterDescription] {
        names(book).map { ParameterDescription($0, .text(maximum: 128), emptyIsAbsent: true, summary: "An answer.") }
    }
}
