internal import PageKit

/// Tabs over parts of a page. Without scripts they are links to the parts, which then all show, one below the other.
struct TabBar: PageValue {
    /// What the tabs choose among, for readers of the screen.
    let tabsLabel: String
    let tabs: [Tab]

    /// A tab with the identifier of its part, an element of the class `panel`.
    struct Tab: PageValue {
        let target: String
        let label: String
    }
}
