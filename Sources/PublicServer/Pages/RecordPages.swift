internal import Entitlement
internal import Hummingbird
internal import Locator
internal import Records
internal import WebSupport

/// The page of a structure, the page about the data, and the page of an error.
struct RecordPages {
    let frame: PageFrame
    let library: PageLibrary

    /// The page of a structure. Printed, it is a sheet with a QR code that links back to it; without a known `address`
    /// there is no code.
    func structure(_ request: Request, _ context: WebContext, address: OutsideAddress) throws -> Response {
        _ = try request.parameters(APIParameters.page)
        let id = try context.component("id")
        guard let structure = frame.data.dataset.structure(id: id) else {
            throw Problem.noSuch(Phrase(el: "δομή", en: "structure"), parameter: "id", came: id)
        }
        let card = StructureCard(frame: frame, structure: structure).values()
        let name = card["name"] as? String ?? ""
        let path = "/structures/\(PercentText.encode(id))"
        // Visitors of a page about a shelter may be watched, so its title is neutral, it is not stored, and it has an
        // exit.
        let isDiscreet = frame.data.dataset.help.topic(kind: structure.kind) != nil
        let title = isDiscreet ? frame.text("brand") : "\(name) · \(frame.text("brand"))"
        var values = frame.values(title: title, path: path)
        values["exit"] = isDiscreet ? frame.data.dataset.help.exit : nil
        values["hasMap"] = frame.hasMap && structure.coordinate != nil
        values["mapHint"] = frame.text("mapHintOne")
        if structure.coordinate != nil {
            values["picture"] =
                "/maps/static.png?structure=\(PercentText.encode(id))&style=print&width=640&height=360&lang=\(frame.language.tag)"
            values["pictureText"] = "\(frame.text("mapTitle")): \(name)"
        }
        if let known = address.known {
            let link = known + frame.link(path)
            values["code"] = QRCode(link).map { code in
                ["extent": "\(code.size + 8)", "path": code.path, "link": link, "text": frame.text("codeText")]
            }
        }
        values["card"] = card.merging(StructureSheet(frame: frame, structure: structure).values) { first, _ in first }
        var response = library.response(
            "structure", values, to: request, language: frame.language, isPersonal: isDiscreet)
        address.vary(&response.headers)
        return response
    }

    func about(_ request: Request) throws -> Response {
        _ = try request.parameters(APIParameters.page)
        var values = frame.values(title: "\(frame.text("about")) · \(frame.text("brand"))", path: "/about")
        values["fullBuild"] = frame.data.build
        values["credits"] = frame.data.dataset.description.credits.map { credit in
            var row = [
                "title": credit.title.text(in: frame.language.tag), "attribution": credit.attribution,
                "licence": credit.licence,
            ]
            row["url"] = credit.url.hasPrefix("http") ? credit.url : nil
            row["date"] = credit.dataDate.map { PageDate.text($0, in: frame.language) } ?? ""
            return row
        }
        return library.response("about", values, to: request, language: frame.language, isPersonal: false)
    }

    /// A problem as a page, for browsers.
    func problem(_ problem: Problem, _ request: Request) -> Response {
        var values = frame.values(title: "\(problem.kind.title[frame.language]) · \(frame.text("brand"))", path: "/")
        values["problemTitle"] = problem.kind.title[frame.language]
        values["problemDetail"] = problem.detail[frame.language]
        return library.response(
            "problem", values, to: request, language: frame.language, status: problem.kind.status, isPersonal: true)
    }
}
