internal import Alerts
internal import Entitlement
internal import Geocoding
internal import Records
internal import WebSupport

/// The schemas of responses under `components/schemas`.
enum AnswerSchemas {
    static let all: [(String, JSONValue)] = [
        ("Text", text), ("GeocodeResult", geocodeResult), ("Structure", structure),
        ("StructureDetails", DetailSchemas.details), ("Municipality", municipality),
        ("MunicipalityReference", reference), ("MunicipalityMatch", match), ("NearestResult", nearestResult),
        ("Nearest", nearest), ("GeocodeAnswer", geocodeAnswer), ("ReverseAnswer", reverseAnswer),
        ("StructureList", structureList), ("StructureAnswer", answer([("structure", Schema.reference("Structure"))])),
        ("MunicipalityList", municipalityList),
        ("MunicipalityAnswer", answer([("municipality", Schema.reference("Municipality"))])), ("KindList", kindList),
        ("Programme", DetailSchemas.programme), ("Programmes", answer(DetailSchemas.programmes)),
        ("Quality", answer(DetailSchemas.quality)),
        ("Entitlement", answer(DetailSchemas.entitlement)),
        ("Coverage", coverage), ("Alerts", alerts),
        ("Route", TravelSchemas.route), ("RouteFeature", TravelSchemas.routeFeature), ("Matrix", TravelSchemas.matrix),
        ("Isochrones", TravelSchemas.isochrones), ("OSRMRoute", TravelSchemas.osrmRoute),
        ("OSRMTable", TravelSchemas.osrmTable), ("OSRMNearest", TravelSchemas.osrmNearest),
        ("OSRMFault", TravelSchemas.osrmFault), ("TileJSON", tileJSON), ("Style", style),
        ("Health", Schema.record([("status", ["const": "ok"])])),
        ("Readiness", TravelSchemas.readiness), ("Problem", problem),
    ]

    static let optionalText = Schema.optional(Schema.text)
    static let localized = Schema.optional(Schema.reference("Text"))

    /// An object with the build and data date, followed by its own members.
    static func answer(_ members: [(String, JSONValue)]) -> JSONValue {
        Schema.record(
            [("build", ["type": "string", "pattern": "^[0-9a-f]{32}$"]), ("dataDate", Schema.text)] + members)
    }

    private static let text: JSONValue = [
        "type": "object",
        "description":
            "A text in Greek, English and any other language its source gives; fallback names those of el and en, blanks between, that hold another language's text.",
        "required": ["el", "en"], "properties": ["el": Schema.text, "en": Schema.text],
        "additionalProperties": Schema.text,
    ]

    private static let geocodeResult = Schema.record([
        ("label", Schema.reference("Text")),
        ("kind", Schema.choice(GeocodeResult.Kind.allCases.map(\.rawValue))),
        ("lon", Schema.longitude), ("lat", Schema.latitude), ("accuracyMetres", Schema.size),
        ("match", Schema.choice(GeocodeResult.Match.allCases.map(\.rawValue))),
        ("municipality", Schema.optional(Schema.reference("MunicipalityReference"))), ("street", optionalText),
        ("houseNumber", optionalText), ("postcode", optionalText),
    ])

    /// The members that geocoding adds to a result.
    private static let candidate: JSONValue = [
        "allOf": [
            Schema.reference("GeocodeResult"),
            [
                "type": "object", "required": ["settlement"],
                "properties": [
                    "settlement": localized, "distanceMetres": Schema.size,
                    "matched": [
                        "description": "Ranges of the label that agreed, in UTF-16 units.", "type": "array",
                        "items": ["type": "array", "items": Schema.whole, "minItems": 2, "maxItems": 2],
                    ],
                ],
            ],
        ]
    ]

    private static let geocodeAnswer = answer([
        ("query", Schema.text), ("ambiguous", Schema.flag), ("didYouMean", Schema.flag), ("floor", optionalText),
        ("block", optionalText), ("kinds", Schema.list(Schema.text)),
        ("unmatched", Schema.list(Schema.text)), ("results", Schema.list(candidate)),
    ])

