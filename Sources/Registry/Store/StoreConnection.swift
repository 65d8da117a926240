internal import Foundation
internal import GRDB

/// A connection within a transaction. All SQL of the registry passes through it, so that another database can take
/// SQLite's place here.
///
/// Each statement is compiled once. It is valid only until the closure that received it returns.
package struct StoreConnection {
    private let database: Database

    init(_ database: Database) { self.database = database }

    /// Runs one statement and returns how many rows it changed.
    @discardableResult
    package func execute(_ sql: String, _ values: any ColumnRepresentable...) throws(RegistryError) -> Int {
        try execute(sql, with: values)
    }

    /// Like ``execute(_:_:)``, with the values in an array.
    package func execute(_ sql: String, with values: [any ColumnRepresentable]) throws(RegistryError) -> Int {
        do {
            try database.cachedStatement(sql: sql).execute(arguments: Self.arguments(values))
            return database.changesCount
        } catch {
            throw RegistryError(sqlite: error)
        }
    }

    /// Returns the rows of a query. Lists are short: whoever asks for one bounds it.
    package func rows(_ sql: String, _ values: any ColumnRepresentable...) throws(RegistryError) -> [StoreRow] {
        try rows(sql, with: values)
    }

    /// Like ``rows(_:_:)``, with the values in an array.
    package func rows(_ sql: String, with values: [any ColumnRepresentable]) throws(RegistryError) -> [StoreRow] {
        do {
            return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: Self.arguments(values)).map(Self.row)
        } catch {
            throw RegistryError(sqlite: error)
        }
    }

    /// Returns the first row of a query, or nil when there is none.
    package func row(_ sql: String, _ values: any ColumnRepresentable...) throws(RegistryError) -> StoreRow? {
        try rows(sql, with: values).first
    }

    private static func arguments(_ values: [any ColumnRepresentable]) throws(RegistryError) -> StatementArguments {
        var arguments: [(any DatabaseValueConvertible)?] = []
        for value in values {
            switch value.columnValue {
            case .null: arguments.append(nil)
            case .integer(let number): arguments.append(Int64(number))
            case .text(let text):
                // SQLite would store it whole, but what reads it would take the zero for its end.
                guard !text.utf8.contains(0) else {
                    throw RegistryError(
                        .invalid, at: "text", "has a zero byte, which no text may have",
                        el: "το κείμενο έχει μηδενικό byte")
                }
                arguments.append(text)
            case .blob(let bytes): arguments.append(Data(bytes))
            }
        }
        return StatementArguments(arguments)
    }

    private static func row(_ row: Row) -> StoreRow {
        var values: [String: ColumnValue] = [:]
        for (column, value) in row {
            values[column] =
                switch value.storage {
                case .null: .null
                case .int64(let number): .integer(Int(number))
                case .double(let number): .text("\(number)")
                case .string(let text): .text(text)
                case .blob(let data): .blob(Array(data))
                }
        }
        return StoreRow(values: values)
    }
}

extension RegistryError {
    /// The error that SQLite's error is for callers; keeps errors of the registry as they are.
    init(sqlite error: any Error, at place: String = "store") {
        if let error = error as? RegistryError {
            self = error
            return
        }
        guard let error = error as? DatabaseError else {
            self.init(.database, at: place, "\(error)")
            return
        }
        // The message only, as the statement with its values may hold what must not be printed.
        let message = error.message ?? "no message"
        switch error.resultCode {
        case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_CANTOPEN:
            self.init(.unavailable, at: place, "cannot be written or read at the moment: \(message)")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self.init(.damaged, at: place, "the file is damaged, or no database: \(message)")
        default:
            self.init(.database, at: place, message)
        }
    }
}
