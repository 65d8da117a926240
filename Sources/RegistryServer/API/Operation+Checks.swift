internal import HTTPTypes
internal import Records
internal import Registry
internal import WebSupport

extension Operation {
    /// Structures that are past their check interval.
    static let checkOperations: [Operation] = [
        Operation(
            method: .get, path: "/checks", id: "listChecks",
            summary: "The structures that are past their check interval, the longest due first.",
            access: .row(.readDirectory),
            parameters: [
                .page,
                ParameterDescription("after", .text(maximum: 80), summary: "The last identifier of the page before."),
            ],
            gives: ["structures"]
        ) { call in
            let checks = try call.home.checksDue(
                after: call.parameters.text("after"),
                limit: call.parameters.integer("limit") ?? RegistryHome.directoryPageLimit, by: try call.caller,
                request: call.request)
            return APIAnswer { json in
                json.key("structures")
                json.array { json in
                    for check in checks {
                        json.object { json in
                            check.state.writeMembers(to: &json)
                            json.member("daysDue", check.days)
                            json.member("isDrafted", check.isDrafted)
                        }
                    }
                }
            }
        },
        Operation(
            method: .post, path: "/structures/{ref}/confirmations", id: "confirmStructure",
            summary: "Drafts that everything about a structure is still right today.", access: .row(.draft),
            effect: .edit, status: 201,
            gives: ["draft"]
        ) { call in
            let (ref, caller) = (call.component("ref"), try call.caller)
            let state = try call.home.structure(ref, by: caller, request: call.request)
            try call.requireSeen(state.tag)
            return .draft(try call.home.confirm(ref, base: state.version, by: caller, request: call.request))
        },
    ]
}
