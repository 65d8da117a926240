package import Routing

/// The options of a question in OSRM's form, read strictly: one that is unknown or cannot be honoured is refused rather than
/// passed over.
package struct OSRMOptions: Hashable, Sendable {
    /// What is asked for.
    package enum Service: String, Hashable, Sendable, CaseIterable {
        case route, table, nearest
    }

    /// How lines are written.
    package enum Geometries: String, Hashable, Sendable, CaseIterable {
        case polyline, polyline6, geojson
    }

    /// How much of a route's line is written.
    package enum Overview: String, Hashable, Sendable, CaseIterable {
        case simplified, full
        case none = "false"
        case byLegs = "by_legs"
    }

    /// What a table holds, and what a route tells of every piece of its line.
    package enum Annotation: String, Hashable, Sendable, CaseIterable {
        case duration, distance, weight, speed, datasources
    }

    package var geometries = Geometries.polyline
    package var overview = Overview.simplified
    package var steps = false
    /// A table has durations unless told otherwise, a route nothing.
    package var annotations: Set<Annotation>
    /// Whether a route should tell OpenStreetMap's nodes too, which are not known between junctions.
    package var wantsNodes = false
    /// Whether a route may turn back at a waypoint; nothing leaves it to the profile.
    package var continuesStraight: Bool?
    /// Places among the coordinates; all of them where nothing is said.
    package var sources: [Int]
    package var destinations: [Int]
    /// Metres per second in a straight line where there is no way, and whether the line begins and ends on roads.
    package var fallbackSpeed: Double?
    package var fallbackIsSnapped = false
    /// What the durations of a table are multiplied by.
    package var scaleFactor = 1.0
    /// How many segments to tell of.
    package var number = 1
    /// How far each coordinate may lie from the network, metres.
    package var radiuses: [Double]
    /// In which direction each coordinate is passed, where that matters.
    package var headings: [Heading?]
    package var skipsWaypoints = false

    /// The most segments `nearest` tells of, and the most alternatives that may be asked for.
    package static let mostSegments = 100
    package static let mostAlternatives = 9
    /// How far a coordinate may lie from the network unless something is said, and when `unlimited` is, metres.
    package static let usualRadius = RoadGraph.snapMetres
    package static let longestRadius = 50_000.0

    /// Reads decoded pairs of name and value. Throws as OSRM does: `InvalidQuery` for what cannot be read, `InvalidOptions`
    /// for a wrong number of values and numbers out of range, `InvalidValue`, `TooBig`; and `NotImplemented` for what OSRM
    /// knows and this server does not honour.
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

    /// Options of every service.
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
        // A hint only makes the answer to its own server faster; none are given here, so that none can be ours.
        case "hints": for part in try option.elements(count) { try option.checkHint(part) }
        case "generate_hints": _ = try option.flag()
        case "skip_waypoints": skipsWaypoints = try option.flag()
        // There are no roads here on which a trip may not begin.
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
        // One route is as many as the client may expect: alternatives are a wish in OSRM.
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
