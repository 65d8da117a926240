internal import HTTPTypes
internal import Records
internal import Registry
internal import WebSupport

extension Operation {
    /// Mistakes that citizens have reported.
    static let reportOperations: [Operation] = [
        Operation(
            method: .get, path: "/reports", id: "listReports",
            summary: "The reported mistakes that wait, or were answered, the newest first, without what people wrote.",
            access: .row(.readReports),
            parameters: [
                .page,
                ParameterDescription(
                    "state", .choice(["open", "answered"]), standard: "open", summary: "Which reports."),
                ParameterDescription("after", .text(maximum: 32), summary: "The last identifier of the page before."),
            ],
            gives: ["reports"]
        ) { call in
            let reports = try call.home.reports(
                answered: call.parameters.text("state") == "answered",
                after: call.parameters.text("after"),
                limit: call.parameters.integer("limit") ?? RegistryHome.directoryPageLimit, by: try call.caller,
                request: call.request)
            let now = call.home.now()
            return APIAnswer { json in
                json.key("reports")
                json.array { json in
                    for report in reports { json.object { report.writeMembers(to: &$0, at: now) } }
                }
            }
        },
        Operation(
            method: .get, path: "/reports/{id}", id: "showReport", summary: "A report with what the person wrote.",
            access: .row(.readReports),
            gives: ["id", "structure", "topic", "date", "ageDays", "state", "text", "contact"], hasTag: true
        ) { call in
            let report = try call.home.report(try call.identifier("id"), by: try call.caller, request: call.request)
                .report
            let now = call.home.now()
            return APIAnswer(tag: report.tag) { json in
                report.writeMembers(to: &json, at: now)
                json.member("text", report.words?.text)
                json.member("contact", report.words?.contact)
            }
        },
        Operation(
            method: .post, path: "/reports/{id}/answers", id: "answerReport",
            summary: "Answers a report: accepted, rejected with a reason, or a duplicate of another one.",
            access: .row(.answerReports), effect: .edit,
            body: [
                BodyMember("verdict", .choice(Report.Verdict.allCases.map(\.rawValue)), "What one decides."),
                BodyMember("reason", .text(maximum: 2000), isRequired: false, "Why; a rejection needs it."),
                BodyMember(
                    "draft", .text(maximum: 32), isRequired: false,
                    "The draft of the same structure that corrects the record."),
                BodyMember(
                    "duplicateOf", .text(maximum: 32), isRequired: false,
                    "The other report about the structure that says the same, for a duplicate."),
            ], status: 201,
            gives: ["state"]
        ) { call in
            let (id, caller) = (try call.identifier("id"), try call.caller)
            try call.requireSeen(try call.home.report(id, by: caller, request: call.request).report.tag)
            guard let verdict = Report.Verdict(rawValue: call.body.required("verdict")) else {
                throw RegistryError(.invalid, at: "verdict", "expected a verdict")
            }
            try call.home.answer(
                report: id, verdict, reason: call.body.text("reason") ?? "",
                draft: try call.body.text("draft").map { try RecordID(entered: $0) },
                duplicateOf: try call.body.text("duplicateOf").map { try RecordID(entered: $0, in: "duplicateOf") },
                by: caller, request: call.request)
            return APIAnswer(status: 201) { $0.member("state", verdict.rawValue) }
        },
    ]
}
