/// A session of one's own, as it is listed.
package struct SessionEntry: Hashable, Sendable {
    /// Its identifier, by which it can be ended.
    package var id: RecordID
    /// When it began.
    package var createdAt: Timestamp
    /// When it was last used, to the minute.
    package var seenAt: Timestamp
    /// When it ends in any case.
    package var expiresAt: Timestamp
}

extension RegistryHome {
    /// The longest session, in seconds: a working day.
    package static let sessionSeconds = 8 * 3600
    /// After how many seconds without use a session ends.
    package static let idleSeconds = 1800

    /// Who holds a token.
    ///
    /// - Throws: ``RegistryError`` with the code `notSignedIn` when its session has ended or never was.
    package func caller(_ token: SecretToken) throws(RegistryError) -> Caller {
        try settleClock()
        let now = now()
        let (caller, seen) = try store.read { connection -> (Caller?, Timestamp) in
            let row = try connection.row(
                """
                SELECT session.id AS id, principal, login, seen_at, second_factor_at FROM session
                JOIN principal ON principal.id = principal
                WHERE token_hash = ? AND ended_at IS NULL AND disabled_at IS NULL AND expires_at > ? AND seen_at > ?
                """, token.digest(for: .session), now, now.adding(seconds: -Self.idleSeconds))
            guard let row else { return (nil, now) }
            let principal: RecordID = try row["principal"]
            var caller = Caller(
                principal: principal, session: try row["id"], grants: try grants(of: principal, connection),
                secondFactorAt: try row["second_factor_at"])
            caller.login = try row["login"]
            return (caller, try row["seen_at"])
        }
        guard let caller else {
            throw RegistryError(
                .notSignedIn, at: "session", "has ended; sign in again",
                el: "η σύνδεση έληξε· συνδεθείτε ξανά")
        }
        // To the minute, so that reading does not write each time.
        if now.seconds(since: seen) >= 60 {
            try store.transaction { connection in
                try connection.execute(
                    "UPDATE session SET seen_at = ? WHERE id = ? AND seen_at < ?", now, caller.session, now)
            }
        }
        return caller
    }

    /// Refuses whoever has no right to an action anywhere, and writes the refusal into the audit.
    ///
    /// - Throws: ``RegistryError``: `refused` or `secondFactorNeeded`.
    package func require(_ action: Action, by caller: Caller, request: String? = nil) throws(RegistryError) {
        do throws(RegistryError) {
            _ = try caller.scope(for: action, now: now())
        } catch {
            try audited(AuditNote(caller.actor, .refused, purpose: action.rawValue, request: request)) { _, _ in }
            throw error
        }
    }

    /// One's own sessions that have not ended, the newest first.
    package func sessions(by caller: Caller, request: String? = nil) throws(RegistryError) -> [SessionEntry] {
        try audited(AuditNote(caller.actor, .sessionsRead, request: request)) { connection, note in
            let now = now()
            let scope = try caller.scope(for: .ownAccount, now: now)
            let predicate = scope.predicate(ScopeColumns(owner: "principal"))
            var entries: [SessionEntry] = []
            for row in try connection.rows(
                """
                SELECT * FROM session WHERE ended_at IS NULL AND expires_at > ? AND seen_at > ? AND \(predicate.sql)
                ORDER BY created_at DESC, id LIMIT 100
                """, with: [now, now.adding(seconds: -Self.idleSeconds)] + predicate.values)
            {
                try scope.check(municipality: nil, owner: try row["principal"])
                entries.append(
                    SessionEntry(
                        id: try row["id"], createdAt: try row["created_at"], seenAt: try row["seen_at"],
                        expiresAt: try row["expires_at"]))
            }
            note.subjects = entries.map(\.id.description)
            return entries
        }
    }

    /// Ends one of one's own sessions, or all of them when no identifier is given: signing out, here or everywhere.
    ///
    /// - Throws: ``RegistryError`` with the code `notFound` when there is no such session, or it is somebody else's.
    package func endSessions(_ id: RecordID? = nil, by caller: Caller, request: String? = nil) throws(RegistryError) {
        try audited(AuditNote(caller.actor, .sessionsEnded, request: request)) { connection, note in
            let now = now()
            guard let id else {
                try connection.execute(
                    "UPDATE session SET ended_at = ? WHERE principal = ? AND ended_at IS NULL", now, caller.principal)
                return
            }
            note.subjects = [id.description]
            let ended = try connection.execute(
                "UPDATE session SET ended_at = ? WHERE id = ? AND principal = ? AND ended_at IS NULL", now, id,
                caller.principal)
            guard ended == 1 else { throw RegistryError(.notFound, at: "session \(id)", "there is no such session") }
        }
    }

    /// Starts a session; its token was never used before.
    func startSession(
        _ token: SecretToken, of principal: RecordID, _ connection: StoreConnection, _ now: Timestamp
    ) throws(RegistryError) -> RecordID {
        let id = RecordID.random()
        try connection.execute(
            """
            INSERT INTO session (id, principal, token_hash, created_at, seen_at, expires_at, second_factor_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """, id, principal, token.digest(for: .session), now, now, now.adding(seconds: Self.sessionSeconds), now)
        return id
    }
}
