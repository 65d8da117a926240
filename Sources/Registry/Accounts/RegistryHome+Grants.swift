extension RegistryHome {
    /// Grants a role to somebody else.
    ///
    /// - Throws: ``RegistryError``: `invalid` for a grant that makes no sense, `refused` for oneself and for a role that
    ///   conflicts with another one of the account.
    @discardableResult
    package func grant(
        _ role: Role, in place: Grant.Place, to login: String, until end: Timestamp? = nil, by authority: Authority,
        request: String? = nil
    ) throws(RegistryError) -> RecordID {
        try audited(AuditNote(authority.actor, .granted, purpose: role.rawValue, request: request)) {
            connection, note in
            let now = now()
            try authority.require(.manageGrants, now: now)
            try check(role, place, end, now)
            let principal = try account(login, connection)
            note.subjects = [principal.description]
            guard principal != authority.principal else {
                throw RegistryError(
                    .refused, at: login, "nobody changes their own grants",
                    el: "κανείς δεν αλλάζει τους δικούς του ρόλους")
            }
            guard
                try connection.row("SELECT 1 AS found FROM principal WHERE id = ? AND disabled_at IS NULL", principal)
                    != nil
            else {
                throw RegistryError(
                    .refused, at: login, "the account is disabled",
                    el: "ο λογαριασμός είναι απενεργοποιημένος")
            }
            for grant in try grants(of: principal, connection) where grant.to.map({ now < $0 }) ?? true {
                guard !grant.role.conflicts(with: role) else {
                    throw RegistryError(
                        .refused, at: login, "nobody is both \(grant.role.rawValue) and \(role.rawValue)",
                        el: "κανείς δεν είναι μαζί \(grant.role.rawValue) και \(role.rawValue)")
                }
            }
            let id = RecordID.random()
            try connection.execute(
                """
                INSERT INTO role_grant (id, principal, role, scope_kind, scope, starts_at, ends_at, granted_by, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, id, principal, role.rawValue, place.kind, place.code, now, end, authority.principal, now)
            note.subjects.append(id.description)
            return id
        }
    }

    /// Ends a grant of somebody else.
    ///
    /// - Throws: ``RegistryError``: `notFound`, `refused` for one's own and for that of the last administrator.
    package func endGrant(_ id: RecordID, by authority: Authority, request: String? = nil) throws(RegistryError) {
        try audited(AuditNote(authority.actor, .grantEnded, request: request)) { connection, note in
            let now = now()
            try authority.require(.manageGrants, now: now)
            guard let row = try connection.row("SELECT principal FROM role_grant WHERE id = ? AND ended_at IS NULL", id)
            else {
                throw RegistryError(.notFound, at: "grant \(id)", "there is no such grant")
            }
            let principal: RecordID = try row["principal"]
            note.subjects = [principal.description, id.description]
            guard principal != authority.principal else {
                throw RegistryError(
                    .refused, at: "grant \(id)", "nobody changes their own grants",
                    el: "κανείς δεν αλλάζει τους δικούς του ρόλους")
            }
            try keepingAnAdministrator(connection, now) { () throws(RegistryError) in
                try connection.execute(
                    "UPDATE role_grant SET ended_at = ?, ended_by = ? WHERE id = ?", now, authority.principal, id)
            }
        }
    }

    /// The grants of an account that were not ended.
    func grants(of principal: RecordID, _ connection: StoreConnection) throws(RegistryError) -> [Grant] {
        var grants: [Grant] = []
        for row in try grantRows(of: principal, connection) { grants.append(try Grant(row)) }
        return grants
    }

    /// The rows of `role_grant` of an account that were not ended, the oldest first.
    func grantRows(of principal: RecordID, _ connection: StoreConnection) throws(RegistryError) -> [StoreRow] {
        try connection.rows(
            "SELECT * FROM role_grant WHERE principal = ? AND ended_at IS NULL ORDER BY created_at, id", principal)
    }

    private func check(_ role: Role, _ place: Grant.Place, _ end: Timestamp?, _ now: Timestamp) throws(RegistryError) {
        if let end, end <= now {
            throw RegistryError(
                .invalid, at: "until", "expected a moment that is still to come",
                el: "αναμενόταν στιγμή στο μέλλον")
        }
        guard end != nil || !role.isTimeLimited else {
            throw RegistryError(
                .invalid, at: "until", "expected an end: «\(role.rawValue)» is never granted without one",
                el: "αναμενόταν λήξη: ο ρόλος «\(role.rawValue)» δίνεται μόνο με λήξη")
        }
        switch place {
        case .region: break
        case .municipality(let code):
            guard (1...12).contains(code.utf8.count), code.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
                throw RegistryError(
                    .invalid, at: "municipality", "expected the digits of its code, found \(PlainText.quoted(code))",
                    el: "αναμένονταν τα ψηφία του κωδικού")
            }
            guard role != .administrator, role != .auditor else {
                throw RegistryError(
                    .invalid, at: "municipality", "«\(role.rawValue)» is granted for the region only",
                    el: "ο ρόλος «\(role.rawValue)» δίνεται μόνο για όλη την Περιφέρεια")
            }
        }
    }

    /// Runs a change, and takes it back when it has left the registry without an administrator who can sign in.
    func keepingAnAdministrator(
        _ connection: StoreConnection, _ now: Timestamp, _ change: () throws(RegistryError) -> Void
    ) throws(RegistryError) {
        let before = try administrators(connection, now)
        try change()
        let after = try administrators(connection, now)
        guard before == 0 || after > 0 else {
            throw RegistryError(
                .refused, at: "administrator", "the last administrator stays: grant the role to another one first",
                el: "ο τελευταίος διαχειριστής μένει: δώστε πρώτα τον ρόλο σε άλλον")
        }
    }

    /// The number of administrators without an end who can sign in.
    private func administrators(_ connection: StoreConnection, _ now: Timestamp) throws(RegistryError) -> Int {
        let row = try connection.row(
            """
            SELECT count(DISTINCT principal.id) AS n FROM principal
            JOIN credential ON credential.principal = principal.id AND credential.kind = 'password'
            JOIN role_grant ON role_grant.principal = principal.id
            WHERE disabled_at IS NULL AND role = 'administrator' AND ended_at IS NULL AND ends_at IS NULL AND starts_at <= ?
            """, now)
        return try row?["n"] ?? 0
    }
}
