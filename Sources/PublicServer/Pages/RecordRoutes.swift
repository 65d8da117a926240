internal import Hummingbird
internal import Locator
internal import PageKit
internal import Records
internal import WebSupport

/// The page about the data, and the page of an error.
struct RecordRoutes {
    let frame: PageFrame
    let library: PageLibrary

    private var language: Language { frame.language }

    /// The list of what is kept on the device, the same for everybody.
    func kept(_ request: Request) throws -> Response {
        _ = try request.parameters(APIParameters.page)
        let page = KeptPage(
            base: Layout(frame, title: frame.title(KeptPage.words.keptListTitle[language]), path: "/kept"),
            calls: CallList(frame, municipality: nil))
        return library.response(page, to: request, language: language, isPersonal: false)
    }

    /// The page about the data.
    func about(_ request: Request) throws -> Response {
        _ = try request.parameters(APIParameters.page)
        let page = AboutPage(
            base: Layout(frame, title: frame.title(Layout.words.about[language]), path: "/about"),
            fullBuild: frame.data.build,
            credits: frame.data.dataset.description.credits.map { credit in
                AboutPage.Credit(
                    title: credit.title.text(in: language), url: credit.url.hasPrefix("http") ? credit.url : nil,
                    attribution: credit.attribution, licence: credit.licence,
                    date: credit.dataDate.map { PageDate.text($0, in: language) } ?? "")
            })
        return library.response(page, to: request, language: language, isPersonal: false)
    }

    /// A problem as a page, for browsers.
    func problem(_ problem: Problem, _ request: Request) -> Response {
        let title = problem.kind.title[language]
        let detail = problem.detail[language]
        let page = ProblemPage(
            base: Layout(frame, title: frame.title(title), path: "/"), problemTitle: title,
            problemDetail: detail.prefix(1).uppercased() + detail.dropFirst(), back: nil)
        return library.response(
            page, to: request, language: language, status: problem.kind.status, isPersonal: true)
    }
}
