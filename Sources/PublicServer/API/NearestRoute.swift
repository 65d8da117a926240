internal import GeoIndex
internal import Hummingbird
internal import Locator
internal import WebSupport

/// `GET /api/v1/nearest`: which structures can help, the competent one first.
enum NearestRoute {
    static func answer(_ request: Request, _ data: PublicDataset) throws -> Response {
        let parameters = try request.parameters(data.parameters.nearest)
        switch try origin(parameters, data) {
        case .nothing: throw TextQuestion.nothingFound(parameters.text("q") ?? "")
        case .ask(let alternatives):
            return JSONAnswer.personal(data.dataset.ambiguousDocument(alternatives: alternatives))
        case .found(let origin):
            let query = NearestQuery(
                origin: origin.coordinate, originAccuracyMetres: origin.accuracyMetres,
                kinds: parameters.texts("kind"), mode: parameters.text("mode"), limit: parameters.integer("limit") ?? 5)
            return JSONAnswer.personal(data.dataset.document(data.locator.nearest(query), origin: origin))
        }
    }

    private static func origin(_ parameters: RequestParameters, _ data: PublicDataset) throws(Problem) -> OriginAnswer {
        switch (parameters.text("q"), try parameters.position(in: data)) {
        case (nil, let position?): return .found(data.locator.origin(at: position))
        case (let text?, nil):
            return try TextQuestion.ask(text) { text throws(GeocodeError) in try data.locator.origin(named: text) }
                ?? .nothing
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
