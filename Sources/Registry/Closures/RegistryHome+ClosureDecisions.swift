internal import Routing

extension RegistryHome {
    /// Proposes closures, all or none. Those of a coordinator are in force at once.
    ///
    /// - Parameter reason: Why, for whoever decides.
    /// - Returns: Their identifiers in the order of `entries`.
    /// - Throws: ``RegistryError``: `invalid`, `refused`, `conflict` when too many would be in force.
    @discardableResult
    package func proposeClosures(
        _ entries: [ClosureEntry], reason: String, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> [RecordID] {
        try proposing(reason, caller, request) { connection throws(RegistryError) in
            var ids: [RecordID] = []
            for entry in entries { ids.append(try insert(entry, nil, reason, caller, connection)) }
            return ids
        }
    }

    /// Proposes a closure that was ended, or is over, once more, with the same form.
    ///
    /// - Parameter until: When it ends this time; nil for no end.
    /// - Returns: The identifier of the new closure.
    /// - Throws: ``RegistryError``: `conflict` while it is in force or waits; `notFound`, `invalid`, `refused`.
    @discardableResult
    package func repeatClosure(
        _ id: RecordID, until: Timestamp?, reason: String, by caller: Caller, request: String? = nil
    ) throws(RegistryError) -> RecordID {
        let ids = try proposing(reason, caller, request) { connection throws(RegistryError) in
            let former = try closureRecord(id, connection)
            guard former.state == .ended || former.state == .inForce && former.isOver(at: now()) else {
                throw Self.isClosure(former, el: "δεν έχει λήξει")
            }
            var closure = former.closure
            closure.from = nil
            closure.until = until.map { Int64($0.milliseconds / 1000) }
            return [try insert(ClosureEntry(closure), id, reason, caller, connection)]
        }
        guard let new = ids.first else { throw RegistryError(.database, at: "closure", "was not made") }
        return new
    }

    /// Puts the proposal of somebody else in force, or declines it.
    ///
    /// - Throws: ``RegistryError``: `refused` for one's own proposal, `conflict` when it is decided; `notFound`, `invalid`.
    package func decideClosure(
        _ id: RecordID, approve: Bool, note text: String = "", by caller: Caller, request: String? = nil
    ) throws(RegistryError) {
        try Self.checkNote(text, at: "note")
        let event: AuditEvent = approve ? .closureInForce : .closureDeclined
        try audited(AuditNote(caller.actor, event, request: request)) { connection, note in
            note.subjects = [id.description]
            _ = try caller.scope(for: .decideClosures, now: now())
            let record = try closureRecord(id, connection)
            guard record.author != caller.principal else {
                throw RegistryError(
                    .refused, at: "closure \(id)", "nobody decides on their own proposal",
                    el: "κανείς δεν αποφασίζει για δική του πρόταση")
            }
            guard record.state == .proposed else { throw Self.isClosure(record, el: "έχει ήδη κριθεί ή αποσυρθεί") }
            if approve {
                try checkLasts(record.closure)
                try checkFits(record.closure, connection)
            }
            let state: ClosureRecord.State = approve ? .inForce : .declined
            try connection.execute(
                "UPDATE closure SET state = ?, decided_by = ?, decided_at = ?, note = ? WHERE id = ?", state.rawValue,
                caller.principal, now(), text, id)
            try noteClosure(state, id, caller, connection)
        }
    }

    /// Withdraws one's own proposal while it waits.
    ///
    /// - Throws: ``RegistryError``: `refused` for one of somebody else, `conflict` when it is decided; `notFound`.
    package func withdrawClosure(_ id: RecordID, by caller: Caller, request: String? = nil) throws(RegistryError) {
        try audited(AuditNote(caller.actor, .closureWithdrawn, request: request)) { connection, note in
            note.subjects = [id.description]
            _ = try caller.scope(for: .proposeClosures, now: now())
            let record = try closureRecord(id, connection)
            guard record.author == caller.principal else {
                throw RegistryError(
                    .refused, at: "closure \(id)", "only its author withdraws it",
                    el: "μόνο όποιος την πρότεινε την αποσύρει")
            }
            guard record.state == .proposed else { throw Self.isClosure(record, el: "έχει ήδη κριθεί ή αποσυρθεί") }
            try connection.execute(
                "UPDATE closure SET state = 'withdrawn', decided_at = ? WHERE id = ?", now(), id)
            try noteClosure(.withdrawn, id, caller, connection)
        }
    }

    /// Ends a closure in force: its roads are open again.
    ///
    /// - Throws: ``RegistryError``: `conflict` when it is not in force; `notFound`, `invalid`, `refused`.
    package func endClosure(
        _ id: RecordID, reason: String, by caller: Caller, request: String? = nil
    ) throws(RegistryError) {
        try Self.checkReason(reason)
        try audited(AuditNote(caller.actor, .closureEnded, request: request)) { connection, note in
            note.subjects = [id.description]
            _ = try caller.scope(for: .decideClosures, now: now())
            let record = try closureRecord(id, connection)
            guard record.state == .inForce else { throw Self.isClosure(record, el: "δεν ισχύει") }
            try connection.execute(
                "UPDATE closure SET state = 'ended', ended_by = ?, ended_at = ?, end_reason = ? WHERE id = ?",
                caller.principal, now(), reason, id)
            try noteClosure(.ended, id, caller, connection)
        }
    }

    private func proposing(
        _ reason: String, _ caller: Caller, _ request: String?,
        _ body: (StoreConnection) throws(RegistryError) -> [RecordID]
    ) throws(RegistryError) -> [RecordID] {
        try Self.checkReason(reason)
        return try audited(AuditNote(caller.actor, .closureProposed, request: request)) { connection, note in
            _ = try caller.scope(for: .proposeClosures, now: now())
            note.subjects = try body(connection).map(\.description)
            if decidesClosures(caller) { note.event = .closureInForce }
            return note.subjects.compactMap { RecordID($0) }
        }
    }

    /// Whether somebody's closures are in force without a second person.
    package func decidesClosures(_ caller: Caller) -> Bool {
        (try? caller.scope(for: .decideClosures, now: now())) != nil
    }

    private func insert(
        _ entry: ClosureEntry, _ former: RecordID?, _ reason: String, _ caller: Caller, _ connection: StoreConnection
    ) throws(RegistryError) -> RecordID {
        let (closure, id, now) = (entry.closure, RecordID.random(), now())
        try checkLasts(closure)
        let decides = decidesClosures(caller)
        if decides { try checkFits(closure, connection) }
        let state: ClosureRecord.State = decides ? .inForce : .proposed
        try connection.execute(
            """
            INSERT INTO closure (id, feature, source, until, reason, author, former, state, created_at, decided_by, decided_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, id, closure.storedText, closure.source, closure.until.map { Int($0) * 1000 }, reason, caller.principal,
            former, state.rawValue, now, decides ? caller.principal : nil, decides ? now : nil)
        try noteClosure(state, id, caller, connection)
        return id
    }

    /// Adds to the history what has become of a closure.
    private func noteClosure(
        _ state: ClosureRecord.State, _ id: RecordID, _ caller: Caller, _ connection: StoreConnection
    ) throws(RegistryError) {
        let steps = [.inForce, .ended].contains(state) ? 1 : 0
        try connection.execute(
            """
            INSERT INTO closure_change (number, closure, state, version, by, at)
            SELECT coalesce(max(number), 0) + 1, ?, ?, coalesce(max(version), 0) + ?, ?, ? FROM closure_change
            """, id, state.rawValue, steps, caller.principal, now())
    }

    /// Refuses a closure that is over.
    private func checkLasts(_ closure: Closure) throws(RegistryError) {
        guard closure.until.map({ Int($0) * 1000 > now().milliseconds }) ?? true else {
            throw RegistryError(.invalid, at: "until", "has passed", el: "το τέλος έχει περάσει")
        }
    }

    /// Refuses one more closure in force than fit into what is published.
    private func checkFits(_ closure: Closure, _ connection: StoreConnection) throws(RegistryError) {
        let row = try connection.row(
            """
            SELECT count(*) AS n, coalesce(sum(length(CAST(feature AS BLOB)) + 600), 0) AS bytes FROM closure
            WHERE state = 'in-force'
            """)
        let (count, bytes): (Int, Int) = (try row?["n"] ?? 0, try row?["bytes"] ?? 0)
        guard count < Self.closureLimit, bytes + closure.storedText.utf8.count <= Self.closureBytes else {
            throw RegistryError(
                .conflict, at: "closures", "too many are in force; end some first",
                el: "ισχύουν ήδη πάρα πολλοί κλειστοί δρόμοι· λήξτε πρώτα κάποιους")
        }
    }

    /// The error for a closure that is in another state than needed.
    private static func isClosure(_ record: ClosureRecord, el greek: String) -> RegistryError {
        RegistryError(.conflict, at: "closure \(record.id)", "is \(record.state.rawValue)", el: greek)
    }
}
