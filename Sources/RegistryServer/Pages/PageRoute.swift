internal import HTTPTypes
internal import Registry
internal import WebSupport

/// A page or a form: who may use it, which fields it takes, and what comes of it.
struct PageRoute: Sendable {
    /// What a request does.
    enum Effect: Sendable {
        /// It shows a page.
        case show
        /// It signs in or out, or checks a password; codes are accepted once.
        case proof
        /// It changes something, once for each form that was shown.
        case write
    }

    var path: String
    var access: RouteAccess
    var effect: Effect
    var fields: ParameterSet
    /// The field in which the form may carry a file.
    var file: String?
    /// Whether that file has structures, which are read before the transaction.
    var readsStructures = true
    /// Whether what is live may have changed, so that it is signed for the public process at once.
    var publishes = false
    /// Shows the form again with what could not be accepted; nil to say it on a page of its own.
    var again: (@Sendable (Visit, RegistryError) throws -> RegistryPage)?
    /// Answers a form that changes something, once, with transactions of its own; nil from it, or without it, to use
    /// ``answer``.
    var keep: (@Sendable (Visit, Submission) throws(RegistryError) -> PageAnswer?)?
    let answer: @Sendable (Visit) throws -> PageAnswer

    var method: HTTPRequest.Method { effect == .show ? .get : .post }

    /// A page.
    static func show(
        _ path: String, _ access: RouteAccess, _ fields: [ParameterDescription] = [],
        _ page: @escaping @Sendable (Visit) throws -> RegistryPage
    ) -> PageRoute {
        PageRoute(
            path: path, access: access, effect: .show,
            fields: ParameterSet(fields + [language, done])
        ) { visit in .page(try page(visit)) }
    }

    /// A file to be saved.
    static func download(
        _ path: String, _ access: RouteAccess, _ file: @escaping @Sendable (Visit) -> PageAnswer
    ) -> PageRoute {
        PageRoute(path: path, access: access, effect: .show, fields: ParameterSet([language])) { visit in file(visit) }
    }

    /// What a form does.
    static func form(
        _ path: String, _ access: RouteAccess, _ effect: Effect = .write, _ fields: [ParameterDescription] = [],
        file: String? = nil, readsStructures: Bool = true, publishes: Bool = false,
        again: (@Sendable (Visit, RegistryError) throws -> RegistryPage)? = nil,
        keep: (@Sendable (Visit, Submission) throws(RegistryError) -> PageAnswer?)? = nil,
        _ answer: @escaping @Sendable (Visit) throws -> PageAnswer
    ) -> PageRoute {
        PageRoute(
            path: path, access: access, effect: effect, fields: ParameterSet(fields + [token, key]),
            file: file, readsStructures: readsStructures, publishes: publishes, again: again, keep: keep, answer: answer
        )
    }

    static let language = ParameterDescription(
        "lang", .text(maximum: 35), emptyIsAbsent: true, summary: "The language of the page.")
    private static let done = ParameterDescription(
        "done", .choice(Done.allCases.map(\.rawValue)), emptyIsAbsent: true, summary: "What has just been done.")
    private static let token = ParameterDescription(
        "token", .text(maximum: 64), emptyIsAbsent: true, summary: "The proof of the form.")
    private static let key = ParameterDescription(
        "key", .text(maximum: 64), emptyIsAbsent: true, summary: "What the form counts once by.")
}

extension ParameterDescription {
    /// A field of one line.
    static func line(_ name: String, _ maximum: Int = 700) -> ParameterDescription {
        ParameterDescription(name, .text(maximum: maximum), emptyIsAbsent: true, summary: name)
    }

    /// A field of several lines.
    static func lines(_ name: String, _ maximum: Int = 4000) -> ParameterDescription {
        ParameterDescription(name, .lines(maximum: maximum), emptyIsAbsent: true, summary: name)
    }
}

/// A completed action, which the next page confirms at its top.
enum Done: String, CaseIterable {
    case drafted, declined, approved, published, withdrawn, renewed, ended, changed, granted, disabled, confirmed
    case answered, confirmedStructure, addressChanged
    case closureProposed, closureInForce, closureDeclined, closureWithdrawn, closureEnded
    case alertTaken

    func words(_ visit: Visit) -> String {
        switch self {
        case .drafted:
            visit.words(
                "Το προσχέδιο στάλθηκε· περιμένει έγκριση από άλλο άτομο.",
                "The draft was sent; it waits for the approval of somebody else.")
        case .declined: visit.words("Το προσχέδιο δεν εγκρίθηκε.", "The draft was declined.")
        case .approved:
            visit.words(
                "Η έγκριση γράφτηκε· χρειάζεται και άλλο άτομο.", "The approval was noted; another person is needed.")
        case .published:
            visit.publisher.report.failure == nil
                ? visit.words("Εγκρίθηκε και δημοσιεύτηκε.", "Approved and published.")
                : visit.words(
                    "Εγκρίθηκε. Η δημοσίευση απέτυχε και δοκιμάζεται ξανά.",
                    "Approved. Publishing failed and is tried again.")
        case .withdrawn: visit.words("Το προσχέδιο αποσύρθηκε.", "The draft was withdrawn.")
        case .renewed: visit.words("Το προσχέδιο ανανεώθηκε.", "The draft was renewed.")
        case .ended: visit.words("Η σύνδεση τερματίστηκε.", "The session was ended.")
        case .changed: visit.words("Ο κωδικός άλλαξε.", "The password was changed.")
        case .granted: visit.words("Οι ρόλοι άλλαξαν.", "The roles were changed.")
        case .disabled: visit.words("Ο λογαριασμός απενεργοποιήθηκε.", "The account was disabled.")
        case .answered: visit.words("Η απάντηση γράφτηκε.", "The answer was noted.")
        case .confirmedStructure:
            visit.words(
                "Στάλθηκε ότι ισχύει ακόμη· περιμένει έγκριση από άλλο άτομο.",
                "That it is still right was sent; it waits for the approval of somebody else.")
        case .alertTaken:
            visit.words(
                "Η ειδοποίηση κρατήθηκε. Μια πραγματική περιμένει έγκριση από άλλο άτομο.",
                "The alert was kept. An actual one waits for the approval of somebody else.")
        case .addressChanged: visit.words("Η διεύθυνση άλλαξε.", "The address was changed.")
        case .closureProposed:
            visit.words(
                "Η πρόταση στάλθηκε· περιμένει συντονιστή.", "The proposal was sent; it waits for a coordinator.")
        case .closureInForce:
            visit.publisher.report.failure == nil
                ? visit.words("Ισχύει και δημοσιεύτηκε.", "It is in force and published.")
                : visit.words(
                    "Ισχύει. Η δημοσίευση απέτυχε και δοκιμάζεται ξανά.",
                    "It is in force. Publishing failed and is tried again.")
        case .closureDeclined: visit.words("Η πρόταση δεν εγκρίθηκε.", "The proposal was declined.")
        case .closureWithdrawn: visit.words("Η πρόταση αποσύρθηκε.", "The proposal was withdrawn.")
        case .closureEnded: visit.words("Έληξε: οι δρόμοι είναι ανοιχτοί.", "It was ended: the roads are open.")
        case .confirmed: visit.words("Ο δεύτερος παράγοντας επιβεβαιώθηκε.", "The second factor was confirmed.")
        }
    }
}
