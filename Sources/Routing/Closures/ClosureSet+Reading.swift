import GeoIndex
package import Records

/// The reason why a file of closures was refused.
public struct ClosureFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The path of a member such as `features[2].properties.until`, or a byte offset when the text is not JSON.
    public var place: String
    /// What the file should have had at this place.
    public var expected: String
    /// What the file has at this place.
    public var found: String

    /// One line: the place, what was found and what was expected.
    public var description: String { "closures, \(place): found \(found), expected \(expected)" }
}

extension ClosureSet {
    /// The size in bytes of the largest file that is accepted.
    public static let largestFile = 16 << 20

    /// Reads a GeoJSON FeatureCollection of closures.
    ///
    /// The collection may have a `version`, a whole number from 0. A feature's geometry is a Point or MultiPoint (with
    /// the property `radiusMetres`), a LineString (`radiusMetres` defaults to 0), a Polygon, a MultiPolygon, or null
    /// together with the property `ways` (OpenStreetMap ids) or `arcs`. All other properties are optional: `id`,
    /// `note`, `source`, `direction` (`both`, `forward`, `backward`), `profiles` (names), `sparesBridges`,
    /// `sparesTunnels`, `from`, `until` (ISO 8601 with offset).
    ///
    /// Anything else is refused, including names that are not in `profiles`, so that a misspelt rule cannot go
    /// unnoticed.
    ///
    /// - Throws: `ClosureFileError` for the first error.
    public init(
        json bytes: [UInt8], profiles: [String] = TravelProfile.standard.map(\.name)
    ) throws(ClosureFileError) {
        guard bytes.count <= Self.largestFile else {
            throw ClosureFileError(
                place: "file", expected: "at most \(Self.largestFile) bytes", found: "\(bytes.count)")
        }
        let value: StrictJSON
        do {
            value = try StrictJSON(bytes)
        } catch {
            throw ClosureFileError(place: "byte \(error.offset)", expected: error.expected, found: error.found)
        }
        try self.init(value: value, profiles: profiles)
    }

    /// Reads a GeoJSON FeatureCollection of closures that was parsed, like ``init(json:profiles:)``.
    ///
    /// - Throws: `ClosureFileError` for the first error.
    package init(
        value: StrictJSON, profiles: [String] = TravelProfile.standard.map(\.name)
    ) throws(ClosureFileError) {
        let root = try Member(path: "", value: value).object(allowed: ["type", "version", "features", "name", "crs"])
        try root.require("type", is: "FeatureCollection")
        version = try root["version"]?.integer() ?? 0
        if version < 0, let member = root["version"] { throw member.wrong("a whole number from 0") }
        closures = []
        guard let features = root["features"] else { throw root.missing("features") }
        for (index, feature) in try features.array().enumerated() {
            closures.append(try Self.closure(feature, index: index, profiles: profiles))
        }
    }

    private static let properties: Set<String> = [
        "id", "note", "source", "direction", "profiles", "sparesBridges", "sparesTunnels", "from", "until",
        "radiusMetres",
        "ways", "arcs",
    ]

    private static func closure(
        _ member: Member, index: Int, profiles known: [String]
    ) throws(ClosureFileError) -> Closure {
        let feature = try member.object(allowed: ["type", "id", "geometry", "properties", "bbox"])
        try feature.require("type", is: "Feature")
        guard let given = feature["properties"] else { throw feature.missing("properties") }
        let properties = given.value == .null ? ObjectMember(path: given.path) : try given.object(allowed: properties)
        guard let geometry = feature["geometry"] else { throw feature.missing("geometry") }
        var closure = Closure(id: "\(index)", roads: try roads(geometry, properties))
        if let id = properties["id"] ?? feature["id"] { closure.id = try id.text() }
        if let note = properties["note"] { closure.note = try note.text() }
        if let source = properties["source"] { closure.source = try source.text() }
        if let direction = properties["direction"] {
            guard let value = Closure.Direction(rawValue: try direction.text()) else {
                throw direction.wrong("both, forward or backward")
            }
            closure.direction = value
        }
        if let profiles = properties["profiles"] {
            for profile in try profiles.array() {
                guard known.contains(try profile.text()) else { throw profile.wrong(known.joined(separator: ", ")) }
                closure.profiles.insert(try profile.text())
            }
        }
        closure.sparesBridges = try properties["sparesBridges"]?.bool() ?? false
        closure.sparesTunnels = try properties["sparesTunnels"]?.bool() ?? false
        closure.from = try properties["from"]?.time()
        closure.until = try properties["until"]?.time()
        if let from = closure.from, let until = closure.until, from >= until, let member = properties["until"] {
            throw member.wrong("a time after `from`")
        }
        return closure
    }

