internal import Records

/// A live structure that is past its check interval.
package struct DueCheck: Sendable {
    /// The structure.
    package var state: StructureState
    /// For how many days it has been due; nil when it was never checked.
    package var days: Int?
    /// Whether a draft that confirms or corrects it waits for approval.
    package var isDrafted: Bool
}

extension RegistryHome {
    /// The condition that a structure is past its interval, whose value is the present day in the region.
    static let isDue = "fresh_until < ?"
    /// Whether an open draft sets the date of the last check. A quotation mark within a text is escaped, so that only the
    /// name of the field matches.
    static let isCheckDrafted = """
        EXISTS (SELECT 1 FROM draft WHERE draft.structure = structure_state.id AND draft.state = 'open'
                AND draft.patch LIKE '%"checkedOn":%')
        """

    /// The structures of the caller that are past their check interval, the longest due first, after the one named `ref`.
    package func checksDue(
        after ref: String? = nil, limit: Int = directoryPageLimit, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> [DueCheck] {
        let today = today.dayNumber
        let behind = "(fresh_until, ref) > (SELECT fresh_until, ref FROM structure_state WHERE ref = ?)"
        var values: [any ColumnRepresentable] = [today]
        if let ref { values.append(ref) }
        return try page(
            "structure_state", "*, \(Self.isCheckDrafted) AS is_drafted",
            ref == nil ? Self.isDue : "\(Self.isDue) AND \(behind)", "fresh_until, ref", values, limit, caller, request
        ) { row throws(RegistryError) in
            let state = try StructureState(row)
            let until: Int = try row["fresh_until"]
            let due = DueCheck(
                state: state, days: until == 0 ? nil : today - until, isDrafted: try row["is_drafted"])
            return (due, state.id, state.municipality)
        }
    }

    /// How many structures of the caller are past their check interval and wait for nobody's approval.
    package func checksDueCount(by caller: Caller, request: String? = nil) throws(RegistryError) -> Int {
        try audited(AuditNote(caller.actor, .directoryRead, purpose: "counts", request: request)) { connection, _ in
            let scope = try caller.scope(for: .readDirectory, now: now())
            let predicate = scope.predicate(ScopeColumns(municipality: "municipality"))
            return try connection.rows(
                """
                SELECT count(*) AS n FROM structure_state
                WHERE \(Self.isDue) AND NOT \(Self.isCheckDrafted) AND \(predicate.sql)
                """, with: [today.dayNumber] + predicate.values
            ).first?["n"] ?? 0
        }
    }

    /// Drafts that everything about a structure is still right today.
    ///
    /// The date of the last check is published like everything else, so somebody else approves it like everything else.
    /// - Parameter base: The version that the caller has seen.
    /// - Throws: ``RegistryError``: `notFound`, and `conflict` when the structure has changed or such a draft waits already.
    @discardableResult
    package func confirm(
        _ ref: String, base: Int, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> RecordID {
        var patch = StructureFields()
        try patch.set(.checkedOn, .string(TimeText.text(today)))
        return try audited(AuditNote(caller.actor, .drafted, request: request)) { connection, note in
            let scope = try caller.scope(for: .draft, now: now())
            let state = try structure(ref, scope, connection)
            note.subjects = [state.id.description]
            let drafted = try connection.row(
                "SELECT 1 AS found FROM structure_state WHERE id = ? AND \(Self.isCheckDrafted)", state.id)
            guard drafted == nil else {
                throw RegistryError(
                    .conflict, at: ref, "a draft with a newer check waits for approval already",
                    el: "περιμένει ήδη έγκριση προσχέδιο με νεότερο έλεγχο")
            }
            let id = try draft(
                patch, of: state, base: base, reason: "Ελέγχθηκε: ισχύει ακόμη (checked: still right)", scope, caller,
                connection)
            note.subjects.append(id.description)
            return id
        }
    }
}
