extension RegistryHome {
    /// The failures after which an account is locked for a while.
    package static let failureLimit = 5
    /// The longest lock, in seconds.
    package static let longestLock = 900

    /// Signs somebody in with login, password and the code of their second factor, or a recovery code.
    ///
    /// Whether the account exists, is locked or disabled, cannot be told from the answer, nor from the work done.
    ///
    /// - Parameter source: Where the attempt comes from; it is not kept.
    /// - Returns: The token of a new session.
    /// - Throws: ``RegistryError``: `notSignedIn` for whatever is wrong, `busy` after too many attempts.
    package func signIn(
        login: String, password: String, code: String, source: String, request: String? = nil
    ) throws(RegistryError) -> SecretToken {
        guard limiter.take(source, now: now()) else {
            throw RegistryError(
                .busy, at: "sign-in", "too many attempts; wait a minute",
                el: "πολλές προσπάθειες· περιμένετε ένα λεπτό")
        }
        guard password.utf8.count <= PasswordRule.maximumBytes, login.utf8.count <= 100, code.utf8.count <= 40 else {
            throw Self.signInFailure
        }
        try settleClock()
        let known = try store.read { connection in try signInState(login, connection) }
        let isPassword = try hasher.verify(password, known?.hash)
        let token = SecretToken.make()
        let isIn = try audited(AuditNote(.nobody, .signInFailed, request: request)) { connection, note in
            let now = now()
            // Read again: another attempt may have been counted, or the password changed, while this one was checked.
            guard let state = try signInState(login, connection) else { return false }
            note.subjects = [state.principal.description]
            let isUsable = !state.isDisabled && !state.isLocked(now)
            guard isUsable, isPassword, state.hash == known?.hash,
                try acceptSecondFactor(code, state.principal, connection, now)
            else {
                if isUsable { try countFailure(state, connection, now) }
                return false
            }
            try connection.execute("UPDATE principal SET failures = 0, locked_until = 0 WHERE id = ?", state.principal)
            let session = try startSession(token, of: state.principal, connection, now)
            note.event = .signedIn
            note.actor = .person(principal: state.principal, session: session)
            return true
        }
        guard isIn else { throw Self.signInFailure }
        return token
    }

