/// What a row of the audit is about. The names are stored for good: they are never changed, only added to.
package enum AuditEvent: String, CaseIterable, Sendable {
    /// The registry was made.
    case genesis
    /// An action was refused; the purpose names it.
    case refused
    /// The clock was found to be behind the audit: all sessions and invitations were ended.
    case clockSetBack = "clock.set-back"
    /// Rows of the audit were read.
    case auditRead = "audit.read"
    /// Accounts were read: all in a list, or one.
    case accountsRead = "accounts.read"
    /// An account was made.
    case accountAdded = "account.added"
    /// An account was disabled.
    case accountDisabled = "account.disabled"
    /// An invitation to set up an account, anew or for the first time, was made.
    case invited = "account.invited"
    /// What an invitation offers was shown.
    case invitationShown = "account.invitation-shown"
    /// Somebody set up their account with an invitation.
    case enrolled = "account.enrolled"
    /// Somebody set a new password.
    case passwordChanged = "account.password-changed"
    /// Somebody read the address of electronic mail of their own account.
    case addressRead = "account.address-read"
    /// Somebody set or removed it.
    case addressChanged = "account.address-changed"
    /// A role was granted.
    case granted = "grant.added"
    /// A grant was ended.
    case grantEnded = "grant.ended"
    /// Somebody signed in.
    case signedIn = "session.started"
    /// Somebody failed to sign in.
    case signInFailed = "session.failed"
    /// A second factor was given again.
    case secondFactor = "session.second-factor"
    /// Sessions were listed.
    case sessionsRead = "session.read"
    /// Sessions were ended.
    case sessionsEnded = "session.ended"
    /// Structures, drafts or their history were read.
    case directoryRead = "directory.read"
    /// A draft was made.
    case drafted = "draft.made"
    /// What a file would change was shown; nothing was changed.
    case importChecked = "import.checked"
    /// Drafts were made of the rows of a file.
    case imported = "import.made"
    /// A draft was withdrawn by its author.
    case draftWithdrawn = "draft.withdrawn"
    /// A draft was approved or declined by one person.
    case reviewed = "draft.reviewed"
    /// A draft became the live version of a structure.
    case published = "structure.published"
    /// Figures of programmes, their drafts or their history were read.
    case programmesRead = "programmes.read"
    /// Alerts were read: all in a list, or one.
    case alertsRead = "alerts.read"
    /// An alert was written or brought in.
    case alertTaken = "alert.taken"
    /// An alert was withdrawn by its author.
    case alertWithdrawn = "alert.withdrawn"
    /// An alert was declined.
    case alertDeclined = "alert.declined"
    /// An alert was approved, and is public.
    case alertPublished = "alert.published"
    /// A change of a figure was drafted.
    case figureDrafted = "figure.drafted"
    /// Such a draft was withdrawn by its author.
    case figureWithdrawn = "figure.withdrawn"
    /// Such a draft was declined.
    case figureDeclined = "figure.declined"
    /// Such a draft was approved, and its values are in force.
    case figurePublished = "figure.published"
    /// Road closures, proposals or their history were read.
    case closuresRead = "closures.read"
    /// Closures were proposed.
    case closureProposed = "closure.proposed"
    /// Such a proposal was withdrawn by its author.
    case closureWithdrawn = "closure.withdrawn"
    /// Such a proposal was declined.
    case closureDeclined = "closure.declined"
    /// Closures are in force: a proposal was approved, or a coordinator made them.
    case closureInForce = "closure.in-force"
    /// A closure was ended.
    case closureEnded = "closure.ended"
    /// Reports of mistakes were taken in from the public process.
    case reportsTaken = "reports.taken"
    /// Reports, or their numbers, were read.
    case reportsRead = "reports.read"
    /// A report was answered.
    case reportAnswered = "report.answered"
    /// What citizens wrote in reports that were answered long ago was emptied.
    case reportsEmptied = "reports.emptied"
    /// A mail server took a mail that reminds an editor of structures to check.
    case reminderSent = "reminder.sent"
    /// Such a mail could not be sent.
    case reminderFailed = "reminder.failed"
    /// A snapshot was signed for the public process.
    case snapshotSigned = "snapshot.signed"
    /// The answer to a request was given once more, as the request came again.
    case answerRepeated = "answer.repeated"
    /// A backup was made.
    case backupMade = "backup.made"
    /// The registry was restored from a backup.
    case restored
    /// A key was replaced.
    case keyRotated = "key.rotated"
}

/// Who does something.
package enum Actor: Hashable, Sendable {
    /// Whoever operates the system, on its command line.
    case systemOperator
    /// A person with an account, in a session.
    case person(principal: RecordID, session: RecordID)
    /// Somebody who is not signed in.
    case nobody

    /// How the audit writes it.
    var text: String {
        switch self {
        case .systemOperator: "operator"
        case .person: "person"
        case .nobody: "nobody"
        }
    }

    /// The account, of a person.
    package var principal: RecordID? {
        if case .person(let principal, _) = self { principal } else { nil }
    }

    /// The session, of a person.
    package var session: RecordID? {
        if case .person(_, let session) = self { session } else { nil }
    }
}

/// What is to be written into the audit about one transaction.
package struct AuditNote: Sendable {
    /// Who did it.
    package var actor: Actor
    /// What was done.
    package var event: AuditEvent
    /// What for, in the words of the person or the program.
    package var purpose: String
    /// The identifier of the request, by which it is found in the logs of the server.
    package var request: String?
    /// The records that were read or written, in order; never their contents.
    package var subjects: [String] = []

    /// Begins a note.
    package init(_ actor: Actor, _ event: AuditEvent, purpose: String = "", request: String? = nil) {
        self.actor = actor
        self.event = event
        self.purpose = purpose
        self.request = request
    }
}
