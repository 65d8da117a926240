internal import Geocoding
internal import GeoIndex
internal import Locator
internal import Records
internal import WebSupport

/// Reads parameters that contain a place: `LON,LAT`, or a text for the geocoder.
enum PlaceParameter {
    /// The place of a parameter.
    ///
    /// - Throws: A ``Problem``: 400 when it is absent or invalid, 404 when no place is found, 409 when several are.
    static func single(
        _ name: String, _ parameters: RequestParameters, _ data: PublicDataset
    ) throws(Problem) -> GeocodeResult {
        guard let text = parameters.text(name) else { throw Problem.missing(name, expected: expectation) }
        return try place(text, name, data)
    }

    /// The places of a repeated parameter, at least one; throws as ``single(_:_:_:)``.
    static func several(
        _ name: String, _ parameters: RequestParameters, _ data: PublicDataset
    ) throws(Problem) -> [GeocodeResult] {
        let texts = parameters.texts(name)
        guard !texts.isEmpty else { throw Problem.missing(name, expected: expectation) }
        var places: [GeocodeResult] = []
        for text in texts { places.append(try place(text, name, data)) }
        return places
    }

    /// The place of `lon` and `lat`, `q` or `point`; exactly one of the three must be given. Throws as
    /// ``single(_:_:_:)``.
    static func origin(_ parameters: RequestParameters, _ data: PublicDataset) throws(Problem) -> GeocodeResult {
        let texts = ["q", "point"].filter { parameters.text($0) != nil }
        let position = try parameters.position(in: data)
        guard texts.count + (position == nil ? 0 : 1) <= 1 else {
            throw Problem(
                .repeatedParameter,
                detail: Phrase(
                    el: "δόθηκε μαζί με άλλη θέση· δώστε ένα από q, point, lon και lat.",
                    en: "given together with another place; give one of q, point, lon and lat."),
                parameter: texts[0])
        }
        if let position { return data.locator.origin(at: position) }
        guard let name = texts.first else {
            throw Problem.missing(
                "q",
                expected: Phrase(el: "το όνομα ενός τόπου, ή lon και lat", en: "the name of a place, or lon and lat"))
        }
        return try single(name, parameters, data)
    }

    private static let expectation = Phrase(
        el: "θέση LON,LAT ή όνομα τόπου", en: "a position LON,LAT or the name of a place")

    private static func place(_ text: String, _ name: String, _ data: PublicDataset) throws(Problem) -> GeocodeResult {
        switch PointText.reading(of: text) {
        case .position(let coordinate):
            guard let swapped = data.dataset.geocoder.swapped(coordinate) else {
                return data.locator.origin(at: coordinate)
            }
            throw Problem.bad(
                name, came: text,
                expected: Phrase(
                    el: "πρώτα το γεωγραφικό μήκος: \(swapped.longitude),\(swapped.latitude) είναι μέσα στην περιοχή",
                    en: "longitude first: \(swapped.longitude),\(swapped.latitude) lies in the region"))
        case .outside:
            throw Problem.bad(
                name, came: text,
                expected: Phrase(
                    el: "LON,LAT σε μοίρες, -180…180 και -90…90, πρώτα το μήκος",
                    en: "LON,LAT in degrees, -180…180 and -90…90, longitude first"))
        case .other: break
        }
        let found = try TextQuestion.ask(text, parameter: name) { text throws(GeocodeError) in
            try data.locator.origin(named: text)
        }
        switch found ?? .nothing {
        case .found(let place): return place
        case .nothing: throw TextQuestion.nothingFound(text, parameter: name)
        case .ask(let places): throw ambiguous(text, name, places)
        }
    }

    private static func ambiguous(_ text: String, _ name: String, _ places: [GeocodeResult]) -> Problem {
        func choices(_ language: Language) -> String {
            places.map { "\($0.label.text(in: language.tag)) (\(position($0)))" }.joined(separator: "; ")
        }
        return Problem(
            .ambiguousPlace,
            detail: Phrase(
                el: "περισσότερα από ένα μέρη: \(choices(.greek)). Δώστε τη θέση του σωστού.",
                en: "more than one place: \(choices(.english)). Give the position of the right one."),
            parameter: name, accepted: places.map(position))
    }

    private static func position(_ place: GeocodeResult) -> String {
        "\(place.coordinate.longitude),\(place.coordinate.latitude)"
    }
}
