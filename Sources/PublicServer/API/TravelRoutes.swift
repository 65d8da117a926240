internal import HTTPTypes
internal import Hummingbird
internal import Locator
internal import Records
internal import WebSupport

/// `GET /api/v1/route`, `/api/v1/matrix` and `/api/v1/isochrone`: travel between places.
enum TravelRoutes {
    static func route(_ request: Request, _ data: PublicDataset) throws -> Response {
        let parameters = try request.parameters(data.parameters.route)
        let mode = try mode(parameters, data)
        let origin = try PlaceParameter.single("from", parameters, data)
        let destination = try PlaceParameter.single("to", parameters, data)
        let answer = data.locator.route(
            from: origin, to: destination, mode: mode, at: try FilterParameters.moment(parameters, data, "at"))
        guard wantsGeoJSON(request, parameters) else { return JSONAnswer.personal(data.dataset.document(answer)) }
        return JSONAnswer.personal(data.dataset.geoJSON(answer), mediaType: JSONAnswer.geoJSON)
    }

    static func matrix(_ request: Request, _ data: PublicDataset) throws -> Response {
        let parameters = try request.parameters(data.parameters.matrix)
        let mode = try mode(parameters, data)
        let origins = try PlaceParameter.several("from", parameters, data)
        let destinations = try PlaceParameter.several("to", parameters, data)
        return JSONAnswer.personal(
            data.dataset.document(
                data.locator.matrix(
                    from: origins, to: destinations, mode: mode, at: try FilterParameters.moment(parameters, data, "at")
                )))
    }

    static func isochrone(_ request: Request, _ data: PublicDataset) throws -> Response {
        let parameters = try request.parameters(data.parameters.isochrone)
        let mode = try mode(parameters, data)
        let origin = try PlaceParameter.origin(parameters, data)
        let minutes = parameters.numbers("minutes") ?? APIParameters.usualMinutes
        let answer = data.locator.isochrones(
            of: origin, minutes: minutes, mode: mode, isReverse: parameters.text("reverse") == "true",
            at: try FilterParameters.moment(parameters, data, "at"))
        return JSONAnswer.personal(
            try data.dataset.document(answer),
            mediaType: wantsGeoJSON(request, parameters) ? JSONAnswer.geoJSON : JSONAnswer.json)
    }

    /// The requested mode; throws a 404 ``Problem`` when the dataset has no roads.
    private static func mode(_ parameters: RequestParameters, _ data: PublicDataset) throws(Problem) -> String {
        guard !data.dataset.travel.isEmpty else {
            throw Problem(
                .noRoads,
                detail: Phrase(
                    el: "Αυτά τα δεδομένα δεν περιέχουν δρόμους· χρόνοι διαδρομής δεν υπάρχουν.",
                    en: "This dataset holds no roads; there are no travel times."))
        }
        return parameters.text("mode") ?? APIParameters.usualMode
    }

    /// Whether GeoJSON is requested by `format`, or without it by `Accept`.
    private static func wantsGeoJSON(_ request: Request, _ parameters: RequestParameters) -> Bool {
        if let format = parameters.text("format") { return format == "geojson" }
        return request.headers[.accept]?.contains(JSONAnswer.geoJSON) ?? false
    }
}

extension Problem.Kind {
    /// A travel question for a dataset without roads.
    static let noRoads = Self(code: "no-roads", status: 404, title: Phrase(el: "Δεν υπάρχουν δρόμοι", en: "No roads"))
    /// A text that matches several places.
    static let ambiguousPlace = Self(
        code: "ambiguous-place", status: 409, title: Phrase(el: "Ασαφής τόπος", en: "Ambiguous place"))

    /// Every kind of problem of this server.
    static let known = all + [noRoads, ambiguousPlace]
}
