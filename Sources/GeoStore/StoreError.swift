/// Why the write side could not do its work: where, what was expected and what came.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of failure it is; the command line maps each to an exit code.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// A file that was asked for does not exist.
        case inputNotFound
        /// A file exists but the system does not let it be read.
        case inputUnreadable
        /// The bytes of a file are not what its format says.
        case inputMalformed
        /// `sources.json` is not as its format says.
        case catalogMalformed
        /// A source was named that `sources.json` does not have.
        case unknownSource
        /// A kind of structure was named that the table of kinds does not have.
        case unknownKind
        /// A partner's file may be another partner's than the one whose name it bears.
        case ambiguousPartner
        /// A coordinate reference system is not known to PROJ, or not the one that was declared.
        case referenceSystem
        /// The store's file is no store of ours, or of another version.
        case foreignStore
        /// SQLite or SpatiaLite refused.
        case database
        /// The caller asked to stop.
        case cancelled
    }

    /// What kind of failure it is.
    public var code: Code
    /// Where: a path, `path:line`, `path, byte 12`, or a JSON path.
    public var place: String
    /// What was expected and what came.
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
