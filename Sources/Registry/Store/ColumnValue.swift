/// A value of a column, of the few types that every database has.
package enum ColumnValue: Hashable, Sendable {
    /// No value.
    case null
    /// A whole number; also a moment in milliseconds, and 0 or 1 for false and true.
    case integer(Int)
    /// A text.
    case text(String)
    /// Bytes; also an identifier.
    case blob([UInt8])
}

/// A type that is stored in a column.
package protocol ColumnRepresentable: Sendable {
    /// The value to store.
    var columnValue: ColumnValue { get }
    /// The value that was stored; nil when it cannot be of this type.
    init?(columnValue: ColumnValue)
}

extension ColumnValue: ColumnRepresentable {
    /// The value itself.
    package var columnValue: ColumnValue { self }
    /// The value itself.
    package init?(columnValue: ColumnValue) { self = columnValue }
}

extension Int: ColumnRepresentable {
    /// A whole number.
    package var columnValue: ColumnValue { .integer(self) }
    /// Reads a whole number.
    package init?(columnValue: ColumnValue) {
        guard case .integer(let value) = columnValue else { return nil }
        self = value
    }
}

extension Bool: ColumnRepresentable {
    /// 0 or 1.
    package var columnValue: ColumnValue { .integer(self ? 1 : 0) }
    /// Reads 0 or 1.
    package init?(columnValue: ColumnValue) {
        switch columnValue {
        case .integer(0): self = false
        case .integer(1): self = true
        default: return nil
        }
    }
}

extension String: ColumnRepresentable {
    /// A text.
    package var columnValue: ColumnValue { .text(self) }
    /// Reads a text.
    package init?(columnValue: ColumnValue) {
        guard case .text(let text) = columnValue else { return nil }
        self = text
    }
}

extension [UInt8]: ColumnRepresentable {
    /// Bytes.
    package var columnValue: ColumnValue { .blob(self) }
    /// Reads bytes.
    package init?(columnValue: ColumnValue) {
        guard case .blob(let bytes) = columnValue else { return nil }
        self = bytes
    }
}

extension RecordID: ColumnRepresentable {
    /// 16 bytes.
    package var columnValue: ColumnValue { .blob(bytes) }
    /// Reads 16 bytes.
    package init?(columnValue: ColumnValue) {
        guard case .blob(let bytes) = columnValue else { return nil }
        self.init(bytes: bytes)
    }
}

extension Timestamp: ColumnRepresentable {
    /// Milliseconds since 1970.
    package var columnValue: ColumnValue { .integer(milliseconds) }
    /// Reads milliseconds since 1970.
    package init?(columnValue: ColumnValue) {
        guard case .integer(let value) = columnValue else { return nil }
        self.init(milliseconds: value)
    }
}

extension Optional: ColumnRepresentable where Wrapped: ColumnRepresentable {
    /// Null for nil.
    package var columnValue: ColumnValue { self?.columnValue ?? .null }
    /// Reads null as nil.
    package init?(columnValue: ColumnValue) {
        if columnValue == .null {
            self = .none
        } else if let value = Wrapped(columnValue: columnValue) {
            self = .some(value)
        } else {
            return nil
        }
    }
}

/// A row of an answer.
package struct StoreRow: Sendable {
    /// The values by name of their column.
    let values: [String: ColumnValue]

    /// The value of a column.
    ///
    /// - Throws: ``RegistryError`` with the code `damaged` when it is not of the type asked for.
    package subscript<T: ColumnRepresentable>(_ column: String) -> T {
        get throws(RegistryError) {
            guard let value = values[column], let typed = T(columnValue: value) else {
                throw RegistryError(.damaged, at: column, "expected a value of type \(T.self)")
            }
            return typed
        }
    }
}
