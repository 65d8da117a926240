internal import GeoIndex
internal import Hummingbird
internal import Locator
internal import WebSupport

/// `GET /api/v1/geocode`, `/api/v1/autocomplete` and `/api/v1/reverse`.
enum GeocodeRoutes {
    static func search(_ request: Request, _ data: PublicDataset) throws -> Response {
        try answer(request, data) { text, focus, limit throws(GeocodeError) in
            try data.dataset.geocoder.search(GeocodeQuery(text: text, focus: focus, limit: limit))
        }
    }

    static func autocomplete(_ request: Request, _ data: PublicDataset) throws -> Response {
        try answer(request, data) { text, focus, limit throws(GeocodeError) in
            try data.dataset.geocoder.autocomplete(text, focus: focus, limit: limit)
        }
    }

    static func reverse(_ request: Request, _ data: PublicDataset) throws -> Response {
        let parameters = try request.parameters(data.parameters.reverse)
        guard let position = try parameters.position(in: data) else {
            throw Problem.missing(
                "lon", expected: Phrase(el: "αριθμός μαζί με το lat", en: "a number together with lat"))
        }
        let answer = data.dataset.reverse(position, limit: parameters.integer("limit") ?? 5)
        return JSONAnswer.personal(data.dataset.document(answer))
    }

    private static func answer(
        _ request: Request, _ data: PublicDataset,
        _ search: (String, Coordinate?, Int) throws(GeocodeError) -> GeocodeAnswer
    ) throws -> Response {
        let parameters = try request.parameters(data.parameters.geocode)
        guard let text = parameters.text("q") else {
            throw Problem.missing("q", expected: Phrase(el: "κείμενο", en: "a text"))
        }
        let (focus, limit) = (try parameters.position(), parameters.integer("limit") ?? 10)
        let answer = try TextQuestion.ask(text) { text throws(GeocodeError) in try search(text, focus, limit) }
        guard let answer else { throw TextQuestion.nothingFound(text) }
        return JSONAnswer.personal(data.dataset.document(answer))
    }
}
