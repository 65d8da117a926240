internal import CSpatiaLite
internal import GRDB

/// Inserts many rows into a table through a prepared statement.
///
/// Values are bound through SQLite's own functions, because an argument list per row would take longer than the row.
final class RowInserter {
    private let statement: Statement
    private let table: StoreTable
    private let hasGeometry: Bool
    private let valueCount: Int

    /// Prepares the statement for all columns of `table` but `fid`, with `geom` last.
    init(_ table: StoreTable, in db: Database) throws {
        self.table = table
        hasGeometry = table.shape != nil
        let columns = table.columnNames + (hasGeometry ? ["geom"] : [])
        valueCount = table.columnNames.count
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        statement = try db.makeStatement(
            sql: "INSERT INTO \(table.rawValue) (\(columns.joined(separator: ", "))) VALUES (\(marks))")
    }

    /// Inserts a row with all columns in the order of the table and its geometry blob.
    func insert(_ values: [SQLValue], geometry: [UInt8]?) throws {
        guard values.count == valueCount, hasGeometry || geometry == nil else {
            throw StoreError(
                .database, at: table.rawValue, "expected \(valueCount) values, found \(values.count)")
        }
        let handle = statement.sqliteStatement
        sqlite3_reset(handle)
        for (index, value) in values.enumerated() { try bind(value, at: Int32(index + 1), of: handle) }
        if hasGeometry {
            try bind(geometry.map(SQLValue.blob) ?? .null, at: Int32(valueCount + 1), of: handle)
        }
        let code = sqlite3_step(handle)
        guard code == SQLITE_DONE else { throw failure(code, of: handle) }
        sqlite3_reset(handle)
    }

    private func bind(_ value: SQLValue, at index: Int32, of handle: OpaquePointer) throws(DatabaseError) {
        // SQLite copies the values (SQLITE_TRANSIENT), so no pointer outlives its call.
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        let code: Int32
        switch value {
        case .null: code = sqlite3_bind_null(handle, index)
        case .integer(let number): code = sqlite3_bind_int64(handle, index, number)
        case .real(let number): code = sqlite3_bind_double(handle, index, number)
        case .text(var text):
            code = text.withUTF8 { utf8 in
                utf8.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text(handle, index, $0.baseAddress ?? emptyText, Int32($0.count), transient)
                }
            }
        case .blob(let bytes):
            code = bytes.withUnsafeBytes {
                sqlite3_bind_blob(handle, index, $0.baseAddress, Int32($0.count), transient)
            }
        }
        guard code == SQLITE_OK else { throw failure(code, of: handle) }
    }

    private func failure(_ code: Int32, of handle: OpaquePointer) -> DatabaseError {
        let message = sqlite3_db_handle(handle).map { String(cString: sqlite3_errmsg($0)) }
        return DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: statement.sql)
    }
}

/// An empty text, because SQLite would read a null pointer as NULL.
nonisolated(unsafe) private let emptyText: UnsafePointer<CChar> = {
    let bytes = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
    bytes.pointee = 0
    return UnsafePointer(bytes)
}()
