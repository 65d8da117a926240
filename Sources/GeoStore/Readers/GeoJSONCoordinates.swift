internal import GeoIndex
internal import InputFiles

/// The nested arrays of a `coordinates` member in flat form, because they may come before the `type` that explains
/// them.
struct GeoJSONCoordinates {
    /// All positions in file order.
    var positions: [Coordinate] = []
    /// The number of positions before the end of each array of positions.
    var lineEnds: [Int] = []
    /// The number of lines before the end of each array of arrays of positions.
    var polygonEnds: [Int] = []
    /// The number of arrays around a number: 1 for a position, 4 for a multipolygon; 0 without numbers.
    var depth = 0
    /// The first error; nil when they are well formed.
    var problem: String?

    /// Reads the next value; throws only for invalid JSON.
    init(_ lexer: inout JSONLexer) throws(InputError) {
        try read(&lexer, level: 1)
        if problem == nil, depth > 4 { problem = "coordinates are nested \(depth) deep" }
    }

    private mutating func read(_ lexer: inout JSONLexer, level: Int) throws(InputError) {
        guard level <= JSONLexer.deepest else { throw lexer.fail("nested over \(JSONLexer.deepest) deep") }
        guard try lexer.peekToken() == UInt8(ascii: "[") else {
            let found = try lexer.describeNext()
            problem = problem ?? "expected an array in coordinates, found \(found)"
            return try lexer.skipValue(level: level)
        }
        try lexer.expect(UInt8(ascii: "["))
        guard let first = try lexer.peekToken() else { throw lexer.fail("the array is not closed") }
        if first == UInt8(ascii: "-") || (0x30...0x39).contains(first) {
            return try position(&lexer, level: level)
        }
        if try !lexer.takeIf(UInt8(ascii: "]")) {
            repeat { try read(&lexer, level: level + 1) } while try lexer.takeIf(UInt8(ascii: ","))
            try lexer.expect(UInt8(ascii: "]"))
        } else if depth == 0 || depth == level {
            // The depth of an empty array is unknown unless others have determined it.
            if depth == level { problem = problem ?? "an empty array in place of a position" }
            return
        }
        switch depth - level {
        case 1: lineEnds.append(positions.count)
        case 2: polygonEnds.append(lineEnds.count)
        default: break
        }
    }

    private mutating func position(_ lexer: inout JSONLexer, level: Int) throws(InputError) {
        var numbers = 0
        var x = 0.0
        var y = 0.0
        repeat {
            guard let byte = try lexer.peekToken() else { throw lexer.fail("the array is not closed") }
            guard byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte) else {
                let found = try lexer.describeNext()
                problem = problem ?? "expected a number in a position, found \(found)"
                try lexer.skipValue(level: level)
                continue
            }
            let number = try lexer.number()
            if numbers == 0 { x = number } else if numbers == 1 { y = number }
            numbers += 1
        } while try lexer.takeIf(UInt8(ascii: ","))
        try lexer.expect(UInt8(ascii: "]"))
        if numbers < 2 { problem = problem ?? "a position with \(numbers) number" }
        if depth == 0 { depth = level }
        if depth != level { problem = problem ?? "positions at different depths of coordinates" }
        positions.append(Coordinate(longitude: x, latitude: y))
    }

    /// The geometry of type `type`, or the reason why there is none.
    func geometry(ofType type: String) -> Result<GeoJSONGeometry, GeoJSONFlaw> {
        if let problem { return .failure(GeoJSONFlaw(problem)) }
        let depths = [
            "Point": 1, "MultiPoint": 2, "LineString": 2, "Polygon": 3, "MultiLineString": 3, "MultiPolygon": 4,
        ]
        guard let expected = depths[type] else {
            return .failure(GeoJSONFlaw("the geometry type \"\(type)\" is not read"))
        }
        guard depth == expected else {
            return .failure(
                GeoJSONFlaw(
                    depth == 0
                        ? "the geometry has no position"
                        : "expected coordinates nested \(expected) deep for a \(type), found \(depth)"))
        }
        switch type {
        case "Point": return .success(.point(positions[0]))
        case "MultiPoint": return .success(.multiPoint(positions))
        case "LineString": return .success(.line(positions))
        case "MultiLineString": return .success(.multiLine(lines(0..<lineEnds.count)))
        case "Polygon": return .success(.polygon(Polygon(rings: lines(0..<lineEnds.count))))
        default:
            var start = 0
            var polygons: MultiPolygon = []
            for end in polygonEnds {
                polygons.append(Polygon(rings: lines(start..<end)))
                start = end
            }
            return .success(.multiPolygon(polygons))
        }
    }

    private func lines(_ range: Range<Int>) -> [[Coordinate]] {
        range.map { Array(positions[($0 == 0 ? 0 : lineEnds[$0 - 1])..<lineEnds[$0]]) }
    }
}

/// An error in a feature or geometry whose JSON is valid.
struct GeoJSONFlaw: Error {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
