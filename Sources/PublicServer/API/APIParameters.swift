internal import Entitlement
internal import Geocoding
internal import GeoIndex
internal import Locator
internal import Records
internal import Routing
internal import WebSupport

/// The parameters of the interface, with the codes of this dataset; shared by the parser and the OpenAPI document.
struct APIParameters: Sendable {
    let q = ParameterDescription(
        "q", .text(maximum: 128), summary: "An address or the name of a place, as people type it.")
    let street = ParameterDescription(
        "street", .text(maximum: 128), summary: "Street of an address given in parts; instead of q.")
    let number = ParameterDescription(
        "number", .text(maximum: 20), summary: "House number of an address given in parts; needs street.")
    let city = ParameterDescription(
        "city", .text(maximum: 128), summary: "Settlement or municipality of an address given in parts; instead of q.")
    let postcode = ParameterDescription(
        "postcode", .text(maximum: 20), summary: "Postal code of an address given in parts; instead of q.")
    let lon = ParameterDescription(
        "lon", .number(minimum: -180, maximum: 180), summary: "Longitude, WGS 84 degrees; needs lat.")
    let lat = ParameterDescription(
        "lat", .number(minimum: -90, maximum: 90), summary: "Latitude, WGS 84 degrees; needs lon.")
    let structure = ParameterDescription(
        "structure", .text(maximum: 200),
        summary: "The id of a structure whose place is meant; instead of q, lon and lat.")
    let language = Self.languageOfPage
    let mode: ParameterDescription
    let kind: ParameterDescription
    let municipality: ParameterDescription
    /// The questions of the programmes.
    let questions: [EntitlementQuestion]
    /// The modes of coverage questions: those with roads.
    let coverageModes: [String]
    private let coverageMode: ParameterDescription
    let from: ParameterDescription
    let to: ParameterDescription
    let severalFrom: ParameterDescription
    let severalTo: ParameterDescription
    let point = ParameterDescription(
        "point", .text(maximum: 128), summary: "The place: LON,LAT in WGS 84 degrees, or a text as people type it.")
    let roadMode: ParameterDescription
    let minutes = ParameterDescription(
        "minutes", .numbers(minimum: 1, maximum: 240, most: 6), standard: "10,20,30", summary: "Times in minutes.")
    let isReverse = ParameterDescription(
        "reverse", .choice(["true", "false"]), standard: "false",
        summary: "Who reaches the place, in place of what is reached from it.")
    let format = ParameterDescription(
        "format", .choice(["json", "geojson"]), summary: "The form of the answer; what Accept says when not given.")
    let nearestLimit = ParameterDescription(
        "limit", .integer(minimum: 1, maximum: Question.greatestLimit), standard: "\(Question.usualLimit)",
        summary: "How many structures to answer.")
    let geocodeLimit = ParameterDescription(
        "limit", .integer(minimum: 1, maximum: 50), standard: "10", summary: "How many places to answer.")
    let reverseLimit = ParameterDescription(
        "limit", .integer(minimum: 1, maximum: 20), standard: "5", summary: "How many things to answer.")
    let pageLimit = ParameterDescription(
        "limit", .integer(minimum: 1, maximum: 1000), standard: "100", summary: "How many records to answer.")
    let offset = ParameterDescription(
        "offset", .integer(minimum: 0, maximum: 1_000_000), standard: "0", summary: "How many records to skip.")

    let nearest, route, matrix, isochrone, geocode, autocomplete, reverse, structures, municipalities,
        coverage: ParameterSet
    let staticMap, sheet, style, coverageTile, single, quality, entitlement, finderPage, finderForm,
        suggestionForm, benefitsForm: ParameterSet
    let ogcItems: [OGCRoutes.Collection: ParameterSet]
    /// The parts of an address, an alternative to one text.
    let addressParts: [ParameterDescription]
    /// The parameters of every page.
    static let page = ParameterSet([languageOfPage])

    /// The defaults of travel questions.
    static let usualMode = "car"
    static let usualMinutes: [Double] = [10, 20, 30]
    /// The largest number of origins and of destinations of a matrix.
    static let mostPlaces = 100