    private static let reverseAnswer = answer([
        ("lon", Schema.longitude), ("lat", Schema.latitude),
        ("municipality", Schema.optional(Schema.reference("MunicipalityMatch"))), ("results", Schema.list(candidate)),
    ])

    private static let structure = Schema.record([
        ("id", Schema.text), ("name", localized), ("kind", Schema.text), ("kindName", localized),
        ("parent", optionalText), ("municipality", Schema.optional(Schema.reference("MunicipalityReference"))),
        ("address", localized), ("phone", optionalText), ("email", optionalText), ("website", optionalText),
        ("lon", Schema.optional(Schema.longitude)), ("lat", Schema.optional(Schema.latitude)),
        ("accuracyMetres", Schema.optional(Schema.size)), ("positionNote", localized),
        ("status", Schema.choice(Structure.Status.allCases.map(\.rawValue))), ("openingHours", optionalText),
        ("wheelchair", optionalText), ("source", optionalText), ("sourceDate", optionalText),
        ("checkedOn", optionalText), ("details", Schema.optional(Schema.reference("StructureDetails"))),
    ])

    private static let reference = Schema.record([("code", Schema.text), ("name", localized)])

    private static let outline = Schema.choice(["surveyed", "sketch", "none"])

    private static let match = Schema.record([
        ("code", Schema.text), ("name", localized), ("snapped", Schema.flag), ("distanceMetres", Schema.size),
        ("outline", outline),
    ])

    private static let municipality = Schema.record([
        ("code", Schema.text), ("alternativeCode", optionalText), ("name", localized),
        ("formerNames", Schema.list(Schema.text)), ("regionalUnit", localized),
        (
            "seat",
            Schema.optional(
                Schema.record([
                    ("name", localized), ("lon", Schema.optional(Schema.longitude)),
                    ("lat", Schema.optional(Schema.latitude)),
                ]))
        ),
        ("population", Schema.optional(Schema.whole)), ("populationYear", Schema.optional(Schema.whole)),
        ("areaSquareKilometres", Schema.optional(Schema.size)), ("outline", outline),
        (
            "bounds",
            Schema.optional([
                "type": "array", "items": ["type": "number"], "minItems": 4, "maxItems": 4,
                "description": "West, south, east, north; degrees.",
            ])
        ),
    ])

    private static let nearestResult = Schema.record([
        ("structure", Schema.reference("Structure")), ("competent", Schema.flag),
        (
            "travel",
            Schema.record([
                ("mode", Schema.text), ("seconds", Schema.optional(Schema.size)),
                ("metres", Schema.optional(Schema.size)),
                ("estimate", Schema.flag), ("ferry", Schema.flag), ("mayBeClosed", Schema.flag),
                ("noRoute", optionalText),
            ])
        ),
        ("opening", DetailSchemas.opening), ("unknown", Schema.list(Schema.text)),
        ("reasons", Schema.record([("el", Schema.list(Schema.text)), ("en", Schema.list(Schema.text))])),
    ])

    private static let line = Schema.record([("phone", Schema.text), ("name", localized), ("note", localized)])

    private static let nearest = answer([
        ("origin", Schema.optional(Schema.reference("GeocodeResult"))), ("ambiguous", Schema.flag),
        ("alternatives", Schema.list(Schema.reference("GeocodeResult"))), ("kinds", Schema.list(Schema.text)),
        (
            "need",
            Schema.optional(
                Schema.record([
                    ("code", Schema.text), ("name", localized),
                    ("page", Schema.optional(Schema.choice(Need.Page.allCases.map(\.rawValue)))),
                ]))
        ),
        ("unmatched", Schema.list(Schema.text)),
        ("municipality", Schema.optional(Schema.reference("MunicipalityMatch"))),
        ("results", Schema.list(Schema.reference("NearestResult"))),
        ("closuresVersion", Schema.optional(Schema.whole)),
        ("at", optionalText),
        (
            "emergency",
            Schema.record([
                ("phone", Schema.text), ("text", Schema.reference("Text")), ("topic", optionalText),
                ("lines", Schema.list(line)),
            ])
        ),
        ("outside", Schema.flag), ("call", Schema.list(line)),
        ("uncertain", Schema.list(Schema.reference("NearestResult"))),
        ("notOffered", Schema.list(DetailSchemas.notOffered)), ("nextBest", Schema.list(DetailSchemas.suggestion)),
        ("notShown", DetailSchemas.notShown),
    ])

