internal import Records
internal import Registry
internal import Routing

extension ClosureRecord {
    /// The tag of what somebody decides on. Its form never changes.
    var tag: String { state.rawValue }

    func writeMembers(to json: inout JSONWriter, at now: Timestamp) {
        json.member("id", id.description)
        json.member("state", state.rawValue)
        json.member("isOver", isOver(at: now))
        json.key("feature")
        json.feature(closure)
        json.member("reason", reason)
        json.member("author", authorName)
        json.member("createdAt", createdAt.text)
        json.member("former", former?.description)
        json.deed("decision", decision)
        json.deed("end", end)
    }
}

extension ClosureView {
    func writeMembers(to json: inout JSONWriter, at now: Timestamp) {
        record.writeMembers(to: &json, at: now)
        json.key("changes")
        json.array { json in
            for change in changes {
                json.object { json in
                    json.member("state", change.state.rawValue)
                    json.member("version", change.version)
                    json.member("by", change.name)
                    json.member("at", change.at.text)
                }
            }
        }
        json.member("repeatedBy", repeatedBy.map(\.description))
    }
}

extension ClosureFileImport {
    /// Writes the number of closures and of refused features, and why each one was refused.
    func writeMembers(to json: inout JSONWriter) {
        var findings: [(number: Int, error: RegistryError)] = []
        for row in rows {
            if case .failure(let error) = row.entry { findings.append((row.number, error)) }
        }
        json.key("counts")
        json.object { json in
            json.member("closures", rows.count - findings.count)
            json.member("refused", findings.count)
        }
        json.key("findings")
        json.array { json in
            for finding in findings {
                json.object { json in
                    json.member("feature", finding.number)
                    json.member("place", finding.error.place)
                    json.key("message")
                    json.object { json in
                        json.member("el", finding.error.greek ?? finding.error.reason)
                        json.member("en", finding.error.reason)
                    }
                }
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func deed(_ name: StaticString, _ deed: ClosureRecord.Deed?) {
        key(name)
        guard let deed else { return null() }
        object { json in
            json.member("by", deed.name)
            json.member("at", deed.at.text)
            json.member("note", deed.note)
        }
    }
}
