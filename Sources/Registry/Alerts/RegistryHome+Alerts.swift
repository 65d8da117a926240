package import Alerts
internal import Records

extension RegistryHome {
    /// The most messages that a list shows.
    package static let alertListLimit = 200
    /// How long a message stays in snapshots after it has ended, in seconds, so that readers of the feed learn of what took it back.
    private static let publishedSeconds = 31 * 86_400

    /// The sender of messages that are written here: a name that no other installation has.
    package var alertSender: String { "plision.\(ring.installation)" }

    /// Takes in a message, from a file or as it was written.
    ///
    /// A message for everybody about what happens waits for another person. All others are kept and never become public. The
    /// same message again changes nothing.
    ///
    /// - Throws: ``RegistryError``: `invalid` for a text with a personal number, `conflict` when another message has the same
    ///   sender, identifier and time; `refused`.
    @discardableResult
    package func take(
        _ document: AlertDocument, origin: AlertRecord.Origin, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> RecordID {
        let alert = document.alert
        try Self.checkIsImpersonal(alert)
        return try audited(AuditNote(caller.actor, .alertTaken, request: request)) { connection, note in
            _ = try caller.scope(for: .writeAlerts, now: now())
            let sent = Timestamp(alert.key.sent.instant)
            let known = try connection.row(
                """
                SELECT id, cap FROM alert WHERE sender = ? AND identifier = ? AND sent_at = ?
                AND state IN ('open', 'published', 'internal')
                """, alert.key.sender, alert.key.identifier, sent)
            if let known {
                guard try known["cap"] == document.text else {
                    throw RegistryError(
                        .conflict, at: "identifier", "another message of this sender and time has it",
                        el: "το έχει άλλο μήνυμα του ίδιου αποστολέα και της ίδιας ώρας")
                }
                let id: RecordID = try known["id"]
                note.subjects = [id.description]
                return id
            }
            let id = RecordID.random()
            note.subjects = [id.description]
            let waits = alert.status == .actual && alert.scope == .public
            try connection.execute(
                """
                INSERT INTO alert (id, sender, identifier, sent_at, ends_at, cap, origin, author, state, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, id, alert.key.sender, alert.key.identifier, sent,
                Timestamp(alert.end), document.text, origin.rawValue, caller.principal,
                (waits ? AlertRecord.State.open : .internal).rawValue, now())
            return id
        }
    }

    /// The messages, the newest first, at most ``alertListLimit``.
    package func alerts(by caller: Caller, request: String? = nil) throws(RegistryError) -> [AlertRecord] {
        try audited(AuditNote(caller.actor, .alertsRead, request: request)) { connection, note in
            _ = try caller.scope(for: .readAlerts, now: now())
            let records = try alerts("1 = 1", [], connection)
            note.subjects = records.map(\.id.description)
            return records
        }
    }

    /// A message with what one needs to decide on it.
    ///
    /// - Throws: ``RegistryError`` with the code `notFound`.
    package func alert(
        _ id: RecordID, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> AlertView {
        try audited(AuditNote(caller.actor, .alertsRead, request: request)) { connection, note in
            _ = try caller.scope(for: .readAlerts, now: now())
            note.subjects = [id.description]
            let record = try alert(id, connection)
            var named: [AlertRecord] = []
            var missing: [Alert.Key] = []
            for key in record.alert.references {
                let found = try alerts(
                    "sender = ? AND identifier = ? AND sent_at = ?",
                    [key.sender, key.identifier, Timestamp(key.sent.instant)], connection)
                if let first = found.first { named.append(first) } else { missing.append(key) }
            }
            note.subjects += named.map(\.id.description)
            let published = try publishedAlerts(connection, now())
                .map { text throws(RegistryError) in try AlertDocument(stored: text) }
                .filter { $0.alert.key != record.alert.key }
            return AlertView(
                record: record, named: named, missing: missing,
                live: AlertBook(published + [record.document]).live(at: now().instant))
        }
    }

    /// Approves or declines a message that somebody else has brought in. An approved one is public.
    ///
    /// - Throws: ``RegistryError``: `refused` for one's own, `conflict` when it is decided; `notFound`, `secondFactorNeeded`.
    package func reviewAlert(
        _ id: RecordID, approve: Bool, note text: String = "", by caller: Caller, request: String? = nil
    ) throws(RegistryError) {
        try Self.checkNote(text, at: "note")
        let event: AuditEvent = approve ? .alertPublished : .alertDeclined
        try audited(AuditNote(caller.actor, event, request: request)) { connection, note in
            note.subjects = [id.description]
            _ = try caller.scope(for: .approveAlerts, now: now())
            let record = try alert(id, connection)
            guard record.author != caller.principal else {
                throw RegistryError(
                    .refused, at: "alert \(id)", "nobody approves their own alert",
                    el: "κανείς δεν εγκρίνει δική του ειδοποίηση")
            }
            try Self.checkIsOpen(record)
            if approve, record.alert.end <= now().instant {
                throw RegistryError(
                    .conflict, at: "expires", "it has ended meanwhile", el: "έληξε στο μεταξύ")
            }
            try decide(record, approve ? .published : .declined, reviewer: caller.principal, text, connection)
        }
    }

    /// Withdraws a message of one's own that waits.
    package func withdrawAlert(_ id: RecordID, by caller: Caller, request: String? = nil) throws(RegistryError) {
        try audited(AuditNote(caller.actor, .alertWithdrawn, request: request)) { connection, note in
            note.subjects = [id.description]
            _ = try caller.scope(for: .writeAlerts, now: now())
            let record = try alert(id, connection)
            guard record.author == caller.principal else {
                throw RegistryError(
                    .refused, at: "alert \(id)", "only its author withdraws it",
                    el: "την αποσύρει μόνο όποιος την έγραψε")
            }
            try Self.checkIsOpen(record)
            try decide(record, .withdrawn, reviewer: nil, "", connection)
        }
    }

    /// The documents of the messages of a snapshot at a moment, the oldest first.
    func publishedAlerts(_ connection: StoreConnection, _ now: Timestamp) throws(RegistryError) -> [String] {
        let first = now.adding(seconds: -Self.publishedSeconds)
        return try connection.rows(
            """
            SELECT cap FROM alert WHERE state = 'published' AND (ends_at > ? OR sent_at > ?)
            ORDER BY sent_at, sender, identifier
            """, first, first
        ).map { row throws(RegistryError) -> String in try row["cap"] }
    }

    private func alert(_ id: RecordID, _ connection: StoreConnection) throws(RegistryError) -> AlertRecord {
        guard let record = try alerts("id = ?", [id], connection).first else {
            throw RegistryError(
                .notFound, at: "alert \(id)", "there is no such alert", el: "δεν υπάρχει τέτοια ειδοποίηση")
        }
        return record
    }

    private func alerts(
        _ condition: String, _ arguments: [any ColumnRepresentable], _ connection: StoreConnection
    ) throws(RegistryError) -> [AlertRecord] {
        try connection.rows(
            """
            SELECT \(AlertRecord.columns) FROM alert WHERE \(condition)
            ORDER BY created_at DESC, id LIMIT \(Self.alertListLimit)
            """, with: arguments
        ).map { row throws(RegistryError) in try AlertRecord(row) }
    }

    private func decide(
        _ record: AlertRecord, _ state: AlertRecord.State, reviewer: RecordID?, _ note: String,
        _ connection: StoreConnection
    ) throws(RegistryError) {
        try connection.execute(
            "UPDATE alert SET state = ?, reviewer = ?, note = ?, decided_at = ? WHERE id = ?", state.rawValue,
            reviewer?.columnValue ?? .null, note, now(), record.id)
    }

    private static func checkIsOpen(_ record: AlertRecord) throws(RegistryError) {
        guard record.state == .open else {
            throw RegistryError(
                .conflict, at: "alert \(record.id)", "is \(record.state.rawValue) already",
                el: "η ειδοποίηση έχει ήδη κριθεί, ή δεν δημοσιεύεται ποτέ")
        }
    }

    /// Refuses texts with a personal number.
    private static func checkIsImpersonal(_ alert: Alert) throws(RegistryError) {
        for info in alert.infos {
            let texts = [info.event, info.headline, info.description, info.instruction, info.contact]
            for text in texts.compactMap({ $0 }) + info.areas.map(\.text) {
                try PlainText.checkIsImpersonal(text, at: "info")
            }
        }
        for text in [alert.note, alert.source].compactMap({ $0 }) {
            try PlainText.checkIsImpersonal(text, at: "note")
        }
    }
}
