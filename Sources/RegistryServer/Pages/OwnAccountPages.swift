internal import Records
internal import Registry
internal import WebSupport

extension PageRoutes {
    private static let passwords: [ParameterDescription] = [
        .line("old", PasswordRule.maximumBytes), .line("new", PasswordRule.maximumBytes),
    ]

    /// One's own account: sessions, password, second factor.
    static let ownAccountRoutes: [PageRoute] = [
        .show("/account", .row(.ownAccount)) { visit in try accountPage(visit) },
        .form("/account/password", .row(.ownAccount), .proof, passwords, again: { try accountPage($0, $1) }) { visit in
            try visit.home.changePassword(
                from: visit.text("old"), to: visit.text("new"), by: try visit.caller, request: visit.request)
            return .redirect("/account?done=\(Done.changed.rawValue)")
        },
        .form(
            "/account/email", .row(.ownAccount), .write, [.line("email", 254)], again: { try accountPage($0, $1) }
        ) { visit in
            try visit.home.setOwnAddress(
                visit.fields.text("email")?.trimmed, by: try visit.caller, request: visit.request)
            return .redirect("/account?done=\(Done.addressChanged.rawValue)")
        },
        .form("/account/sessions/{id}", .row(.ownAccount)) { visit in
            try visit.home.endSessions(try visit.identifier("id"), by: try visit.caller, request: visit.request)
            return .redirect("/account?done=\(Done.ended.rawValue)")
        },
        .show("/confirm", .row(.ownAccount)) { visit in confirmPage(visit) },
        .form(
            "/confirm", .row(.ownAccount), .proof, [.line("code", 40)], again: { confirmPage($0, $1) }
        ) { visit in
            let token = try visit.home.confirmSecondFactor(
                visit.text("code"), by: try visit.caller, request: visit.request)
            return .signedIn(token, to: "/accounts?done=\(Done.confirmed.rawValue)")
        },
    ]

    private static func accountPage(_ visit: Visit, _ error: RegistryError? = nil) throws -> RegistryPage {
        let caller = try visit.caller
        let sessions = try visit.home.sessions(by: caller, request: visit.request)
        let grants = caller.grants.filter { $0.holds(at: visit.home.now()) }.map { grant in
            Block.Fact(
                name: FieldNames.name(of: grant.role)[visit.language],
                value: visit.name(of: grant.place))
        }
        var password = visit.form(
            "/account/password",
            [
                PageForm.Group(fields: [
                    passwordEntry(visit, id: "old", isNew: false), passwordEntry(visit, id: "new", isNew: true),
                ])
            ], button: visit.words("Αλλαγή κωδικού", "Change the password"), style: "secondary")
        password.username = caller.login
        let address = try visit.home.ownAddress(by: caller, request: visit.request)
        let email = visit.form(
            "/account/email",
            [
                PageForm.Group(fields: [
                    PageField(
                        id: "email", label: FieldNames.name(of: .email)[visit.language],
                        hint: visit.words(
                            "Για υπενθυμίσεις, αν θέλετε. Κενό: καμία.", "For reminders, if you want. Empty: none."),
                        value: error == nil ? address ?? "" : visit.text("email"), fill: "email", inputMode: "email")
                ])
            ], button: visit.words("Αποθήκευση", "Save"), style: "secondary")
        let ends = sessions.map { session in
            visit.form(
                "/account/sessions/\(session.id)", [],
                button: visit.words(
                    "Τέλος της σύνδεσης από \(visit.moment(session.createdAt))",
                    "End the session from \(visit.moment(session.createdAt))"
                )
                    + (session.id == caller.session ? visit.words(" (αυτή)", " (this one)") : ""), style: "secondary")
        }
        let everywhere = visit.form(
            "/sign-out-everywhere", [], button: visit.words("Αποσύνδεση από παντού", "Sign out everywhere"))
        return visit.page(
            visit.words("Ο λογαριασμός μου", "My account"), message: visit.done, faults: faults(error, visit),
            [
                Block(heading: visit.words("Ρόλοι", "Roles"), facts: Block.Facts(list: grants)),
                Block(heading: visit.words("Συνδέσεις", "Sessions"), forms: ends + [everywhere]),
                Block(heading: FieldNames.name(of: .email)[visit.language], forms: [email]),
                Block(heading: visit.words("Κωδικός", "Password"), forms: [password]),
            ])
    }

    private static func confirmPage(_ visit: Visit, _ error: RegistryError? = nil) -> RegistryPage {
        visit.page(
            visit.words("Επιβεβαίωση με τον δεύτερο παράγοντα", "Confirm with the second factor"),
            faults: faults(error, visit),
            [
                Block(
                    paragraphs: [
                        visit.words(
                            "Οι λογαριασμοί αλλάζουν μόνο τα πρώτα πέντε λεπτά μετά από αυτόν τον κωδικό.",
                            "Accounts can be changed only in the five minutes after this code.")
                    ],
                    forms: [
                        visit.form(
                            "/confirm", [PageForm.Group(fields: [codeEntry(visit)])],
                            button: visit.words("Επιβεβαίωση", "Confirm"))
                    ])
            ])
    }
}
