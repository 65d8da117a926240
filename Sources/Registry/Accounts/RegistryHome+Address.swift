extension RegistryHome {
    /// The address of electronic mail of the caller's own account; nil when there is none.
    package func ownAddress(by caller: Caller, request: String? = nil) throws(RegistryError) -> String? {
        try audited(AuditNote(caller.actor, .addressRead, request: request)) { connection, note in
            _ = try caller.scope(for: .ownAccount, now: now())
            note.subjects = [caller.principal.description]
            let row = try connection.row("SELECT email FROM principal WHERE id = ?", caller.principal)
            guard let sealed: [UInt8] = try row?["email"] else { return nil }
            return String(decoding: try ring.open(sealed, in: .email, row: caller.principal), as: UTF8.self)
        }
    }

    /// Sets the address of the caller's own account, or removes it.
    ///
    /// - Throws: ``RegistryError``: `invalid`, or `conflict` when another account has it.
    package func setOwnAddress(_ address: String?, by caller: Caller, request: String? = nil) throws(RegistryError) {
        if let address { try LoginRule.checkEmail(address) }
        try audited(AuditNote(caller.actor, .addressChanged, request: request)) { connection, note in
            _ = try caller.scope(for: .ownAccount, now: now())
            note.subjects = [caller.principal.description]
            let (sealed, index) = try sealedAddress(address, of: caller.principal)
            let isTaken =
                try connection.row(
                    "SELECT 1 AS found FROM principal WHERE email_index = ? AND id <> ?", index, caller.principal)
                != nil
            guard !isTaken else {
                throw RegistryError(
                    .conflict, at: "email", "another account has this address",
                    el: "άλλος λογαριασμός έχει αυτή τη διεύθυνση")
            }
            try connection.execute(
                "UPDATE principal SET email = ?, email_index = ? WHERE id = ?", sealed, index, caller.principal)
        }
    }

    /// An address as it is stored, with the index by which it is found again.
    func sealedAddress(
        _ address: String?, of principal: RecordID
    ) throws(RegistryError) -> (sealed: [UInt8]?, index: [UInt8]?) {
        guard let address else { return (nil, nil) }
        return (
            try ring.seal(Array(address.utf8), in: .email, row: principal),
            try ring.blindIndex(address.lowercased(), of: .email)
        )
    }
}
