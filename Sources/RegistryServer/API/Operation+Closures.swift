internal import HTTPTypes
internal import Locator
internal import Records
internal import Registry
internal import Routing
internal import WebSupport

extension Operation {
    private static let reason = BodyMember("reason", .text(maximum: 2000), "Why.")

    /// Road closures: proposals, decisions, their end.
    static let closureOperations: [Operation] = [
        Operation(
            method: .get, path: "/closures", id: "listClosures",
            summary: "Road closures, the newest first, and the version of the set in force.",
            access: .row(.readClosures),
            parameters: [
                ParameterDescription(
                    "state", .choice(ClosureRecord.State.allCases.map(\.rawValue)), summary: "Those in this state only."
                ),
                ParameterDescription(
                    "limit", .integer(minimum: 1, maximum: RegistryHome.closureLimit),
                    standard: "\(RegistryHome.closureLimit)", summary: "The most closures of the answer."),
            ],
            gives: ["version", "closures"]
        ) { call in
            let (version, records) = try call.home.closures(
                in: call.parameters.text("state").flatMap(ClosureRecord.State.init(rawValue:)),
                limit: call.parameters.integer("limit") ?? RegistryHome.closureLimit, by: try call.caller,
                request: call.request)
            let now = call.home.now()
            return APIAnswer { json in
                json.member("version", version)
                json.key("closures")
                json.array { json in
                    for record in records { json.object { record.writeMembers(to: &$0, at: now) } }
                }
            }
        },
        Operation(
            method: .post, path: "/closures", id: "proposeClosure",
            summary: "Proposes a closure. That of a coordinator is in force at once.",
            access: .row(.proposeClosures), effect: .write,
            body: [BodyMember("feature", .closure, "The closure, as in a file of closures."), reason],
            status: 201, publishes: true, gives: ["closure", "state"]
        ) { call in
            let entry = try call.body.closure("feature")
            try call.requireFindable([entry.closure])
            let ids = try call.home.proposeClosures(
                [entry], reason: call.body.required("reason"), by: try call.caller, request: call.request)
            return .closures(ids, inForce: call.home.decidesClosures(try call.caller))
        },
        Operation(
            method: .post, path: "/closure-imports", id: "importClosures",
            summary: """
                Reads a file of closures. A dry run, which is the standard, answers what is understood and stores nothing; \
                else each feature becomes a closure, all or none.
                """, access: .row(.proposeClosures), effect: .write,
            parameters: [
                ParameterDescription(
                    "dryRun", .choice(["true", "false"]), standard: "true",
                    summary: "Whether nothing is to be proposed."),
                ParameterDescription("reason", .text(maximum: 500), summary: "Why. Needed without dry run."),
                ParameterDescription(
                    "source", .text(maximum: ClosureEntry.sourceLimit),
                    summary: "Who says so, for features that do not tell."),
            ],
            media: ["application/geo+json", "application/json"],
            read: { parameters, _, bytes throws(RegistryError) in
                .closures(try ClosureFileImport(bytes, source: parameters.text("source") ?? ""))
            }, isKept: { $0.text("dryRun") == "false" }, publishes: true, gives: ["counts", "findings", "closures"]
        ) { call in
            guard case .closures(let file)? = call.file else {
                throw RegistryError(.database, at: "file", "was not read")
            }
            var ids: [RecordID] = []
            if call.parameters.text("dryRun") == "false" {
                let entries = try file.entries
                try call.requireFindable(entries.map(\.closure))
                ids = try call.home.proposeClosures(
                    entries, reason: call.parameters.text("reason") ?? "", by: try call.caller,
                    request: call.request)
            }
            return APIAnswer { json in
                file.writeMembers(to: &json)
                json.member("closures", ids.map(\.description))
            }
        },
        Operation(
            method: .post, path: "/closure-previews", id: "previewClosure",
            summary: "What a closure would cut off, beside those in force: people by municipality and community.",
            access: .row(.proposeClosures), body: [BodyMember("feature", .closure, "The closure.")], isLong: true,
            gives: ["travel", "closed", "at", "roads", "dataDate"]
        ) { call in
            let (impact, dataset) = try call.impact(of: try call.body.closure("feature").closure)
            return APIAnswer { impact.writeMembers(to: &$0, dataset) }
        },
        Operation(
            method: .get, path: "/closures/{id}/preview", id: "previewKnownClosure",
            summary: "What a closure cuts off, or would, beside the others in force.", access: .row(.readClosures),
            isLong: true, gives: ["travel", "closed", "at", "roads", "dataDate"]
        ) { call in
            let (impact, dataset) = try call.impact(of: try call.closure().record.closure)
            return APIAnswer { impact.writeMembers(to: &$0, dataset) }
        },
        Operation(
            method: .get, path: "/closures/{id}", id: "showClosure", summary: "A closure with its history.",
            access: .row(.readClosures),
            gives: ["id", "state", "feature", "reason", "author", "createdAt", "decision", "end", "changes"],
            hasTag: true
        ) { call in
            let view = try call.closure()
            let now = call.home.now()
            return APIAnswer(tag: view.record.tag) { view.writeMembers(to: &$0, at: now) }
        },
        Operation(
            method: .post, path: "/closures/{id}/decisions", id: "decideClosure",
            summary: "Puts the proposal of somebody else in force, or declines it.", access: .row(.decideClosures),
            effect: .edit,
            body: [
                BodyMember("verdict", .choice(["approve", "decline"]), "What one decides."),
                BodyMember("note", .text(maximum: 2000), isRequired: false, "Why."),
            ], publishes: true, gives: ["state"]
        ) { call in
            let record = try call.closure().record
            try call.requireSeen(record.tag)
            let approves = call.body.text("verdict") == "approve"
            if approves { try call.requireFindable([record.closure]) }
            try call.home.decideClosure(
                record.id, approve: approves, note: call.body.text("note") ?? "", by: try call.caller,
                request: call.request)
            return APIAnswer { json in
                json.member("state", (approves ? ClosureRecord.State.inForce : .declined).rawValue)
            }
        },
        Operation(
            method: .post, path: "/closures/{id}/end", id: "endClosure",
            summary: "Ends a closure in force: its roads are open again.", access: .row(.decideClosures), effect: .edit,
            body: [reason], publishes: true, gives: ["state"]
        ) { call in
            let record = try call.closure().record
            try call.requireSeen(record.tag)
            try call.home.endClosure(
                record.id, reason: call.body.required("reason"), by: try call.caller, request: call.request)
            return APIAnswer { $0.member("state", ClosureRecord.State.ended.rawValue) }
        },
        Operation(
            method: .post, path: "/closures/{id}/repetitions", id: "repeatClosure",
            summary: "Proposes a closure that was ended, or is over, once more with the same form.",
            access: .row(.proposeClosures), effect: .edit,
            body: [
                reason,
                BodyMember(
                    "until", .text(maximum: 30), isRequired: false, "When it ends this time; without it, it has no end."
                ),
            ], status: 201, publishes: true, gives: ["closure", "state"]
        ) { call in
            let record = try call.closure().record
            try call.requireSeen(record.tag)
            let id = try call.home.repeatClosure(
                record.id,
                until: try call.body.text("until").map { text throws(RegistryError) in try Timestamp(entered: text) },
                reason: call.body.required("reason"), by: try call.caller, request: call.request)
            return .closures([id], inForce: call.home.decidesClosures(try call.caller))
        },
        Operation(
            method: .delete, path: "/closures/{id}", id: "withdrawClosure",
            summary: "Withdraws a proposal of one's own while it waits.", access: .row(.proposeClosures), effect: .edit,
            gives: ["state"]
        ) { call in
            let record = try call.closure().record
            try call.requireSeen(record.tag)
            try call.home.withdrawClosure(record.id, by: try call.caller, request: call.request)
            return APIAnswer { $0.member("state", ClosureRecord.State.withdrawn.rawValue) }
        },
    ]
}

