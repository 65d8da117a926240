import GeoIndex
import Locator
import Testing

@Suite("Questions in OSRM's form")
struct OSRMQuestionTests {
    private func coordinates(_ text: String, _ count: ClosedRange<Int> = 2...5) throws -> [Coordinate] {
        try OSRMPath.coordinates(text, count: count)
    }

    private func code(_ body: () throws -> Void) -> OSRMFault.Code? {
        do {
            try body()
        } catch {
            return (error as? OSRMFault)?.code
        }
        return nil
    }

    @Test("Coordinates are read in every form OSRM has")
    func paths() throws {
        let line = [Coordinate(longitude: 22.4, latitude: 39.6), Coordinate(longitude: -8.61, latitude: 41.15)]
        #expect(try coordinates("22.4,39.6;-8.61,41.15") == line)
        #expect(try coordinates("22.4,39.6;-8.61,41.15.json") == line)
        #expect(try coordinates("polyline(\(PolylineCode.encode(line, digits: 5)))") == line)
        #expect(try coordinates("polyline6(\(PolylineCode.encode(line, digits: 6)))") == line)
        #expect(try OSRMPath.profile("driving") == "car")
        #expect(code { _ = try OSRMPath.profile("horse") } == .invalidURL)
    }

    @Test(
        "Other paths are refused with OSRM's code",
        arguments: [
            ("", .invalidURL), ("22", .invalidURL), ("22,39", .invalidOptions), ("22,39;", .invalidURL),
            ("22,39;x,1", .invalidURL), ("22,39;1,2,3", .invalidURL), ("22,39;inf,1", .invalidURL),
            ("22,39;0x1,1", .invalidURL), ("22,39;200,1", .invalidValue), ("22,39;1,91", .invalidValue),
            ("1,1;1,1;1,1;1,1;1,1;1,1", .tooBig), ("polyline(~", .invalidURL), ("polyline(~)", .invalidURL),
            ("polyline7(??)", .invalidURL), ("nan,nan;1,1", .invalidURL), ("22;39,22;39", .invalidURL),
        ] as [(String, OSRMFault.Code)])
    func badPaths(text: String, expected: OSRMFault.Code) {
        #expect(code { _ = try coordinates(text) } == expected)
    }

    @Test("Options are read, with OSRM's defaults")
    func options() throws {
        let plain = try OSRMOptions(.route, [], coordinateCount: 2)
        #expect(plain.geometries == .polyline && plain.overview == .simplified && !plain.steps)
        let route = try OSRMOptions(
            .route,
            [
                ("geometries", "geojson"), ("overview", "false"), ("steps", "true"), ("alternatives", "3"),
                ("radiuses", "unlimited;50"), ("generate_hints", "false"), ("continue_straight", "default"),
                ("approaches", "unrestricted;"),
            ], coordinateCount: 2)
        #expect(route.geometries == .geojson && route.overview == .none && route.steps)
        #expect(route.radiuses == [OSRMOptions.longestRadius, 50])
        let table = try OSRMOptions(
            .table, [("sources", "0;2"), ("destinations", "all"), ("annotations", "duration,distance")],
            coordinateCount: 3)
        #expect(table.sources == [0, 2] && table.destinations == [0, 1, 2])
        #expect(table.annotations == [.duration, .distance])
        #expect(try OSRMOptions(.nearest, [("number", "7")], coordinateCount: 1).number == 7)
    }

    @Test(
        "Options that are unknown, wrong or not honoured are refused",
        arguments: [
            (.route, "colour", "red", .invalidQuery), (.route, "geometries", "wkt", .invalidValue),
            (.route, "steps", "yes", .invalidValue), (.route, "radiuses", "5", .invalidOptions),
            (.route, "radiuses", "5;-1", .invalidValue), (.route, "bearings", "0,20;0,20", .notImplemented),
            (.route, "approaches", "curb;curb", .notImplemented), (.route, "exclude", "ferry", .notImplemented),
            (.route, "annotations", "true", .notImplemented), (.route, "sources", "0", .invalidQuery),
            (.table, "sources", "2", .invalidValue), (.table, "sources", "", .invalidValue),
            (.table, "sources", "0;0;0", .invalidOptions), (.table, "annotations", "speed", .invalidValue),
            (.table, "steps", "true", .invalidQuery), (.nearest, "number", "0", .invalidValue),
            (.nearest, "number", "1e2", .invalidValue), (.nearest, "number", "101", .invalidValue),
            (.route, "hints", "a", .invalidOptions), (.route, "alternatives", "-1", .invalidValue),
        ] as [(OSRMOptions.Service, String, String, OSRMFault.Code)])
    func badOptions(service: OSRMOptions.Service, name: String, value: String, expected: OSRMFault.Code) {
        #expect(code { _ = try OSRMOptions(service, [(name, value)], coordinateCount: 2) } == expected)
    }

    @Test("An option given twice is refused")
    func twice() {
        #expect(
            code { _ = try OSRMOptions(.route, [("steps", "true"), ("steps", "true")], coordinateCount: 2) }
                == .invalidQuery)
    }
}
