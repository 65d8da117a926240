internal import GeoIndex
internal import Records
package import Routing

extension JSONWriter {
    /// Writes a route with its legs in OSRM's form.
    package mutating func osrmRoute(_ legs: [Route], _ options: OSRMOptions, in graph: RoadGraph, profile: Int) {
        let mode = Self.osrmMode(graph.profileNames[profile])
        object { json in
            if options.overview == .full || options.overview == .simplified {
                json.key("geometry")
                var line: [Coordinate] = []
                // Each leg begins where the previous one ends.
                for leg in legs { line.append(contentsOf: Self.line(leg.geometry).dropFirst(line.isEmpty ? 0 : 1)) }
                json.osrmLine(options.overview == .full ? line : LineSimplifier.simplified(line), options.geometries)
            }
            json.key("legs")
            json.array { json in for leg in legs { json.osrmLeg(leg, options, in: graph, mode: mode) } }
            json.osrmSums(
                seconds: legs.reduce(0) { $0 + $1.networkSeconds }, metres: legs.reduce(0) { $0 + $1.networkMetres })
            json.member("weight_name", "duration")
        }
    }

    /// Returns a line with two positions, which OSRM requires even without movement.
    private static func line(_ line: [Coordinate]) -> [Coordinate] { line.count == 1 ? line + line : line }

    private static func osrmMode(_ profile: String) -> String {
        switch profile {
        case "foot": "walking"
        case "bicycle": "cycling"
        default: "driving"
        }
    }

    private mutating func osrmSums(seconds: Double, metres: Double) {
        member("distance", metres, decimals: 1)
        member("duration", seconds, decimals: 1)
        member("weight", seconds, decimals: 1)
    }

    private mutating func osrmLeg(_ leg: Route, _ options: OSRMOptions, in graph: RoadGraph, mode: String) {
        object { json in
            json.key("steps")
            json.array { json in
                guard options.steps else { return }
                var isAboard = false
                for (index, step) in leg.steps.enumerated() {
                    if case .ferry = step.manoeuvre { isAboard = true }
                    if case .ashore = step.manoeuvre { isAboard = false }
                    json.osrmStep(step, of: leg, options, mode: isAboard ? "ferry" : mode, isFirst: index == 0)
                }
            }
            json.member("summary", options.steps ? Self.summary(leg) : "")
            json.osrmSums(seconds: leg.networkSeconds, metres: leg.networkMetres)
            if options.overview == .byLegs {
                json.key("geometry")
                json.osrmLine(Self.line(leg.geometry), options.geometries)
            }
            if !options.annotations.isEmpty { json.osrmAnnotation(leg, options.annotations) }
        }
    }

    /// Returns the two streets with the longest parts of the leg, in the order of travel.
    private static func summary(_ leg: Route) -> String {
        var metres: [String: Double] = [:]
        for step in leg.steps where !step.name.local.isEmpty { metres[step.name.local, default: 0] += step.metres }
        let longest = metres.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(2).map(\.key)
        return leg.steps.map(\.name.local).filter(longest.contains).reduce(into: [String]()) { names, name in
            if !names.contains(name) { names.append(name) }
        }.joined(separator: ", ")
    }

    private mutating func osrmStep(
        _ step: RouteStep, of leg: Route, _ options: OSRMOptions, mode: String, isFirst: Bool
    ) {
        object { json in
            json.osrmSums(seconds: step.seconds, metres: step.metres)
            json.key("geometry")
            json.osrmLine(Self.line(Array(leg.geometry[step.geometry])), options.geometries)
            json.member("name", step.name.local)
            if !step.name.number.isEmpty { json.member("ref", step.name.number) }
            json.member("mode", mode)
            json.key("maneuver")
            json.osrmManoeuvre(step)
            json.key("intersections")
            json.array { $0.osrmIntersection(step) }
        }
    }

    private mutating func osrmManoeuvre(_ step: RouteStep) {
        object { json in
            json.key("location")
            json.position(step.coordinate)
            json.member("bearing_before", Self.degrees(step.bearingBefore))
            json.member("bearing_after", Self.degrees(step.bearingAfter))
            switch step.manoeuvre {
            case .depart: json.member("type", "depart")
            case .arrive: json.member("type", "arrive")
            case .newName:
                json.member("type", "new name")
                json.member("modifier", "straight")
            case .turn(let turn):
                json.member("type", turn == .uTurn ? "continue" : "turn")
                json.member("modifier", Self.modifier(turn))
            case .roundabout(let exit):
                json.member("type", "roundabout")
                json.member("exit", exit)
            case .ferry, .ashore:
                json.member("type", "notification")
                json.member("modifier", "straight")
            }
        }
    }

    /// Writes the position of a manoeuvre with the bearings of the roads before and after it.
    private mutating func osrmIntersection(_ step: RouteStep) {
        object { json in
            json.key("location")
            json.position(step.coordinate)
            let (into, out) = (step.bearingBefore.map { Self.degrees($0 + 180) }, step.bearingAfter.map(Self.degrees))
            let bearings = [into, out].compactMap { $0 }
            json.key("bearings")
            json.array { json in for bearing in bearings { json.integer(bearing) } }
            json.key("entry")
            json.array { json in for index in bearings.indices { json.bool(into == nil || index == 1) } }
            if into != nil { json.member("in", 0) }
            if out != nil { json.member("out", into == nil ? 0 : 1) }
        }
    }

    private static func degrees(_ bearing: Double?) -> Int { Int((bearing ?? 0).rounded()) % 360 }

    private static func modifier(_ turn: RouteStep.Turn) -> String {
        switch turn {
        case .straight: "straight"
        case .slightRight: "slight right"
        case .right: "right"
        case .sharpRight: "sharp right"
        case .uTurn: "uturn"
        case .sharpLeft: "sharp left"
        case .left: "left"
        case .slightLeft: "slight left"
        }
    }

    private mutating func osrmLine(_ line: [Coordinate], _ geometries: OSRMOptions.Geometries) {
        switch geometries {
        case .geojson: self.line(line)
        case .polyline: string(PolylineCode.encode(line, digits: 5))
        case .polyline6: string(PolylineCode.encode(line, digits: 6))
        }
    }
}