    init(_ dataset: Dataset) {
        func place(_ name: String, _ summary: String, count: Int = 1) -> ParameterDescription {
            ParameterDescription(name, .text(maximum: 128), maximumCount: count, summary: summary)
        }
        questions = dataset.programmes?.questions ?? []
        from = place("from", "Where from: LON,LAT in WGS 84 degrees, or a text as people type it.")
        to = place("to", "Where to: LON,LAT in WGS 84 degrees, or a text as people type it.")
        severalFrom = place("from", "An origin, as in route; repeat it for several.", count: Self.mostPlaces)
        severalTo = place("to", "A destination, as in route; repeat it for several.", count: Self.mostPlaces)
        roadMode = ParameterDescription(
            "mode", .choice(dataset.travel.graph.profileNames), standard: Self.usualMode, summary: "Travel mode.")
        mode = ParameterDescription(
            "mode", .choice(dataset.travel.modes),
            summary: "Travel mode; by car, short ways on foot, when not given and there are roads.")
        coverageModes = dataset.travel.modes.filter { $0 != TravelMode.straight }
        coverageMode = ParameterDescription(
            "mode", coverageModes.isEmpty ? .text(maximum: 20) : .choice(coverageModes),
            standard: coverageModes.first, summary: "Travel mode.")
        kind = ParameterDescription(
            "kind", Self.codes(dataset.kinds.map(\.code)), maximumCount: 50,
            summary: "Code of a kind of structure; repeat it for several.")
        municipality = ParameterDescription(
            "municipality", Self.codes(dataset.municipalities.map(\.code)), maximumCount: 50,
            summary: "Code of a municipality; repeat it for several.")
        addressParts = [street, number, city, postcode]
        nearest = ParameterSet([q, lon, lat, structure, kind, mode, nearestLimit] + FilterParameters.all + [language])
        route = ParameterSet([from, to, roadMode, FilterParameters.at, format, language])
        matrix = ParameterSet([severalFrom, severalTo, roadMode, FilterParameters.at, language])
        isochrone = ParameterSet([
            q, point, lon, lat, minutes, roadMode, isReverse, FilterParameters.at, format, language,
        ])
        geocode = ParameterSet([q] + addressParts + [lon, lat, geocodeLimit, language])
        autocomplete = ParameterSet([q, lon, lat, geocodeLimit, language])
        reverse = ParameterSet([lon, lat, reverseLimit, language])
        structures = ParameterSet([kind, municipality, pageLimit, offset, language])
        municipalities = ParameterSet([lon, lat, language])
        single = ParameterSet([language])
        let answers = dataset.programmes.map(EntitlementRequest.parameters) ?? []
        entitlement = ParameterSet(answers)
        benefitsForm = ParameterSet(dataset.programmes.map(BenefitsInterview.parameters) ?? [])
        let shown = [kind, coverageMode, FilterParameters.openAt, Self.coverageMinutes]
        coverageTile = ParameterSet(shown)
        style = ParameterSet(shown + [language])
        coverage = ParameterSet(shown + [Self.coverageFormat, CSVDownload.separator, language])
        var one = municipality
        one.maximumCount = 1
        one.summary = "Code of a municipality."
        quality = ParameterSet([one, QualityRoute.check, QualityRoute.format, CSVDownload.separator, language])
        var outlined = one
        outlined.summary = "Code of a municipality to outline; the picture shows it alone."
        staticMap = ParameterSet([lon, lat] + Self.picture + shown + [outlined, language])
        sheet = ParameterSet(shown + [language] + Self.paper)
        finderPage = ParameterSet(
            [language] + [q, kind, municipality].map(PageFilter.optional) + [
                ParameterDescription(
                    "page", .integer(minimum: 1, maximum: 1000), emptyIsAbsent: true, summary: "Part of a long list.")
            ])
        finderForm = ParameterSet(
            [q, kind].map(PageFilter.optional) + PlacedPosition.parameters + PageFilter.parameters
                + [
                    ParameterDescription(
                        "need", Self.codes(dataset.needs.listed.map(\.code)), emptyIsAbsent: true,
                        summary: "A need of the start page.")
                ])
        suggestionForm = ParameterSet([PageFilter.optional(q)])
        let filters = [kind, municipality]
        let (limit, offset) = (pageLimit, offset)
        ogcItems = Dictionary(
            uniqueKeysWithValues: OGCRoutes.Collection.allCases.map { collection in
                let more = collection == .structures ? filters : []
                return (collection, ParameterSet(OGCRoutes.itemParameters(limit: limit, offset: offset, more)))
            })
    }

