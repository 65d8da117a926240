internal import HTTPTypes
internal import Records
internal import Registry
internal import WebSupport

extension Operation {
    private static let reason = BodyMember("reason", .text(maximum: 2000), "Why, for those who review it.")

    /// Structures, drafts, reviews.
    static let directoryOperations: [Operation] = [
        Operation(
            method: .get, path: "/structures", id: "listStructures",
            summary: "The structures that one keeps, by identifier.", access: .row(.readDirectory),
            parameters: [
                .page,
                ParameterDescription("after", .text(maximum: 80), summary: "The last identifier of the page before."),
            ],
            gives: ["structures"]
        ) { call in
            let list = try call.home.structures(
                after: call.parameters.text("after") ?? "",
                limit: call.parameters.integer("limit") ?? RegistryHome.directoryPageLimit, by: try call.caller,
                request: call.request)
            return APIAnswer { json in
                json.key("structures")
                json.array { json in for state in list { state.write(to: &json) } }
            }
        },
        Operation(
            method: .post, path: "/structures", id: "draftStructure", summary: "Drafts a new structure.",
            access: .row(.draft), effect: .write,
            body: [
                BodyMember("id", .text(maximum: 80), "The identifier that it will have in what is published."),
                BodyMember("fields", .fields, "Its fields."), reason,
            ], status: 201,
            gives: ["draft"]
        ) { call in
            let id = try call.home.draftNew(
                try call.body.fields("fields"), ref: call.body.required("id"), reason: call.body.required("reason"),
                by: try call.caller, request: call.request)
            return .draft(id)
        },
        Operation(
            method: .get, path: "/structures/{ref}", id: "showStructure", summary: "A structure as it is live.",
            access: .row(.readDirectory),
            gives: ["id", "version", "fields"], hasTag: true
        ) { call in
            let state = try call.home.structure(call.component("ref"), by: try call.caller, request: call.request)
            return APIAnswer(tag: state.tag) { state.writeMembers(to: &$0) }
        },
        Operation(
            method: .get, path: "/structures/{ref}/history", id: "showHistory",
            summary: "Every version that a structure had, the newest first, with what it changed.",
            access: .row(.readDirectory),
            gives: ["versions"]
        ) { call in
            let versions = try call.home.history(
                of: call.component("ref"), by: try call.caller, request: call.request)
            return APIAnswer { json in
                json.key("versions")
                json.array { json in for version in versions { version.write(to: &json) } }
            }
        },
        Operation(
            method: .post, path: "/structures/{ref}/drafts", id: "draftChange",
            summary: "Drafts a change of a structure. A null takes a field away.", access: .row(.draft), effect: .edit,
            body: [BodyMember("fields", .fields, "What it changes."), reason], status: 201,
            gives: ["draft"]
        ) { call in
            let (ref, caller) = (call.component("ref"), try call.caller)
            let state = try call.home.structure(ref, by: caller, request: call.request)
            try call.requireSeen(state.tag)
            return .draft(
                try call.home.draft(
                    try call.body.fields("fields"), of: ref, base: state.version, reason: call.body.required("reason"),
                    by: caller, request: call.request))
        },
        Operation(
            method: .post, path: "/structures/{ref}/undo", id: "draftUndo",
            summary: "Drafts the return of a structure to a former version.", access: .row(.draft), effect: .edit,
            body: [BodyMember("version", .whole(1...1_000_000), "The former version."), reason], status: 201,
            gives: ["draft"]
        ) { call in
            let (ref, caller) = (call.component("ref"), try call.caller)
            try call.requireSeen(try call.home.structure(ref, by: caller, request: call.request).tag)
            return .draft(
                try call.home.draftUndo(
                    of: ref, to: call.body.whole("version") ?? 0, reason: call.body.required("reason"), by: caller,
                    request: call.request))
        },
        Operation(
            method: .get, path: "/drafts", id: "listDrafts",
            summary: "The open drafts that one may see, the oldest first.",
            access: .row(.readDirectory), parameters: [.page],
            gives: ["drafts"]
        ) { call in
            let drafts = try call.home.openDrafts(
                limit: call.parameters.integer("limit") ?? RegistryHome.directoryPageLimit, by: try call.caller,
                request: call.request)
            return APIAnswer { json in
                json.key("drafts")
                json.array { json in for open in drafts { open.write(to: &json) } }
            }
        },
        Operation(
            method: .get, path: "/drafts/{id}", id: "showDraft",
            summary: "A draft with its differences, its reviews, and the other open drafts of the structure.",
            access: .row(.readDirectory),
            gives: ["id", "structure", "baseVersion", "state", "fields", "changes", "reviews", "others"], hasTag: true
        ) { call in
            let view = try call.home.view(try call.identifier("id"), by: try call.caller, request: call.request)
            return APIAnswer(tag: view.tag) { view.writeMembers(to: &$0) }
        },
        Operation(
            method: .post, path: "/drafts/{id}/reviews", id: "review",
            summary: "Approves or declines a draft of somebody else. The last approval that is needed publishes it.",
            access: .row(.review), effect: .edit,
            body: [
                BodyMember("verdict", .choice(["approve", "decline"]), "What one decides."),
                BodyMember("note", .text(maximum: 2000), isRequired: false, "Why."),
            ], publishes: true,
            gives: ["outcome"]
        ) { call in
            let (id, caller) = (try call.identifier("id"), try call.caller)
            try call.requireSeen(try call.home.view(id, by: caller, request: call.request).tag)
            let outcome = try call.home.review(
                id, approve: call.body.text("verdict") == "approve", note: call.body.text("note") ?? "", by: caller,
                request: call.request)
            return APIAnswer { outcome.writeMembers(to: &$0) }
        },
        Operation(
            method: .post, path: "/drafts/{id}/renewal", id: "renewDraft",
            summary: "Drafts again, on the live version, what an open draft of one's own changes.",
            access: .row(.draft), effect: .edit, status: 201,
            gives: ["draft"]
        ) { call in
            let (id, caller) = (try call.identifier("id"), try call.caller)
            try call.requireSeen(try call.home.view(id, by: caller, request: call.request).tag)
            return .draft(try call.home.rebase(id, by: caller, request: call.request))
        },
        Operation(
            method: .delete, path: "/drafts/{id}", id: "withdrawDraft",
            summary: "Withdraws an open draft of one's own.",
            access: .row(.draft), effect: .edit,
            gives: ["withdrawn"]
        ) { call in
            let (id, caller) = (try call.identifier("id"), try call.caller)
            try call.requireSeen(try call.home.view(id, by: caller, request: call.request).tag)
            try call.home.withdraw(id, by: caller, request: call.request)
            return APIAnswer { $0.member("withdrawn", true) }
        },
    ]
}

extension APIAnswer {
    /// The answer to a draft that was made.
    static func draft(_ id: RecordID) -> APIAnswer {
        APIAnswer(status: 201) { $0.member("draft", id.description) }
    }
}
