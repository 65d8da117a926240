/// Who may do what, where: the one table that decides it. What is not in it is denied.
///
/// Backups, restoring and keys are not in it: they are for the operator's command line only.
package enum AccessTable {
    /// How far a right reaches.
    package enum Reach: String, CaseIterable, Sendable {
        /// What is one's own.
        case own
        /// The municipality of the grant.
        case municipality
        /// Everything in the registry.
        case region
    }

    /// A cell of the table.
    package struct Right: Hashable, Sendable {
        /// How far it reaches.
        package var reach: Reach
        /// Whether it needs a second factor given at most five minutes ago.
        package var needsFreshFactor = false
        /// Whether it can only be used on what somebody else has made.
        package var needsSecondPerson = false
        /// Whether only a grant in the whole region gives it.
        package var needsRegion = false

        /// The right after a second factor.
        fileprivate var fresh: Right {
            var right = self
            right.needsFreshFactor = true
            return right
        }

        /// The right on the work of others.
        fileprivate var second: Right {
            var right = self
            right.needsSecondPerson = true
            return right
        }
    }

    private static let no: Right? = nil
    private static let all: Right? = Right(reach: .region, needsRegion: true)
    private static let own: Right? = Right(reach: .own)
    private static let mun: Right? = Right(reach: .municipality)
    private static let reg: Right? = Right(reach: .region)

    // swift-format-ignore
    private static let rows: [(action: Action, rights: [Right?])] = [
        //                 editor  moderator      case-worker crew coordinator auditor administrator
        (.readDirectory,  [mun,    mun,           no,         no,  no,         no,     no]),
        (.draft,          [mun,    mun,           no,         no,  no,         no,     no]),
        (.review,         [no,     mun?.second,   no,         no,  no,         no,     no]),
        (.readReports,    [no,     mun,           no,         no,  no,         no,     no]),
        (.answerReports,  [no,     mun,           no,         no,  no,         no,     no]),
        (.readProgrammes, [reg,    reg,           reg,        reg, reg,        reg,    reg]),
        (.draftProgrammes, [all,   all,           no,         no,  no,         no,     no]),
        (.reviewProgrammes, [no,   all?.second,   no,         no,  no,         no,     no]),
        (.readClosures,   [reg,    reg,           no,         reg, reg,        reg,    no]),
        (.proposeClosures, [reg,   reg,           no,         reg, reg,        no,     no]),
        (.decideClosures, [no,     no,            no,         no,  reg,        no,     no]),
        (.readAlerts,     [reg,    reg,           reg,        reg, reg,        reg,    no]),
        (.writeAlerts,    [no,     no,            no,         no,  all,        no,     no]),
        (.approveAlerts,  [no,     no,            no,         no,  all?.fresh.second, no, no]),
        (.publish,        [no,     mun,           no,         no,  no,         no,     reg]),
        (.readAudit,      [own,    own,           own,        own, own,        reg,    own]),
        (.ownAccount,     [own,    own,           own,        own, own,        own,    own]),
        (.readAccounts,   [no,     no,            no,         no,  no,         no,     reg]),
        (.manageAccounts, [no,     no,            no,         no,  no,         no,     reg?.fresh]),
        (.manageGrants,   [no,     no,            no,         no,  no,         no,     reg?.fresh.second]),
    ]

    /// The right of a role to an action; nil when it has none.
    package static func right(of role: Role, to action: Action) -> Right? {
        guard let row = rows.first(where: { $0.action == action }), let column = Role.allCases.firstIndex(of: role),
            column < row.rights.count
        else { return nil }
        return row.rights[column]
    }

    /// The right that a role gives where it is granted; nil when it gives none.
    package static func right(of role: Role, to action: Action, in place: Grant.Place) -> Right? {
        guard let right = right(of: role, to: action), !right.needsRegion || place == .region else { return nil }
        return right
    }
}
