/// What somebody with an account is trusted with. Citizens have no account, and no role.
package enum Role: String, CaseIterable, Sendable {
    /// Keeps the records of a municipality's structures.
    case editor
    /// Approves what others have drafted.
    case moderator
    /// Works with the people whom a municipality helps.
    case caseWorker = "case-worker"
    /// Visits households during an incident.
    case crew
    /// Directs an incident.
    case coordinator
    /// Reads the audit, and writes nothing.
    case auditor
    /// Manages accounts and grants, and sees no case.
    case administrator

    /// Whether it is granted only until a day.
    package var isTimeLimited: Bool { self == .crew || self == .coordinator }

    /// Whether one account must not have this role and `other` at the same time.
    package func conflicts(with other: Role) -> Bool {
        switch (self, other) {
        case (.auditor, .auditor): false
        case (.auditor, _): other.writes
        case (_, .auditor): writes
        case (.administrator, .caseWorker), (.administrator, .coordinator), (.caseWorker, .administrator),
            (.coordinator, .administrator):
            true
        default: false
        }
    }

    /// Whether the role exists to change something. Even roles whose actions are still to come count.
    private var writes: Bool { self != .auditor }
}

/// What somebody may want to do.
package enum Action: String, CaseIterable, Sendable {
    /// Read structures with what is not published: drafts, reviews, history.
    case readDirectory = "directory.read"
    /// Draft a change of a structure, or a new one.
    case draft = "directory.draft"
    /// Approve or decline a draft of somebody else.
    case review = "directory.review"
    /// Read the mistakes that citizens have reported.
    case readReports = "reports.read"
    /// Answer a report.
    case answerReports = "reports.answer"
    /// Read the programmes of the region: their figures, with drafts and history.
    case readProgrammes = "programmes.read"
    /// Draft a change of a figure of programmes, which concerns the whole region.
    case draftProgrammes = "programmes.draft"
    /// Approve or decline such a draft of somebody else.
    case reviewProgrammes = "programmes.review"
    /// Read road closures, with proposals and history.
    case readClosures = "closures.read"
    /// Propose that roads are closed, withdraw one's own proposal.
    case proposeClosures = "closures.propose"
    /// Put a closure in force, decline it, end it; one's own are in force at once.
    case decideClosures = "closures.decide"
    /// Read the alerts with those that are not public.
    case readAlerts = "alerts.read"
    /// Write an alert, or bring one in.
    case writeAlerts = "alerts.write"
    /// Approve or decline an alert of somebody else, which makes it public.
    case approveAlerts = "alerts.approve"
    /// Sign what is live for the public process, which happens by itself after each approval.
    case publish = "directory.publish"
    /// Read the audit.
    case readAudit = "audit.read"
    /// Change one's own password, see and end one's own sessions.
    case ownAccount = "account.own"
    /// List accounts with their grants.
    case readAccounts = "accounts.read"
    /// Make accounts, invite to them anew, disable them.
    case manageAccounts = "accounts.manage"
    /// Grant roles to others and end grants of others.
    case manageGrants = "grants.manage"
}
