internal import Crypto
internal import Records

/// What comes of an imported file, row by row.
package struct ImportReport: Sendable {
    /// What a row is.
    package enum Outcome: String, CaseIterable, Sendable {
        /// A draft of a new structure.
        case new
        /// A draft that changes a live structure.
        case changed
        /// Nothing that is not live already.
        case unchanged
        /// Not understood, or not allowed. Nothing of it is taken.
        case refused
    }

    /// A row.
    package struct Row: Sendable {
        /// Its number in the file, from 1.
        package var number: Int
        /// The structure's identifier; empty when the row has none.
        package var ref: String
        /// What it is.
        package var outcome: Outcome
        /// What it changes.
        package var change = StructureFields()
        /// Why it is refused; else what is worth a look.
        package var findings: [ImportFinding]
        /// The draft that was made of it; nil in a dry run and for rows that give none.
        package var draft: RecordID?
        /// The structure that is live.
        var state: StructureState?

        /// The fields that it changes, in their order.
        package var fields: [DirectoryField] { DirectoryField.allCases.filter { change[$0] != nil } }
    }

    /// The rows in the order of the file.
    package var rows: [Row] = []
    /// What concerns the whole file.
    package var findings: [ImportFinding] = []
    /// The digest of the file's rows and of what is live of their structures. It is the same in the dry run and in what
    /// follows as long as neither has changed.
    package var tag = ""

    /// The number of rows with an outcome.
    package func count(_ outcome: Outcome) -> Int { rows.count { $0.outcome == outcome } }

    /// The numbers of its outcomes in one line.
    package var summary: String { Outcome.allCases.map { "\($0.rawValue) \(count($0))" }.joined(separator: ", ") }

    /// Computes the ``tag``.
    mutating func seal() {
        var message = BoundMessage("plision-import-1")
        for row in rows {
            for part in ["\(row.number)", row.ref, row.outcome.rawValue, "\(row.state?.version ?? 0)", row.change.json]
            {
                message.append(Array(part.utf8))
            }
        }
        tag = SHA256.hash(data: message.bytes).prefix(16).map { $0 }.hexadecimal
    }
}
