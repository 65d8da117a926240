internal import Entitlement
internal import Geocoding
internal import GeoIndex
internal import Locator
internal import Records
internal import WebSupport

/// A person's answers and location during one request; shared by the page's form and the interface.
struct EntitlementRequest {
    let answers: EntitlementAnswers
    let date: CivilDate
    let instant: UTCInstant
    let origin: GeocodeResult?
    /// The places that an ambiguous text can mean.
    let alternatives: [GeocodeResult]

    /// A message about a text that is not a place; empty when there is none.
    let placeNote: LocalizedText

    /// Reads the answers from texts by question. They are not stored.
    ///
    /// - Throws: A 400 ``Problem`` for an invalid answer; its message contains the answer.
    init(_ fields: [String: String], _ book: ProgrammeBook, _ data: PublicDataset) throws(Problem) {
        do {
            answers = try book.answers(from: fields)
        } catch {
            throw Problem.bad(
                error.question, came: fields[error.question] ?? "",
                expected: Phrase(el: error.expected.text(in: "el"), en: "\(error.expected.text(in: "en"))"))
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

    /// The position of `lon` and `lat`; nil when one is absent. Throws a 400 ``Problem`` for an invalid number.
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

    /// The names of the fields: the questions, the location, and the date of the application.
    static func names(_ book: ProgrammeBook) -> [String] { book.questions.map(\.id) + ["q", "lon", "lat", "date"] }

    /// The parameters of the form.
    static func parameters(_ book: ProgrammeBook) -> [ParameterDescription] {
        names(book).map { ParameterDescription($0, .text(maximum: 128), emptyIsAbsent: true, summary: "An answer.") }
    }
}
