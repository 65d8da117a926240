internal import OpeningHours
internal import Records
internal import Registry
internal import WebSupport

extension PageRoutes {
    private static let granted: [ParameterDescription] = [
        ParameterDescription("role", .choice(Role.allCases.map(\.rawValue)), summary: "role"),
        .line("municipality", 12), .line("until", 40), .line("seen", 40),
    ]

    /// Accounts and their roles, for administrators.
    static let accountRoutes: [PageRoute] = [
        .show("/accounts", .row(.readAccounts)) { visit in try accountsPage(visit) },
        .form(
            "/accounts", .row(.manageAccounts), .write, [.line("login", 100), .line("name", 500), .line("email", 254)],
            again: { try accountsPage($0, $1) }
        ) { visit in
            let (_, invitation) = try visit.home.addAccount(
                login: visit.text("login"), name: visit.text("name").trimmed, email: visit.fields.text("email"),
                by: .caller(try visit.caller), request: visit.request)
            return .page(invitationShown(invitation, visit.text("login"), visit), isFinal: true)
        },
        .show("/accounts/{login}", .row(.readAccounts)) { visit in try personPage(visit) },
        .form("/accounts/{login}/invite", .row(.manageAccounts), .write, [.line("seen", 40)]) { visit in
            let account = try visit.seenAccount()
            let invitation = try visit.home.reset(
                login: account.login, by: .caller(try visit.caller), request: visit.request)
            return .page(invitationShown(invitation, account.login, visit), isFinal: true)
        },
        .form("/accounts/{login}/disable", .row(.manageAccounts), .write, [.line("seen", 40)]) { visit in
            let account = try visit.seenAccount()
            try visit.home.disable(login: account.login, by: .caller(try visit.caller), request: visit.request)
            return .redirect("/accounts/\(account.login)?done=\(Done.disabled.rawValue)")
        },
        .form(
            "/accounts/{login}/grants", .row(.manageGrants), .write, granted, again: { try personPage($0, $1) }
        ) { visit in
            let account = try visit.seenAccount()
            guard let role = Role(rawValue: visit.text("role")) else {
                throw RegistryError(.invalid, at: "role", "expected a role")
            }
            let until = visit.fields.text("until")
            try visit.home.grant(
                role, in: visit.fields.text("municipality").map { .municipality($0.trimmed) } ?? .region,
                to: account.login, until: try until.map { try visit.endOfDay($0) },
                by: .caller(try visit.caller), request: visit.request)
            return .redirect("/accounts/\(account.login)?done=\(Done.granted.rawValue)")
        },
        .form("/accounts/{login}/grants/{id}/end", .row(.manageGrants), .write, [.line("seen", 40)]) { visit in
            let account = try visit.seenAccount()
            let id = try visit.grant(of: account)
            try visit.home.endGrant(id, by: .caller(try visit.caller), request: visit.request)
            return .redirect("/accounts/\(account.login)?done=\(Done.granted.rawValue)")
        },
    ]

    private static func accountsPage(_ visit: Visit, _ error: RegistryError? = nil) throws -> RegistryPage {
        let accounts = try visit.home.accounts(by: .caller(try visit.caller), request: visit.request)
        let rows = accounts.map { account in
            Block.Row(
                Block.Cell(account.login, page: visit.link("/accounts/\(account.login)")), Block.Cell(account.name),
                Block.Cell(stateName(account, visit)),
                Block.Cell(
                    account.grants.map { visit.name(of: $0.grant) }.joined(separator: ", ")))
        }
        let fields = [
            PageField(
                id: "login", label: visit.words("Όνομα χρήστη", "Login"),
                hint: visit.words("Λατινικά πεζά.", "Small letters a to z."), value: visit.text("login")),
            PageField(id: "name", label: visit.words("Ονοματεπώνυμο", "Name"), value: visit.text("name")),
            PageField(
                id: "email", label: FieldNames.name(of: .email)[visit.language], value: visit.text("email"),
                inputMode: "email"),
        ]
        let heading = visit.words("Λογαριασμοί", "Accounts")
        return visit.page(
            heading, message: visit.done, faults: faults(error, visit),
            [
                Block(
                    table: Block.Table(
                        caption: heading, repeatsHeading: true,
                        head: [
                            visit.words("Όνομα χρήστη", "Login"), visit.words("Ονοματεπώνυμο", "Name"),
                            visit.words("Κατάσταση", "State"), visit.words("Ρόλοι", "Roles"),
                        ], rows: rows),
                    links: [
                        PageLink(
                            name: visit.words("Επιβεβαίωση πριν από αλλαγές", "Confirm before changes"),
                            page: visit.link("/confirm"))
                    ]),
                Block(
                    heading: visit.words("Νέος λογαριασμός", "New account"),
                    forms: [
                        visit.form(
                            "/accounts", [PageForm.Group(fields: fields)],
                            button: visit.words("Πρόσκληση", "Invite"))
                    ]),
            ])
    }

