internal import PageKit
internal import Records

/// The form of a report that was not accepted, with what was written.
struct ReportAgainPage: SitePage {
    static let template = PageTemplate("report-again", PackageResources.report_again_mustache)

    let base: Layout
    /// The structure's page.
    let back: Link
    let report: ReportForm

    struct Words {
        let reportTitle = ReportForm.words.reportTitle
    }
    static let words = WordList(Words())
}
