/// What a verification of the audit found.
package enum AuditVerdict: Hashable, Sendable {
    /// Every row is as it was written, as far as chain and anchors tell.
    case whole(rows: Int, head: AuditHead, anchors: Int)
    /// A row was changed, removed or put in.
    case broken(lastGood: Int?, reason: String)
}

/// Walks the audit from its genesis and compares it with the anchors.
///
/// It finds every change, and every removal at the head and in the middle. A removed end, and an audit that somebody
/// with the key has written anew, are found as far as anchors reach; after the last anchor they are not.
package struct AuditVerifier {
    private let connection: StoreConnection
    private let ring: KeyRing

    /// Verifies the audit of the store of a connection.
    package init(_ connection: StoreConnection, ring: KeyRing) {
        self.connection = connection
        self.ring = ring
    }

    /// Verifies all rows, in O(n), and then the anchors.
    ///
    /// - Throws: ``RegistryError`` only when rows cannot be read at all.
    package func verify(_ anchors: AnchorFile.Contents = AnchorFile.Contents()) throws(RegistryError) -> AuditVerdict {
        var walk = Walk()
        // The hashes of the rows that anchors name.
        let named = Set(anchors.anchors.map(\.head.seq))
        var hashes: [Int: [UInt8]] = [:]
        while true {
            let rows = try connection.rows(
                "SELECT \(AuditRow.columns) FROM audit WHERE seq >= ? ORDER BY seq LIMIT 500", walk.next)
            let subjects = try subjects(from: walk.next, rows)
            for row in rows {
                if let reason = reason(row, subjects, walk) { return .broken(lastGood: walk.lastGood, reason: reason) }
                let hash: [UInt8] = try row["hash"]
                if named.contains(walk.next) { hashes[walk.next] = hash }
                walk = Walk(
                    next: walk.next + 1, previous: hash, at: try row["at_ms"], subjects: walk.subjects + (try row["n"]))
            }
            if rows.count < 500 { break }
        }
        guard let lastGood = walk.lastGood else { return .broken(lastGood: nil, reason: "there is no row at all") }
        if let reason = try strays(walk) { return .broken(lastGood: lastGood, reason: reason) }
        if let broken = contradiction(anchors, hashes, lastGood) { return broken }
        return .whole(
            rows: walk.next, head: AuditHead(seq: lastGood, at: walk.at, hash: walk.previous),
            anchors: anchors.anchors.count)
    }

    private struct Walk {
        /// The number that the next row must have.
        var next = 0
        var previous = [UInt8](repeating: 0, count: 32)
        var at = Timestamp(milliseconds: 0)
        /// The number of subjects so far.
        var subjects = 0
        var lastGood: Int? { next > 0 ? next - 1 : nil }
    }

    private func subjects(from first: Int, _ rows: [StoreRow]) throws(RegistryError) -> [Int: [String]] {
        guard let last = try rows.last.map({ row throws(RegistryError) -> Int in try row["seq"] }) else { return [:] }
        var subjects: [Int: [String]] = [:]
        for row in try connection.rows(
            "SELECT seq, subject FROM audit_subject WHERE seq BETWEEN ? AND ? ORDER BY seq, i", first, last)
        {
            subjects[try row["seq"], default: []].append(try row["subject"])
        }
        return subjects
    }

    /// Why a row cannot follow the rows before; nil when it can.
    private func reason(_ stored: StoreRow, _ subjects: [Int: [String]], _ walk: Walk) -> String? {
        do throws(RegistryError) {
            let row = try AuditRow(stored)
            guard row.seq == walk.next else { return "row \(walk.next) is missing; the next one is \(row.seq)" }
            guard row.previous == walk.previous else { return "row \(row.seq) does not follow the row before it" }
            let own = subjects[row.seq] ?? []
            guard row.count == own.count, row.subjectsRoot == AuditRow.root(own) else {
                return "the subjects of row \(row.seq) are not those it was written with"
            }
            guard row.hash == row.code(try ring.key(row.key, for: .audit).secret) else {
                return "row \(row.seq) was changed, or written without the key"
            }
            if row.seq == 0, row.action != AuditEvent.genesis.rawValue || own != [ring.installation.description] {
                return "row 0 is not the genesis of this installation"
            }
            return nil
        } catch {
            return "row \(walk.next) cannot be read: \(error)"
        }
    }

    /// Subjects that belong to no row.
    private func strays(_ walk: Walk) throws(RegistryError) -> String? {
        let count: Int =
            try connection.row("SELECT count(*) AS n FROM audit_subject").map {
                row throws(RegistryError) in try row["n"]
            } ?? 0
        return count == walk.subjects ? nil : "there are \(count) subjects, expected \(walk.subjects)"
    }

    /// The first anchor that the rows contradict.
    private func contradiction(
        _ anchors: AnchorFile.Contents, _ hashes: [Int: [UInt8]], _ last: Int
    ) -> AuditVerdict? {
        // The last row that the anchors before have confirmed.
        var confirmed: Int?
        for anchor in anchors.anchors {
            guard anchor.installation == ring.installation, (try? anchor.isSigned(ring: ring)) == true else {
                return .broken(
                    lastGood: last, reason: "the anchor for row \(anchor.head.seq) is not signed by this installation")
            }
            let seq = anchor.head.seq
            guard seq <= last else {
                return .broken(
                    lastGood: last, reason: "rows \(last + 1) to \(seq) are missing: an anchor names row \(seq)")
            }
            guard hashes[seq] == anchor.head.hash else {
                return .broken(
                    lastGood: confirmed,
                    reason: "the audit was written anew: row \(seq) is not the one that an anchor names")
            }
            confirmed = max(confirmed ?? 0, seq)
        }
        if let line = anchors.firstBadLine {
            return .broken(lastGood: last, reason: "line \(line) of the anchors is no anchor")
        }
        return nil
    }
}