extension CheckedRequest {
    /// Reads the closure that the component `id` of the path names.
    ///
    /// - Throws: ``RegistryError`` with the code `notFound`.
    func closure() throws(RegistryError) -> ClosureView {
        try home.closure(try identifier("id"), by: try caller, request: request)
    }
}

extension CheckedRequest {
    /// What a closure cuts off beside the others in force, and the dataset by which it was computed.
    ///
    /// - Throws: ``RegistryError``: `conflict` without a dataset with roads, `invalid` when it takes too long.
    func impact(of closure: Closure) throws(RegistryError) -> (ClosureImpact, Dataset) {
        guard let region, !region.dataset.travel.isEmpty else {
            throw RegistryError(
                .conflict, at: "roads", "the server has no dataset with roads",
                el: "ο διακομιστής δεν έχει σύνολο δεδομένων με δρόμους")
        }
        var set = try home.closuresInForce(by: try caller, request: request) ?? ClosureSet()
        set.closures.removeAll { $0.id == closure.id }
        do throws(ClosureFileError) {
            return (
                try region.impacts.impact(of: closure, with: set, now: Int64(home.now().milliseconds / 1000)),
                region.dataset
            )
        } catch {
            throw Self.unfindable
        }
    }

    /// Refuses closures whose roads a public server would take too long to find, beside those in force.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`.
    func requireFindable(_ closures: [Closure]) throws(RegistryError) {
        guard let region else { return }
        let inForce = try home.closuresInForce(by: try caller, request: request)?.closures ?? []
        do throws(ClosureFileError) {
            try region.impacts.check(ClosureSet(closures: inForce + closures))
        } catch {
            throw Self.unfindable
        }
    }

    private static var unfindable: RegistryError {
        RegistryError(
            .invalid, at: "geometry", "its roads take too long to find; draw less, or one area in the place of many",
            el: "οι δρόμοι του βρίσκονται πολύ αργά· σχεδιάστε λιγότερα, ή μία περιοχή στη θέση πολλών")
    }
}

extension APIAnswer {
    /// A closure that was made.
    fileprivate static func closures(_ ids: [RecordID], inForce: Bool) -> APIAnswer {
        APIAnswer(status: 201) { json in
            json.member("closure", ids.first?.description)
            json.member("state", (inForce ? ClosureRecord.State.inForce : .proposed).rawValue)
        }
    }
}
