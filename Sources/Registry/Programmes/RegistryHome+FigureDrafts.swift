package import Entitlement

extension RegistryHome {
    /// Drafts a change of a figure of programmes.
    ///
    /// - Parameters:
    ///   - id: The name of the figure.
    ///   - base: The version that the author has seen.
    ///   - file: The programmes of the dataset.
    ///   - reason: Why, for whoever reviews it.
    /// - Throws: ``RegistryError``: `notFound`, `conflict` when the figure has changed since `base`, `invalid`, `refused`.
    @discardableResult
    package func draftFigure(
        _ change: FigureChange, of id: String, base: Int, in file: ProgrammeFile?, reason: String, by caller: Caller,
        request: String? = nil
    ) throws(RegistryError) -> RecordID {
        try drafting(id, file, caller, request) { state, connection throws(RegistryError) in
            guard state.version == base else { throw Self.changed(figure: id, live: state.version, base: base) }
            return try insert(change, of: state, reason, caller, connection)
        }
    }

    /// Drafts the return of a figure to the values of one of its former versions; version 0 has those of the dataset when
    /// it was first changed.
    @discardableResult
    package func draftFigureUndo(
        of id: String, to version: Int, in file: ProgrammeFile?, reason: String, by caller: Caller,
        request: String? = nil
    ) throws(RegistryError) -> RecordID {
        try drafting(id, file, caller, request) { state, connection throws(RegistryError) in
            let former = try formerValues(id, version, connection)
            return try insert(.restore(former), of: state, reason, caller, connection)
        }
    }

