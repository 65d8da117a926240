internal import Crypto
internal import Records

/// What an invitation offers: the name of the account, and the secret of its second factor.
package struct Enrolment: Sendable {
    /// What its owner will type to sign in.
    package var login: String
    /// The name of its owner.
    package var name: String
    /// The secret in letters and digits, to be typed into an authenticator app.
    package var secret: String
    /// The same as an address for a QR code.
    package var address: String
}

extension RegistryHome {
    /// How many recovery codes somebody gets, each to be used once in place of the second factor.
    package static let recoveryCodes = 10

    /// Shows what an invitation offers. It may be asked for again until the invitation is used.
    ///
    /// - Throws: ``RegistryError`` with the code `notFound` for an invitation that was used, has expired or never was.
    package func enrolment(_ token: SecretToken, request: String? = nil) throws(RegistryError) -> Enrolment {
        try settleClock()
        // A token that is none writes nothing: guesses would fill the audit.
        _ = try store.read { connection in try invitation(token, connection) }
        return try audited(AuditNote(.nobody, .invitationShown, request: request)) { connection, note in
            let invitation = try invitation(token, connection)
            note.subjects = [invitation.principal.description]
            let code = OneTimeCode(secret: invitation.secret)
            return Enrolment(
                login: invitation.login, name: invitation.name, secret: Base32.text(invitation.secret),
                address: code.address(login: invitation.login, issuer: "Plision"))
        }
    }

    /// Uses an invitation: sets the password and, after a right code, the second factor. Former ones and all sessions end.
    ///
    /// - Returns: The recovery codes, which are shown this once.
    /// - Throws: ``RegistryError``: `notFound`, `invalid` for a weak password, `notSignedIn` for a wrong code.
    package func enrol(
        _ token: SecretToken, password: String, code: String, request: String? = nil
    ) throws(RegistryError) -> [String] {
        try settleClock()
        let offered = try store.read { connection in try invitation(token, connection) }
        try PasswordRule.check(password, login: offered.login, name: offered.name)
        let hash = try hasher.hash(password)
        return try audited(AuditNote(.nobody, .enrolled, request: request)) { connection, note in
            let now = now()
            // Read again, as another request may have used it meanwhile.
            let invitation = try invitation(token, connection)
            let principal = invitation.principal
            note.subjects = [principal.description]
            guard let step = OneTimeCode(secret: invitation.secret).step(of: code, at: now, after: 0) else {
                throw RegistryError(
                    .notSignedIn, at: "code", "is not the one that the app shows now",
                    el: "δεν είναι ο κωδικός που δείχνει τώρα η εφαρμογή")
            }
            try connection.execute("DELETE FROM credential WHERE principal = ?", principal)
            for (kind, data) in [("password", Array(hash.utf8)), ("totp", invitation.secret)] {
                let id = RecordID.random()
                try connection.execute(
                    "INSERT INTO credential (id, principal, kind, data, created_at) VALUES (?, ?, ?, ?, ?)", id,
                    principal, kind,
                    try ring.seal(data, in: .credential, row: id), now)
            }
            try connection.execute(
                "UPDATE principal SET failures = 0, locked_until = 0, last_step = ? WHERE id = ?", step, principal)
            try connection.execute(
                "UPDATE session SET ended_at = ? WHERE principal = ? AND ended_at IS NULL", now, principal)
            try connection.execute("UPDATE invitation SET used_at = ? WHERE id = ?", now, invitation.id)
            return try makeRecoveryCodes(for: principal, connection)
        }
    }

    private func makeRecoveryCodes(
        for principal: RecordID, _ connection: StoreConnection
    ) throws(RegistryError) -> [String] {
        try connection.execute("DELETE FROM recovery_code WHERE principal = ?", principal)
        var codes: [String] = []
        for _ in 0..<Self.recoveryCodes {
            let text = Base32.text(RandomBytes.make(10))
            try connection.execute(
                "INSERT INTO recovery_code (principal, code_hash) VALUES (?, ?)", principal,
                try RecoveryCode.digest(text, of: principal, ring: ring))
            codes.append(RecoveryCode.grouped(text))
        }
        return codes
    }

    private struct Invitation {
        var id: RecordID
        var principal: RecordID
        var login: String
        var name: String
        var secret: [UInt8]
    }

    private func invitation(_ token: SecretToken, _ connection: StoreConnection) throws(RegistryError) -> Invitation {
        let row = try connection.row(
            """
            SELECT invitation.id, principal, login, name, secret FROM invitation
            JOIN principal ON principal.id = principal
            WHERE token_hash = ? AND used_at IS NULL AND expires_at > ? AND disabled_at IS NULL
            """, token.digest(for: .invitation), now())
        guard let row else {
            throw RegistryError(.notFound, at: "invitation", "was used, has expired, or never was; ask for a new one")
        }
        let id: RecordID = try row["id"]
        return Invitation(
            id: id, principal: try row["principal"], login: try row["login"], name: try row["name"],
            secret: try ring.open(try row["secret"], in: .invitation, row: id))
    }
}

/// A code that replaces the second factor once: 16 letters and digits in groups of four.
enum RecoveryCode {
    /// The code as people read it.
    static func grouped(_ text: String) -> String {
        stride(from: 0, to: text.count, by: 4).map { start in String(text.dropFirst(start).prefix(4)) }.joined(
            separator: "-")
    }

    /// The code without hyphens and blanks, in capitals; nil for what cannot be one.
    static func plain(_ text: String) -> String? {
        let plain = text.uppercased().filter { $0 != "-" && $0 != " " }
        return plain.utf8.count == 16 ? plain : nil
    }

    /// What is stored of a code.
    static func digest(_ plain: String, of principal: RecordID, ring: KeyRing) throws(RegistryError) -> [UInt8] {
        try ring.blindIndex(principal.description + plain, of: SealedColumn("recovery_code", "code_hash", .credential))
    }
}
