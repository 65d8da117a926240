import Exchange
import GeoIndex
import Routing
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

    @Test("Coordinates are read in all forms of OSRM")
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
            ("1,1;2,2.flatbuffers", .notImplemented), ("polyline7(??)", .invalidURL), ("nan,nan;1,1", .invalidURL),
            ("22;39,22;39", .invalidURL),
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

    @Test("Options of single coordinates, of tables and of routes are read")
    func moreOptions() throws {
        let route = try OSRMOptions(
            .route,
            [
                ("bearings", "90,20;"), ("annotations", "duration,speed"), ("overview", "by_legs"),
                ("continue_straight", "true"), ("hints", ";"), ("snapping", "any"), ("exclude", "none"),
                ("waypoints", "0;1"), ("approaches", ";unrestricted"),
            ], coordinateCount: 2)
        #expect(route.headings == [Heading(degrees: 90, tolerance: 20), nil])
        #expect(route.annotations == [.duration, .speed] && !route.wantsNodes && route.overview == .byLegs)
        #expect(route.continuesStraight == true)
        let all = try OSRMOptions(
            .route, [("annotations", "true"), ("continue_straight", "default")], coordinateCount: 2)
        #expect(all.annotations == Set(OSRMOptions.Annotation.allCases) && all.wantsNodes)
        #expect(all.continuesStraight == nil)
        #expect(try OSRMOptions(.route, [("annotations", "false")], coordinateCount: 2).annotations.isEmpty)
        let table = try OSRMOptions(
            .table, [("fallback_speed", "12.5"), ("fallback_coordinate", "snapped"), ("scale_factor", "0.5")],
            coordinateCount: 2)
        #expect(table.fallbackSpeed == 12.5 && table.fallbackIsSnapped && table.scaleFactor == 0.5)
    }

    @Test(
        "Unknown, wrong and unsupported options are refused with OSRM's code",
        arguments: [
            (.route, "colour", "red", .invalidQuery), (.route, "geometries", "wkt", .invalidQuery),
            (.route, "steps", "yes", .invalidQuery), (.route, "radiuses", "5", .invalidOptions),
            (.route, "radiuses", "5;-1", .invalidOptions), (.route, "radiuses", "5;x", .invalidQuery),
            (.route, "bearings", "0,20", .invalidOptions), (.route, "bearings", "0,20;0,20;0,20", .invalidOptions),
            (.route, "bearings", "361,20;0,20", .invalidOptions), (.route, "bearings", "0,181;", .invalidOptions),
            (.route, "bearings", "-5,20;", .invalidOptions), (.route, "bearings", "90;", .invalidQuery),
            (.route, "bearings", "north,20;", .invalidQuery), (.route, "bearings", "90,20,1;", .invalidQuery),
            (.route, "bearings", "9.5,20;", .invalidQuery), (.route, "approaches", "curb;curb", .notImplemented),
            (.route, "approaches", ";opposite", .notImplemented), (.route, "approaches", "left;", .invalidQuery),
            (.route, "exclude", "ferry", .notImplemented), (.route, "exclude", "motorway,toll", .notImplemented),
            (.route, "exclude", "horses", .invalidValue), (.route, "exclude", "a;b", .invalidQuery),
            (.route, "annotations", "nodes", .notImplemented), (.route, "annotations", "", .invalidQuery),
            (.route, "annotations", "duration,colour", .invalidQuery),
            (.route, "annotations", "duration,nodes", .notImplemented), (.route, "sources", "0", .invalidQuery),
            (.route, "continue_straight", "no", .invalidQuery), (.route, "overview", "none", .invalidQuery),
            (.route, "waypoints", "0", .invalidValue), (.route, "waypoints", "0;2", .invalidOptions),
            (.route, "alternatives", "10", .tooBig), (.route, "alternatives", "-1", .invalidQuery),
            (.route, "snapping", "all", .invalidQuery), (.route, "skip_waypoints", "1", .invalidQuery),
            (.table, "sources", "2", .invalidOptions), (.table, "sources", "", .invalidQuery),
            (.table, "sources", "0;0;0", .invalidOptions), (.table, "annotations", "speed", .invalidQuery),
            (.table, "annotations", "true", .invalidQuery), (.table, "steps", "true", .invalidQuery),
            (.table, "fallback_speed", "0", .invalidOptions), (.table, "fallback_speed", "-3", .invalidOptions),
            (.table, "scale_factor", "fast", .invalidQuery), (.table, "fallback_coordinate", "x", .invalidQuery),
            (.nearest, "number", "0", .invalidOptions), (.nearest, "number", "1e2", .invalidQuery),
            (.nearest, "number", "101", .tooBig), (.nearest, "number", "99999999999999999999", .tooBig),
            (.route, "hints", "a", .invalidOptions), (.route, "hints", "?;", .invalidQuery),
        ] as [(OSRMOptions.Service, String, String, OSRMFault.Code)])
    func badOptions(service: OSRMOptions.Service, name: String, value: String, expected: OSRMFault.Code) {
        #expect(code { _ = try OSRMOptions(service, [(name, value)], coordinateCount: 2) } == expected)
    }

    @Test(
        "Paths are read to the coordinates or refused",
        arguments: [
            ("route", ["v1", "car", "1,2;3,4"], nil), ("table", ["v1", "car"], .invalidURL),
            ("nearest", [], .invalidURL),
            ("route", ["v2", "car", "1,2;3,4"], .invalidVersion), ("route", ["v1x", "car", "1,2"], .invalidURL),
            ("route", ["1", "car", "1,2"], .invalidURL), ("route", ["v1", "car", "1,2", "x"], .invalidURL),
            ("match", ["v1", "car", "1,2;3,4"], .notImplemented), ("trip", ["v1"], .notImplemented),
            ("tile", ["v1", "car", "tile(1,2,3).mvt"], .notImplemented), ("match", ["v7"], .invalidVersion),
        ] as [(String, [String], OSRMFault.Code?)])
    func parts(service: String, rest: [String], expected: OSRMFault.Code?) {
        #expect(code { _ = try OSRMPath.parts(service, rest) } == expected)
    }

    @Test("An option given twice is refused")
    func twice() {
        #expect(
            code { _ = try OSRMOptions(.route, [("steps", "true"), ("steps", "true")], coordinateCount: 2) }
                == .invalidQuery)
    }
}