    private static func roads(
        _ geometry: Member, _ properties: ObjectMember
    ) throws(ClosureFileError) -> Closure.Roads {
        if geometry.value == .null {
            if let ways = properties["ways"] {
                var ids: [Int64] = []
                for way in try ways.array() { ids.append(Int64(try way.integer())) }
                return .ways(ids)
            }
            guard let named = properties["arcs"] else { throw properties.missing("ways or arcs") }
            var arcs: [Int] = []
            for arc in try named.array() { arcs.append(try arc.integer()) }
            return .arcs(arcs)
        }
        let shape = try geometry.object(allowed: ["type", "coordinates", "bbox"])
        guard let kind = shape["type"] else { throw shape.missing("type") }
        guard let coordinates = shape["coordinates"] else { throw shape.missing("coordinates") }
        let radius = try properties["radiusMetres"]?.number()
        if let radius, radius < 0 || radius > 100_000, let member = properties["radiusMetres"] {
            throw member.wrong("0 to 100000 metres")
        }
        switch try kind.text() {
        case "Point":
            guard let radius else { throw properties.missing("radiusMetres") }
            return .points([try coordinates.position()], radiusMetres: radius)
        case "MultiPoint":
            guard let radius else { throw properties.missing("radiusMetres") }
            return .points(try coordinates.line(atLeast: 1), radiusMetres: radius)
        case "LineString": return .line(try coordinates.line(atLeast: 2), radiusMetres: radius ?? 0)
        case "Polygon": return .area([try coordinates.polygon()])
        case "MultiPolygon":
            var polygons: MultiPolygon = []
            for polygon in try coordinates.array() { polygons.append(try polygon.polygon()) }
            return .area(polygons)
        default: throw kind.wrong("Point, MultiPoint, LineString, Polygon or MultiPolygon")
        }
    }
}

/// The members of an object, with its path.
private struct ObjectMember {
    var path: String
    var members: [StrictJSON.Member] = []

    subscript(_ name: String) -> Member? {
        members.first { $0.key == name }.map { Member(path: path.isEmpty ? name : path + "." + name, value: $0.value) }
    }

    func missing(_ name: String) -> ClosureFileError {
        ClosureFileError(place: path.isEmpty ? "file" : path, expected: "a member \(name)", found: "none")
    }

    func require(_ name: String, is text: String) throws(ClosureFileError) {
        guard let member = self[name] else { throw missing(name) }
        guard try member.text() == text else { throw member.wrong("\"\(text)\"") }
    }
}

/// A value with its path.
private struct Member {
    var path: String
    var value: StrictJSON

    func wrong(_ expected: String) -> ClosureFileError {
        ClosureFileError(place: path.isEmpty ? "file" : path, expected: expected, found: value.summary)
    }

    func object(allowed: Set<String>) throws(ClosureFileError) -> ObjectMember {
        guard case .object(let members) = value else { throw wrong("an object") }
        for name in members.map(\.key) where !allowed.contains(name) {
            throw ClosureFileError(
                place: path.isEmpty ? name : path + "." + name,
                expected: "one of " + allowed.sorted().joined(separator: ", "),
                found: "this name")
        }
        return ObjectMember(path: path, members: members)
    }

    func array() throws(ClosureFileError) -> [Member] {
        guard case .array(let items) = value else { throw wrong("a list") }
        return items.enumerated().map { Member(path: "\(path)[\($0)]", value: $1) }
    }

    func text() throws(ClosureFileError) -> String {
        guard case .string(let text) = value else { throw wrong("a text") }
        return text
    }

    func bool() throws(ClosureFileError) -> Bool {
        guard case .bool(let value) = value else { throw wrong("true or false") }
        return value
    }

    func number() throws(ClosureFileError) -> Double {
        guard case .number(let number) = value else { throw wrong("a number") }
        return number
    }

    func integer() throws(ClosureFileError) -> Int {
        let number = try number()
        guard number.rounded() == number, abs(number) < 9e15 else { throw wrong("a whole number") }
        return Int(number)
    }

    func time() throws(ClosureFileError) -> Int64? {
        if value == .null { return nil }
        var scanner = TimeScanner(try text())
        guard let day = scanner.day(), scanner.take(UInt8(ascii: "T")), let time = scanner.time(),
            let offset = scanner.offset(), scanner.isAtEnd
        else { throw wrong("a time such as 2023-09-07T06:30:00+03:00") }
        return Int64(day * 86400 + time - offset)
    }

    func position() throws(ClosureFileError) -> Coordinate {
        let numbers = try array()
        guard numbers.count == 2 || numbers.count == 3 else { throw wrong("longitude and latitude") }
        let coordinate = Coordinate(longitude: try numbers[0].number(), latitude: try numbers[1].number())
        guard coordinate.isValid else { throw wrong("a longitude up to ±180 and a latitude up to ±90") }
        return coordinate
    }

    func line(atLeast least: Int) throws(ClosureFileError) -> [Coordinate] {
        var result: [Coordinate] = []
        for position in try array() { result.append(try position.position()) }
        guard result.count >= least else { throw wrong("at least \(least) positions") }
        return result
    }

    func polygon() throws(ClosureFileError) -> Polygon {
        var rings: [[Coordinate]] = []
        for member in try array() {
            let ring = try member.line(atLeast: 4)
            guard ring.first == ring.last else { throw member.wrong("a ring that ends where it begins") }
            rings.append(ring)
        }
        guard !rings.isEmpty else { throw wrong("at least one ring") }
        return Polygon(rings: rings)
    }
}
