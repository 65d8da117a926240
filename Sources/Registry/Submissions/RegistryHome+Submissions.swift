extension RegistryHome {
    /// Does what a request asks for, once: its answer is kept in the same transaction, and given again when the request
    /// comes again within a day.
    ///
    /// - Parameter body: Does it with the registry that it gets, all in one transaction. It must not check passwords, which
    ///   takes long. Without an answer nothing is kept.
    /// - Throws: ``RegistryError``: `keyReused` when the key came with another request, and the errors of `body`, after
    ///   which nothing is done or kept.
    package func once(
        _ submission: Submission, _ body: (RegistryHome) throws -> StoredAnswer?
    ) throws(RegistryError) -> StoredAnswer? {
        try settleClock()
        try require(submission.action, by: submission.caller, request: submission.request)
        var refusal: AuditNote?
        do throws(RegistryError) {
            let (answer, head) = try store.transaction { connection -> (StoredAnswer?, AuditHead?) in
                let joint = JointTransaction(connection)
                defer { refusal = joint.refusal }
                let home = RegistryHome(self, within: joint)
                if let known = try home.repeated(submission, connection) { return (known, joint.head) }
                let answer = try body(home)
                if let answer { try home.keep(answer, submission, connection) }
                return (answer, joint.head)
            }
            if let head { anchors.note(head, ring: ring) }
            return answer
        } catch {
            if let refusal { try audited(refusal) { _, _ in } }
            throw error
        }
    }

    /// Whether a key was used before, so that ``once(_:_:)`` gives the former answer, or refuses.
    func isUsed(_ submission: Submission) throws(RegistryError) -> Bool {
        try store.read { connection in try kept(submission, connection) } != nil
    }

    /// The row of a key that was used within a day; nil when there is none.
    private func kept(_ submission: Submission, _ connection: StoreConnection) throws(RegistryError) -> StoreRow? {
        try connection.row(
            "SELECT * FROM submission WHERE principal = ? AND key_hash = ? AND at > ?", submission.caller.principal,
            submission.key, now().adding(seconds: -Submission.keptSeconds))
    }

    /// The answer that a request had before; nil when it comes for the first time.
    private func repeated(
        _ submission: Submission, _ connection: StoreConnection
    ) throws(RegistryError) -> StoredAnswer? {
        guard let row = try kept(submission, connection) else { return nil }
        guard try row["request_hash"] == submission.content else {
            throw RegistryError(
                .keyReused, at: "Idempotency-Key", "was used for another request; make a new one",
                el: "χρησιμοποιήθηκε για άλλο αίτημα· φτιάξτε νέο")
        }
        let id: RecordID = try row["id"]
        return try audited(AuditNote(submission.caller.actor, .answerRepeated, request: submission.request)) {
            _, note in
            note.subjects = [id.description]
            return StoredAnswer(
                status: try row["status"], bytes: try ring.open(try row["answer"], in: .submission, row: id))
        }
    }

    private func keep(
        _ answer: StoredAnswer, _ submission: Submission, _ connection: StoreConnection
    ) throws(RegistryError) {
        let now = now()
        try connection.execute(
            "DELETE FROM submission WHERE at <= ?", now.adding(seconds: -Submission.keptSeconds))
        let id = RecordID.random()
        try connection.execute(
            """
            INSERT INTO submission (id, principal, key_hash, request_hash, status, answer, at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """, id, submission.caller.principal, submission.key, submission.content, answer.status,
            try ring.seal(answer.bytes, in: .submission, row: id), now)
    }
}