    /// Drafts again, on the values in force, what an open draft of one's own changes; the former one is withdrawn.
    @discardableResult
    package func renewFigureDraft(
        _ id: RecordID, in file: ProgrammeFile?, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> RecordID {
        try audited(AuditNote(caller.actor, .figureDrafted, request: request)) { connection, note in
            note.subjects = [id.description]
            let draft = try ownFigureDraft(id, caller, connection)
            guard let file else { throw Self.noFigure(draft.figure) }
            let state = try figureState(draft.figure, file, connection)
            try withdraw(draft, connection)
            let new = try insert(draft.change, of: state, draft.reason, caller, connection)
            note.subjects.append(new.description)
            return new
        }
    }

    /// Withdraws an open draft of one's own.
    package func withdrawFigureDraft(
        _ id: RecordID, by caller: Caller, request: String? = nil
    ) throws(RegistryError) {
        try audited(AuditNote(caller.actor, .figureWithdrawn, request: request)) { connection, note in
            note.subjects = [id.description]
            try withdraw(try ownFigureDraft(id, caller, connection), connection)
        }
    }

    /// Approves or declines a draft of somebody else. An approval puts its values in force.
    ///
    /// - Returns: The new version; nil when the draft was declined.
    /// - Throws: ``RegistryError``: `refused` for one's own draft, `conflict` when it is decided or the figure has changed
    ///   meanwhile; `notFound`, `invalid`.
    package func reviewFigureDraft(
        _ id: RecordID, approve: Bool, note text: String = "", in file: ProgrammeFile?, by caller: Caller,
        request: String? = nil
    ) throws(RegistryError) -> Int? {
        try Self.checkNote(text, at: "note")
        let event: AuditEvent = approve ? .figurePublished : .figureDeclined
        return try audited(AuditNote(caller.actor, event, request: request)) { connection, note in
            note.subjects = [id.description]
            _ = try caller.scope(for: .reviewProgrammes, now: now())
            let draft = try figureDraft(id, connection)
            try Self.checkIsOfOther(id, by: draft.author, caller)
            try Self.checkIsOpen(id, draft.state)
            let version = approve ? try publish(draft, file, connection) : nil
            try connection.execute(
                "UPDATE figure_draft SET state = ?, reviewer = ?, note = ?, decided_at = ? WHERE id = ?",
                (approve ? Draft.State.published : .declined).rawValue, caller.principal, text, now(), id)
            if approve { note.subjects.append("figure/\(draft.figure)") }
            return version
        }
    }

    /// Puts the values of a draft in force; returns their version.
    private func publish(
        _ draft: FigureDraft, _ file: ProgrammeFile?, _ connection: StoreConnection
    ) throws(RegistryError) -> Int {
        guard let file else { throw Self.noFigure(draft.figure) }
        let state = try figureState(draft.figure, file, connection)
        guard state.version == draft.base else {
            throw Self.changed(figure: draft.figure, live: state.version, base: draft.base)
        }
        let entries = try draft.change.applied(to: state.values).text
        let (version, now) = (state.version + 1, now())
        if state.version == 0 {
            try connection.execute(
                "INSERT INTO figure_history (figure, version, entries, draft, at) VALUES (?, 0, ?, NULL, ?)",
                draft.figure, state.values.text, now)
            try connection.execute(
                "INSERT INTO figure_state (id, entries, version, updated_at) VALUES (?, ?, ?, ?)", draft.figure,
                entries, version, now)
        } else {
            try connection.execute(
                "UPDATE figure_state SET entries = ?, version = ?, updated_at = ? WHERE id = ?", entries, version, now,
                draft.figure)
        }
        try connection.execute(
            "INSERT INTO figure_history (figure, version, entries, draft, at) VALUES (?, ?, ?, ?, ?)", draft.figure,
            version, entries, draft.id, now)
        return version
    }

    private func drafting(
        _ id: String, _ file: ProgrammeFile?, _ caller: Caller, _ request: String?,
        _ body: (FigureState, StoreConnection) throws(RegistryError) -> RecordID
    ) throws(RegistryError) -> RecordID {
        try audited(AuditNote(caller.actor, .figureDrafted, request: request)) { connection, note in
            _ = try caller.scope(for: .draftProgrammes, now: now())
            guard let file else { throw Self.noFigure(id) }
            let state = try figureState(id, file, connection)
            note.subjects = ["figure/\(id)"]
            let draft = try body(state, connection)
            note.subjects.append(draft.description)
            return draft
        }
    }

    private func insert(
        _ change: FigureChange, of state: FigureState, _ reason: String, _ caller: Caller,
        _ connection: StoreConnection
    ) throws(RegistryError) -> RecordID {
        try Self.checkReason(reason)
        guard try change.applied(to: state.values) != state.values else { throw Self.changesNothing(state.id) }
        let id = RecordID.random()
        try connection.execute(
            """
            INSERT INTO figure_draft (id, figure, base_version, change, reason, author, state, created_at)
            VALUES (?, ?, ?, ?, ?, ?, 'open', ?)
            """, id, state.id, state.version, change.json, reason, caller.principal, now())
        return id
    }

    private func withdraw(_ draft: FigureDraft, _ connection: StoreConnection) throws(RegistryError) {
        try connection.execute(
            "UPDATE figure_draft SET state = 'withdrawn', decided_at = ? WHERE id = ?", now(), draft.id)
    }

    private func ownFigureDraft(
        _ id: RecordID, _ caller: Caller, _ connection: StoreConnection
    ) throws(RegistryError) -> FigureDraft {
        _ = try caller.scope(for: .draftProgrammes, now: now())
        let draft = try figureDraft(id, connection)
        try Self.checkIsOwn(id, by: draft.author, caller)
        try Self.checkIsOpen(id, draft.state)
        return draft
    }

    /// The error for a draft whose figure has changed since it was begun.
    private static func changed(figure: String, live: Int, base: Int) -> RegistryError {
        RegistryError(
            .conflict, at: figure,
            "has changed meanwhile: version \(live) is in force, the draft is based on \(base); look at both",
            el: "άλλαξε στο μεταξύ: ισχύει η έκδοση \(live), το προσχέδιο αφορά την \(base)· δείτε και τις δύο")
    }
}
