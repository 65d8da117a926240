/// A version that a structure had.
package struct StructureVersion: Sendable {
    /// Its number, from 1.
    package var version: Int
    /// When it became live.
    package var at: Timestamp
    /// Who drafted it.
    package var author: RecordID
    /// Who approved it, in order of time.
    package var reviewers: [RecordID]
    /// Why, in the words of its author.
    package var reason: String
    /// What it changed.
    package var changes: [FieldChange]
}

/// A draft with what one needs to decide on it.
package struct DraftView: Sendable {
    /// The draft.
    package var draft: Draft
    /// What it would change, against the live version.
    package var changes: [FieldChange]
    /// The live version; 0 when there is none.
    package var liveVersion: Int
    /// How many people must still approve it.
    package var approvalsMissing: Int
    /// The other open drafts of the same structure.
    package var others: [Draft]
}

extension RegistryHome {
    /// The most structures or drafts that one answer has.
    package static let directoryPageLimit = 100

    /// The structures that the caller keeps, by identifier, after `ref`.
    package func structures(
        after ref: String = "", limit: Int = directoryPageLimit, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> [StructureState] {
        try page("structure_state", "ref > ?", "ref", [ref], limit, caller, request) { row throws(RegistryError) in
            let state = try StructureState(row)
            return (state, state.id, state.municipality)
        }
    }

    /// The open drafts that the caller may see, the oldest first.
    package func openDrafts(
        limit: Int = directoryPageLimit, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> [Draft] {
        try page("draft", "state = 'open'", "created_at, id", [], limit, caller, request) { row throws(RegistryError) in
            let draft = try Draft(row)
            return (draft, draft.id, draft.municipality)
        }
    }

    private func page<T>(
        _ table: String, _ condition: String, _ order: String, _ values: [any ColumnRepresentable], _ limit: Int,
        _ caller: Caller, _ request: String?,
        _ make: (StoreRow) throws(RegistryError) -> (value: T, id: RecordID, municipality: String)
    ) throws(RegistryError) -> [T] {
        guard (1...Self.directoryPageLimit).contains(limit) else {
            throw RegistryError(.invalid, at: "limit", "expected 1 to \(Self.directoryPageLimit), found \(limit)")
        }
        return try audited(AuditNote(caller.actor, .directoryRead, request: request)) { connection, note in
            let scope = try caller.scope(for: .readDirectory, now: now())
            let predicate = scope.predicate(ScopeColumns(municipality: "municipality"))
            var page: [T] = []
            for row in try connection.rows(
                "SELECT * FROM \(table) WHERE \(condition) AND \(predicate.sql) ORDER BY \(order) LIMIT ?",
                with: values + predicate.values + [limit])
            {
                let (value, id, municipality) = try make(row)
                try scope.check(municipality: municipality)
                page.append(value)
                note.subjects.append(id.description)
            }
            return page
        }
    }

    /// A structure as it is live.
    ///
    /// - Throws: ``RegistryError`` with the code `notFound` when there is none, or the caller may not see it.
    package func structure(_ ref: String, by caller: Caller, request: String? = nil) throws(RegistryError)
        -> StructureState
    {
        try audited(AuditNote(caller.actor, .directoryRead, request: request)) { connection, note in
            let scope = try caller.scope(for: .readDirectory, now: now())
            let state = try structure(ref, scope, connection)
            note.subjects = [state.id.description]
            return state
        }
    }

    /// Every version that a structure had, the newest first, with what each one changed.
    package func history(
        of ref: String, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> [StructureVersion] {
        try audited(AuditNote(caller.actor, .directoryRead, request: request)) { connection, note in
            let scope = try caller.scope(for: .readDirectory, now: now())
            let state = try structure(ref, scope, connection)
            note.subjects = [state.id.description]
            var versions: [StructureVersion] = []
            var former = StructureFields()
            for row in try connection.rows(
                """
                SELECT version, fields, at, draft, author, reason FROM structure_history
                JOIN draft ON draft.id = structure_history.draft WHERE structure_history.structure = ? ORDER BY version
                """, state.id)
            {
                let fields = try StructureFields(stored: try row["fields"])
                let reviewers = try connection.rows(
                    "SELECT reviewer FROM review WHERE draft = ? AND verdict = 'approve' ORDER BY at, reviewer",
                    try row["draft"] as RecordID
                ).map { try $0["reviewer"] as RecordID }
                versions.append(
                    StructureVersion(
                        version: try row["version"], at: try row["at"], author: try row["author"], reviewers: reviewers,
                        reason: try row["reason"], changes: FieldChange.between(former, fields)))
                former = fields
            }
            return versions.reversed()
        }
    }

    /// A draft with its differences, and beside it the other open drafts of the structure.
    ///
    /// - Throws: ``RegistryError`` with the code `notFound` when there is none, or the caller may not see it.
    package func view(_ id: RecordID, by caller: Caller, request: String? = nil) throws(RegistryError) -> DraftView {
        try audited(AuditNote(caller.actor, .directoryRead, request: request)) { connection, note in
            let scope = try caller.scope(for: .readDirectory, now: now())
            let draft = try draft(id, scope, connection)
            note.subjects = [id.description]
            let row = try connection.row("SELECT * FROM structure_state WHERE id = ?", draft.structure)
            let state = try row.map { row throws(RegistryError) in try StructureState(row) }
            let live = state?.fields ?? StructureFields()
            let approvals: Int =
                try connection.row("SELECT count(*) AS n FROM review WHERE draft = ? AND verdict = 'approve'", id)?["n"]
                ?? 0
            // Two drafts of a new structure have one identifier, but are not yet one structure.
            let others = try connection.rows(
                "SELECT * FROM draft WHERE ref = ? AND state = 'open' AND id <> ? ORDER BY created_at, id", draft.ref,
                id
            ).map { try Draft($0) }.filter { scope.admits(municipality: $0.municipality) }
            note.subjects += others.map(\.id.description)
            return DraftView(
                draft: draft, changes: FieldChange.between(live, live.applying(draft.patch)),
                liveVersion: state?.version ?? 0,
                approvalsMissing: max(0, draft.patch.approvalsNeeded - approvals), others: others)
        }
    }

    /// The structure of an identifier within a scope. What is outside looks like what does not exist.
    func structure(_ ref: String, _ scope: Scope, _ connection: StoreConnection) throws(RegistryError) -> StructureState
    {
        guard let row = try row("structure_state", "ref", ref, scope, connection) else {
            throw RegistryError(.notFound, at: "structure \(PlainText.quoted(ref))", "there is no such structure")
        }
        return try StructureState(row)
    }

    /// The draft of an identifier within a scope. What is outside looks like what does not exist.
    func draft(_ id: RecordID, _ scope: Scope, _ connection: StoreConnection) throws(RegistryError) -> Draft {
        guard let row = try row("draft", "id", id, scope, connection) else {
            throw RegistryError(.notFound, at: "draft \(id)", "there is no such draft")
        }
        return try Draft(row)
    }

    private func row(
        _ table: String, _ column: String, _ value: any ColumnRepresentable, _ scope: Scope,
        _ connection: StoreConnection
    ) throws(RegistryError) -> StoreRow? {
        let predicate = scope.predicate(ScopeColumns(municipality: "municipality"))
        let rows = try connection.rows(
            "SELECT * FROM \(table) WHERE \(column) = ? AND \(predicate.sql)", with: [value] + predicate.values)
        if let row = rows.first { try scope.check(municipality: try row["municipality"]) }
        return rows.first
    }
}
