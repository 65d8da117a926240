internal import HTTPTypes
internal import Records
internal import Registry
internal import WebSupport

extension Operation {
    private static let unsigned = RouteAccess.everybody(
        why: "whoever signs in or accepts an invitation has no session yet; the proof is in the request")
    private static let code = BodyMember(
        "code", .text(maximum: 40), "The code of the authenticator app, or a recovery code.")
    private static let password = BodyMember("password", .text(maximum: PasswordRule.maximumBytes), "The password.")

    /// Signing in, invitations, one's own sessions.
    static let accountOperations: [Operation] = [
        Operation(
            method: .post, path: "/sessions", id: "signIn",
            summary: "Signs in: login, password, and the code of the authenticator app or a recovery code.",
            access: unsigned, effect: .proof,
            body: [BodyMember("login", .text(maximum: 100), "The login."), password, code], status: 201,
            gives: ["token"]
        ) { call in
            let token = try call.home.signIn(
                login: call.body.required("login"), password: call.body.required("password"),
                code: call.body.required("code"), source: call.source, request: call.request)
            return APIAnswer(status: 201) { $0.member("token", token.text) }
        },
        Operation(
            method: .get, path: "/invitations/{token}", id: "showInvitation",
            summary: "What an invitation offers: login, name, and the secret for the authenticator app.",
            access: unsigned,
            gives: ["login", "name", "secret", "address"]
        ) { call in
            let offer = try call.home.enrolment(try call.invitation, request: call.request)
            return APIAnswer { json in
                json.member("login", offer.login)
                json.member("name", offer.name)
                json.member("secret", offer.secret)
                json.member("address", offer.address)
            }
        },
        Operation(
            method: .post, path: "/invitations/{token}", id: "acceptInvitation",
            summary: "Accepts an invitation: sets password and second factor, and tells the recovery codes, this once.",
            access: unsigned, effect: .proof, body: [password, code], status: 201,
            gives: ["recoveryCodes"]
        ) { call in
            let codes = try call.home.enrol(
                try call.invitation, password: call.body.required("password"), code: call.body.required("code"),
                request: call.request)
            return APIAnswer(status: 201) { $0.member("recoveryCodes", codes) }
        },
        Operation(
            method: .post, path: "/second-factor", id: "confirmSecondFactor",
            summary: "Gives a second factor again, for what needs a fresh one. The token of the session is replaced.",
            access: .row(.ownAccount), effect: .proof, body: [code],
            gives: ["token"]
        ) { call in
            let token = try call.home.confirmSecondFactor(
                call.body.required("code"), by: try call.caller, request: call.request)
            return APIAnswer { $0.member("token", token.text) }
        },
        Operation(
            method: .put, path: "/password", id: "changePassword",
            summary: "Sets a new password after the old one. All other sessions end.",
            access: .row(.ownAccount), effect: .proof,
            body: [
                BodyMember("old", .text(maximum: PasswordRule.maximumBytes), "The password until now."),
                BodyMember("new", .text(maximum: PasswordRule.maximumBytes), "The new password."),
            ],
            gives: ["changed"]
        ) { call in
            try call.home.changePassword(
                from: call.body.required("old"), to: call.body.required("new"), by: try call.caller,
                request: call.request)
            return APIAnswer { $0.member("changed", true) }
        },
        Operation(
            method: .get, path: "/email", id: "showAddress",
            summary: "Where one's own account is written to; null for nowhere.", access: .row(.ownAccount),
            gives: ["email"]
        ) { call in
            let address = try call.home.ownAddress(by: try call.caller, request: call.request)
            return APIAnswer { $0.member("email", address) }
        },
        Operation(
            method: .put, path: "/email", id: "setAddress",
            summary: "Sets where one's own account is written to, for reminders of structures to check.",
            access: .row(.ownAccount), effect: .write,
            body: [BodyMember("email", .text(maximum: 254), "The address.")],
            gives: ["changed"]
        ) { call in
            try call.home.setOwnAddress(call.body.required("email"), by: try call.caller, request: call.request)
            return APIAnswer { $0.member("changed", true) }
        },
        Operation(
            method: .delete, path: "/email", id: "removeAddress", summary: "Removes the address of one's own account.",
            access: .row(.ownAccount), effect: .write,
            gives: ["changed"]
        ) { call in
            try call.home.setOwnAddress(nil, by: try call.caller, request: call.request)
            return APIAnswer { $0.member("changed", true) }
        },
        Operation(
            method: .get, path: "/sessions", id: "listSessions", summary: "One's own sessions.",
            access: .row(.ownAccount),
            gives: ["sessions"]
        ) { call in
            let caller = try call.caller
            let sessions = try call.home.sessions(by: caller, request: call.request)
            return APIAnswer { json in
                json.key("sessions")
                json.array { json in
                    for entry in sessions { entry.write(to: &json, isThis: entry.id == caller.session) }
                }
            }
        },
        Operation(
            method: .delete, path: "/sessions", id: "signOutEverywhere", summary: "Ends all of one's own sessions.",
            access: .row(.ownAccount), effect: .write,
            gives: ["ended"]
        ) { call in
            try call.home.endSessions(by: try call.caller, request: call.request)
            return APIAnswer { $0.member("ended", true) }
        },
        Operation(
            method: .delete, path: "/sessions/{id}", id: "endSession", summary: "Ends one of one's own sessions.",
            access: .row(.ownAccount), effect: .write,
            gives: ["ended"]
        ) { call in
            try call.home.endSessions(try call.identifier("id"), by: try call.caller, request: call.request)
            return APIAnswer { $0.member("ended", true) }
        },
    ]
}
