internal import Geocoding
internal import Records
internal import WebSupport

/// Questions put as text: what the geocoder refuses, in the interface's terms.
enum TextQuestion {
    /// What `search` makes of `text`; nothing when no letter and no digit is in it.
    ///
    /// Throws a 400 ``Problem`` for a text longer than the geocoder reads.
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

    /// No place of the dataset is called so.
    static func nothingFound(_ text: String, parameter: String = "q") -> Problem {
        Problem.noSuch(Phrase(el: "τόπος με το όνομα", en: "place called"), parameter: parameter, came: text)
    }
}
