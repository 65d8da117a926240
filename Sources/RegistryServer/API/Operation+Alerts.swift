internal import Alerts
internal import HTTPTypes
internal import Records
internal import Registry
internal import WebSupport

extension Operation {
    /// Alerts: messages of the Common Alerting Protocol, and what becomes of them.
    static let alertOperations: [Operation] = [
        Operation(
            method: .get, path: "/alerts", id: "listAlerts", summary: "The alerts, the newest first.",
            access: .row(.readAlerts), gives: ["alerts"]
        ) { call in
            let records = try call.home.alerts(by: try call.caller, request: call.request)
            return APIAnswer { json in
                json.key("alerts")
                json.array { json in for record in records { json.object { record.writeMembers(to: &$0) } } }
            }
        },
        Operation(
            method: .get, path: "/alerts/{id}", id: "showAlert",
            summary: "An alert with its document, and what would be public after its approval.",
            access: .row(.readAlerts), gives: ["id", "state", "document", "missing", "live"], hasTag: true
        ) { call in
            let view = try call.alert()
            return APIAnswer(tag: view.tag) { view.writeMembers(to: &$0) }
        },
        Operation(
            method: .post, path: "/alerts", id: "takeAlert",
            summary:
                "Takes in a CAP 1.2 document. One for everybody about what happens waits for another person; all others stay here.",
            access: .row(.writeAlerts), effect: .write,
            body: [BodyMember("document", .text(maximum: 60_000), "The CAP 1.2 document.")], status: 201,
            gives: ["alert"]
        ) { call in
            let document = try AlertDocument(entered: call.body.required("document"))
            let id = try call.home.take(document, origin: .file, by: try call.caller, request: call.request)
            return APIAnswer(status: 201) { $0.member("alert", id.description) }
        },
        Operation(
            method: .post, path: "/alerts/{id}/reviews", id: "reviewAlert",
            summary: "Approves or declines an alert of somebody else. An approved one is public.",
            access: .row(.approveAlerts), effect: .edit,
            body: [
                BodyMember("verdict", .choice(["approve", "decline"]), "What one decides."),
                BodyMember("note", .text(maximum: 2000), isRequired: false, "Why."),
            ], publishes: true, gives: ["state"]
        ) { call in
            let view = try call.alert()
            try call.requireSeen(view.tag)
            try call.home.reviewAlert(
                view.record.id, approve: call.body.text("verdict") == "approve", note: call.body.text("note") ?? "",
                by: try call.caller, request: call.request)
            let state = try call.alert().record.state
            return APIAnswer { $0.member("state", state.rawValue) }
        },
        Operation(
            method: .delete, path: "/alerts/{id}", id: "withdrawAlert",
            summary: "Withdraws an alert of one's own that waits.",
            access: .row(.writeAlerts), effect: .edit, gives: ["withdrawn"]
        ) { call in
            let view = try call.alert()
            try call.requireSeen(view.tag)
            try call.home.withdrawAlert(view.record.id, by: try call.caller, request: call.request)
            return APIAnswer { $0.member("withdrawn", true) }
        },
    ]
}

extension CheckedRequest {
    /// Reads the alert that the component `id` of the path names.
    ///
    /// - Throws: ``RegistryError`` with the code `notFound`.
    func alert() throws(RegistryError) -> AlertView {
        try home.alert(try identifier("id"), by: try caller, request: request)
    }
}

extension AlertDocument {
    /// Reads a document that somebody has sent.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`.
    init(entered text: String) throws(RegistryError) {
        do {
            try self.init(text)
        } catch {
            throw RegistryError(.invalid, at: "document", "\(error)", el: "\(error.place): \(error.greek)")
        }
    }
}

extension AlertView {
    /// The tag of what a person decides on.
    var tag: String { "\(record.id)-\(record.state.rawValue)" }

    func writeMembers(to json: inout JSONWriter) {
        record.writeMembers(to: &json)
        json.member("document", record.document.text)
        json.member("note", record.note)
        json.member("missing", missing.map(\.text))
        json.key("live")
        json.array { json in for alert in live { json.string(alert.key.text) } }
    }
}

extension AlertRecord {
    func writeMembers(to json: inout JSONWriter) {
        json.member("id", id.description)
        json.member("sender", alert.key.sender)
        json.member("identifier", alert.key.identifier)
        json.member("sent", alert.key.sent.text)
        json.member("status", alert.status.rawValue)
        json.member("type", alert.type.rawValue)
        json.member("scope", alert.scope.rawValue)
        json.member("state", state.rawValue)
        json.member("origin", origin.rawValue)
        json.member("author", authorName)
        json.member("reviewer", reviewerName)
        json.member("createdAt", createdAt.text)
        json.member("ends", TimeText.text(alert.end))
        json.member("headline", alert.info(for: .greek)?.title)
    }
}
