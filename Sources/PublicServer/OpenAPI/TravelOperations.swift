internal import Exchange
internal import WebSupport

/// The paths of travel questions and of OSRM's form.
enum TravelOperations {
    static func all(_ parameters: APIParameters) -> [Operation] {
        [
            Operation(
                path: "/api/v1/route", id: "route", summary: "The way from one place to another, or why there is none",
                parameters: parameters.route.descriptions, required: ["from", "to"],
                answer: .geo(json: "Route", geoJSON: "RouteFeature"), isCached: false, needsOnePlace: true),
            Operation(
                path: "/api/v1/matrix", id: "matrix", summary: "Travel times between places",
                parameters: parameters.matrix.descriptions, required: ["from", "to"], answer: .json("Matrix"),
                isCached: false,
                needsOnePlace: true),
            Operation(
                path: "/api/v1/isochrone", id: "isochrone", summary: "What is reached within some minutes",
                parameters: [
                    parameters.minutes, parameters.roadMode, parameters.isReverse, parameters.format,
                    parameters.language,
                ], pair: (parameters.lon, parameters.lat), instead: [parameters.q, parameters.point],
                answer: .geo(json: "Isochrones", geoJSON: "Isochrones"), isCached: false, needsOnePlace: true),
            osrm("route", "A route in OSRM's form", answer: "OSRMRoute", coordinates: 2),
            osrm("table", "Times between coordinates in OSRM's form", answer: "OSRMTable", coordinates: 2),
            osrm("nearest", "The nearest roads in OSRM's form", answer: "OSRMNearest", coordinates: 1),
        ]
    }

    /// A service of OSRM's form; its options are not listed.
    private static func osrm(_ service: String, _ summary: String, answer: String, coordinates: Int) -> Operation {
        let number = "-?[0-9]{1,2}(\\.[0-9]{1,7})?"
        let pattern = "^\(number),\(number)" + (coordinates == 1 ? "$" : "(;\(number),\(number)){1,20}$")
        return Operation(
            path: "/\(service)/v1/{profile}/{coordinates}", id: "osrm" + answer.dropFirst(4), summary: summary,
            components: [
                .init(name: "profile", schema: Schema.choice(OSRMPath.profiles.keys.sorted())),
                .init(name: "coordinates", schema: ["type": "string", "pattern": .string(pattern)]),
            ], answer: .json(answer), isCached: false, fault: "OSRMFault")
    }
}
