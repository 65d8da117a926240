internal import Entitlement
internal import HTTPTypes
internal import Records
internal import Registry
internal import WebSupport

extension Operation {
    private static let reason = BodyMember("reason", .text(maximum: 2000), "Why, for whoever reviews it.")

    /// Programmes: their figures, drafts of those, reviews.
    static let programmeOperations: [Operation] = [
        Operation(
            method: .get, path: "/programmes", id: "listProgrammes",
            summary: "The programmes of the region with the names of their figures, the figures, and the open drafts.",
            access: .row(.readProgrammes), gives: ["programmes", "figures", "drafts"]
        ) { call in
            let file = call.programmes
            let views = try file.map { try call.home.figures(of: $0, by: try call.caller, request: call.request) } ?? []
            return APIAnswer { json in
                json.key("programmes")
                json.array { json in
                    for programme in file?.book.programmes ?? [] {
                        json.object { json in
                            json.member("code", programme.code)
                            json.member("name", programme.names)
                            json.member("figures", file?.book.figures(of: programme).map(\.id) ?? [])
                        }
                    }
                }
                json.key("figures")
                json.array { json in for view in views { json.object { view.state.writeMembers(to: &$0) } } }
                json.key("drafts")
                json.drafts(views.drafts)
            }
        },
        Operation(
            method: .get, path: "/programmes/figures/{figure}", id: "showFigure",
            summary: "A figure: its values in force, every version with what it changed, and the open drafts.",
            access: .row(.readProgrammes), gives: ["id", "text", "version", "values", "versions", "drafts"],
            hasTag: true
        ) { call in
            let view = try call.figure()
            return APIAnswer(tag: view.tag) { view.writeMembers(to: &$0) }
        },
        Operation(
            method: .post, path: "/programmes/figures/{figure}/drafts", id: "draftFigure",
            summary:
                "Drafts a new value of a figure, or another value in the place of the one that begins on `replaces`.",
            access: .row(.draftProgrammes), effect: .edit,
            body: [
                BodyMember("value", .figureValue, "The value with its source."),
                BodyMember(
                    "replaces", .text(maximum: 10), isRequired: false,
                    "The first day of the value that is corrected or ended; empty for the one without a first day."),
                reason,
            ], status: 201, gives: ["draft"]
        ) { call in
            let view = try call.figure()
            try call.requireSeen(view.tag)
            let change = try FigureChange(try call.body.figureValue("value"), replacing: call.body.text("replaces"))
            return .draft(
                try call.home.draftFigure(
                    change, of: view.state.id, base: view.state.version, in: call.programmes,
                    reason: call.body.required("reason"), by: try call.caller, request: call.request))
        },
        Operation(
            method: .post, path: "/programmes/figures/{figure}/undo", id: "draftFigureUndo",
            summary: "Drafts the return of a figure to the values of a former version.",
            access: .row(.draftProgrammes), effect: .edit,
            body: [BodyMember("version", .whole(0...1_000_000), "The former version."), reason], status: 201,
            gives: ["draft"]
        ) { call in
            let view = try call.figure()
            try call.requireSeen(view.tag)
            return .draft(
                try call.home.draftFigureUndo(
                    of: view.state.id, to: call.body.whole("version") ?? 0, in: call.programmes,
                    reason: call.body.required("reason"), by: try call.caller, request: call.request))
        },
        Operation(
            method: .get, path: "/programmes/drafts/{id}", id: "showFigureDraft",
            summary: "A draft of a figure: its differences, what it does to the examples, the other open drafts of it.",
            access: .row(.readProgrammes),
            gives: ["id", "figure", "baseVersion", "state", "changes", "examples", "others"], hasTag: true
        ) { call in
            let view = try call.figureDraft(withExamples: true)
            return APIAnswer(tag: view.tag) { view.writeMembers(to: &$0) }
        },
        Operation(
            method: .post, path: "/programmes/drafts/{id}/reviews", id: "reviewFigureDraft",
            summary: "Approves or declines a draft of somebody else. An approval puts its values in force.",
            access: .row(.reviewProgrammes), effect: .edit,
            body: [
                BodyMember("verdict", .choice(["approve", "decline"]), "What one decides."),
                BodyMember("note", .text(maximum: 2000), isRequired: false, "Why."),
            ], publishes: true, gives: ["outcome"]
        ) { call in
            let view = try call.figureDraft(withExamples: false)
            try call.requireSeen(view.tag)
            let version = try call.home.reviewFigureDraft(
                view.draft.id, approve: call.body.text("verdict") == "approve", note: call.body.text("note") ?? "",
                in: call.programmes, by: try call.caller, request: call.request)
            let outcome: RegistryHome.ReviewOutcome = version.map { .published(version: $0) } ?? .declined
            return APIAnswer { outcome.writeMembers(to: &$0) }
        },
        Operation(
            method: .post, path: "/programmes/drafts/{id}/renewal", id: "renewFigureDraft",
            summary: "Drafts again, on the values in force, what an open draft of one's own changes.",
            access: .row(.draftProgrammes), effect: .edit, status: 201, gives: ["draft"]
        ) { call in
            let view = try call.figureDraft(withExamples: false)
            try call.requireSeen(view.tag)
            return .draft(
                try call.home.renewFigureDraft(
                    view.draft.id, in: call.programmes, by: try call.caller, request: call.request))
        },
        Operation(
            method: .delete, path: "/programmes/drafts/{id}", id: "withdrawFigureDraft",
            summary: "Withdraws an open draft of one's own.", access: .row(.draftProgrammes), effect: .edit,
            gives: ["withdrawn"]
        ) { call in
            let view = try call.figureDraft(withExamples: false)
            try call.requireSeen(view.tag)
            try call.home.withdrawFigureDraft(view.draft.id, by: try call.caller, request: call.request)
            return APIAnswer { $0.member("withdrawn", true) }
        },
    ]
}

extension CheckedRequest {
    /// Reads the figure that the component `figure` of the path names.
    ///
    /// - Throws: ``RegistryError`` with the code `notFound`.
    func figure() throws(RegistryError) -> FigureView {
        try home.figure(component("figure"), of: programmes, by: try caller, request: request)
    }

    /// Reads the draft of a figure that the component `id` of the path names.
    ///
    /// - Parameter withExamples: Whether the examples are judged, which takes most of the time.
    /// - Throws: ``RegistryError`` with the code `notFound`.
    func figureDraft(withExamples: Bool) throws(RegistryError) -> FigureDraftView {
        try home.figureDraft(
            try identifier("id"), of: programmes, today: withExamples ? home.today : nil, by: try caller,
            request: request)
    }
}

extension FigureChange {
    /// A new value, or one in the place of the value that begins on the day `replaced`; an empty text is the value without
    /// a first day.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid` when `replaced` is no day.
    init(_ entry: FigureValues.Entry, replacing replaced: String?) throws(RegistryError) {
        guard let replaced else {
            self = .add(entry)
            return
        }
        let day = TimeText.date(replaced)
        guard day != nil || replaced.isEmpty else {
            throw RegistryError(
                .invalid, at: "replaces", "expected a day like 2026-01-31", el: "αναμενόταν ημέρα όπως 2026-01-31")
        }
        self = .correct(from: day, entry)
    }
}
