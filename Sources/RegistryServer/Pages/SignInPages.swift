internal import Records
internal import Registry
internal import WebSupport

extension PageRoutes {
    private static let before = RouteAccess.everybody(
        why: "whoever signs in or accepts an invitation has no session yet; the proof is in the form")
    private static let proof: [ParameterDescription] = [
        .line("login", 100), .line("password", PasswordRule.maximumBytes), .line("code", 40),
    ]

    /// Signing in and out, and invitations.
    static let signInRoutes: [PageRoute] = [
        .show("/sign-in", before, [.line("next", 200)]) { visit in signInPage(visit) },
        .form("/sign-in", before, .proof, proof + [.line("next", 200)], again: { signInPage($0, $1) }) { visit in
            let token = try visit.home.signIn(
                login: visit.text("login"), password: visit.text("password"), code: visit.text("code"),
                source: visit.source, request: visit.request)
            return .signedIn(token, to: NextPage.isOurs(visit.text("next")) ? visit.text("next") : "/")
        },
        .show("/invitation/{token}", before) { visit in try invitationPage(visit) },
        .form("/invitation/{token}", before, .proof, proof, again: { try invitationPage($0, $1) }) { visit in
            let codes = try visit.home.enrol(
                try visit.invitation, password: visit.text("password"), code: visit.text("code"), request: visit.request
            )
            let words = visit.words(
                "Κάθε κωδικός ανοίγει μία φορά αντί για την εφαρμογή. Τυπώστε τους ή γράψτε τους· δεν θα ξαναφανούν.",
                "Each code works once in place of the app. Print or write them down; they are not shown again.")
            return .page(
                visit.page(
                    visit.words("Ο λογαριασμός σας είναι έτοιμος", "Your account is ready"),
                    [
                        Block(
                            heading: visit.words("Κωδικοί ανάκτησης", "Recovery codes"), paragraphs: [words],
                            items: Block.Items(list: codes),
                            links: [PageLink(name: visit.words("Σύνδεση", "Sign in"), page: visit.link("/sign-in"))])
                    ]))
        },
        .form("/sign-out", .row(.ownAccount), .proof) { visit in
            let caller = try visit.caller
            try visit.home.endSessions(caller.session, by: caller, request: visit.request)
            return .signedOut
        },
        .form("/sign-out-everywhere", .row(.ownAccount), .proof) { visit in
            try visit.home.endSessions(by: try visit.caller, request: visit.request)
            return .signedOut
        },
    ]

    private static func signInPage(_ visit: Visit, _ error: RegistryError? = nil) -> RegistryPage {
        let fields = [
            PageField(
                id: "login", label: visit.words("Όνομα χρήστη", "Login"), value: visit.text("login"), fill: "username"),
            passwordEntry(visit, isNew: false), codeEntry(visit),
        ]
        return visit.page(
            visit.words("Σύνδεση στο μητρώο", "Sign in to the registry"), faults: faults(error, visit),
            [
                Block(forms: [
                    visit.form(
                        "/sign-in", [PageForm.Group(fields: fields)], hidden: [("next", visit.text("next"))],
                        button: visit.words("Σύνδεση", "Sign in"))
                ])
            ])
    }

    private static func invitationPage(_ visit: Visit, _ error: RegistryError? = nil) throws -> RegistryPage {
        let offer = try visit.home.enrolment(try visit.invitation, request: visit.request)
        let steps = [
            visit.words(
                "1. Προσθέστε το κλειδί σε μια εφαρμογή κωδικών στο κινητό σας (π.χ. Aegis, Google Authenticator).",
                "1. Add the key to an authenticator app on your phone (such as Aegis or Google Authenticator)."),
            visit.words(
                "2. Διαλέξτε κωδικό με τουλάχιστον 12 χαρακτήρες, π.χ. τέσσερις άσχετες λέξεις.",
                "2. Choose a password of at least 12 characters, such as four unrelated words."),
            visit.words(
                "3. Γράψτε τα έξι ψηφία που δείχνει η εφαρμογή.", "3. Enter the six digits that the app shows."),
        ]
        let facts = Block.Facts(list: [
            Block.Fact(name: visit.words("Όνομα χρήστη", "Login"), value: offer.login),
            Block.Fact(name: visit.words("Κλειδί για την εφαρμογή", "Key for the app"), value: offer.secret),
        ])
        var form = visit.form(
            visit.path, [PageForm.Group(fields: [passwordEntry(visit, isNew: true), codeEntry(visit)])],
            button: visit.words("Έτοιμο", "Done"))
        form.username = offer.login
        return visit.page(
            visit.words("Καλώς ήρθατε, \(offer.name)", "Welcome, \(offer.name)"), faults: faults(error, visit),
            [Block(paragraphs: steps, facts: facts, forms: [form])])
    }

    static func passwordEntry(_ visit: Visit, id: String = "password", isNew: Bool) -> PageField {
        PageField(
            id: id, label: isNew ? visit.words("Νέος κωδικός", "New password") : visit.words("Κωδικός", "Password"),
            type: "password", fill: isNew ? "new-password" : "current-password")
    }

    static func codeEntry(_ visit: Visit) -> PageField {
        PageField(
            id: "code", label: visit.words("Κωδικός μίας χρήσης", "One-time code"),
            hint: visit.words(
                "Τα έξι ψηφία της εφαρμογής, ή ένας κωδικός ανάκτησης.",
                "The six digits of the app, or a recovery code."),
            fill: "one-time-code")
    }

    /// The error of a form, above it.
    static func faults(_ error: RegistryError?, _ visit: Visit, field: String? = nil) -> [FaultList.Entry] {
        guard let error else { return [] }
        return [FaultList.Entry(field: field, fault: Problem(error).detail[visit.language])]
    }
}
