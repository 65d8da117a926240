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

    /// The problem when no place has this name.
    static func nothingFound(_ text: String, parameter: String = "q") -> Problem {
        Problem.noSuch(Phrase(el: "τόπος με το όνομα", en: "place called"), parameter: parameter, came: text)
    }
}
