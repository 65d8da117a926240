internal import PageKit

/// A table of figures with their sums. On a narrow window each row becomes a block with the names of its columns.
struct FigureTable: PageValue {
    let caption: String
    /// The name of the first column.
    let head: String
    /// The names of the other columns.
    let heads: [String]
    let rows: [Row]
    let sum: Row?

    /// A row: its name, and a figure for each column.
    struct Row: PageValue {
        let name: String
        let figures: [Figure]
    }

    /// A figure as it is shown, with the name of its column.
    struct Figure: PageValue {
        let column: String
        let figure: String
    }

    /// Creates a table; each row has as many figures as there are heads.
    init(
        caption: String, head: String, heads: [String], rows: [(name: String, figures: [String])],
        sum: (name: String, figures: [String])? = nil
    ) {
        func row(_ row: (name: String, figures: [String])) -> Row {
            Row(name: row.name, figures: zip(heads, row.figures).map { Figure(column: $0, figure: $1) })
        }
        (self.caption, self.head, self.heads) = (caption, head, heads)
        self.rows = rows.map(row)
        self.sum = sum.map(row)
    }
}
