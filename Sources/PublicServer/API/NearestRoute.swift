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
        if case .nothing = reply.outcome, reply.help == nil, !reply.isOutside { throw TextQuestion.nothingFound(text) }
        return JSONAnswer.personal(data.dataset.document(reply))
    }

    private static func place(
        _ parameters: RequestParameters, _ data: PublicDataset
    ) throws(Problem) -> Question.Place {
        switch (parameters.text("q"), try parameters.position(in: data)) {
        case (nil, let position?): return .position(position)
        case (let text?, nil): return .text(text)
        case (nil, nil):
            throw Problem.missing(
                "q",
                expected: Phrase(el: "το όνομα ενός τόπου, ή lon και lat", en: "the name of a place, or lon and lat"))
        case (_?, _?):
            throw Problem(
                .repeatedParameter,
                detail: Phrase(
                    el: "δόθηκε μαζί με lon και lat· δώστε το ένα από τα δύο.",
                    en: "given together with lon and lat; give one of the two."),
                parameter: "q")
        }
    }
}
