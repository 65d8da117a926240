extension SealedColumn {
    /// Every column that holds sealed values.
    static let all: [SealedColumn] = [.email, .credential, .invitation, .submission, .report]
}

extension RegistryHome {
    /// Replaces the key of a purpose and seals again what the former one had sealed, in one transaction.
    ///
    /// Former keys stay in the ring, because backups and the audit need them.
    /// - Returns: The number of values that were sealed again.
    /// - Throws: ``RegistryError`` with the code `refused` for a purpose whose key cannot be replaced.
    @discardableResult
    package func rotateKey(_ purpose: KeyPurpose) throws(RegistryError) -> Int {
        try ring.rotate(purpose, now: now())
        return try audited(AuditNote(.systemOperator, .keyRotated, purpose: purpose.rawValue)) { connection, _ in
            var count = 0
            for column in SealedColumn.all where column.purpose == purpose {
                let rows = try connection.rows(
                    "SELECT id, \(column.column) AS sealed FROM \(column.table) WHERE \(column.column) IS NOT NULL")
                for row in rows {
                    let id: RecordID = try row["id"]
                    guard let sealed = try ring.resealed(try row["sealed"], in: column, row: id) else { continue }
                    try connection.execute("UPDATE \(column.table) SET \(column.column) = ? WHERE id = ?", sealed, id)
                    count += 1
                }
            }
            return count
        }
    }

    /// Wraps all keys with another root key; what they protect stays as it is. From then on only the new one opens the
    /// registry.
    package func rewrapKeys(with origin: RootKey.Origin) throws(RegistryError) {
        try audited(AuditNote(.systemOperator, .keyRotated, purpose: "root")) { _, _ in }
        try ring.rewrap(with: origin)
    }
}
