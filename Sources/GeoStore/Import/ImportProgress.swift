/// The progress of an import.
public struct ImportProgress: Hashable, Sendable {
    /// The step in progress.
    public enum Step: String, Hashable, Sendable {
        /// Checking whether the file has changed.
        case comparing
        /// Reading and writing rows.
        case reading
        /// Building the spatial indices and ending the transaction.
        case indexing
    }

    /// The source.
    public var source: String
    /// The step in progress.
    public var step: Step
    /// The fraction of the file that is done, 0 to 1; nil when unknown.
    public var fraction: Double?
    /// The number of rows written so far.
    public var rows: Int
}

/// The result of importing one source.
public struct ImportResult: Hashable, Sendable {
    /// The outcome.
    public enum Outcome: Hashable, Sendable {
        /// The file was read and its rows replaced earlier ones.
        case imported
        /// Nothing was done: the store has the same file, read with the same description.
        case unchanged
        /// The file does not exist.
        case missing
    }

    /// A record that was rejected, or a value that was left out.
    public struct Reject: Hashable, Sendable {
        /// The position: `file:line`, a byte offset or an object.
        public var position: String
        /// What was expected and what was found.
        public var reason: String
        /// Whether the record was kept without the value.
        public var isKept: Bool
    }

    /// The identifier of the source.
    public var source: String
    /// The path of the file.
    public var file: String
    /// The outcome.
    public var outcome: Outcome
    /// The number of records or objects read.
    public var read = 0
    /// The number of rows written, by table.
    public var rows: [Row] = []
    /// The number of records rejected.
    public var rejected = 0
    /// The number of records that a filter skipped.
    public var skipped = 0
    /// The first rejects.
    public var rejects: [Reject] = []
    /// The licence of the data.
    public var licence: String
    /// The attribution required by the licence.
    public var attribution: String
    /// Remarks: the encoding, the reference system, an unexpected checksum, columns not found.
    public var notes: [String] = []
    /// The duration in seconds.
    public var seconds = 0.0

    /// A table and the number of rows written to it.
    public struct Row: Hashable, Sendable {
        /// The table of the store.
        public var table: String
        /// The number of rows.
        public var count: Int
    }
}
