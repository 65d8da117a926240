extension RegistryHome {
    /// Drafts a change of a structure.
    ///
    /// - Parameters:
    ///   - ref: The structure.
    ///   - base: The version that the author has seen.
    ///   - reason: Why, for those who review it.
    /// - Throws: ``RegistryError``: `notFound` for a structure that does not exist or lies outside what the caller may
    ///   change, `conflict` when it has changed since `base`, `invalid`, `refused`.
    @discardableResult
    package func draft(
        _ patch: StructureFields, of ref: String, base: Int, reason: String, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> RecordID {
        try audited(AuditNote(caller.actor, .drafted, request: request)) { connection, note in
            let scope = try caller.scope(for: .draft, now: now())
            let state = try structure(ref, scope, connection)
            note.subjects = [state.id.description]
            let id = try draft(patch, of: state, base: base, reason: reason, scope, caller, connection)
            note.subjects.append(id.description)
            return id
        }
    }

    /// Drafts a change of a structure within a transaction.
    func draft(
        _ patch: StructureFields, of state: StructureState, base: Int, reason: String, _ scope: Scope,
        _ caller: Caller, _ connection: StoreConnection
    ) throws(RegistryError) -> RecordID {
        guard state.version == base else { throw Self.changed(state.ref, live: state.version, base: base) }
        let change = state.fields.change(to: state.fields.applying(patch))
        guard change != StructureFields() else { throw Self.changesNothing(state.ref) }
        try state.fields.applying(change).checkWhole()
        return try insert(change, state.id, state.ref, state.municipality, base, reason, scope, caller, connection)
    }

    /// Drafts a new structure. Its identifier must be free.
    @discardableResult
    package func draftNew(
        _ fields: StructureFields, ref: String, reason: String, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> RecordID {
        try Self.checkRef(ref)
        return try audited(AuditNote(caller.actor, .drafted, request: request)) { connection, note in
            let scope = try caller.scope(for: .draft, now: now())
            try fields.checkWhole()
            // A structure has no field to take away before it exists.
            let whole = StructureFields().applying(fields)
            let municipality = whole.text(.municipality) ?? ""
            try Self.checkFree(ref, connection)
            let id = try insert(whole, .random(), ref, municipality, 0, reason, scope, caller, connection)
            note.subjects = [id.description]
            return id
        }
    }

    /// Drafts the return of a structure to one of its former versions.
    @discardableResult
    package func draftUndo(
        of ref: String, to version: Int, reason: String, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> RecordID {
        try audited(AuditNote(caller.actor, .drafted, request: request)) { connection, note in
            let scope = try caller.scope(for: .draft, now: now())
            let state = try structure(ref, scope, connection)
            note.subjects = [state.id.description]
            let row = try connection.row(
                "SELECT fields FROM structure_history WHERE structure = ? AND version = ?", state.id, version)
            guard let row, version != state.version else {
                throw RegistryError(
                    .invalid, at: "version", "expected a former version, found \(version)",
                    el: "αναμενόταν προηγούμενη έκδοση")
            }
            let change = state.fields.change(to: try StructureFields(stored: try row["fields"]))
            guard change != StructureFields() else { throw Self.changesNothing(ref) }
            let id = try insert(
                change, state.id, state.ref, state.municipality, state.version, reason, scope, caller, connection)
            note.subjects.append(id.description)
            return id
        }
    }

    /// Drafts again, on the live version, what an open draft of one's own changes; the former one is withdrawn.
    @discardableResult
    package func rebase(_ id: RecordID, by caller: Caller, request: String? = nil) throws(RegistryError) -> RecordID {
        try audited(AuditNote(caller.actor, .drafted, request: request)) { connection, note in
            let scope = try caller.scope(for: .draft, now: now())
            let draft = try ownDraft(id, scope, caller, connection)
            note.subjects = [draft.structure.description, id.description]
            let state = try structure(draft.ref, scope, connection)
            let change = state.fields.change(to: state.fields.applying(draft.patch))
            guard change != StructureFields() else {
                throw RegistryError(
                    .invalid, at: draft.ref, "what the draft changes is live already; withdraw it",
                    el: "ό,τι αλλάζει το προσχέδιο ισχύει ήδη· αποσύρετέ το")
            }
            try state.fields.applying(change).checkWhole()
            try decide(draft, .withdrawn, connection)
            let new = try insert(
                change, state.id, state.ref, state.municipality, state.version, draft.reason, scope, caller, connection)
            note.subjects.append(new.description)
            return new
        }
    }

    /// Withdraws an open draft of one's own.
    package func withdraw(_ id: RecordID, by caller: Caller, request: String? = nil) throws(RegistryError) {
        try audited(AuditNote(caller.actor, .draftWithdrawn, request: request)) { connection, note in
            note.subjects = [id.description]
            let scope = try caller.scope(for: .draft, now: now())
            try decide(try ownDraft(id, scope, caller, connection), .withdrawn, connection)
        }
    }

    private func ownDraft(
        _ id: RecordID, _ scope: Scope, _ caller: Caller, _ connection: StoreConnection
    ) throws(RegistryError) -> Draft {
        let draft = try draft(id, scope, connection)
        try Self.checkIsOwn(id, by: draft.author, caller)
        try Self.checkIsOpen(id, draft.state)
        return draft
    }

    /// Refuses to withdraw or renew a draft of somebody else.
    static func checkIsOwn(_ draft: RecordID, by author: RecordID, _ caller: Caller) throws(RegistryError) {
        guard author == caller.principal else {
            throw RegistryError(
                .refused, at: "draft \(draft)", "only its author withdraws or renews it",
                el: "μόνο όποιος το έγραψε το αποσύρει ή το ανανεώνει")
        }
    }

    /// Refuses a draft that is decided or withdrawn.
    static func checkIsOpen(_ draft: RecordID, _ state: Draft.State) throws(RegistryError) {
        guard state == .open else {
            throw RegistryError(
                .conflict, at: "draft \(draft)", "is \(state.rawValue) already",
                el: "το προσχέδιο έχει ήδη κριθεί ή αποσυρθεί")
        }
    }

    /// The error for a draft without a difference to what is in force.
    static func changesNothing(_ place: String) -> RegistryError {
        RegistryError(.invalid, at: place, "the draft changes nothing", el: "το προσχέδιο δεν αλλάζει τίποτα")
    }

    /// Writes a draft. The caller has checked what it changes.
    ///
    /// - Throws: ``RegistryError``: `invalid` for the reason, `refused` for a municipality outside of the scope.
    func insert(
        _ change: StructureFields, _ structure: RecordID, _ ref: String, _ municipality: String, _ base: Int,
        _ reason: String, _ scope: Scope, _ caller: Caller, _ connection: StoreConnection
    ) throws(RegistryError) -> RecordID {
        try Self.checkReason(reason)
        try Self.checkMunicipality(of: change, municipality, scope)
        let id = RecordID.random()
        try connection.execute(
            """
            INSERT INTO draft (id, structure, ref, municipality, base_version, patch, reason, author, state, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open', ?)
            """, id, structure, ref, municipality, base, change.json, reason, caller.principal, now())
        return id
    }

    /// Refuses a reason that says nothing, or too much, or holds a personal number.
    static func checkReason(_ reason: String) throws(RegistryError) {
        guard (1...500).contains(reason.count), reason.contains(where: { !$0.isWhitespace }) else {
            throw RegistryError(
                .invalid, at: "reason", "expected a reason of 1 to 500 characters",
                el: "γράψτε τον λόγο, με 1 έως 500 χαρακτήρες")
        }
        try PlainText.checkIsImpersonal(reason, at: "reason")
    }

    /// Refuses a change of a structure of `municipality`, or one that would move it, outside of the scope.
    static func checkMunicipality(
        of change: StructureFields, _ municipality: String, _ scope: Scope
    ) throws(RegistryError) {
        for code in [municipality, change.text(.municipality) ?? municipality] where !scope.admits(municipality: code) {
            throw RegistryError(
                .refused, at: "municipality \(code)", "you do not keep the structures of this municipality",
                el: "δεν κρατάτε τις δομές αυτού του δήμου")
        }
    }

    /// Ends the life of an open draft.
    func decide(_ draft: Draft, _ state: Draft.State, _ connection: StoreConnection) throws(RegistryError) {
        try connection.execute(
            "UPDATE draft SET state = ?, decided_at = ? WHERE id = ? AND state = 'open'", state.rawValue, now(),
            draft.id)
    }

    /// The error for a draft whose structure has changed since it was begun.
    static func changed(_ ref: String, live: Int, base: Int) -> RegistryError {
        RegistryError(
            .conflict, at: ref,
            "has changed meanwhile: version \(live) is live, the draft is based on \(base); look at both",
            el: "η δομή άλλαξε στο μεταξύ: ισχύει η έκδοση \(live), το προσχέδιο αφορά την \(base)· δείτε και τις δύο")
    }

    /// Refuses the identifier of a structure that exists, also outside of the caller's scope.
    static func checkFree(_ ref: String, _ connection: StoreConnection) throws(RegistryError) {
        guard try connection.row("SELECT 1 AS found FROM structure_state WHERE ref = ?", ref) == nil else {
            throw RegistryError(.conflict, at: ref, "the identifier is taken", el: "το αναγνωριστικό υπάρχει ήδη")
        }
    }

    /// Refuses what cannot identify a structure.
    static func checkRef(_ ref: String) throws(RegistryError) {
        let isPlain = ref.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || "-_.:".utf8.contains(byte)
        }
        guard (1...80).contains(ref.utf8.count), isPlain else {
            throw RegistryError(
                .invalid, at: "identifier", "expected 1 to 80 of the letters a to z, digits, «-», «_», «.» and «:»",
                el: "αναμένονταν 1 έως 80 από τα γράμματα a έως z, ψηφία, «-», «_», «.» και «:»")
        }
    }
}
