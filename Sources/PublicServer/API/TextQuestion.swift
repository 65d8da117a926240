internal import Geocoding
internal import Records
internal import WebSupport

/// Translates the geocoder's refusals of texts to problems.
enum TextQuestion {
    /// The result of `search` for `text`; nil when the text contains no letter or digit.
    ///
    /// - Throws: A 400 ``Problem`` when the text is too long for the geocoder.
    static func ask<Answer>(
        _ text: String, parameter: String = "q", _ search: (String) throws(GeocodeError) -> Answer
    ) throws(Problem) -> Answer? {
        do {
            return try search(text)
        } catch {
            switch error {
            case .empty: return nil
            case .tooLong(_, let limit):
                throw Problem.bad(
                    parameter, came: text,
                    expected: Phrase(el: "έως \(limit) byte UTF-8", en: "at most \(limit) bytes of UTF-8"))
            }
        }
    }

    /// The problem when a text has no letter or digit: it says what to type.
    static let empty = Problem(
        .notFound,
        detail: Phrase(
            el: "q: γράψτε τι χρειάζεστε και πού (π.χ. «φαγητό» και την πόλη), ή μόνο τον τόπο.",
            en: "q: type what you need and where (such as “food” and the town), or the place alone."),
        parameter: "q")

    /// The problem when no place has this name.
    static func nothingFound(_ text: String, parameter: String = "q") -> Problem {
        Problem.noSuch(Phrase(el: "τόπος με το όνομα", en: "place called"), parameter: parameter, came: text)
    }
}
