/// A role that an account has, where, and for how long.
package struct Grant: Hashable, Sendable {
    /// Where a role is granted.
    package enum Place: Hashable, Sendable {
        /// In a municipality, by its code.
        case municipality(String)
        /// In the whole region.
        case region

        /// The kind as it is stored.
        var kind: String {
            switch self {
            case .municipality: "municipality"
            case .region: "region"
            }
        }

        /// The code as it is stored; empty for the region.
        var code: String {
            switch self {
            case .municipality(let code): code
            case .region: ""
            }
        }
    }

    /// The role.
    package var role: Role
    /// Where it is granted.
    package var place: Place
    /// The first moment.
    package var from: Timestamp
    /// The moment at which it ends; nil when it has no end.
    package var to: Timestamp?

    /// Creates a grant.
    package init(_ role: Role, in place: Place, from: Timestamp, to: Timestamp? = nil) {
        (self.role, self.place, self.from, self.to) = (role, place, from, to)
    }

    /// Whether it holds at a moment.
    package func holds(at now: Timestamp) -> Bool { from <= now && to.map { now < $0 } ?? true }

    /// Reads a row of `role_grant`.
    init(_ row: StoreRow) throws(RegistryError) {
        guard let role = Role(rawValue: try row["role"]) else {
            throw RegistryError(.damaged, at: "role_grant.role", "expected a role of this version")
        }
        let code: String = try row["scope"]
        let place: Place = try row["scope_kind"] == "region" ? .region : .municipality(code)
        self.init(role, in: place, from: try row["starts_at"], to: try row["ends_at"])
    }
}

/// Somebody who is signed in, with what they may do.
package struct Caller: Hashable, Sendable {
    /// How long a second factor counts as given a short time ago, in seconds.
    package static let freshSeconds = 300

    /// Their account.
    package var principal: RecordID
    /// What they type to sign in.
    package var login = ""
    /// Their session.
    package var session: RecordID
    /// Their grants that have not been ended; some may be over, or not have begun.
    package var grants: [Grant]
    /// When they last gave a second factor.
    package var secondFactorAt: Timestamp
    /// Whether it is the operator who acts, in their name and with their grants, on the command line.
    package var isOperator = false

    /// Creates a caller.
    package init(principal: RecordID, session: RecordID, grants: [Grant], secondFactorAt: Timestamp) {
        (self.principal, self.session, self.grants) = (principal, session, grants)
        self.secondFactorAt = secondFactorAt
    }

    /// How the audit names them.
    package var actor: Actor { isOperator ? .systemOperator : .person(principal: principal, session: session) }

    /// The records on which they may do something now.
    ///
    /// - Throws: ``RegistryError``: `refused` when they may not do it anywhere, `secondFactorNeeded` when they may after
    ///   they have given a second factor again.
    package func scope(for action: Action, now: Timestamp) throws(RegistryError) -> Scope {
        let age = now.milliseconds - secondFactorAt.milliseconds
        let isFresh = (0..<Self.freshSeconds * 1000).contains(age)
        var scope = Scope()
        var isStale = false
        for grant in grants where grant.holds(at: now) {
            guard let right = AccessTable.right(of: grant.role, to: action, in: grant.place) else { continue }
            guard isFresh || !right.needsFreshFactor else {
                isStale = true
                continue
            }
            switch (right.reach, grant.place) {
            case (.own, _): scope.owner = principal
            case (.municipality, .municipality(let code)): scope.municipalities.insert(code)
            case (.municipality, .region), (.region, .region): scope.isEverything = true
            case (.region, .municipality(let code)): scope.municipalities.insert(code)
            }
        }
        guard scope == Scope() else { return scope }
        throw isStale
            ? RegistryError(
                .secondFactorNeeded, at: action.rawValue, "needs your second factor again",
                el: "χρειάζεται ξανά ο δεύτερος παράγοντας")
            : RegistryError(
                .refused, at: action.rawValue, "is not among what you may do",
                el: "δεν είναι από όσα μπορείτε να κάνετε")
    }
}
