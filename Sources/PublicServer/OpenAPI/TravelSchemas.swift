internal import Exchange
internal import Locator
internal import WebSupport

/// The schemas of travel responses.
enum TravelSchemas {
    private static let place = Schema.reference("GeocodeResult")
    private static let seconds = Schema.optional(Schema.size)

    /// The members of every travel response.
    private static let basis: [(String, JSONValue)] = [
        ("mode", Schema.text), ("roads", Schema.choice(TravelNetwork.Roads.allCases.map(\.rawValue))),
        ("closuresVersion", Schema.whole), ("conditions", conditions),
    ]

    private static let conditions = Schema.optional(
        Schema.record([("at", Schema.text), ("holding", Schema.whole), ("unknown", Schema.whole)]))

    private static let mayBeClosed = Schema.list(
        Schema.record([
            ("name", Schema.optional(Schema.text)), ("condition", Schema.text), ("lon", Schema.longitude),
            ("lat", Schema.latitude),
        ]))

    static let readiness = AnswerSchemas.answer([
        ("status", ["const": "ready"]), basis[1],
        (
            "closures",
            Schema.optional(
                Schema.record([
                    ("version", Schema.whole), ("count", Schema.whole), ("ofFile", Schema.whole),
                    ("ofRegistry", Schema.whole), ("refused", Schema.optional(Schema.text)),
                ]))
        ),
    ])

    private static let noRoute = Schema.optional(
        Schema.record([("reason", Schema.choice(noRouteCodes)), ("text", Schema.reference("Text"))]))

    private static let noRouteCodes = [
        "originOffNetwork", "destinationOffNetwork", "closed", "separateNetworks", "profileMayNot", "noWayByTheRules",
        "unknownProfile",
    ]

    private static let sums: [(String, JSONValue)] = [
        ("seconds", seconds), ("metres", seconds), ("estimate", Schema.flag), ("ferry", Schema.flag),
        ("mayBeClosed", mayBeClosed), ("noRoute", noRoute),
    ]

    private static let position: JSONValue = [
        "type": "array", "items": ["type": "number"], "minItems": 2, "maxItems": 2,
        "description": "Longitude and latitude, WGS 84 degrees.",
    ]

    private static let line = Schema.record([
        ("type", ["const": "LineString"]),
        ("coordinates", ["type": "array", "items": position, "minItems": 2]),
    ])

    private static let areas = Schema.record([
        ("type", ["const": "MultiPolygon"]),
        ("coordinates", Schema.list(Schema.list(["type": "array", "items": position, "minItems": 4]))),
    ])

    private static let step = Schema.record([
        ("instruction", Schema.record([("el", Schema.text), ("en", Schema.text)])),
        ("name", Schema.optional(Schema.text)), ("seconds", Schema.size), ("metres", Schema.size),
        ("lon", Schema.longitude), ("lat", Schema.latitude),
    ])

    static let route = AnswerSchemas.answer(
        basis + [("origin", place), ("destination", place)] + sums + [
            ("geometry", Schema.optional(line)), ("steps", Schema.list(step)),
        ])

    static let routeFeature = Schema.record([
        ("type", ["const": "Feature"]), ("geometry", Schema.optional(line)),
        ("properties", AnswerSchemas.answer(basis + sums)),
    ])

    static let matrix = AnswerSchemas.answer(
        basis + [
            ("estimate", Schema.flag), ("origins", Schema.list(place)), ("destinations", Schema.list(place)),
            ("seconds", Schema.list(Schema.list(seconds))),
        ])

    static let isochrones = AnswerSchemas.answer(
        [("type", ["const": "FeatureCollection"])] + basis + [
            ("reverse", Schema.flag), ("origin", place), ("noRoute", noRoute),
            (
                "features",
                Schema.list(
                    Schema.record([
                        ("type", ["const": "Feature"]), ("geometry", areas),
                        (
                            "properties",
                            Schema.record([
                                ("minutes", Schema.size), ("mode", Schema.text), ("reverse", Schema.flag),
                                ("estimate", Schema.flag), ("closuresVersion", Schema.whole),
                                ("roadMetres", Schema.size),
                            ])
                        ),
                    ]))
            ),
        ])

    private static let waypoint = Schema.record([
        ("name", Schema.text), ("location", position), ("distance", Schema.size),
    ])

    private static func osrm(_ members: [(String, JSONValue)]) -> JSONValue {
        AnswerSchemas.answer([("code", ["const": "Ok"]), ("closuresVersion", Schema.whole)] + members)
    }

    private static let lengths: [(String, JSONValue)] = [
        ("distance", Schema.size), ("duration", Schema.size), ("weight", Schema.size),
    ]

    static let osrmRoute = osrm([
        (
            "routes",
            Schema.list(
                Schema.record(
                    lengths + [
                        (
                            "legs",
                            Schema.list(
                                Schema.record(
                                    lengths + [("summary", Schema.text), ("steps", Schema.list(["type": "object"]))]))
                        )
                    ]))
        ),
        ("waypoints", Schema.list(waypoint)),
    ])

    static let osrmTable = osrm([
        ("durations", Schema.list(Schema.list(seconds))), ("sources", Schema.list(waypoint)),
        ("destinations", Schema.list(waypoint)),
    ])

    static let osrmNearest = osrm([("waypoints", Schema.list(waypoint))])

    static let osrmFault = Schema.record([
        ("code", Schema.choice(OSRMFault.Code.allCases.map(\.rawValue))), ("message", Schema.text),
    ])
}
