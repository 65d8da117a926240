internal import PageKit

/// A page with a message: a problem, or thanks for a report.
struct ProblemPage: SitePage {
    static let template = PageTemplate("problem", PackageResources.problem_mustache)

    let base: Layout
    let problemTitle: String
    let problemDetail: String
    /// A link back to where the person came from.
    let back: Link?
}