    static let languageOfPage = ParameterDescription(
        "lang", .choice(Language.allCases.map(\.tag)),
        summary:
            "Language of problems, labels and pages; also read as `language` where no other parameter is called so.")
    private static let picture = [
        ParameterDescription(
            "zoom", .number(minimum: 0, maximum: 18), standard: "12", summary: "Zoom of 512 pixel tiles."),
        ParameterDescription("width", .integer(minimum: 64, maximum: 1600), standard: "640", summary: "Pixels."),
        ParameterDescription("height", .integer(minimum: 64, maximum: 1600), standard: "480", summary: "Pixels."),
        ParameterDescription(
            "scale", .integer(minimum: 1, maximum: 2), standard: "1", summary: "2 for fine screens."),
        ParameterDescription(
            "structure", .text(maximum: 100), maximumCount: 20, summary: "Identifier of a structure to show."),
        ParameterDescription("from", .text(maximum: 60), summary: "Start of a route, `lon,lat`; needs to."),
        ParameterDescription("to", .text(maximum: 60), summary: "End of a route, `lon,lat`; needs from."),
        ParameterDescription(
            "style", .choice(["light", "dark", "print", "coverage"]), standard: "light", summary: "The look."),
    ]
    private static let paper = [
        ParameterDescription("paper", .choice(["a4", "a3"]), standard: "a4", summary: "Size of the page."),
        ParameterDescription(
            "style", .choice(["light", "print"]), standard: "light", summary: "Colours, or greys for printing."),
    ]
    private static let coverageMinutes = ParameterDescription(
        "minutes", .text(maximum: 40), form: .minutes,
        summary:
            "One to six whole numbers from 1 to 240, with commas: the columns of tables (when not given, "
            + "\(list(CoverageQuery.standardMinutes))) and the bands of maps (when not given, \(list(CoverageQuery.breaks)))."
    )
    private static let coverageFormat = ParameterDescription(
        "format", .choice(["json", "geojson", "csv"]), standard: "json",
        summary: "The table as JSON or CSV, or the areas by travel time as GeoJSON.")

    private static func list(_ minutes: [Int]) -> String { minutes.map(String.init).joined(separator: ",") }

    /// Codes as a closed list while it is short enough to be readable, else as text; an unknown code then matches
    /// nothing.
    private static func codes(_ codes: [String]) -> ParameterDescription.Shape {
        codes.isEmpty || codes.count > 400 ? .text(maximum: 100) : .choice(codes)
    }
}

extension RequestParameters {
    /// The requested language of labels and pages, by default Greek.
    var language: Language { text("lang").flatMap(Language.init)?.orEnglish ?? .greek }

    /// The position of `lon` and `lat`; nil when both are absent.
    ///
    /// - Throws: A 400 ``Problem`` when only one is given.
    func position() throws(Problem) -> Coordinate? {
        switch (number("lon"), number("lat")) {
        case (let longitude?, let latitude?): return Coordinate(longitude: longitude, latitude: latitude)
        case (nil, nil): return nil
        case (nil, _): throw Problem.missing("lon", expected: Self.otherHalf("lat"))
        case (_, nil): throw Problem.missing("lat", expected: Self.otherHalf("lon"))
        }
    }

    /// The same as ``position()``, but throws a 400 ``Problem`` when the position lies outside the region and would lie
    /// inside with longitude and latitude exchanged.
    func position(in data: PublicDataset) throws(Problem) -> Coordinate? {
        let position = try position()
        guard let position, let swapped = data.dataset.geocoder.swapped(position) else { return position }
        throw Problem.bad(
            "lon", came: "\(position.longitude)",
            expected: Phrase(
                el: "το γεωγραφικό μήκος: lon=\(swapped.longitude), lat=\(swapped.latitude) είναι μέσα στην περιοχή",
                en: "the longitude: lon=\(swapped.longitude), lat=\(swapped.latitude) lies in the region"))
    }

    private static func otherHalf(_ given: String) -> Phrase {
        Phrase(el: "αριθμός μαζί με το \(given)", en: "a number together with \(given)")
    }
}
