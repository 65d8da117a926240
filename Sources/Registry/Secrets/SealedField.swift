internal import Crypto

/// A column of a table that holds sealed values.
package struct SealedColumn: Hashable, Sendable {
    /// The name of the table.
    package let table: String
    /// The name of the column.
    package let column: String
    /// The purpose of the keys that seal it.
    package let purpose: KeyPurpose

    /// Names a column.
    package init(_ table: String, _ column: String, _ purpose: KeyPurpose) {
        (self.table, self.column, self.purpose) = (table, column, purpose)
    }
}

extension KeyRing {
    /// The first byte of a sealed value: the version of its form.
    private static let form: UInt8 = 1

    /// Seals a value for one place: it opens in no other row, column or table.
    package func seal(_ plain: [UInt8], in column: SealedColumn, row: RecordID) throws(RegistryError) -> [UInt8] {
        let key = try current(column.purpose)
        return try [Self.form] + key.id.bytes
            + AEAD.seal(plain, key: key.secret, bound: Self.bound(column, row, key.id))
    }

    /// Opens a sealed value.
    ///
    /// - Throws: ``RegistryError`` with the code `damaged` when the value was changed or stood elsewhere, and `wrongKey`
    ///   when its key is not in the ring.
    package func open(_ sealed: [UInt8], in column: SealedColumn, row: RecordID) throws(RegistryError) -> [UInt8] {
        guard sealed.first == Self.form, let id = RecordID(bytes: Array(sealed.dropFirst().prefix(16))) else {
            throw Self.damaged(column)
        }
        let key = try key(id, for: column.purpose)
        guard let plain = AEAD.open(Array(sealed.dropFirst(17)), key: key.secret, bound: Self.bound(column, row, id))
        else {
            throw Self.damaged(column)
        }
        return plain
    }

    /// Seals a value again when a former key had sealed it; nil when the current one did.
    package func resealed(_ sealed: [UInt8], in column: SealedColumn, row: RecordID) throws(RegistryError) -> [UInt8]? {
        guard try Array(sealed.dropFirst().prefix(16)) != current(column.purpose).id.bytes else { return nil }
        return try seal(open(sealed, in: column, row: row), in: column, row: row)
    }

    /// The index of a text, by which its sealed form is found again: equal texts of a column have equal indexes.
    ///
    /// It tells nothing about the text without the key, except how often the same one occurs.
    package func blindIndex(_ text: String, of column: SealedColumn) throws(RegistryError) -> [UInt8] {
        var message = BoundMessage("plision-index-1")
        message.append(column.table)
        message.append(column.column)
        message.append(text)
        return Array(HMAC<SHA256>.authenticationCode(for: message.bytes, using: try current(.index).secret))
    }

    private static func bound(_ column: SealedColumn, _ row: RecordID, _ key: RecordID) -> BoundMessage {
        var message = BoundMessage("plision-field-1")
        message.append(column.table)
        message.append(row.bytes)
        message.append(column.column)
        message.append(key.bytes)
        return message
    }

    private static func damaged(_ column: SealedColumn) -> RegistryError {
        RegistryError(
            .damaged, at: "\(column.table).\(column.column)", "a sealed value was changed, or stood in another place")
    }
}
