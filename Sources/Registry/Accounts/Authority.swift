/// In whose name accounts and grants are managed: the operator on the command line, or an administrator.
package enum Authority: Sendable {
    /// Whoever operates the system.
    case systemOperator
    /// Somebody who is signed in.
    case caller(Caller)

    /// How the audit names them.
    package var actor: Actor {
        switch self {
        case .systemOperator: .systemOperator
        case .caller(let caller): caller.actor
        }
    }

    /// Their account; nil for the operator.
    var principal: RecordID? { actor.principal }

    /// Checks that they may do something everywhere.
    ///
    /// - Throws: ``RegistryError``: `refused` or `secondFactorNeeded`.
    func require(_ action: Action, now: Timestamp) throws(RegistryError) {
        guard case .caller(let caller) = self else { return }
        guard try caller.scope(for: action, now: now).isEverything else {
            throw RegistryError(
                .refused, at: action.rawValue, "is not among what you may do in the whole region",
                el: "δεν είναι από όσα μπορείτε να κάνετε σε όλη την Περιφέρεια")
        }
    }
}
