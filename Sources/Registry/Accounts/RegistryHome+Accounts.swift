extension RegistryHome {
    /// How long an invitation can be used, in seconds: three days.
    package static let invitationSeconds = 3 * 86400

    /// Makes an account and an invitation to set it up.
    ///
    /// - Throws: ``RegistryError``: `invalid`, `refused`, or `conflict` when login or address are taken.
    package func addAccount(
        login: String, name: String, email: String? = nil, by authority: Authority, request: String? = nil
    ) throws(RegistryError) -> (account: RecordID, invitation: SecretToken) {
        try LoginRule.check(login)
        try LoginRule.checkName(name)
        if let email { try LoginRule.checkEmail(email) }
        return try audited(AuditNote(authority.actor, .accountAdded, request: request)) { connection, note in
            let now = now()
            try authority.require(.manageAccounts, now: now)
            let id = RecordID.random()
            let (sealed, index) = try sealedAddress(email, of: id)
            let added = try connection.execute(
                """
                INSERT INTO principal (id, login, name, email, email_index, created_at) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """, id, login, name, sealed, index, now)
            guard added == 1 else {
                throw RegistryError(
                    .conflict, at: "login", "another account has this login or this address",
                    el: "άλλος λογαριασμός έχει αυτό το όνομα χρήστη ή αυτή τη διεύθυνση")
            }
            note.subjects = [id.description]
            return (id, try makeInvitation(for: id, connection, now))
        }
    }

    /// Invites somebody to set up their account anew. Password, second factor and sessions go when they do; until then
    /// everything stays as it is.
    package func reset(
        login: String, by authority: Authority, request: String? = nil
    ) throws(RegistryError) -> SecretToken {
        try audited(AuditNote(authority.actor, .invited, request: request)) { connection, note in
            let now = now()
            try authority.require(.manageAccounts, now: now)
            let id = try account(login, connection)
            note.subjects = [id.description]
            return try makeInvitation(for: id, connection, now)
        }
    }

    /// Disables an account: its sessions, invitations and grants end.
    ///
    /// - Throws: ``RegistryError``: `refused` for one's own account and for that of the last administrator.
    package func disable(login: String, by authority: Authority, request: String? = nil) throws(RegistryError) {
        try audited(AuditNote(authority.actor, .accountDisabled, request: request)) { connection, note in
            let now = now()
            try authority.require(.manageAccounts, now: now)
            let id = try account(login, connection)
            note.subjects = [id.description]
            guard id != authority.principal else {
                throw RegistryError(
                    .refused, at: login, "nobody disables their own account",
                    el: "κανείς δεν απενεργοποιεί τον δικό του λογαριασμό")
            }
            try keepingAnAdministrator(connection, now) { () throws(RegistryError) in
                try connection.execute(
                    "UPDATE principal SET disabled_at = ? WHERE id = ? AND disabled_at IS NULL", now, id)
                try connection.execute(
                    "UPDATE role_grant SET ended_at = ?, ended_by = ? WHERE principal = ? AND ended_at IS NULL", now,
                    authority.principal, id)
            }
            try connection.execute("UPDATE session SET ended_at = ? WHERE principal = ? AND ended_at IS NULL", now, id)
            try connection.execute("UPDATE invitation SET used_at = ? WHERE principal = ? AND used_at IS NULL", now, id)
        }
    }

    /// All accounts, by login.
    package func accounts(by authority: Authority, request: String? = nil) throws(RegistryError) -> [Account] {
        try audited(AuditNote(authority.actor, .accountsRead, request: request)) { connection, note in
            try authority.require(.readAccounts, now: now())
            let accounts = try connection.rows("SELECT * FROM principal ORDER BY login").map { row in
                try account(row, connection)
            }
            note.subjects = accounts.map(\.id.description)
            return accounts
        }
    }

    /// The account of a login.
    ///
    /// - Throws: ``RegistryError`` with the code `notFound`.
    package func account(
        login: String, by authority: Authority, request: String? = nil
    ) throws(RegistryError) -> Account {
        try audited(AuditNote(authority.actor, .accountsRead, request: request)) { connection, note in
            try authority.require(.readAccounts, now: now())
            guard let row = try connection.row("SELECT * FROM principal WHERE login = ?", login) else {
                throw Self.noAccount(login)
            }
            let account = try account(row, connection)
            note.subjects = [account.id.description]
            return account
        }
    }

    /// The account in a row of `principal`.
    private func account(_ row: StoreRow, _ connection: StoreConnection) throws(RegistryError) -> Account {
        let id: RecordID = try row["id"]
        let email: [UInt8]? = try row["email"]
        var grants: [(id: RecordID, grant: Grant)] = []
        for grant in try grantRows(of: id, connection) { grants.append((try grant["id"], try Grant(grant))) }
        return Account(
            id: id, login: try row["login"], name: try row["name"],
            email: try email.map { bytes throws(RegistryError) in
                String(decoding: try ring.open(bytes, in: .email, row: id), as: UTF8.self)
            },
            isEnrolled: try connection.row(
                "SELECT 1 AS found FROM credential WHERE principal = ? AND kind = 'password'", id) != nil,
            disabledAt: try row["disabled_at"], grants: grants)
    }

    private static func noAccount(_ login: String) -> RegistryError {
        RegistryError(.notFound, at: "login \(PlainText.quoted(login))", "there is no such account")
    }

    /// The identifier of the account of a login.
    ///
    /// - Throws: ``RegistryError`` with the code `notFound`.
    func account(_ login: String, _ connection: StoreConnection) throws(RegistryError) -> RecordID {
        guard let row = try connection.row("SELECT id FROM principal WHERE login = ?", login) else {
            throw Self.noAccount(login)
        }
        return try row["id"]
    }

    private func makeInvitation(
        for id: RecordID, _ connection: StoreConnection, _ now: Timestamp
    ) throws(RegistryError) -> SecretToken {
        let (token, invitation) = (SecretToken.make(), RecordID.random())
        try connection.execute("UPDATE invitation SET used_at = ? WHERE principal = ? AND used_at IS NULL", now, id)
        try connection.execute(
            """
            INSERT INTO invitation (id, principal, token_hash, secret, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)
            """, invitation, id, token.digest(for: .invitation),
            try ring.seal(RandomBytes.make(20), in: .invitation, row: invitation), now,
            now.adding(seconds: Self.invitationSeconds))
        return token
    }
}
