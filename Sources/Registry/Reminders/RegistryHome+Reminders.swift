internal import Foundation
internal import Records

extension RegistryHome {
    /// The shortest time between two mails to one editor, in seconds: seven days.
    package static let reminderSeconds = 7 * 86400

    /// Which editors are to be reminded of structures that are past their check interval, by login.
    ///
    /// What waits for somebody's approval is left out.
    package func reminderPlan() throws(RegistryError) -> ReminderPlan {
        try audited(AuditNote(.systemOperator, .accountsRead, purpose: "reminders")) { connection, note in
            let now = now()
            var plan = ReminderPlan()
            for row in try connection.rows(
                """
                SELECT principal.id AS id, login, email, sent_at FROM principal
                LEFT JOIN reminder ON reminder.principal = principal.id
                WHERE disabled_at IS NULL
                AND EXISTS (SELECT 1 FROM credential WHERE credential.principal = principal.id)
                ORDER BY login
                """)
            {
                let id: RecordID = try row["id"]
                let editing = try grants(of: id, connection).filter { $0.role == .editor }
                let editor = Caller(principal: id, session: id, grants: editing, secondFactorAt: now)
                guard editing.contains(where: { $0.holds(at: now) }) else { continue }
                let (count, names) = try due(editor.scope(for: .draft, now: now), now, connection)
                guard count > 0 else { continue }
                guard let sealed: [UInt8] = try row["email"] else {
                    plan.withoutAddress += 1
                    continue
                }
                if let sent: Timestamp = try row["sent_at"], now < sent.adding(seconds: Self.reminderSeconds) {
                    plan.recent += 1
                    continue
                }
                note.subjects.append(id.description)
                plan.due.append(
                    Reminder(
                        principal: id, login: try row["login"],
                        address: String(decoding: try ring.open(sealed, in: .email, row: id), as: UTF8.self),
                        count: count, names: names))
            }
            return plan
        }
    }

    private func due(
        _ scope: Scope, _ now: Timestamp, _ connection: StoreConnection
    ) throws(RegistryError) -> (count: Int, names: [String]) {
        let predicate = scope.predicate(ScopeColumns(municipality: "municipality"))
        let condition = "\(Self.isDue) AND NOT \(Self.isCheckDrafted) AND \(predicate.sql)"
        let values: [any ColumnRepresentable] = [today.dayNumber] + predicate.values
        let count: Int =
            try connection.rows("SELECT count(*) AS n FROM structure_state WHERE \(condition)", with: values)
            .first?["n"] ?? 0
        let rows = try connection.rows(
            "SELECT * FROM structure_state WHERE \(condition) ORDER BY fresh_until, ref LIMIT ?",
            with: values + [Reminder.mostNames])
        var names: [String] = []
        for row in rows { names.append(try StructureState(row).name(in: .greek)) }
        return (count, names)
    }

    /// Sends reminders. One that fails does not stop the others.
    ///
    /// - Parameters:
    ///   - sender: The address that the mails come from.
    ///   - site: The address of the registry from outside.
    /// - Throws: ``RegistryError``: `busy` when another process is sending, and when a result cannot be written down.
    package func send(
        _ plan: ReminderPlan, through server: MailServer, from sender: String, site: String
    ) throws(RegistryError) -> ReminderOutcome {
        let lock = Glibc.open(path + "/.reminders", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw RegistryError(.unavailable, at: path, "cannot be written") }
        defer { close(lock) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            throw RegistryError(.busy, at: "reminders", "another process is sending them")
        }
        var outcome = ReminderOutcome()
        for reminder in plan.due {
            let message = try reminder.message(from: sender, site: site, at: now())
            do throws(RegistryError) {
                try server.send(message, in: path)
            } catch {
                outcome.failures.append(error)
                try note(reminder, failed: true)
                continue
            }
            outcome.sent += 1
            try note(reminder, failed: false)
        }
        return outcome
    }

    private func note(_ reminder: Reminder, failed: Bool) throws(RegistryError) {
        let event: AuditEvent = failed ? .reminderFailed : .reminderSent
        try audited(AuditNote(.systemOperator, event)) { connection, note in
            note.subjects = [reminder.principal.description]
            try connection.execute(
                "INSERT INTO reminder (principal) VALUES (?) ON CONFLICT DO NOTHING", reminder.principal)
            if failed {
                try connection.execute(
                    "UPDATE reminder SET failures = failures + 1 WHERE principal = ?", reminder.principal)
            } else {
                try connection.execute(
                    "UPDATE reminder SET failures = 0, sent_at = ? WHERE principal = ?", now(), reminder.principal)
            }
        }
    }

    /// To how many editors the last mail could not be sent.
    package func failingReminders() throws(RegistryError) -> Int {
        try store.read { connection in
            try connection.row("SELECT count(*) AS n FROM reminder WHERE failures > 0")?["n"] ?? 0
        }
    }
}
