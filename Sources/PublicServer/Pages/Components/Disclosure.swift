internal import PageKit

/// A line that opens to show more.
struct Disclosure: PageValue {
    let summary: String
    let texts: [String]
}
