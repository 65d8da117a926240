extension RegistryHome {
    /// What came of a review.
    package enum ReviewOutcome: Hashable, Sendable {
        /// So many further people must approve the draft.
        case waiting(approvals: Int)
        /// The draft is live, as this version.
        case published(version: Int)
        /// The draft was declined.
        case declined
    }

    /// Approves or declines a draft of somebody else. The last approval that is needed publishes it.
    ///
    /// - Throws: ``RegistryError``: `refused` for one's own draft, `conflict` when it is decided, was reviewed by the caller
    ///   before, or its structure has changed meanwhile; `notFound`, `invalid`.
    package func review(
        _ id: RecordID, approve: Bool, note text: String = "", by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> ReviewOutcome {
        try Self.checkNote(text, at: "note")
        return try audited(AuditNote(caller.actor, .reviewed, request: request)) { connection, note in
            note.subjects = [id.description]
            let scope = try caller.scope(for: .review, now: now())
            let draft = try draft(id, scope, connection)
            try Self.checkIsOfOther(id, by: draft.author, caller)
            for code in draft.municipalities where !scope.admits(municipality: code) {
                throw RegistryError(
                    .refused, at: "municipality \(code)", "you do not review structures of this municipality",
                    el: "δεν εγκρίνετε για δομές αυτού του δήμου")
            }
            try Self.checkIsOpen(id, draft.state)
            let added = try connection.execute(
                "INSERT INTO review (draft, reviewer, verdict, note, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                id,
                caller.principal, approve ? "approve" : "decline", text, now())
            guard added == 1 else {
                throw RegistryError(
                    .conflict, at: "draft \(id)", "you have reviewed it already",
                    el: "το έχετε ήδη κρίνει")
            }
            guard approve else {
                try decide(draft, .declined, connection)
                return .declined
            }
            let approvals: Int =
                try connection.row("SELECT count(*) AS n FROM review WHERE draft = ? AND verdict = 'approve'", id)?["n"]
                ?? 0
            let missing = draft.patch.approvalsNeeded - approvals
            guard missing <= 0 else { return .waiting(approvals: missing) }
            let version = try publish(draft, connection)
            note.event = .published
            note.subjects.append(draft.structure.description)
            return .published(version: version)
        }
    }

    /// Refuses to review one's own draft.
    static func checkIsOfOther(_ draft: RecordID, by author: RecordID, _ caller: Caller) throws(RegistryError) {
        guard author != caller.principal else {
            throw RegistryError(
                .refused, at: "draft \(draft)", "nobody reviews their own draft",
                el: "κανείς δεν εγκρίνει δικό του προσχέδιο")
        }
    }

    /// Refuses a note that is too long or holds a personal number.
    static func checkNote(_ text: String, at place: String) throws(RegistryError) {
        guard text.count <= 500 else {
            throw RegistryError(
                .invalid, at: place, "expected at most 500 characters", el: "αναμένονταν το πολύ 500 χαρακτήρες")
        }
        try PlainText.checkIsImpersonal(text, at: place)
    }

    /// Makes a draft the live version of its structure.
    private func publish(_ draft: Draft, _ connection: StoreConnection) throws(RegistryError) -> Int {
        let now = now()
        let row = try connection.row("SELECT * FROM structure_state WHERE id = ?", draft.structure)
        let state = try row.map { row throws(RegistryError) in try StructureState(row) }
        let version = draft.base + 1
        guard state?.version ?? 0 == draft.base else {
            throw Self.changed(draft.ref, live: state?.version ?? 0, base: draft.base)
        }
        let fields = (state?.fields ?? StructureFields()).applying(draft.patch)
        try fields.checkWhole()
        let municipality = fields.text(.municipality) ?? ""
        if state == nil {
            let added = try connection.execute(
                """
                INSERT INTO structure_state (id, ref, municipality, fields, version, updated_at, fresh_until)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """, draft.structure, draft.ref, municipality, fields.json, version, now, fields.freshUntil)
            guard added == 1 else {
                throw RegistryError(
                    .conflict, at: draft.ref, "the identifier was taken by another draft meanwhile",
                    el: "το αναγνωριστικό το πήρε στο μεταξύ άλλο προσχέδιο")
            }
        } else {
            try connection.execute(
                """
                UPDATE structure_state SET municipality = ?, fields = ?, version = ?, updated_at = ?, fresh_until = ?
                WHERE id = ?
                """, municipality, fields.json, version, now, fields.freshUntil, draft.structure)
        }
        try connection.execute(
            "INSERT INTO structure_history (structure, version, fields, draft, at) VALUES (?, ?, ?, ?, ?)",
            draft.structure,
            version, fields.json, draft.id, now)
        // A structure that has moved takes its open drafts along: who sees and reviews them moves too.
        try connection.execute(
            "UPDATE draft SET municipality = ? WHERE structure = ? AND state = 'open'", municipality, draft.structure)
        // So do the reports about it, also those from before it was in the registry.
        try connection.execute("UPDATE report SET municipality = ? WHERE structure = ?", municipality, draft.ref)
        try decide(draft, .published, connection)
        return version
    }
}
