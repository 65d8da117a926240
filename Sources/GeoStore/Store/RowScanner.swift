internal import CSpatiaLite
package import GRDB
internal import GeoIndex

/// Reads the rows of a query one at a time through SQLite's own functions, for tables with hundreds of thousands of
/// rows.
package struct RowScanner {
    private let statement: Statement

    /// Prepares a query.
    package init(_ sql: String, arguments: StatementArguments = [], in db: Database) throws {
        statement = try db.makeStatement(sql: sql)
        try statement.setArguments(arguments)
    }

    /// Calls `body` with each row, which is valid only during the call.
    package func forEach(_ body: (RowView) throws -> Void) throws {
        let handle = statement.sqliteStatement
        sqlite3_reset(handle)
        defer { sqlite3_reset(handle) }
        while true {
            switch sqlite3_step(handle) {
            case SQLITE_ROW: try body(RowView(handle: handle))
            case SQLITE_DONE: return
            case let code:
                let message = sqlite3_db_handle(handle).map { String(cString: sqlite3_errmsg($0)) }
                throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
            }
        }
    }
}

/// The current row of a ``RowScanner``; columns are counted from 0.
package struct RowView {
    fileprivate let handle: OpaquePointer

    /// The text of a column; nil for NULL.
    package func text(_ column: Int32) -> String? {
        // SQLite's memory is valid until the next step; `String` copies it.
        guard let pointer = sqlite3_column_text(handle, column) else { return nil }
        let bytes = UnsafeBufferPointer(start: pointer, count: Int(sqlite3_column_bytes(handle, column)))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The number or text of a column as text; does not convert SQLite's stored value.
    package func key(_ column: Int32) -> String? {
        sqlite3_column_type(handle, column) == SQLITE_INTEGER ? "\(sqlite3_column_int64(handle, column))" : text(column)
    }

    /// The whole number of a column; nil for NULL.
    package func integer(_ column: Int32) -> Int64? {
        sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : sqlite3_column_int64(handle, column)
    }

    /// The number of a column; nil for NULL.
    package func real(_ column: Int32) -> Double? {
        sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : sqlite3_column_double(handle, column)
    }

    /// Whether a column is neither NULL nor 0.
    package func flag(_ column: Int32) -> Bool { sqlite3_column_int64(handle, column) != 0 }

    /// Calls `body` with the bytes of a column; without bytes for NULL.
    package func withBytes<T>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> T) -> T {
        let start = sqlite3_column_blob(handle, column)
        return body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    /// The geometry of a column; nil for NULL and for a damaged blob.
    package func geometry(_ column: Int32) -> SpatiaLiteBlob.Value? { withBytes(column, SpatiaLiteBlob.read) }
}

extension RowView {
    /// The position in a column; nil when it contains none.
    func point(_ column: Int32) -> Coordinate? {
        if case .point(let position)? = geometry(column) { position } else { nil }
    }

    /// The vertices in a column; empty when it contains no line.
    func line(_ column: Int32) -> [Coordinate] {
        if case .line(let vertices)? = geometry(column) { vertices } else { [] }
    }

    /// The polygons in a column; empty when it contains none.
    func area(_ column: Int32) -> MultiPolygon {
        if case .area(let polygons)? = geometry(column) { polygons } else { [] }
    }

    /// The texts of a JSON object in a column; empty when it contains none.
    func tags(_ column: Int32) -> [String: String] {
        guard let json = text(column), let texts = JSONText.texts(of: json) else { return [:] }
        return Dictionary(texts.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// The texts of a JSON array in a column; empty when it contains none.
    func list(_ column: Int32) -> [String] { text(column).flatMap(JSONText.list) ?? [] }
}
