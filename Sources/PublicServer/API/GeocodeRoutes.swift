internal import Geocoding
internal import Hummingbird
internal import Locator
internal import Records
internal import WebSupport

/// `GET /api/v1/geocode`, `/api/v1/autocomplete` and `/api/v1/reverse`.
enum GeocodeRoutes {
    static func search(_ request: Request, _ data: PublicDataset) throws -> Response {
        let parameters = try request.parameters(data.parameters.geocode)
        let (focus, limit) = (try parameters.position(), parameters.integer("limit") ?? 10)
        guard let parts = try AddressParts(parameters, data.parameters) else {
            return try answer(parameters, data) { text throws(GeocodeError) in
                try data.dataset.geocoder.search(GeocodeQuery(text: text, focus: focus, limit: limit))
            }
        }
        let query = parts.query(focus: focus, limit: limit)
        let answer = try TextQuestion.ask(query.text, parameter: parts.first) { _ throws(GeocodeError) in
            try data.dataset.geocoder.search(query)
        }
        guard let answer else { throw TextQuestion.nothingFound(query.text, parameter: parts.first) }
        return JSONAnswer.personal(data.dataset.document(answer))
    }

    static func autocomplete(_ request: Request, _ data: PublicDataset) throws -> Response {
        let parameters = try request.parameters(data.parameters.autocomplete)
        let (focus, limit) = (try parameters.position(), parameters.integer("limit") ?? 10)
        return try answer(parameters, data) { text throws(GeocodeError) in
            try data.dataset.geocoder.autocomplete(text, focus: focus, limit: limit)
        }
    }

    static func reverse(_ request: Request, _ data: PublicDataset) throws -> Response {
        let parameters = try request.parameters(data.parameters.reverse)
        guard let position = try parameters.position(in: data) else {
            throw Problem.missing(
                "lon", expected: Phrase(el: "αριθμός μαζί με το lat", en: "a number together with lat"))
        }
        let answer = data.locator.reverse(position, limit: parameters.integer("limit") ?? 5)
        return JSONAnswer.personal(data.dataset.document(answer))
    }

    private static func answer(
        _ parameters: RequestParameters, _ data: PublicDataset,
        _ search: (String) throws(GeocodeError) -> GeocodeAnswer
    ) throws -> Response {
        guard let text = parameters.text("q") else {
            throw Problem.missing("q", expected: Phrase(el: "κείμενο", en: "a text"))
        }
        guard let answer = try TextQuestion.ask(text, search) else { throw TextQuestion.nothingFound(text) }
        return JSONAnswer.personal(data.dataset.document(answer))
    }
}
