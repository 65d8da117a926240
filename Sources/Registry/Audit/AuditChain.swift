internal import Crypto
internal import Records

/// A row of the audit.
package struct AuditRow: Hashable, Sendable {
    /// Its number; the first row, the genesis, has 0, and none is left out.
    package var seq: Int
    /// When it was written, by the clock of the machine.
    package var at: Timestamp
    /// `operator`, `person` or `nobody`.
    package var actor: String
    /// The account, of a person.
    package var principal: RecordID?
    /// The session, of a person.
    package var session: RecordID?
    /// The raw value of an ``AuditEvent``, or one of a newer version.
    package var action: String
    /// What for.
    package var purpose: String
    /// The legal basis, where one is needed.
    package var basis: String?
    /// The incident, where there is one.
    package var incident: [UInt8]?
    /// The identifier of the request.
    package var request: String?
    /// The number of subjects.
    package var count: Int
    /// The digest of the subjects in order.
    package var subjectsRoot: [UInt8]
    /// The key that authenticates the row.
    package var key: RecordID
    /// The authentication code of the row before, 32 zero bytes for the genesis.
    package var previous: [UInt8]
    /// The authentication code of the row.
    package var hash: [UInt8]

    /// The columns in the order of the chain, as SQL.
    static let columns =
        "seq, at_ms, actor, principal, session, action, purpose, basis, incident, request_id, n, subjects_root, key_id, prev, hash"

    /// Reads a row of the table.
    init(_ row: StoreRow) throws(RegistryError) {
        seq = try row["seq"]
        at = try row["at_ms"]
        actor = try row["actor"]
        principal = try row["principal"]
        session = try row["session"]
        action = try row["action"]
        purpose = try row["purpose"]
        basis = try row["basis"]
        incident = try row["incident"]
        request = try row["request_id"]
        count = try row["n"]
        subjectsRoot = try row["subjects_root"]
        key = try row["key_id"]
        previous = try row["prev"]
        hash = try row["hash"]
    }

    /// Makes the row that follows `previous`, without its code.
    init(_ note: AuditNote, seq: Int, at: Timestamp, key: RecordID, previous: [UInt8]) {
        self.seq = seq
        self.at = at
        actor = note.actor.text
        principal = note.actor.principal
        session = note.actor.session
        action = note.event.rawValue
        purpose = note.purpose
        request = note.request
        count = note.subjects.count
        subjectsRoot = Self.root(note.subjects)
        self.key = key
        self.previous = previous
        hash = []
    }

    /// The digest of subjects in order.
    static func root(_ subjects: [String]) -> [UInt8] {
        var message = BoundMessage("plision-subjects-1")
        for subject in subjects { message.append(subject) }
        return Array(SHA256.hash(data: message.bytes))
    }

    /// The authentication code of all fields, that of the row before included.
    func code(_ secret: SymmetricKey) -> [UInt8] {
        var message = BoundMessage("plision-audit-1")
        message.append(seq)
        message.append(at.milliseconds)
        message.append(actor)
        message.append(principal?.bytes)
        message.append(session?.bytes)
        message.append(action)
        message.append(purpose)
        message.append(basis)
        message.append(incident)
        message.append(request)
        message.append(count)
        message.append(subjectsRoot)
        message.append(key.bytes)
        message.append(previous)
        return Array(HMAC<SHA256>.authenticationCode(for: message.bytes, using: secret))
    }
}

/// The end of the audit: what an anchor fixes.
package struct AuditHead: Hashable, Sendable {
    /// The number of the last row.
    package var seq: Int
    /// When it was written.
    package var at: Timestamp
    /// Its authentication code, which depends on all rows before.
    package var hash: [UInt8]
}

/// Adds rows to the audit: each is authenticated together with the one before, so that none can be changed, put in or taken
/// out without the key.
package struct AuditChain {
    private let connection: StoreConnection

    /// The audit of the store of a connection.
    package init(_ connection: StoreConnection) { self.connection = connection }

    /// The last row; nil when there is none, which is so only before the genesis.
    package var head: AuditHead? {
        get throws(RegistryError) {
            try connection.row("SELECT seq, at_ms, hash FROM audit ORDER BY seq DESC LIMIT 1").map {
                row throws(RegistryError) in
                AuditHead(seq: try row["seq"], at: try row["at_ms"], hash: try row["hash"])
            }
        }
    }

    /// Writes the row of a note in the transaction of the connection.
    @discardableResult
    func append(_ note: AuditNote, at now: Timestamp, ring: KeyRing) throws(RegistryError) -> AuditHead {
        let last = try head
        let key = try ring.current(.audit)
        var row = AuditRow(
            note, seq: (last?.seq ?? -1) + 1, at: now, key: key.id,
            previous: last?.hash ?? [UInt8](repeating: 0, count: 32))
        row.hash = row.code(key.secret)
        try connection.execute(
            "INSERT INTO audit (\(AuditRow.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row.seq,
            row.at,
            row.actor, row.principal, row.session, row.action, row.purpose, row.basis, row.incident, row.request,
            row.count, row.subjectsRoot, row.key, row.previous, row.hash)
        for (index, subject) in note.subjects.enumerated() {
            try connection.execute(
                "INSERT INTO audit_subject (seq, i, subject) VALUES (?, ?, ?)", row.seq, index, subject)
        }
        return AuditHead(seq: row.seq, at: row.at, hash: row.hash)
    }
}
