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
    }

    /// What a table holds.
    package enum Annotation: String, Hashable, Sendable, CaseIterable {
        case duration, distance
    }

    package var geometries = Geometries.polyline
    package var overview = Overview.simplified
    package var steps = false
    package var annotations: Set<Annotation> = [.duration]
    /// Places among the coordinates; all of them where nothing is said.
    package var sources: [Int]
    package var destinations: [Int]
    /// How many segments to tell of.
    package var number = 1
    /// How far each coordinate may lie from the network, metres.
    package var radiuses: [Double]
    package var skipsWaypoints = false

    /// The most segments `nearest` tells of.
    package static let mostSegments = 100
    /// How far a coordinate may lie from the network unless something is said, and when `unlimited` is, metres.
    package static let usualRadius = 2000.0
    package static let longestRadius = 50_000.0

    /// Reads decoded pairs of name and value; throws `InvalidQuery`, `InvalidOptions`, `InvalidValue` or `NotImplemented`.
    package init(
        _ service: Service, _ pairs: [(name: String, value: String)], coordinateCount count: Int
    ) throws(OSRMFault) {
        sources = Array(0..<count)
        destinations = Array(0..<count)
        radiuses = Array(repeating: Self.usualRadius, count: count)
        var seen: Set<String> = []
        for (name, value) in pairs {
            guard seen.insert(name).inserted else { throw OSRMFault(.invalidQuery, "\(name.prefix(40)): given twice") }
            let isKnown = try common(name, value, count) ? true : try special(service, name, value, count)
            guard isKnown else {
                throw OSRMFault(.invalidQuery, "\(name.prefix(40)): no option of \(service.rawValue)")
            }
        }
    }

    /// Options of every service.
    private mutating func common(_ name: String, _ value: String, _ count: Int) throws(OSRMFault) -> Bool {
        switch name {
        case "radiuses":
            let parts = value.split(separator: ";", omittingEmptySubsequences: false)
            try Self.require(parts.count == count, name, value, "\(count) values")
            for (index, part) in parts.enumerated() where !part.isEmpty {
                if part == "unlimited" {
                    radiuses[index] = Self.longestRadius
                    continue
                }
                guard let metres = PointText.number(part), metres >= 0 else {
                    throw Self.wrong(name, part, "metres or unlimited")
                }
                radiuses[index] = min(metres, Self.longestRadius)
            }
        case "generate_hints": _ = try Self.flag(name, value)
        // Hints only make answers faster; none are given here.
        case "hints": try Self.require(Self.count(value) == count, name, value, "\(count) values")
        case "skip_waypoints": skipsWaypoints = try Self.flag(name, value)
        case "snapping": try Self.only(["default"], name, value)
        case "exclude": try Self.only([""], name, value)
        case "bearings", "approaches":
            try Self.require(Self.count(value) == count, name, value, "\(count) values")
            let isFree = value.split(separator: ";").allSatisfy { $0 == "unrestricted" && name == "approaches" }
            guard isFree else { throw OSRMFault(.notImplemented, "\(name): not honoured here; leave it out") }
        default: return false
        }
        return true
    }

    private mutating func special(
        _ service: Service, _ name: String, _ value: String, _ count: Int
    ) throws(OSRMFault) -> Bool {
        switch (service, name) {
        case (.nearest, "number"):
            guard let number = Int(value), (1...Self.mostSegments).contains(number), value.utf8.count <= 3 else {
                throw Self.wrong(name, value, "1 to \(Self.mostSegments)")
            }
            self.number = number
        case (.route, "geometries"): geometries = try Self.choice(name, value)
        case (.route, "overview"): overview = try Self.choice(name, value)
        case (.route, "steps"): steps = try Self.flag(name, value)
        // One route is as many as the client may expect: alternatives are a wish in OSRM.
        case (.route, "alternatives"):
            let isNumber = Int(value).map { (0...9).contains($0) } ?? false
            if !isNumber { _ = try Self.flag(name, value) }
        case (.route, "annotations"): try Self.only(["false"], name, value)
        case (.route, "continue_straight"): try Self.only(["default", "false"], name, value)
        case (.table, "sources"): sources = try Self.places(name, value, count)
        case (.table, "destinations"): destinations = try Self.places(name, value, count)
        case (.table, "annotations"):
            annotations = []
            for word in value.split(separator: ",", omittingEmptySubsequences: false) {
                annotations.insert(try Self.choice(name, String(word)))
            }
        default: return false
        }
        return true
    }

    private static func wrong(_ name: String, _ came: some StringProtocol, _ expected: String) -> OSRMFault {
        OSRMFault(.invalidValue, "\(name): got \"\(came.prefix(40))\", expected \(expected)")
    }

    private static func count(_ value: String) -> Int { value.utf8.count { $0 == UInt8(ascii: ";") } + 1 }

    private static func require(
        _ condition: Bool, _ name: String, _ value: String, _ expected: String
    ) throws(OSRMFault) {
        guard condition else {
            throw OSRMFault(.invalidOptions, "\(name): got \"\(value.prefix(40))\", expected \(expected)")
        }
    }

    /// Values that change nothing here; others of OSRM are understood and refused.
    private static func only(_ honoured: [String], _ name: String, _ value: String) throws(OSRMFault) {
        guard !honoured.contains(value) else { return }
        throw OSRMFault(
            .notImplemented, "\(name): \"\(value.prefix(40))\" is not honoured here; leave it out")
    }

    private static func flag(_ name: String, _ value: String) throws(OSRMFault) -> Bool {
        guard value == "true" || value == "false" else { throw wrong(name, value, "true or false") }
        return value == "true"
    }

    private static func choice<T: RawRepresentable & CaseIterable>(
        _ name: String, _ value: String
    ) throws(OSRMFault) -> T where T.RawValue == String {
        guard let choice = T(rawValue: value) else {
            throw wrong(name, value, "one of \(T.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return choice
    }

    /// `all` or places among the coordinates, `;` between them.
    private static func places(_ name: String, _ value: String, _ count: Int) throws(OSRMFault) -> [Int] {
        if value == "all" { return Array(0..<count) }
        var places: [Int] = []
        for part in value.split(separator: ";", omittingEmptySubsequences: false) {
            let isPlain = !part.isEmpty && part.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } && part.utf8.count < 6
            guard isPlain, let place = Int(part), place < count else {
                throw wrong(name, part, "all, or places from 0 to \(count - 1) with ; between them")
            }
            places.append(place)
        }
        guard places.count <= count else { throw OSRMFault(.invalidOptions, "\(name): more values than coordinates") }
        return places
    }
}
