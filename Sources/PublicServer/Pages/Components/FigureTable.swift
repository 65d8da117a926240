internal import PageKit

/// A table of figures with their sums. On a narrow window each row becomes a block with the names of its columns.
struct FigureTable: PageValue {
    /// The fragment of its address; nil when no link leads to it.
    var anchor: String?
    let caption: String
    /// What can be done with the table.
    var hint: String?
    /// What stands before the heads when they sort the rows; nil when they do not.
    var sortBy: String?
    /// The columns, that of the names of the rows first.
    let columns: [Column]
    let rows: [Row]
    let sum: Row?

    /// The head of a column.
    struct Column: PageValue {
        let name: String
        /// The name of the order by this column.
        var key: String?
        /// The page to which the head leads.
        var page: String?
        /// `ascending` or `descending` when the rows are sorted by it.
        var sorting: String?
    }

    /// A row: its name, and a figure for each further column.
    struct Row: PageValue {
        let name: String
        /// The name by which it is sorted.
        var sortName: String?
        /// The code of the municipality that it is of.
        var code: String?
        /// The page to which the name leads.
        var page: String?
        /// The box of its outline on the map.
        var bounds: String?
        var isChosen = false
        let figures: [Figure]
    }

    /// A figure as it is shown, with the name of its column.
    struct Figure: PageValue {
        let column: String
        let figure: String
        /// The number by which it is sorted.
        var value: String?
    }
}
