/// How far an import has come.
public struct ImportProgress: Hashable, Sendable {
    /// What is being done.
    public enum Step: String, Hashable, Sendable {
        /// Telling whether the file has changed.
        case comparing
        /// Reading and writing rows.
        case reading
        /// Filling the spatial indexes and ending the transaction.
        case indexing
    }

    /// The source.
    public var source: String
    /// What is being done.
    public var step: Step
    /// Part of the file that is done, 0 to 1, where it is known.
    public var fraction: Double?
    /// Rows written so far.
    public var rows: Int
}

/// What became of one source in an import.
public struct ImportResult: Hashable, Sendable {
    /// What was done.
    public enum Outcome: Hashable, Sendable {
        /// The file was read and its rows took the place of earlier ones.
        case imported
        /// The store holds this very file, read in this very way; nothing was done.
        case unchanged
        /// The file is not there.
        case missing
    }

    /// A record that was refused, or a value left out of one that was kept.
    public struct Reject: Hashable, Sendable {
        /// `file:line`, byte offset or object.
        public var position: String
        /// What was expected and what came.
        public var reason: String
        /// Whether the record was kept without the value.
        public var isKept: Bool
    }

    /// Identifier of the source.
    public var source: String
    /// Path of the file.
    public var file: String
    /// What was done.
    public var outcome: Outcome
    /// Records or objects read.
    public var read = 0
    /// Rows by table, tables in order.
    public var rows: [Row] = []
    /// Records refused.
    public var rejected = 0
    /// Records that a filter left out.
    public var skipped = 0
    /// The first hundred rejects.
    public var rejects: [Reject] = []
    /// Licence of the data.
    public var licence: String
    /// Text the licence asks to be shown.
    public var attribution: String
    /// What is worth saying: encoding, reference system, another checksum than expected, columns not found.
    public var notes: [String] = []
    /// Time it took, in seconds.
    public var seconds = 0.0

    /// A table and how many rows it took.
    public struct Row: Hashable, Sendable {
        /// Table of the store.
        public var table: String
        /// Rows.
        public var count: Int
    }
}