    private static func personPage(_ visit: Visit, _ error: RegistryError? = nil) throws -> RegistryPage {
        let account = try visit.account()
        let (path, seen) = ("/accounts/\(account.login)", [("seen", account.tag)])
        let roles = PageField(
            id: "role", label: visit.words("Ρόλος", "Role"),
            options: PageField.Options(
                list: Role.allCases.map { role in
                    PageField.Option(
                        code: role.rawValue, name: FieldNames.name(of: role)[visit.language],
                        isChosen: role.rawValue == visit.text("role"))
                }))
        var municipality = PageField(
            id: "municipality", label: FieldNames.name(of: .municipality)[visit.language],
            value: visit.text("municipality"))
        if let choices = visit.allMunicipalities(chosen: municipality.value) {
            let all = PageField.Option(
                code: "", name: visit.name(of: .region), isChosen: municipality.value.isEmpty)
            municipality.options = PageField.Options(list: [all] + choices)
        } else {
            municipality.hint = visit.words(
                "Ο κωδικός του. Κενό: όλη η Περιφέρεια.", "Its code. Empty: the whole region.")
            municipality.inputMode = "numeric"
        }
        let grant = visit.form(
            "\(path)/grants",
            [
                PageForm.Group(fields: [
                    roles, municipality,
                    PageField(
                        id: "until", label: visit.words("Έως", "Until"), value: visit.text("until"), type: "date"),
                ])
            ], hidden: seen, button: visit.words("Ανάθεση ρόλου", "Grant the role"))
        let ends = account.grants.map { id, grant in
            visit.form(
                "\(path)/grants/\(id)/end", [], hidden: seen,
                button: visit.words("Τέλος: ", "End: ")
                    + visit.name(of: grant), style: "secondary")
        }
        return visit.page(
            account.name, message: visit.done, faults: faults(error, visit),
            [
                Block(
                    facts: Block.Facts(list: [
                        Block.Fact(name: visit.words("Όνομα χρήστη", "Login"), value: account.login),
                        Block.Fact(name: visit.words("Κατάσταση", "State"), value: stateName(account, visit)),
                        Block.Fact(name: FieldNames.name(of: .email)[visit.language], value: account.email ?? "–"),
                    ])),
                Block(heading: visit.words("Ρόλοι", "Roles"), forms: ends + [grant]),
                Block(
                    heading: visit.words("Ο λογαριασμός", "The account"),
                    forms: [
                        visit.form(
                            "\(path)/invite", [], hidden: seen, button: visit.words("Νέα πρόσκληση", "New invitation"),
                            style: "secondary"),
                        visit.form(
                            "\(path)/disable", [], hidden: seen,
                            button: visit.words("Οριστική απενεργοποίηση", "Disable for good"), style: "secondary"),
                    ]),
            ])
    }

    private static func invitationShown(_ token: SecretToken, _ login: String, _ visit: Visit) -> RegistryPage {
        let address = (visit.configuration.publicAddress ?? "") + "/invitation/\(token.text)"
        return visit.page(
            visit.words("Πρόσκληση για \(login)", "Invitation for \(login)"),
            [
                Block(
                    paragraphs: [
                        visit.words(
                            "Δώστε τον σύνδεσμο στο άτομο, από ασφαλή δρόμο. Ισχύει μία φορά, για τρεις ημέρες, και δεν θα ξαναφανεί.",
                            "Give the link to the person, by a safe way. It works once, within three days, and is not shown again."
                        )
                    ], items: Block.Items(list: [address]),
                    links: [PageLink(name: visit.words("Λογαριασμοί", "Accounts"), page: visit.link("/accounts"))])
            ])
    }

    private static func stateName(_ account: Account, _ visit: Visit) -> String {
        account.disabledAt != nil
            ? visit.words("απενεργοποιημένος", "disabled")
            : account.isEnrolled ? visit.words("σε χρήση", "in use") : visit.words("προσκεκλημένος", "invited")
    }
}

extension Visit {
    /// Reads the account in the path.
    ///
    /// - Throws: ``RegistryError`` with the code `stale` when it has changed since the page was shown.
    fileprivate func seenAccount() throws(RegistryError) -> Account {
        let account = try account()
        guard account.tag == text("seen") else {
            throw RegistryError(
                .stale, at: "account", "has changed since you opened the page; look at it again",
                el: "Ο λογαριασμός άλλαξε αφού ανοίξατε τη σελίδα· δείτε τον ξανά.")
        }
        return account
    }
}

extension Visit {
    /// The end of a date that somebody has entered, in the region.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`.
    fileprivate func endOfDay(_ text: String) throws(RegistryError) -> Timestamp {
        guard let date = TimeText.date(text) else {
            throw RegistryError(
                .invalid, at: "until", "expected a date like 2026-12-31", el: "αναμενόταν ημερομηνία όπως 2026-12-31")
        }
        let end = configuration.calendar.zone.startOfDay(date.adding(days: 1))
        return Timestamp(milliseconds: end.seconds * 1000)
    }
}
