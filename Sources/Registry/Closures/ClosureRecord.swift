internal import Records
package import Routing

/// A road closure in the registry.
package struct ClosureRecord: Sendable {
    /// What has become of it.
    package enum State: String, CaseIterable, Sendable {
        /// It waits for a coordinator.
        case proposed
        /// It is published, from its beginning to its end.
        case inForce = "in-force"
        /// A coordinator has declined it.
        case declined
        /// Its author has withdrawn it.
        case withdrawn
        /// A coordinator has ended it.
        case ended

        /// Reads the column `state` of a row.
        init(_ row: StoreRow) throws(RegistryError) {
            guard let state = Self(rawValue: try row["state"]) else {
                throw RegistryError(.damaged, at: "closure.state", "expected a state of this version")
            }
            self = state
        }
    }

    /// What somebody has done about it.
    package struct Deed: Sendable {
        /// The name of the person.
        package var name: String
        /// When.
        package var at: Timestamp
        /// Their words; can be empty.
        package var note: String
    }

    /// Its identifier, which is also that of ``closure``.
    package var id: RecordID
    /// Its form, with who says so.
    package var closure: Closure
    /// Why, in the words of its author.
    package var reason: String
    /// Who made it.
    package var author: RecordID
    /// The name of its author.
    package var authorName: String
    /// When it was made.
    package var createdAt: Timestamp
    /// The closure that it repeats.
    package var former: RecordID?
    /// What has become of it.
    package var state: State
    /// Who put it in force or declined it; nil while it waits, and when it was withdrawn.
    package var decision: Deed?
    /// Who ended it.
    package var end: Deed?

    /// Whether its own end has passed, so that it closes nothing any more.
    package func isOver(at now: Timestamp) -> Bool {
        closure.until.map { Int($0) * 1000 <= now.milliseconds } ?? false
    }

    /// The columns of ``init(_:)``.
    static let columns = """
        closure.*, (SELECT name FROM principal WHERE principal.id = author) AS author_name,
        (SELECT name FROM principal WHERE principal.id = decided_by) AS decider_name,
        (SELECT name FROM principal WHERE principal.id = ended_by) AS ender_name
        """

    /// Reads a row of `closure` with the names of people.
    init(_ row: StoreRow) throws(RegistryError) {
        id = try row["id"]
        closure = try Closure(storedIn: row)
        reason = try row["reason"]
        author = try row["author"]
        authorName = try row["author_name"]
        createdAt = try row["created_at"]
        former = try row["former"]
        state = try State(row)
        if let name: String = try row["decider_name"] {
            decision = Deed(name: name, at: try row["decided_at"], note: try row["note"])
        }
        if let name: String = try row["ender_name"] {
            end = Deed(name: name, at: try row["ended_at"], note: try row["end_reason"])
        }
    }
}

/// A change of a closure.
package struct ClosureChange: Sendable {
    /// What it has become.
    package var state: ClosureRecord.State
    /// The version of the set of closures in force after it.
    package var version: Int
    /// The name of the person.
    package var name: String
    /// When.
    package var at: Timestamp
}

/// A closure with its history.
package struct ClosureView: Sendable {
    /// The closure.
    package var record: ClosureRecord
    /// Everything that was done about it, the oldest first.
    package var changes: [ClosureChange]
    /// The closures that repeat it.
    package var repeatedBy: [RecordID]
}

extension Closure {
    /// Reads the form in a row of `closure`.
    init(storedIn row: StoreRow) throws(RegistryError) {
        let text: String = try row["feature"]
        do {
            guard let closure = try ClosureSet(features: [StrictJSON(Array(text.utf8))]).closures.first else {
                throw RegistryError(.damaged, at: "closure.feature", "holds no closure")
            }
            self = closure
        } catch {
            throw RegistryError(.damaged, at: "closure.feature", "\(error)")
        }
        let id: RecordID = try row["id"]
        self.id = id.description
        source = try row["source"]
    }
}