    private static let structureList = answer([
        ("numberMatched", Schema.whole), ("numberReturned", Schema.whole), ("limit", Schema.whole),
        ("offset", Schema.whole), ("next", optionalText), ("structures", Schema.list(Schema.reference("Structure"))),
    ])

    private static let municipalityList = answer([
        ("match", Schema.optional(Schema.reference("MunicipalityMatch"))),
        ("municipalities", Schema.list(Schema.reference("Municipality"))),
    ])

    private static let kindList = answer([
        (
            "kinds",
            Schema.list(
                Schema.record([
                    ("code", Schema.text), ("name", localized), ("sign", Schema.text), ("municipal", Schema.flag),
                    ("structures", Schema.whole),
                ]))
        )
    ])

    private static let alerts = answer([
        ("at", Schema.text),
        (
            "alerts",
            Schema.list(
                Schema.record([
                    ("id", ["type": "string", "pattern": "^[0-9a-f]{32}$"]), ("identifier", Schema.text),
                    ("sender", Schema.text), ("sent", Schema.text), ("until", Schema.text),
                    ("endStated", Schema.flag),
                    (
                        "texts",
                        Schema.list(
                            Schema.record([
                                ("language", Schema.text), ("event", Schema.text), ("headline", optionalText),
                                ("description", optionalText), ("instruction", optionalText),
                                ("urgency", Schema.choice(AlertInfo.Urgency.allCases.map(\.rawValue))),
                                ("severity", Schema.choice(AlertInfo.Severity.allCases.map(\.rawValue))),
                                ("certainty", Schema.choice(AlertInfo.Certainty.allCases.map(\.rawValue))),
                                (
                                    "translation",
                                    Schema.optional(
                                        Schema.choice(AlertInfo.Translation.allCases.map(\.rawValue)))
                                ), ("senderName", optionalText), ("web", optionalText),
                                ("areas", Schema.list(Schema.text)),
                            ]))
                    ), ("document", Schema.text),
                ]))
        ),
    ])

    private static let people: [(String, JSONValue)] = [
        ("population", Schema.whole),
        ("within", Schema.list(Schema.record([("minutes", Schema.whole), ("population", Schema.whole)]))),
        ("covered", Schema.whole), ("uncovered", Schema.whole), ("beyond", Schema.whole), ("noRoute", Schema.whole),
        ("unknown", Schema.whole),
    ]

    private static let coverage = answer([
        ("kinds", Schema.list(Schema.text)), ("mode", Schema.text), ("closuresVersion", Schema.whole),
        ("estimate", Schema.flag), ("structures", Schema.whole), ("minutes", Schema.list(Schema.whole)),
        (
            "municipalities",
            Schema.list(Schema.record([("code", optionalText), ("name", Schema.reference("Text"))] + people))
        ),
        ("total", Schema.record(people)),
        (
            "notes",
            Schema.record([("el", Schema.list(Schema.text)), ("en", Schema.list(Schema.text))])
        ),
    ])

    private static let tileJSON = Schema.record([
        ("tilejson", ["const": "3.0.0"]), ("name", Schema.text), ("tiles", Schema.list(Schema.text)),
        ("minzoom", Schema.whole), ("maxzoom", Schema.whole), ("attribution", Schema.text),
        ("vector_layers", Schema.list(["type": "object"])),
    ])

    private static let style = Schema.record([
        ("version", ["const": 8]), ("sources", ["type": "object"]), ("layers", Schema.list(["type": "object"])),
    ])

    private static let problem: JSONValue = [
        "type": "object", "description": "RFC 9457; the title and the detail are in the language asked for.",
        "required": ["type", "title", "status", "detail"],
        "properties": [
            "type": Schema.choice(Problem.Kind.known.map(\.type)), "title": Schema.text,
            "status": ["type": "integer", "minimum": 400, "maximum": 599], "detail": Schema.text,
            "parameter": Schema.text, "accepted": Schema.list(Schema.text),
        ],
    ]
}
