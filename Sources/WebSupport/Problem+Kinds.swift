public import Records

extension Problem.Kind {
    /// A parameter's value has the wrong syntax or is out of range.
    public static let badParameter = Self(
        code: "bad-parameter", status: 400, title: Phrase(el: "Λανθασμένη παράμετρος", en: "Bad parameter"))
    /// The message is not valid HTTP/1, or its end is ambiguous.
    public static let badMessage = Self(
        code: "bad-message", status: 400, title: Phrase(el: "Μη αναγνώσιμο μήνυμα", en: "Message cannot be read"))
    /// The `Host` field is missing, repeated or invalid.
    public static let badHost = Self(
        code: "bad-host", status: 400, title: Phrase(el: "Λανθασμένο πεδίο Host", en: "Bad Host field"))
    /// A required parameter is absent.
    public static let missingParameter = Self(
        code: "missing-parameter", status: 400, title: Phrase(el: "Λείπει παράμετρος", en: "Missing parameter"))
    /// The path has no such parameter.
    public static let unknownParameter = Self(
        code: "unknown-parameter", status: 400, title: Phrase(el: "Άγνωστη παράμετρος", en: "Unknown parameter"))
    /// A parameter given more often than allowed.
    public static let repeatedParameter = Self(
        code: "repeated-parameter", status: 400, title: Phrase(el: "Διπλή παράμετρος", en: "Repeated parameter"))
    /// The body is not valid for its media type.
    public static let badBody = Self(
        code: "bad-body", status: 400, title: Phrase(el: "Λανθασμένο σώμα αιτήματος", en: "Bad request body"))
    /// The request may not be made from its origin.
    public static let forbidden = Self(
        code: "forbidden", status: 403, title: Phrase(el: "Δεν επιτρέπεται", en: "Forbidden"))
    /// The path or record does not exist.
    public static let notFound = Self(
        code: "not-found", status: 404, title: Phrase(el: "Δεν βρέθηκε", en: "Not found"))
    /// The path does not support this method.
    public static let methodNotAllowed = Self(
        code: "method-not-allowed", status: 405,
        title: Phrase(el: "Η μέθοδος δεν επιτρέπεται", en: "Method not allowed"))
    /// The client accepts none of the available codings.
    public static let notAcceptable = Self(
        code: "not-acceptable", status: 406,
        title: Phrase(el: "Καμία αποδεκτή κωδικοποίηση", en: "No acceptable coding"))
    /// The request took too long to arrive.
    public static let requestTimeout = Self(
        code: "request-timeout", status: 408,
        title: Phrase(el: "Το αίτημα άργησε να έρθει", en: "Request took too long to arrive"))
    /// A precondition of the request, such as `If-Match`, is false.
    public static let preconditionFailed = Self(
        code: "precondition-failed", status: 412,
        title: Phrase(el: "Δεν ισχύει ο όρος του αιτήματος", en: "Precondition failed"))
    /// The body is too large.
    public static let contentTooLarge = Self(
        code: "content-too-large", status: 413, title: Phrase(el: "Πολύ μεγάλο αίτημα", en: "Content too large"))
    /// The URI is too long.
    public static let uriTooLong = Self(
        code: "uri-too-long", status: 414, title: Phrase(el: "Πολύ μεγάλη διεύθυνση", en: "URI too long"))
    /// The path does not accept the media type of the body.
    public static let unsupportedMediaType = Self(
        code: "unsupported-media-type", status: 415,
        title: Phrase(el: "Μη υποστηριζόμενος τύπος", en: "Unsupported media type"))
    /// The file has none of the requested bytes.
    public static let rangeNotSatisfiable = Self(
        code: "range-not-satisfiable", status: 416,
        title: Phrase(el: "Το αρχείο δεν έχει αυτά τα byte", en: "Range not satisfiable"))
    /// Too many header fields, or too large ones.
    public static let headersTooLarge = Self(
        code: "headers-too-large", status: 431,
        title: Phrase(el: "Πολύ μεγάλη κεφαλίδα", en: "Header fields too large"))
    /// The client has exceeded a rate limit.
    public static let tooMany = Self(
        code: "too-many", status: 429, title: Phrase(el: "Πάρα πολλά αιτήματα", en: "Too many requests"))
    /// An internal error of the server.
    public static let internalError = Self(
        code: "internal-error", status: 500, title: Phrase(el: "Σφάλμα του διακομιστή", en: "Server error"))
    /// The server has reached its limit of concurrent requests.
    public static let overloaded = Self(
        code: "overloaded", status: 503, title: Phrase(el: "Πολλά αιτήματα αυτή τη στιγμή", en: "Too busy"))
    /// The answer took longer than the server's limit.
    public static let timedOut = Self(
        code: "timed-out", status: 503, title: Phrase(el: "Η απάντηση άργησε", en: "Answer took too long"))

