internal import Geocoding
internal import Hummingbird
internal import Locator
internal import Records
internal import WebSupport

/// `GET /api/v1/nearest`: which structures can help, the competent one first.
enum NearestRoute {
    static func answer(_ request: Request, _ data: PublicDataset) throws -> Response {
        let parameters = try request.parameters(data.parameters.nearest)
        let question = try question(parameters, data)
        let kinds = parameters.texts("kind").isEmpty ? question.kinds : parameters.texts("kind")
        switch question.origin {
        case .nothing where question.help == nil: throw TextQuestion.nothingFound(parameters.text("q") ?? "")
        case .nothing:
            return JSONAnswer.personal(
                data.dataset.ambiguousDocument(alternatives: [], kinds: kinds, help: question.help))
        case .ask(let alternatives):
            return JSONAnswer.personal(
                data.dataset.ambiguousDocument(
                    alternatives: alternatives, kinds: kinds, unmatched: question.unmatched, help: question.help))
        case .found(let origin):
            let (instant, filter) = try FilterParameters.read(parameters, data)
            let query = NearestQuery(
                origin: origin.coordinate, originAccuracyMetres: origin.accuracyMetres,
                kinds: kinds, mode: parameters.text("mode"), limit: parameters.integer("limit") ?? 5, instant: instant,
                filter: filter, named: question.structure)
            return JSONAnswer.personal(
                data.dataset.document(
                    data.locator.nearest(query), origin: origin, kinds: kinds, help: question.help))
        }
    }

    private static func question(
        _ parameters: RequestParameters, _ data: PublicDataset
    ) throws(Problem) -> PlaceQuestion {
        switch (parameters.text("q"), try parameters.position(in: data)) {
        case (nil, let position?): return PlaceQuestion(origin: .found(data.locator.origin(at: position)))
        case (let text?, nil):
            return try TextQuestion.ask(text) { text throws(GeocodeError) in try data.locator.question(in: text) }
                ?? PlaceQuestion(origin: .nothing)
        case (nil, nil):
            throw Problem.missing(
                "q",
                expected: Phrase(el: "το όνομα ενός τόπου, ή lon και lat", en: "the name of a place, or lon and lat"))
        case (_?, _?):
            throw Problem(
                .repeatedParameter,
                detail: Phrase(
                    el: "q: δόθηκε μαζί με lon και lat· δώστε το ένα από τα δύο.",
                    en: "q: given together with lon and lat; give one of the two."),
                parameter: "q")
        }
    }
}
