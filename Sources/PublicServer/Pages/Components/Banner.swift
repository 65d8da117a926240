internal import PageKit

/// A message about the whole page: what happened, or what to know before reading on.
struct Banner: PageValue {
    /// How it looks: `info`, `warning` or `success`. The words must say the same, because some readers do
    /// not see the colours.
    let tone: String
    let heading: String
    let texts: [String]
    let steps: [Link]
}
