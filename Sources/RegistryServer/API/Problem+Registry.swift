internal import Records
internal import Registry
internal import WebSupport

extension Problem.Kind {
    /// There is no session, or it has ended; or what somebody signed in with is wrong.
    static let notSignedIn = Self(
        code: "not-signed-in", status: 401, title: Phrase(el: "Χρειάζεται σύνδεση", en: "Not signed in"))
    /// The second factor must be given again.
    static let secondFactorNeeded = Self(
        code: "second-factor-needed", status: 403,
        title: Phrase(el: "Χρειάζεται ξανά ο δεύτερος παράγοντας", en: "Second factor needed again"))
    /// A rule forbids it.
    static let refused = Self(
        code: "refused", status: 403, title: Phrase(el: "Δεν επιτρέπεται", en: "Refused"))
    /// What was sent does not fit.
    static let invalid = Self(
        code: "invalid-record", status: 422, title: Phrase(el: "Δεν έγινε δεκτό", en: "Not accepted"))
    /// The record is in another state.
    static let conflict = Self(
        code: "conflict", status: 409, title: Phrase(el: "Άλλαξε στο μεταξύ", en: "Conflict"))
    /// The request has no key.
    static let keyMissing = Self(
        code: "idempotency-key-missing", status: 400,
        title: Phrase(el: "Λείπει το Idempotency-Key", en: "Idempotency-Key missing"))
    /// The key came with another request.
    static let keyReused = Self(
        code: "idempotency-key-reused", status: 422,
        title: Phrase(el: "Το Idempotency-Key έχει χρησιμοποιηθεί", en: "Idempotency-Key reused"))
    /// An edit does not say which state of the record it is about.
    static let preconditionRequired = Self(
        code: "precondition-required", status: 428,
        title: Phrase(el: "Λείπει το If-Match", en: "If-Match missing"))
    /// The disk is full or does not work.
    static let unavailable = Self(
        code: "unavailable", status: 503, title: Phrase(el: "Δεν λειτουργεί αυτή τη στιγμή", en: "Not available"))

    /// Every kind that only the registry has.
    static let ofRegistry: [Problem.Kind] = [
        notSignedIn, secondFactorNeeded, refused, invalid, conflict, keyMissing, keyReused, preconditionRequired,
        unavailable,
    ]
}

extension Problem {
    /// The problem that an error of the registry is for whoever sent the request.
    ///
    /// What does not exist and what they may not see gives the same document; faults of the program say nothing.
    init(_ error: RegistryError) {
        let what = Phrase(el: error.greek ?? error.reason, en: "\(error.reason)")
        switch error.code {
        case .notFound: self = .noRecord
        case .notSignedIn: self.init(.notSignedIn, detail: what)
        case .secondFactorNeeded: self.init(.secondFactorNeeded, detail: what)
        case .refused: self.init(.refused, detail: what)
        case .invalid: self.init(.invalid, detail: what, parameter: error.place)
        case .conflict: self.init(.conflict, detail: what)
        case .stale: self.init(.preconditionFailed, detail: what)
        case .keyReused: self.init(.keyReused, detail: what)
        case .busy: self.init(.tooMany, detail: what, retryAfterSeconds: 60)
        case .unavailable:
            self.init(
                .unavailable,
                detail: Phrase(
                    el: "Δεν έγινε τίποτα. Δοκιμάστε ξανά σε λίγο.",
                    en: "Nothing was done. Try again in a little while."), retryAfterSeconds: 30)
        case .noSuchFile, .alreadyThere, .damaged, .newerSchema, .wrongKey, .database:
            self.init(
                .internalError,
                detail: Phrase(el: "Κάτι πήγε στραβά στον διακομιστή.", en: "Something went wrong on our side."))
        }
    }

    /// There is no such record, or the person may not see it.
    static let noRecord = Problem(
        .notFound,
        detail: Phrase(
            el: "Δεν υπάρχει, ή δεν είναι από όσα βλέπετε.", en: "It does not exist, or is not among what you may see.")
    )
}
