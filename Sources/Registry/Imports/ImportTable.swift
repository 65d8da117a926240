/// A table that somebody has uploaded: a header and rows of cells, not understood yet.
struct ImportTable {
    /// A cell: its text, or why it has none.
    struct Cell {
        var text = ""
        var fault: ImportFinding?
    }

    /// A row after the header.
    struct Row {
        /// Its number in the file, from 1, as spreadsheets show it; of CSV the line on which it begins.
        var number: Int
        var cells: [Cell]
        /// Why the row cannot be read at all.
        var fault: ImportFinding?

        /// Whether nothing is in it.
        var isEmpty: Bool { fault == nil && cells.allSatisfy { $0.fault == nil && $0.text.trimmed.isEmpty } }
    }

    var header: [String]
    var rows: [Row]
    /// What concerns the whole table.
    var findings: [ImportFinding] = []

    /// The rows up to the last one with something in it, and findings about empty ones between them.
    var filled: (rows: [Row], findings: [ImportFinding]) {
        let end = rows.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0
        let empty = rows[..<end].filter(\.isEmpty)
        return (
            rows[..<end].filter { !$0.isEmpty },
            empty.map { ImportFinding("\($0.number)", el: "κενή γραμμή", en: "an empty row") }
        )
    }
}