    /// Every kind of this module.
    public static let all: [Problem.Kind] = [
        badParameter, badMessage, badHost, missingParameter, unknownParameter, repeatedParameter, badBody, forbidden,
        notFound,
        methodNotAllowed, notAcceptable, requestTimeout, preconditionFailed, contentTooLarge, uriTooLong,
        unsupportedMediaType, rangeNotSatisfiable, headersTooLarge, tooMany, internalError, overloaded, timedOut,
    ]
}

extension Problem {
    /// The path does not exist.
    public static let notFound = Problem(
        .notFound,
        detail: Phrase(el: "Δεν υπάρχει τίποτα σε αυτή τη διεύθυνση.", en: "There is nothing at this address."))

    /// The problem for a name in the path that is not in a list.
    package static func bad(_ parameter: String, came: String, among known: [String], what: Phrase) -> Problem {
        var problem = Problem.noSuch(what, parameter: parameter, came: came)
        problem.accepted = known
        return problem
    }

    /// The dataset has no such record.
    public static func noSuch(_ what: Phrase, parameter: String, came: String) -> Problem {
        let came = Problem.excerpt(came)
        return Problem(
            .notFound,
            detail: Phrase(
                el: "δεν υπάρχει \(what.greek) «\(came)».",
                en: "there is no \(what.english) \"\(came)\"."),
            parameter: parameter)
    }

    /// A parameter's value is invalid.
    ///
    /// - Parameters:
    ///   - parameter: The name of the parameter.
    ///   - came: The value received.
    ///   - expected: What was expected, to complete «expected …».
    ///   - accepted: The accepted values, when they can be listed.
    public static func bad(_ parameter: String, came: String, expected: Phrase, accepted: [String] = []) -> Problem {
        let came = Problem.excerpt(came)
        return Problem(
            .badParameter,
            detail: Phrase(
                el: "ήρθε «\(came)», αναμενόταν \(expected.greek).",
                en: "got \"\(came)\", expected \(expected.english)."),
            parameter: parameter, accepted: accepted)
    }

    /// The parameter is not among the `known` ones.
    public static func unknown(_ name: String, known: [String]) -> Problem {
        let shown = excerpt(name)
        return Problem(
            .unknownParameter,
            detail: known.isEmpty
                ? Phrase(
                    el: "αυτή η διεύθυνση δεν δέχεται παραμέτρους.",
                    en: "this path takes no parameters.")
                : Phrase(
                    el: "άγνωστη παράμετρος, γνωστές είναι: \(known.joined(separator: ", ")).",
                    en: "unknown parameter, known ones are: \(known.joined(separator: ", "))."),
            parameter: shown, accepted: known)
    }

    /// A required parameter is absent.
    public static func missing(_ parameter: String, expected: Phrase) -> Problem {
        Problem(
            .missingParameter,
            detail: Phrase(
                el: "δεν δόθηκε, αναμενόταν \(expected.greek).",
                en: "not given, expected \(expected.english)."),
            parameter: parameter)
    }

    /// The start of a received text, at most 60 scalars without control characters, for messages.
    static func excerpt(_ text: String) -> String {
        let shown = text.unicodeScalars.prefix(60).map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }
        var result = ""
        result.unicodeScalars.append(contentsOf: shown)
        return shown.count < text.unicodeScalars.count ? result + "…" : result
    }
}
