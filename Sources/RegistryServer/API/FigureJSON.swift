internal import Crypto
internal import Entitlement
internal import Records
internal import Registry

extension FigureState {
    /// The tag of these values: also those of the dataset can change, by another build.
    var tag: String {
        "\(version)-\(SHA256.hash(data: Array(values.text.utf8)).prefix(8).map { $0 }.hexadecimal)"
    }

    func writeMembers(to json: inout JSONWriter) {
        json.member("id", id)
        json.member("text", text)
        json.member("version", version)
        json.key("values")
        json.raw(values.text.utf8)
    }
}

extension FigureView {
    /// The tag of what an author changes.
    var tag: String { state.tag }

    func writeMembers(to json: inout JSONWriter) {
        state.writeMembers(to: &json)
        json.key("versions")
        json.array { json in
            for version in versions {
                json.object { json in
                    json.member("version", version.version)
                    json.member("at", version.at.text)
                    json.member("author", version.draft?.authorName)
                    json.member("reviewer", version.draft?.reviewerName)
                    json.member("reason", version.draft?.reason)
                    json.changes(version.changes)
                }
            }
        }
        json.key("drafts")
        json.drafts(drafts)
    }
}

extension FigureDraftView {
    /// The tag of what a reviewer or the author decides on: the draft, what is in force, and what has become of it.
    var tag: String { "\(draft.state.rawValue)-\(before.tag)" }

    func writeMembers(to json: inout JSONWriter) {
        draft.writeMembers(to: &json)
        json.member("reviewer", draft.reviewerName)
        json.member("note", draft.note)
        json.member("liveVersion", before.version)
        json.member("fits", after != nil)
        json.changes(changes)
        json.key("examples")
        if let examples { json.object { examples.writeMembers(to: &$0) } } else { json.null() }
        json.key("others")
        json.drafts(others)
    }
}

extension FigureDraft {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("id", id.description)
        json.member("figure", figure)
        json.member("baseVersion", base)
        json.member("state", state.rawValue)
        json.member("reason", reason)
        json.member("author", authorName)
        json.member("createdAt", createdAt.text)
        json.key("value")
        json.value(change.entry?.json ?? .null)
    }
}

extension ExampleComparison {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("date", TimeText.text(date))
        json.member("count", count)
        json.member("changed", changed)
        json.member("unchanged", unchanged)
        json.key("findings")
        json.array { json in
            for finding in findings {
                json.object { json in
                    json.member("example", finding.example.id)
                    json.member("text", finding.example.text)
                    json.member("programme", finding.after.programme.code)
                    json.member("expected", finding.expected?.rawValue)
                    json.member("changes", finding.isChange)
                    json.member("contradictsExpectation", finding.isContradiction)
                    json.judgement("before", finding.before)
                    json.judgement("after", finding.after)
                }
            }
        }
    }
}

extension JSONWriter {
    /// Writes drafts as an array.
    mutating func drafts(_ drafts: [FigureDraft]) {
        array { json in for draft in drafts { json.object { draft.writeMembers(to: &$0) } } }
    }

    /// Writes the member `changes`.
    fileprivate mutating func changes(_ changes: [FigureDifference]) {
        key("changes")
        array { json in
            for change in changes {
                json.object { json in
                    for (name, entry) in [("before", change.before), ("after", change.after)] {
                        json.key(named: name)
                        json.value(entry?.json ?? .null)
                    }
                }
            }
        }
    }

    fileprivate mutating func judgement(_ name: String, _ judgement: ProgrammeJudgement) {
        key(named: name)
        object { json in
            json.member("outcome", judgement.outcome.rawValue)
            json.member("amount", judgement.amount, decimals: 2)
            json.key("reasons")
            json.array { json in for reason in judgement.reasons { json.text(reason.text) } }
        }
    }
}
