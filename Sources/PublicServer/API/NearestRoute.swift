internal import Geocoding
internal import Hummingbird
internal import Locator
internal import Records
internal import WebSupport

/// `GET /api/v1/nearest`: the structures that can help, the competent one first.
enum NearestRoute {
    static func answer(_ request: Request, _ data: PublicDataset) throws -> Response {
        let parameters = try request.parameters(data.parameters.nearest)
        let place = try place(parameters, data)
        let (instant, filter) = try FilterParameters.read(parameters, data)
        let question = Question(
            place, kinds: parameters.texts("kind"), mode: parameters.text("mode"),
            limit: parameters.integer("limit") ?? Question.usualLimit, instant: instant, filter: filter)
        let text = parameters.text("q") ?? ""
        let reply = try TextQuestion.ask(text) { _ throws(GeocodeError) in try data.locator.reply(to: question) }
        guard let reply else { throw TextQuestion.empty }
        if case .nothing = reply.outcome, reply.help == nil, !reply.isOutside {
            throw parameters.text("structure").map(noPoint) ?? TextQuestion.nothingFound(text)
        }
        return JSONAnswer.personal(data.dataset.document(reply))
    }

    private static func place(
        _ parameters: RequestParameters, _ data: PublicDataset
    ) throws(Problem) -> Question.Place {
        let structure = parameters.text("structure")
        switch (parameters.text("q"), try parameters.position(in: data), structure) {
        case (nil, let position?, nil): return .position(position)
        case (let text?, nil, nil): return .text(text)
        case (nil, nil, let id?):
            guard data.dataset.structureRow(id: id) != nil else {
                throw Problem.noSuch(Phrase(el: "δομή", en: "structure"), parameter: "structure", came: id)
            }
            return .structure(id: id)
        case (nil, nil, nil):
            throw Problem.missing(
                "q",
                expected: Phrase(
                    el: "το όνομα ενός τόπου, ή lon και lat, ή structure",
                    en: "the name of a place, or lon and lat, or structure"))
        case (let text, _, _):
            throw Problem(
                .repeatedParameter,
                detail: Phrase(
                    el: "δόθηκε μαζί με άλλη θέση· δώστε ένα από q, structure, lon και lat.",
                    en: "given together with another place; give one of q, structure, lon and lat."),
                parameter: text == nil ? "structure" : "q")
        }
    }

    /// The problem for a structure without a point on the map.
    private static func noPoint(_ id: String) -> Problem {
        Problem.bad(
            "structure", came: id,
            expected: Phrase(el: "δομή με σημείο στον χάρτη", en: "a structure with a point on the map"))
    }
}
