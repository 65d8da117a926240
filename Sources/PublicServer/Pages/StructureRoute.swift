internal import Entitlement
internal import Hummingbird
internal import Locator
internal import PageKit
internal import Records
internal import WebSupport

/// The page `/structures/{id}`. It shows the way from the person's place when the person came from an answer or sent the form
/// of the page: the key of the answer is in the link, and the text of the form is kept in memory for some minutes (see
/// ``SentForms``).
struct StructureRoute {
    var frame: PageFrame
    let library: PageLibrary

    private var language: Language { frame.language }

    /// The parameters of the page.
    static let parameters = ParameterSet([
        ParameterDescription("from", .text(maximum: 64), summary: "The key of an answer with the person's place."),
        FilterParameters.openAt, APIParameters.languageOfPage,
    ])
    /// The fields of its form.
    static let form = ParameterSet(
        [
            ParameterDescription("q", .text(maximum: 128), emptyIsAbsent: true, summary: "Where the person starts."),
            ParameterDescription(
                "way", .choice(["true"]), emptyIsAbsent: true, summary: "Marks the form of this page."),
        ] + PlacedPosition.parameters)

    /// Shows the page; without a known `address` it has no QR code.
    func show(_ request: Request, _ context: WebContext, address: OutsideAddress) throws -> Response {
        let parameters = try request.parameters(Self.parameters)
        var this = self
        this.frame.moment = try FilterParameters.moment(parameters, frame.data)
        let key = parameters.text("from")
        return try this.page(
            request, context, address, Shown(parameters: parameters, form: key.flatMap(frame.sent.form), key: key))
    }

    /// Takes the form, and redirects to the page with its key. It is answered at once when no more forms can be kept.
    func take(_ request: Request, _ context: WebContext, address: OutsideAddress) async throws -> Response {
        let parameters = try request.parameters(Self.parameters)
        let form = try await request.formParameters(Self.form, limits: context.limits)
        let id = try context.component("id")
        guard form.text("q") != nil, let key = frame.keep(form, for: context.client) else {
            return try page(request, context, address, Shown(parameters: parameters, form: form, key: nil))
        }
        return SentForms.redirect(to: frame.link("/structures/\(PercentText.encode(id))?from=\(key)") + "#way")
    }

    /// What the page was asked with.
    private struct Shown {
        let parameters: RequestParameters
        /// The form with the person's place.
        let form: RequestParameters?
        let key: String?
    }

    private func page(
        _ request: Request, _ context: WebContext, _ address: OutsideAddress, _ shown: Shown
    ) throws -> Response {
        let id = try context.component("id")
        guard let structure = frame.data.dataset.structure(id: id) else {
            throw Problem.noSuch(Phrase(el: "υπηρεσία", en: "service"), parameter: "id", came: id)
        }
        // Visitors of a page about a shelter may be watched, so its title is neutral, it is not stored, and it has an
        // exit.
        let isDiscreet = frame.data.dataset.help.topic(kind: structure.kind) != nil
        let facts = StructureFacts(frame: frame, structure: structure)
        let sheet = facts.sheet(
            way: facts.way(from: shown.form.flatMap { WayOrigin($0, frame) }, asks: !isDiscreet))
        let name = sheet.base.name
        let path = "/structures/\(PercentText.encode(id))"
        let query = shown.parameters.query(changing: [], removing: "lang")
        let title = isDiscreet ? Layout.words.brand[language] : frame.title(name)
        let hasPosition = structure.coordinate != nil
        let picture =
            "/maps/static.png?structure=\(PercentText.encode(id))&style=print&width=640&height=360&lang=\(language.tag)"
        let page = StructurePage(
            base: Layout(
                frame, title: title, path: query.isEmpty ? path : "\(path)?\(query)",
                hasMap: frame.hasMap && hasPosition, isDiscreet: isDiscreet),
            exit: ExitLink(frame, isNeeded: isDiscreet), back: back(shown), sheet: sheet,
            keep: isDiscreet ? nil : KeepOffer(keepName: name),
            map: MapPart(
                frame, hint: MapPart.words.hintOne, hasMap: frame.hasMap && hasPosition, isDiscreet: isDiscreet,
                picture: hasPosition ? (picture, "\(MapPart.words.mapTitle[language]): \(name)") : nil),
            code: address.known.flatMap { StructurePage.Code($0 + frame.link(path), language) })
        var response = library.response(
            page, to: request, language: language, isPersonal: isDiscreet || shown.form != nil || shown.key != nil)
        address.vary(&response.headers)
        return response
    }

    /// A link back to the answer that the page was reached from; to the search when there is none or it is gone.
    private func back(_ shown: Shown) -> Link {
        guard let key = shown.key, let form = shown.form, form.text("way") == nil else {
            return Link(name: Layout.words.backToSearch[language], page: frame.home)
        }
        let isEntitlement = form.text("step") != nil
        return Link(
            name: Phrase(el: "Πίσω στα αποτελέσματα", en: "Back to the results")[language],
            page: frame.link(isEntitlement ? "/benefits/answers/\(key)" : "/answers/\(key)"))
    }
}
