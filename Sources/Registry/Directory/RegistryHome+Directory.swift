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
    /// The names of author and reviewers.
    package var names: [RecordID: String]
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
    /// The name of its author.
    package var authorName: String
    /// What the reviewers said, in order of time.
    package var reviews: [DraftReview]
    /// The other open drafts of the same structure.
    package var others: [Draft]
}

/// What somebody said about a draft.
package struct DraftReview: Hashable, Sendable {
    /// Who.
    package var reviewer: RecordID
    /// Their name.
    package var name: String
    /// Whether they approve it.
    package var approves: Bool
    /// In their words.
    package var note: String
}

/// An open draft in a list.
package struct OpenDraft: Sendable {
    /// The draft.
    package var draft: Draft
    /// The name of its author.
    package var authorName: String
    /// How many people must still approve it.
    package var approvalsMissing: Int
    /// Whether the caller has reviewed it.
    package var isReviewed: Bool
}

extension RegistryHome {
    /// The most structures or drafts that one answer has.
    package static let directoryPageLimit = 100

    /// The structures that the caller keeps, by identifier, after `ref`.
    package func structures(
        after ref: String = "", limit: Int = directoryPageLimit, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> [StructureState] {
        try page("structure_state", "*", "ref > ?", "ref", [ref], limit, caller, request) { row throws(RegistryError) in
            let state = try StructureState(row)
            return (state, state.id, state.municipality)
        }
    }

    /// The open drafts that the caller may see, the oldest first.
    package func openDrafts(
        limit: Int = directoryPageLimit, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> [OpenDraft] {
        let columns = """
            draft.*, (SELECT name FROM principal WHERE principal.id = author) AS author_name,
            (SELECT count(*) FROM review WHERE draft = draft.id AND verdict = 'approve') AS approvals,
            EXISTS (SELECT 1 FROM review WHERE draft = draft.id AND reviewer = ?) AS is_reviewed
            """
        return try page(
            "draft", columns, "state = 'open'", "created_at, id", [caller.principal], limit, caller, request
        ) { row throws(RegistryError) in
            let draft = try Draft(row)
            let approvals: Int = try row["approvals"]
            let open = OpenDraft(
                draft: draft, authorName: try row["author_name"],
                approvalsMissing: max(0, draft.patch.approvalsNeeded - approvals), isReviewed: try row["is_reviewed"])
            return (open, draft.id, draft.municipality)
        }
    }

    /// A page of the records of a table that the caller may see with one action.
    func page<T>(
        _ table: String, _ columns: String, _ condition: String, _ order: String, _ values: [any ColumnRepresentable],
        _ limit: Int,
        _ caller: Caller, _ request: String?, _ action: Action = .readDirectory, _ event: AuditEvent = .directoryRead,
        _ make: (StoreRow) throws(RegistryError) -> (value: T, id: RecordID, municipality: String?)
    ) throws(RegistryError) -> [T] {
        guard (1...Self.directoryPageLimit).contains(limit) else {
            throw RegistryError(.invalid, at: "limit", "expected 1 to \(Self.directoryPageLimit), found \(limit)")
        }
        return try audited(AuditNote(caller.actor, event, request: request)) { connection, note in
            let scope = try caller.scope(for: action, now: now())
            let predicate = scope.predicate(ScopeColumns(municipality: "municipality"))
            var page: [T] = []
            for row in try connection.rows(
                "SELECT \(columns) FROM \(table) WHERE \(condition) AND \(predicate.sql) ORDER BY \(order) LIMIT ?",
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
                let author: RecordID = try row["author"]
                let reviews = try reviews(of: try row["draft"], connection).filter(\.approves)
                var names = Dictionary(reviews.map { ($0.reviewer, $0.name) }) { first, _ in first }
                names[author] = try name(of: author, connection)
                versions.append(
                    StructureVersion(
                        version: try row["version"], at: try row["at"], author: author,
                        reviewers: reviews.map(\.reviewer), names: names, reason: try row["reason"],
                        changes: FieldChange.between(former, fields)))
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
            let reviews = try reviews(of: id, connection)
            // Two drafts of a new structure have one identifier, but are not yet one structure.
            let others = try connection.rows(
                "SELECT * FROM draft WHERE ref = ? AND state = 'open' AND id <> ? ORDER BY created_at, id", draft.ref,
                id
            ).map { try Draft($0) }.filter { scope.admits(municipality: $0.municipality) }
            note.subjects += others.map(\.id.description)
            return DraftView(
                draft: draft, changes: FieldChange.between(live, live.applying(draft.patch)),
                liveVersion: state?.version ?? 0,
                approvalsMissing: max(0, draft.patch.approvalsNeeded - reviews.count(where: \.approves)),
                authorName: try name(of: draft.author, connection), reviews: reviews, others: others)
        }
    }

    private func reviews(of draft: RecordID, _ connection: StoreConnection) throws(RegistryError) -> [DraftReview] {
        var reviews: [DraftReview] = []
        for row in try connection.rows(
            """
            SELECT reviewer, name, verdict, note FROM review JOIN principal ON principal.id = reviewer
            WHERE draft = ? ORDER BY at, reviewer
            """, draft)
        {
            let verdict: String = try row["verdict"]
            reviews.append(
                DraftReview(
                    reviewer: try row["reviewer"], name: try row["name"], approves: verdict == "approve",
                    note: try row["note"]))
        }
        return reviews
    }

    /// The name of the owner of an account.
    func name(of principal: RecordID, _ connection: StoreConnection) throws(RegistryError) -> String {
        try connection.row("SELECT name FROM principal WHERE id = ?", principal)?["name"] ?? ""
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
