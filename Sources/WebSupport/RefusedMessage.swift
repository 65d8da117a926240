internal import NIOHTTP1
internal import Records

/// An error for a message that is not read to its end, with the problem to respond with.
struct RefusedMessage: Error {
    let problem: Problem

    init(_ problem: Problem) {
        self.problem = problem
    }

    /// Translates an error of the parser.
    init(_ error: HTTPParserError) {
        switch error {
        case .headerOverflow: problem = .headersTooLarge
        case .invalidChunkSize: problem = .badMessage(Phrase(el: "λάθος μέγεθος τμήματος", en: "a bad chunk size"))
        case .invalidEOFState, .closedConnection: problem = .cutOff
        case .invalidMethod: problem = .badMessage(Phrase(el: "άγνωστη μέθοδος", en: "an unknown method"))
        case .invalidURL: problem = .badMessage(Phrase(el: "λάθος διεύθυνση", en: "a bad request target"))
        case .invalidContentLength, .unexpectedContentLength:
            problem = .badMessage(Phrase(el: "λάθος μήκος σώματος", en: "a bad length of the body"))
        case .invalidHeaderToken: problem = .badMessage(Phrase(el: "λάθος πεδίο κεφαλίδας", en: "a bad header field"))
        default:
            problem = .badMessage(
                Phrase(el: "δεν είναι HTTP/1.1 με γραμμές ως CR LF", en: "not HTTP/1.1 with lines that end in CR LF"))
        }
    }

    /// Checks how `head` declares the length of its body (RFC 9112, section 6); nil when it is valid.
    ///
    /// `chunked` is the only transfer coding supported, and HTTP/1.0 has none. A message with two possible lengths is
    /// refused, because a proxy may have used the other one.
    static func framing(of head: HTTPRequestHead) -> RefusedMessage? {
        let codings = head.headers["Transfer-Encoding"]
        guard !codings.isEmpty else { return nil }
        guard head.version == .http1_1, codings.count == 1, codings[0].lowercased() == "chunked",
            !head.headers.contains(name: "Content-Length")
        else {
            return RefusedMessage(
                .badMessage(
                    Phrase(
                        el: "Transfer-Encoding: αναμενόταν μόνο chunked, χωρίς Content-Length",
                        en: "Transfer-Encoding: expected chunked alone, without Content-Length")))
        }
        return nil
    }
}

extension Problem {
    /// The message is not valid HTTP/1, or its end is ambiguous.
    static func badMessage(_ what: Phrase) -> Problem {
        Problem(
            .badMessage,
            detail: Phrase(
                el: "Το μήνυμα δεν διαβάζεται: \(what.greek).", en: "The message cannot be read: \(what.english)."))
    }

    static let cutOff = badMessage(Phrase(el: "κόπηκε στη μέση", en: "it was cut off"))

    static let headersTooLarge = Problem(
        .headersTooLarge,
        detail: Phrase(el: "Πολλά ή μεγάλα πεδία κεφαλίδας.", en: "Too many header fields, or too large ones."))

    /// Part of a request did not arrive in time.
    static func requestTimeout(_ seconds: Double) -> Problem {
        Problem(
            .requestTimeout,
            detail: Phrase(
                el: "Το αίτημα δεν έφτασε ολόκληρο σε \(seconds) δευτερόλεπτα.",
                en: "The request did not arrive whole within \(seconds) seconds."))
    }

    /// The server has reached its limit of concurrent requests.
    static func overloaded(retryAfterSeconds: Int) -> Problem {
        Problem(
            .overloaded, detail: Phrase(el: "Δοκιμάστε ξανά σε λίγο.", en: "Try again in a little while."),
            retryAfterSeconds: retryAfterSeconds)
    }

    /// The client has exceeded its rate limit.
    static func tooMany(retryAfterSeconds: Int) -> Problem {
        Problem(
            .tooMany,
            detail: Phrase(
                el: "Πολλά αιτήματα από την ίδια σύνδεση. Δοκιμάστε ξανά σε \(retryAfterSeconds) δευτερόλεπτα.",
                en: "Many requests from where you are. Try again in \(retryAfterSeconds) seconds."),
            retryAfterSeconds: retryAfterSeconds)
    }
}
