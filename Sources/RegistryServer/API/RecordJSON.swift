internal import Crypto
package import Records
package import Registry

extension Timestamp {
    /// The moment as text, to the second.
    package var text: String { TimeText.text(instant) }

    /// Reads a moment that somebody has entered.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`.
    init(entered text: String) throws(RegistryError) {
        guard let instant = TimeText.instant(text, in: .utc) else {
            throw RegistryError(
                .invalid, at: "until", "expected a moment like 2026-12-31T22:00Z",
                el: "αναμενόταν στιγμή όπως 2026-12-31T22:00Z")
        }
        self.init(milliseconds: instant.seconds * 1000)
    }
}

extension SessionEntry {
    /// Writes a session. `isThis` is true for the session in which the list is read.
    func write(to json: inout JSONWriter, isThis: Bool) {
        json.object { json in
            json.member("id", id.description)
            json.member("createdAt", createdAt.text)
            json.member("seenAt", seenAt.text)
            json.member("expiresAt", expiresAt.text)
            json.member("isThis", isThis)
        }
    }
}

extension StructureState {
    /// The tag of this state.
    var tag: String { "\(version)" }

    func write(to json: inout JSONWriter) { json.object { writeMembers(to: &$0) } }

    func writeMembers(to json: inout JSONWriter) {
        json.member("id", ref)
        json.member("version", version)
        json.key("fields")
        json.raw(fields.json.utf8)
    }
}

extension StructureVersion {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("version", version)
            json.member("at", at.text)
            json.member("author", names[author])
            json.member("reviewers", reviewers.compactMap { names[$0] })
            json.member("reason", reason)
            changes.write(to: &json)
        }
    }
}

extension [FieldChange] {
    /// Writes the member `changes`.
    fileprivate func write(to json: inout JSONWriter) {
        json.key("changes")
        json.array { json in
            for change in self {
                json.object { json in
                    json.member("field", change.field.rawValue)
                    for (name, value) in [("before", change.before), ("after", change.after)] {
                        json.key(named: name)
                        json.value(value ?? .null)
                    }
                }
            }
        }
    }
}

extension Draft {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("id", id.description)
        json.member("structure", ref)
        json.member("baseVersion", base)
        json.member("state", state.rawValue)
        json.member("reason", reason)
        json.member("createdAt", createdAt.text)
        json.key("fields")
        json.raw(patch.json.utf8)
    }
}

extension OpenDraft {
    func write(to json: inout JSONWriter) {
        json.object { json in
            draft.writeMembers(to: &json)
            json.member("author", authorName)
            json.member("approvalsMissing", approvalsMissing)
            json.member("reviewedByMe", isReviewed)
        }
    }
}

extension DraftView {
    /// The tag of what a reviewer or the author decides on: the draft, what is live, and what has become of it.
    var tag: String { "\(draft.state.rawValue)-\(liveVersion)" }

    func writeMembers(to json: inout JSONWriter) {
        draft.writeMembers(to: &json)
        json.member("author", authorName)
        json.member("liveVersion", liveVersion)
        json.member("approvalsMissing", approvalsMissing)
        changes.write(to: &json)
        json.key("reviews")
        json.array { json in
            for review in reviews {
                json.object { json in
                    json.member("reviewer", review.name)
                    json.member("verdict", review.approves ? "approve" : "decline")
                    json.member("note", review.note)
                }
            }
        }
        json.key("others")
        json.array { json in for other in others { json.object { other.writeMembers(to: &$0) } } }
    }
}

extension Report {
    /// The tag of what a moderator decides on.
    var tag: String { answer?.verdict.rawValue ?? "open" }

    /// Writes a report without what the person wrote.
    func writeMembers(to json: inout JSONWriter, at now: Timestamp) {
        json.member("id", id.description)
        json.member("structure", structure)
        json.member("municipality", municipality)
        json.member("topic", topic.rawValue)
        json.member("date", TimeText.text(CivilDate(dayNumber: day)))
        json.member("ageDays", age(at: now))
        json.member("overdue", isOverdue(at: now))
        json.member("state", tag)
        json.member("takenAt", takenAt.text)
        guard let answer else { return }
        json.member("answeredBy", answer.name)
        json.member("answeredAt", answer.at.text)
        json.member("reason", answer.reason)
        json.member("draft", answer.draft?.description)
        json.member("duplicateOf", answer.duplicateOf?.description)
    }
}

extension RecordID {
    /// Reads the identifier of a draft or a report that somebody has entered in a field.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`.
    init(entered text: String, in field: String = "draft") throws(RegistryError) {
        guard let id = RecordID(text) else {
            throw RegistryError(
                .invalid, at: field, "expected an identifier of 32 digits",
                el: "αναμενόταν αναγνωριστικό με 32 ψηφία")
        }
        self = id
    }
}

extension RegistryHome.ReviewOutcome {
    func writeMembers(to json: inout JSONWriter) {
        switch self {
        case .waiting(let approvals):
            json.member("outcome", "waiting")
            json.member("approvalsMissing", approvals)
        case .published(let version):
            json.member("outcome", "published")
            json.member("version", version)
        case .declined: json.member("outcome", "declined")
        }
    }
}

extension Account {
    /// The tag of this state of the account.
    var tag: String {
        let parts = [isEnrolled ? "enrolled" : "invited", disabledAt?.text ?? ""] + grants.map(\.id.description)
        return SHA256.hash(data: Array(parts.joined(separator: " ").utf8)).prefix(8).map { $0 }.hexadecimal
    }

    /// Writes an account with its grants.
    package func write(to json: inout JSONWriter) { json.object { writeMembers(to: &$0) } }

    func writeMembers(to json: inout JSONWriter) {
        json.member("id", id.description)
        json.member("login", login)
        json.member("name", name)
        json.member("email", email)
        json.member("enrolled", isEnrolled)
        json.member("disabledAt", disabledAt?.text)
        json.key("grants")
        json.array { json in
            for (id, grant) in grants {
                json.object { json in
                    json.member("id", id.description)
                    json.member("role", grant.role.rawValue)
                    json.member("place", grant.place.text)
                    json.member("from", grant.from.text)
                    json.member("until", grant.to?.text)
                }
            }
        }
    }
}

extension Grant.Place {
    /// The code of a municipality, or `region`.
    package var text: String {
        switch self {
        case .municipality(let code): code
        case .region: "region"
        }
    }
}

extension AuditRow {
    func write(to json: inout JSONWriter, _ page: AuditPage) {
        json.object { json in
            json.member("number", seq)
            json.member("at", at.text)
            json.member("actor", actor)
            json.member("account", principal?.description)
            json.member("name", principal.flatMap { page.names[$0] })
            json.member("action", action)
            json.member("purpose", purpose)
            json.member("request", request)
            json.member("subjects", page.subjects[seq] ?? [])
        }
    }
}