    /// Takes a second factor again, for what needs one that was given a short time ago.
    ///
    /// - Returns: The token that replaces the one of the session.
    /// - Throws: ``RegistryError`` with the code `notSignedIn` for a wrong code, also while the account is locked.
    package func confirmSecondFactor(
        _ code: String, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> SecretToken {
        let token = SecretToken.make()
        let isRight = try audited(AuditNote(caller.actor, .signInFailed, request: request)) { connection, note in
            let now = now()
            guard let row = try connection.row("SELECT login FROM principal WHERE id = ?", caller.principal),
                let state = try signInState(try row["login"], connection), !state.isDisabled, !state.isLocked(now)
            else { return false }
            guard try acceptSecondFactor(code, caller.principal, connection, now) else {
                try countFailure(state, connection, now)
                return false
            }
            try connection.execute("UPDATE principal SET failures = 0, locked_until = 0 WHERE id = ?", caller.principal)
            let changed = try connection.execute(
                "UPDATE session SET second_factor_at = ?, token_hash = ? WHERE id = ? AND ended_at IS NULL", now,
                token.digest(for: .session), caller.session)
            note.event = .secondFactor
            return changed == 1
        }
        guard isRight else { throw Self.signInFailure }
        return token
    }

    /// Sets a new password after the old one. All other sessions of the account end.
    ///
    /// - Throws: ``RegistryError``: `notSignedIn` for a wrong old password, `invalid` for a weak new one.
    package func changePassword(
        from old: String, to new: String, by caller: Caller, request: String? = nil
    ) throws(RegistryError) {
        let (login, name) = try store.read { connection -> (String, String) in
            guard let row = try connection.row("SELECT login, name FROM principal WHERE id = ?", caller.principal)
            else {
                throw Self.signInFailure
            }
            return (try row["login"], try row["name"])
        }
        try PasswordRule.check(new, login: login, name: name)
        let known = try store.read { connection in try signInState(login, connection) }
        let isPassword = try hasher.verify(old, known?.hash)
        let hash = try hasher.hash(new)
        let isChanged = try audited(AuditNote(caller.actor, .signInFailed, request: request)) { connection, note in
            let now = now()
            _ = try caller.scope(for: .ownAccount, now: now)
            guard let state = try signInState(login, connection), !state.isDisabled, !state.isLocked(now) else {
                return false
            }
            guard isPassword, state.hash == known?.hash, let credential = state.credential else {
                try countFailure(state, connection, now)
                return false
            }
            try connection.execute(
                "UPDATE credential SET data = ?, created_at = ? WHERE id = ?",
                try ring.seal(Array(hash.utf8), in: .credential, row: credential), now, credential)
            try connection.execute(
                "UPDATE session SET ended_at = ? WHERE principal = ? AND id <> ? AND ended_at IS NULL", now,
                caller.principal, caller.session)
            note.event = .passwordChanged
            return true
        }
        guard isChanged else { throw Self.signInFailure }
    }

    private static let signInFailure = RegistryError(
        .notSignedIn, at: "sign-in",
        "login, password or code is wrong, or there were too many attempts: check them, and try again in a while",
        el:
            "όνομα χρήστη, κωδικός ή κωδικός μίας χρήσης είναι λάθος, ή έγιναν πολλές προσπάθειες: ελέγξτε τα και δοκιμάστε ξανά σε λίγο"
    )

    /// What is known of an account when somebody signs in.
    private struct SignInState {
        var principal: RecordID
        var isDisabled: Bool
        var failures: Int
        var lockedUntil: Timestamp
        var credential: RecordID?
        var hash: String?

        /// Whether it is locked now; never for longer than the longest lock, whatever the clock did.
        func isLocked(_ now: Timestamp) -> Bool {
            now < lockedUntil && lockedUntil <= now.adding(seconds: longestLock)
        }
    }

    private func signInState(_ login: String, _ connection: StoreConnection) throws(RegistryError) -> SignInState? {
        let row = try connection.row(
            """
            SELECT principal.id AS principal, disabled_at, failures, locked_until, credential.id AS credential, data
            FROM principal LEFT JOIN credential ON credential.principal = principal.id AND kind = 'password' WHERE login = ?
            """, login)
        guard let row else { return nil }
        let disabled: Timestamp? = try row["disabled_at"]
        let credential: RecordID? = try row["credential"]
        let data: [UInt8]? = try row["data"]
        var state = SignInState(
            principal: try row["principal"], isDisabled: disabled != nil, failures: try row["failures"],
            lockedUntil: try row["locked_until"], credential: credential)
        if let credential, let data {
            state.hash = String(decoding: try ring.open(data, in: .credential, row: credential), as: UTF8.self)
        }
        return state
    }

    private func countFailure(
        _ state: SignInState, _ connection: StoreConnection, _ now: Timestamp
    ) throws(RegistryError) {
        let failures = state.failures + 1
        let seconds = min(Self.longestLock, 30 << min(max(0, failures - Self.failureLimit), 10))
        let until = failures >= Self.failureLimit ? now.adding(seconds: seconds) : Timestamp(milliseconds: 0)
        try connection.execute(
            "UPDATE principal SET failures = ?, locked_until = ? WHERE id = ?", failures, until, state.principal)
    }

    /// Whether a code is right: one of the second factor whose step was not used yet, or a recovery code, which is used up.
    private func acceptSecondFactor(
        _ code: String, _ principal: RecordID, _ connection: StoreConnection, _ now: Timestamp
    ) throws(RegistryError) -> Bool {
        if let plain = RecoveryCode.plain(code) {
            return try connection.execute(
                "UPDATE recovery_code SET used_at = ? WHERE principal = ? AND code_hash = ? AND used_at IS NULL", now,
                principal, try RecoveryCode.digest(plain, of: principal, ring: ring)) == 1
        }
        let row = try connection.row(
            """
            SELECT credential.id AS id, data, last_step FROM credential JOIN principal ON principal.id = principal
            WHERE principal = ? AND kind = 'totp'
            """, principal)
        guard let row else { return false }
        let id: RecordID = try row["id"]
        let secret = try ring.open(try row["data"], in: .credential, row: id)
        guard let step = OneTimeCode(secret: secret).step(of: code, at: now, after: try row["last_step"]) else {
            return false
        }
        try connection.execute("UPDATE principal SET last_step = ? WHERE id = ?", step, principal)
        return true
    }
}
