package import Routing

/// The options of a question in OSRM's form. Unknown and unsupported options are errors, never ignored.
package struct OSRMOptions: Hashable, Sendable {
    /// The services that are answered.
    package enum Service: String, Hashable, Sendable, CaseIterable {
        case route, table, nearest
    }

    /// The formats of lines.
    package enum Geometries: String, Hashable, Sendable, CaseIterable {
        case polyline, polyline6, geojson
    }

    /// How much of a route's line is written.
    package enum Overview: String, Hashable, Sendable, CaseIterable {
        case simplified, full
        case none = "false"
        case byLegs = "by_legs"
    }

    /// The contents of a table, and the values for each piece of a route's line.
    package enum Annotation: String, Hashable, Sendable, CaseIterable {
        case duration, distance, weight, speed, datasources
    }

    /// The format of lines.
    package var geometries = Geometries.polyline
    /// How much of a route's line is written.
    package var overview = Overview.simplified
    /// Whether a route has its steps.
    package var steps = false
    /// The annotations; by default the duration for a table, none for a route.
    package var annotations: Set<Annotation>
    /// Whether a route should have OpenStreetMap's nodes, which are unknown between junctions.
    package var wantsNodes = false
    /// Whether a route must not turn back at waypoints; nil for the profile's default.
    package var continuesStraight: Bool?
    /// Indices of the coordinates that are sources; all by default.
    package var sources: [Int]
    /// Indices of the coordinates that are destinations; all by default.
    package var destinations: [Int]
    /// Speed along a straight line, in metres per second, where there is no route; nil for no such value.
    package var fallbackSpeed: Double?
    /// Whether that straight line begins and ends on roads.
    package var fallbackIsSnapped = false
    /// The factor for the durations of a table.
    package var scaleFactor = 1.0
    /// The number of segments to return.
    package var number = 1
    /// The greatest distance of each coordinate from the network, in metres.
    package var radiuses: [Double]
    /// The heading in which each coordinate is passed; nil for any.
    package var headings: [Heading?]
    /// Whether waypoints are left out of the response.
    package var skipsWaypoints = false

    /// The maximum number of segments of `nearest`.
    package static let mostSegments = 100
    /// The maximum number of alternatives that can be requested.
    package static let mostAlternatives = 9
    /// How far a coordinate may lie from the network unless something is said, and when `unlimited` is, metres.
    package static let usualRadius = RoadGraph.snapMetres
    package static let longestRadius = 50_000.0

    /// Reads decoded pairs of names and values.
    ///
    /// - Throws: `OSRMFault` with OSRM's codes: `InvalidQuery` for values that cannot be read, `InvalidOptions` for a
    ///   wrong number of values and for numbers out of range, `InvalidValue`, `TooBig`, and `NotImplemented` for what
    ///   OSRM has but this server has not.
    package init(
        _ service: Service, _ pairs: [(name: String, value: String)], coordinateCount count: Int
    ) throws(OSRMFault) {
        annotations = service == .table ? [.duration] : []
        sources = Array(0..<count)
        destinations = Array(0..<count)
        radiuses = Array(repeating: Self.usualRadius, count: count)
        headings = Array(repeating: nil, count: count)
        var seen: Set<String> = []
        for (name, value) in pairs {
            guard seen.insert(name).inserted else { throw OSRMFault(.invalidQuery, "\(name.prefix(40)): given twice") }
            let option = OSRMOption(name: name, value: value)
            let isKnown = try read(option, count) ? true : try read(option, of: service, count)
            guard isKnown else {
                throw OSRMFault(.invalidQuery, "\(name.prefix(40)): no option of \(service.rawValue)")
            }
        }
    }

    /// Reads an option of all services; returns false for other options.
    private mutating func read(_ option: OSRMOption, _ count: Int) throws(OSRMFault) -> Bool {
        switch option.name {
        case "radiuses":
            for (index, part) in try option.elements(count).enumerated() where !part.isEmpty {
                guard part != "unlimited" else {
                    radiuses[index] = Self.longestRadius
                    continue
                }
                radiuses[index] = min(try option.number(part, "metres or unlimited", least: 0), Self.longestRadius)
            }
        case "bearings":
            for (index, part) in try option.elements(count).enumerated() where !part.isEmpty {
                headings[index] = try option.heading(part)
            }
        case "approaches":
            for part in try option.elements(count) where !part.isEmpty && part != "unrestricted" {
                guard part == "curb" || part == "opposite" else {
                    throw option.wrong(part, "unrestricted, curb or opposite")
                }
                throw option.notHonoured(part)
            }
        // Hints only speed up questions to the server that issued them. None are issued here, so they are only checked.
        case "hints": for part in try option.elements(count) { try option.checkHint(part) }
        case "generate_hints": _ = try option.flag()
        case "skip_waypoints": skipsWaypoints = try option.flag()
        // There are no roads here on which a trip must not begin.
        case "snapping": _ = try option.choice(["default", "any"])
        case "exclude": try option.checkClasses()
        default: return false
        }
        return true
    }

    private mutating func read(
        _ option: OSRMOption, of service: Service, _ count: Int
    ) throws(OSRMFault) -> Bool {
        switch (service, option.name) {
        case (.nearest, "number"): number = try option.count(least: 1, most: Self.mostSegments)
        case (.route, "geometries"): geometries = try option.choice()
        case (.route, "overview"): overview = try option.choice()
        case (.route, "steps"): steps = try option.flag()
        // A single route is a valid answer, because OSRM does not guarantee alternatives.
        case (.route, "alternatives"):
            if option.value != "true", option.value != "false" {
                _ = try option.count(least: 0, most: Self.mostAlternatives)
            }
        case (.route, "continue_straight"):
            continuesStraight = option.value == "default" ? nil : try option.flag()
        case (.route, "annotations"):
            (annotations, wantsNodes) = try option.annotations()
        case (.route, "waypoints"):
            let places = try option.places(count)
            guard places.first == 0, places.last == count - 1 else {
                throw OSRMFault(.invalidValue, "waypoints: expected the first and the last coordinate among them")
            }
            if places != Array(0..<count) { throw option.notHonoured(option.value) }
        case (.table, "sources"): sources = try option.places(count)
        case (.table, "destinations"): destinations = try option.places(count)
        case (.table, "annotations"):
            let words: [Annotation] = try option.words()
            annotations = Set(words)
            guard annotations.isSubset(of: [.duration, .distance]) else {
                throw option.wrong(option.value, "duration, distance or both")
            }
        case (.table, "fallback_speed"): fallbackSpeed = try option.positive()
        case (.table, "fallback_coordinate"):
            fallbackIsSnapped = try option.choice(["input", "snapped"]) == "snapped"
        case (.table, "scale_factor"): scaleFactor = try option.positive()
        default: return false
        }
        return true
    }
}
