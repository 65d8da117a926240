package import InputFiles

/// An error of the write side: where it is, what was expected and what was found.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of failure; the command line maps each to an exit code.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// A requested file does not exist.
        case inputNotFound
        /// A file exists but cannot be read.
        case inputUnreadable
        /// The contents of a file do not match its format.
        case inputMalformed
        /// `sources.json` does not match its format.
        case catalogMalformed
        /// The source is not in `sources.json`.
        case unknownSource
        /// The kind of structure is not in the table of kinds.
        case unknownKind
        /// A partner's file may belong to another partner of the same name.
        case ambiguousPartner
        /// A coordinate reference system is unknown to PROJ, or differs from the declared one.
        case referenceSystem
        /// The file is not a store of ours, or of another version.
        case foreignStore
        /// SQLite or SpatiaLite failed.
        case database
        /// The caller stopped the operation.
        case cancelled
    }

    /// The kind of failure.
    public var code: Code
    /// The place: a path, `path:line`, `path, byte 12`, or a JSON path.
    public var place: String
    /// What was expected and what was found.
    public var reason: String

    /// Creates an error.
    public init(_ code: Code, at place: String, _ reason: String) {
        self.code = code
        self.place = place
        self.reason = reason
    }

    /// Place and reason in one line.
    public var description: String { "\(place): \(reason)" }
}

extension StoreError {
    /// Creates the error of a file that could not be read.
    package init(_ error: InputError) {
        let code: Code =
            switch error.code {
            case .notFound: .inputNotFound
            case .unreadable: .inputUnreadable
            case .malformed: .inputMalformed
            }
        self.init(code, at: error.place, error.reason)
    }

    /// Runs `body`, and throws its error of reading a file as an error of the store.
    static func reading<Value>(_ body: () throws(InputError) -> Value) throws(StoreError) -> Value {
        do {
            return try body()
        } catch {
            throw StoreError(error)
        }
    }
}
