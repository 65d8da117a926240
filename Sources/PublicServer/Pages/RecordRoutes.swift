internal import Entitlement
internal import Hummingbird
internal import Locator
internal import Records
internal import WebSupport

/// The page of a structure, the page about the data, and the page of an error.
struct RecordRoutes {
    let frame: PageFrame
    let library: PageLibrary

    private var language: Language { frame.language }

    /// The page of a structure; without a known `address` it has no QR code.
    func structure(_ request: Request, _ context: WebContext, address: OutsideAddress) throws -> Response {
        _ = try request.parameters(APIParameters.page)
        let id = try context.component("id")
        guard let structure = frame.data.dataset.structure(id: id) else {
            throw Problem.noSuch(Phrase(el: "υπηρεσία", en: "service"), parameter: "id", came: id)
        }
        let sheet = StructureFacts(frame: frame, structure: structure).sheet
        let name = sheet.base.name
        let path = "/structures/\(PercentText.encode(id))"
        // Visitors of a page about a shelter may be watched, so its title is neutral, it is not stored, and it has an
        // exit.
        let isDiscreet = frame.data.dataset.help.topic(kind: structure.kind) != nil
        let title = isDiscreet ? Layout.words.brand[language] : frame.title(name)
        let hasPosition = structure.coordinate != nil
        let picture =
            "/maps/static.png?structure=\(PercentText.encode(id))&style=print&width=640&height=360&lang=\(language.tag)"
        let page = StructurePage(
            base: Layout(
                frame, title: title, path: path, hasMap: frame.hasMap && hasPosition, isDiscreet: isDiscreet),
            exit: ExitLink(frame, isNeeded: isDiscreet), sheet: sheet,
            keep: isDiscreet ? nil : KeepOffer(keepName: name),
            map: MapPart(
                frame, hint: MapPart.words.hintOne, hasMap: frame.hasMap && hasPosition, isDiscreet: isDiscreet,
                picture: hasPosition ? (picture, "\(MapPart.words.mapTitle[language]): \(name)") : nil),
            code: address.known.flatMap { StructurePage.Code($0 + frame.link(path), language) })
        var response = library.response(page, to: request, language: language, isPersonal: isDiscreet)
        address.vary(&response.headers)
        return response
    }

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
