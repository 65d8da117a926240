internal import HTTPTypes
internal import Records
internal import Registry
internal import WebSupport

extension Operation {
    /// Accounts, grants, audit, publishing.
    static let administrationOperations: [Operation] = [
        Operation(
            method: .get, path: "/accounts", id: "listAccounts", summary: "All accounts with their grants.",
            access: .row(.readAccounts),
            gives: ["accounts"]
        ) { call in
            let accounts = try call.home.accounts(by: .caller(try call.caller), request: call.request)
            return APIAnswer { json in
                json.key("accounts")
                json.array { json in for account in accounts { account.write(to: &json) } }
            }
        },
        Operation(
            method: .post, path: "/accounts", id: "addAccount",
            summary: "Makes an account, and the invitation with which its owner sets it up.",
            access: .row(.manageAccounts), effect: .write,
            body: [
                BodyMember("login", .text(maximum: 100), "The login."),
                BodyMember("name", .text(maximum: 500), "The name of its owner."),
                BodyMember("email", .text(maximum: 254), isRequired: false, "Where its owner is written to."),
            ], status: 201,
            gives: ["id", "invitation"]
        ) { call in
            let (id, invitation) = try call.home.addAccount(
                login: call.body.required("login"), name: call.body.required("name"), email: call.body.text("email"),
                by: .caller(try call.caller), request: call.request)
            return APIAnswer(status: 201) { json in
                json.member("id", id.description)
                json.member("invitation", invitation.text)
            }
        },
        Operation(
            method: .get, path: "/accounts/{login}", id: "showAccount", summary: "An account with its grants.",
            access: .row(.readAccounts),
            gives: ["id", "login", "name", "grants"], hasTag: true
        ) { call in
            let account = try call.account()
            return APIAnswer(tag: account.tag) { account.writeMembers(to: &$0) }
        },
        Operation(
            method: .post, path: "/accounts/{login}/invitations", id: "inviteAgain",
            summary: "Invites somebody to set up their account anew.", access: .row(.manageAccounts), effect: .edit,
            status: 201,
            gives: ["invitation"]
        ) { call in
            let account = try call.account()
            try call.requireSeen(account.tag)
            let invitation = try call.home.reset(
                login: account.login, by: .caller(try call.caller), request: call.request)
            return APIAnswer(status: 201) { $0.member("invitation", invitation.text) }
        },
        Operation(
            method: .delete, path: "/accounts/{login}", id: "disableAccount",
            summary: "Disables an account for good: its sessions, invitations and grants end.",
            access: .row(.manageAccounts), effect: .edit,
            gives: ["disabled"]
        ) { call in
            let account = try call.account()
            try call.requireSeen(account.tag)
            try call.home.disable(login: account.login, by: .caller(try call.caller), request: call.request)
            return APIAnswer { $0.member("disabled", true) }
        },
        Operation(
            method: .post, path: "/accounts/{login}/grants", id: "grant", summary: "Grants a role to somebody else.",
            access: .row(.manageGrants), effect: .edit,
            body: [
                BodyMember("role", .choice(Role.allCases.map(\.rawValue)), "The role."),
                BodyMember(
                    "municipality", .text(maximum: 12), isRequired: false,
                    "The code of the municipality; the whole region when it is absent."),
                BodyMember("until", .text(maximum: 40), isRequired: false, "When it ends, such as 2026-12-31T22:00Z."),
            ], status: 201,
            gives: ["id"]
        ) { call in
            let account = try call.account()
            try call.requireSeen(account.tag)
            guard let role = Role(rawValue: call.body.required("role")) else {
                throw RegistryError(.invalid, at: "role", "expected a role")
            }
            let id = try call.home.grant(
                role, in: call.body.text("municipality").map { .municipality($0) } ?? .region, to: account.login,
                until: try call.body.text("until").map(Timestamp.init(entered:)), by: .caller(try call.caller),
                request: call.request)
            return APIAnswer(status: 201) { $0.member("id", id.description) }
        },
        Operation(
            method: .delete, path: "/accounts/{login}/grants/{id}", id: "endGrant",
            summary: "Ends a grant of somebody else.",
            access: .row(.manageGrants), effect: .edit,
            gives: ["ended"]
        ) { call in
            let account = try call.account()
            let id = try call.grant(of: account)
            try call.requireSeen(account.tag)
            try call.home.endGrant(id, by: .caller(try call.caller), request: call.request)
            return APIAnswer { $0.member("ended", true) }
        },
        Operation(
            method: .get, path: "/audit", id: "readAudit",
            summary:
                "Rows of the audit, the newest first: one's own, or all for auditors. Reading is in the audit too.",
            access: .row(.readAudit),
            parameters: [
                .page,
                ParameterDescription(
                    "before", .integer(minimum: 0, maximum: 1 << 53), summary: "Only rows with a lower number."),
            ],
            gives: ["rows"]
        ) { call in
            let page = try call.home.audit(
                before: call.parameters.integer("before") ?? .max,
                limit: call.parameters.integer("limit") ?? RegistryHome.auditPageLimit, by: try call.caller,
                request: call.request)
            return APIAnswer { json in
                json.key("rows")
                json.array { json in for row in page.rows { row.write(to: &json, page) } }
            }
        },
        Operation(
            method: .post, path: "/publications", id: "publish",
            summary: "Signs what is live for the public process, which happens by itself after each approval.",
            access: .row(.publish), effect: .write, status: 202, publishes: true,
            gives: ["accepted"]
        ) { _ in
            APIAnswer(status: 202) { $0.member("accepted", true) }
        },
    ]
}
