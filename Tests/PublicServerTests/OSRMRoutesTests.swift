import Exchange
import Foundation
import GeoIndex
import HTTPTypes
import Hummingbird
import NIOCore
import Routing
import Testing
import WebTestSupport

@Suite struct OSRMRoutesTests {
    @Test func aRouteHasOSRMsMembers() async throws {
        try await Region(roads: Roads.grid()).test { client in
            let answer = try await client.json(
                "/route/v1/driving/10.5,45.5;10.55,45.51;10.6,45.5?steps=true&overview=full&geometries=geojson")
            #expect(answer["code"] as? String == "Ok")
            #expect((answer["waypoints"] as? [Any])?.count == 3)
            let route = try #require((answer["routes"] as? [[String: Any]])?.first)
            let legs = try #require(route["legs"] as? [[String: Any]])
            #expect(legs.count == 2)
            let whole = route["duration"] as? Double ?? 0
            #expect(whole > 0)
            #expect(abs(legs.compactMap { $0["duration"] as? Double }.reduce(0, +) - whole) < 0.11)
            let line = try #require((route["geometry"] as? [String: Any])?["coordinates"] as? [[Double]])
            #expect(line.first == [10.5, 45.5] && line.last == [10.6, 45.5])
            for leg in legs {
                let steps = try #require(leg["steps"] as? [[String: Any]])
                let sum = steps.compactMap { $0["distance"] as? Double }.reduce(0, +)
                #expect(abs(sum - (leg["distance"] as? Double ?? 0)) < 0.06 * Double(steps.count))
                let kinds = steps.compactMap { ($0["maneuver"] as? [String: Any])?["type"] as? String }
                #expect(kinds.count == steps.count && kinds.first == "depart" && kinds.last == "arrive")
            }
            let coded = try await client.json("/route/v1/car/10.5,45.5;10.6,45.5")
            let text = try #require((coded["routes"] as? [[String: Any]])?.first?["geometry"] as? String)
            let decoded = try #require(PolylineCode.decode(text, digits: 5, limit: 10_000))
            #expect(decoded.first?.longitude == 10.5 && decoded.last?.longitude == 10.6)
            // The route is straight, so its overview needs only a few positions.
            #expect(decoded.count <= 4)
        }
    }

    @Test func aTableAgreesWithTheMatrix() async throws {
        try await Region(roads: Roads.grid()).test { client in
            let points = ["10.5,45.5", "10.553,45.5", "10.6,45.523"]
            let path = points.joined(separator: ";")
            let table = try await client.json("/table/v1/foot/\(path)?annotations=duration,distance&sources=0;2")
            let durations = try #require(table["durations"] as? [[Double]])
            let distances = try #require(table["distances"] as? [[Double]])
            #expect(durations.count == 2 && durations.allSatisfy { $0.count == 3 })
            // The points lie on streets, so straight legs make no difference.
            let from = [points[0], points[2]].map { "from=\($0)" }.joined(separator: "&")
            let to = points.map { "to=\($0)" }.joined(separator: "&")
            let matrix = try await client.json("/api/v1/matrix?\(from)&\(to)&mode=foot")
            let seconds = try #require(matrix["seconds"] as? [[Double]])
            for (ours, theirs) in zip(seconds.joined(), durations.joined()) { #expect(abs(ours - theirs) < 0.25) }
            for (row, source) in [0, 2].enumerated() {
                for column in 0..<3 {
                    let answer = try await client.json("/route/v1/foot/\(points[source]);\(points[column])")
                    let route = try #require((answer["routes"] as? [[String: Any]])?.first)
                    #expect(route["duration"] as? Double == durations[row][column])
                    #expect(route["distance"] as? Double == distances[row][column])
                }
            }
        }
    }

    @Test func nearestReturnsRoads() async throws {
        try await Region(roads: Roads.grid()).test { client in
            let answer = try await client.json("/nearest/v1/bike/10.505,45.5001?number=3")
            let waypoints = try #require(answer["waypoints"] as? [[String: Any]])
            let distances = waypoints.compactMap { $0["distance"] as? Double }
            #expect(distances.count == 3 && distances == distances.sorted())
            #expect(abs(distances[0] - 11.1) < 0.2)
            #expect(waypoints.first?["name"] as? String == "Οδός 3")
            #expect(Set(waypoints.first?["nodes"] as? [Int] ?? []) == [206, 207])
        }
    }

    @Test(arguments: [
        ("/route/v1/horse/10.5,45.5;10.6,45.5", "InvalidUrl"), ("/route/v1/car/10.5,45.5", "InvalidOptions"),
        ("/route/v1/car/x;y", "InvalidUrl"), ("/route/v1/car/10.5,45.5;10.6,95", "InvalidValue"),
        ("/route/v1/car/10.5,45.5;10.6,45.5?steps=1", "InvalidQuery"),
        ("/route/v1/car/10.5,45.5;10.6,45.5?colour=red", "InvalidQuery"),
        ("/route/v1/car/10.5,45.5;10.6,45.5?steps=%zz", "InvalidQuery"),
        ("/route/v1/car/10.5,45.5;10.9,45.9", "NoSegment"),
        ("/route/v1/car/10.5,45.5;10.6,45.5?exclude=ferry", "NotImplemented"),
        ("/nearest/v1/car/10.5,45.5;10.6,45.5", "InvalidOptions"),
        ("/route/v2/car/10.5,45.5;10.6,45.5", "InvalidVersion"),
        ("/match/v1/car/10.5,45.5;10.6,45.5", "NotImplemented"), ("/trip/v1/car/10.5,45.5;10.6,45.5", "NotImplemented"),
        ("/tile/v1/car/tile(1,2,12).mvt", "NotImplemented"), ("/match/v2/car/1,2", "InvalidVersion"),
        ("/route/v1/car", "InvalidUrl"), ("/route/v1", "InvalidUrl"), ("/table/car/10.5,45.5", "InvalidUrl"),
        ("/route/v1/car/10.5,45.5;10.6,45.5/more", "InvalidUrl"), ("/route/v1/car/%ff", "InvalidUrl"),
        ("/drive/v1/car/10.5,45.5;10.6,45.5", "InvalidService"),
        ("/route/v1/car/10.5,45.5;10.6,45.5?bearings=45,10;45,10", "NoSegment"),
        ("/nearest/v1/car/10.505,45.5001?bearings=45,10", "NoSegment"),
        ("/route/v1/car/10.5,45.5;10.6,45.5?radiuses=unlimited;0.0001&annotations=nodes", "NotImplemented"),
        ("/route/v1/car/\(Array(repeating: "10.5,45.5", count: 101).joined(separator: ";"))", "TooBig"),
        (
            "/table/v1/car/\(Array(repeating: "10.5,45.5", count: 201).joined(separator: ";"))?annotations=duration,distance",
            "TooBig"
        ),
        ("/table/v1/car/\(Array(repeating: "10.5,45.5", count: 501).joined(separator: ";"))", "TooBig"),
    ])
    func refusalsAreOSRMs(_ path: String, _ code: String) async throws {
        try await Region(roads: Roads.grid()).test { client in
            let fault = try await client.json(path, status: 400)
            #expect(fault["code"] as? String == code)
            #expect((fault["message"] as? String)?.isEmpty == false)
        }
    }

    @Test func pathsOutsideOSRMsFormReturnProblemDocuments() async throws {
        try await Region(roads: Roads.grid()).test { client in
            for path in ["/api/v1/foo/bar", "/tiles/v1/a/b", "/route", "/foo/v2/a/b"] {
                let response = try await client.get(path)
                #expect(response.status == .notFound, "\(path)")
                #expect(response.headers[.contentType] == "application/problem+json")
            }
            // Questions are accepted only in the URL.
            let posted = try await client.client.execute(uri: "/route/v1/driving/1,2", method: .post)
            #expect(posted.status == .methodNotAllowed && posted.headers[.allow] == "GET, HEAD")
        }
    }

    @Test func annotationsDescribeEverySegmentOfTheLine() async throws {
        try await Region(roads: Roads.grid()).test { client in
            let line = "/route/v1/car/10.503,45.5;10.55,45.513;10.55,45.513;10.6,45.5"
            let answer = try await client.json("\(line)?annotations=true&overview=full&geometries=geojson")
            #expect((answer["message"] as? String)?.contains("nodes") == true)
            let route = try #require((answer["routes"] as? [[String: Any]])?.first)
            let legs = try #require(route["legs"] as? [[String: Any]])
            var pieces = 0
            for leg in legs {
                let annotation = try #require(leg["annotation"] as? [String: Any])
                #expect(Set(annotation.keys) == ["speed", "duration", "distance", "weight", "datasources", "metadata"])
                let durations = try #require(annotation["duration"] as? [Double])
                let distances = try #require(annotation["distance"] as? [Double])
                let speeds = try #require(annotation["speed"] as? [Double])
                #expect(durations == annotation["weight"] as? [Double])
                #expect(annotation["datasources"] as? [Int] == Array(repeating: 0, count: durations.count))
                #expect(distances.count == durations.count && speeds.count == durations.count)
                #expect(abs(durations.reduce(0, +) - (leg["duration"] as? Double ?? -1)) < 0.06)
                #expect(abs(distances.reduce(0, +) - (leg["distance"] as? Double ?? -1)) < 0.06)
                for (speed, (metres, seconds)) in zip(speeds, zip(distances, durations)) where seconds > 0 {
                    #expect(abs(speed - metres / seconds) < 0.06)
                }
                pieces += durations.count
            }
            let positions = (route["geometry"] as? [String: Any])?["coordinates"] as? [[Double]]
            #expect(positions?.count == pieces + 1)

            let some = try await client.json(
                "\(line)?annotations=speed,datasources&overview=by_legs&geometries=geojson")
            #expect(some["message"] == nil)
            let part = try #require((some["routes"] as? [[String: Any]])?.first)
            #expect(part["geometry"] == nil)
            for leg in try #require(part["legs"] as? [[String: Any]]) {
                let annotation = try #require(leg["annotation"] as? [String: Any])
                #expect(Set(annotation.keys) == ["speed", "datasources", "metadata"])
                let line = (leg["geometry"] as? [String: Any])?["coordinates"] as? [[Double]]
                #expect(line?.count == (annotation["speed"] as? [Double] ?? []).count + 1)
            }
            let none = try await client.json("\(line)?annotations=false")
            let plain = try #require((none["routes"] as? [[String: Any]])?.first?["legs"] as? [[String: Any]])
            #expect(plain.allSatisfy { $0["annotation"] == nil && $0["geometry"] == nil })
        }
    }

    @Test func bearingsChooseTheRoadAndTheDirection() async throws {
        try await Region(roads: Roads.grid()).test { client in
            // Ten metres north of an east-west street, two hundred metres east of a north-south one.
            let place = "10.5025,45.5001"
            for (bearing, name) in [
                ("90,10", "Οδός 3"), ("270,45", "Οδός 3"), ("0,10", "Οδός 106"), ("180,0", "Οδός 106"),
                ("360,5", "Οδός 106"), ("", "Οδός 3"), ("45,180", "Οδός 3"), ("350,15", "Οδός 106"),
            ] {
                let answer = try await client.json("/nearest/v1/car/\(place)?bearings=\(bearing)")
                let waypoint = try #require((answer["waypoints"] as? [[String: Any]])?.first)
                #expect(waypoint["name"] as? String == name, "\(bearing)")
            }
            // A route that starts to the west and leads to the east has to turn at the next junction.
            func metres(_ options: String) async throws -> Double {
                let answer = try await client.json("/route/v1/car/10.5025,45.5;10.5075,45.5?\(options)")
                return (answer["routes"] as? [[String: Any]])?.first?["distance"] as? Double ?? 0
            }
            let straight = try await metres("")
            #expect(try await metres("bearings=90,20;90,20") == straight)
            #expect(try await metres("bearings=90,20;") == straight)
            #expect(try await metres("bearings=270,20;") > straight + 300)
            #expect(try await metres("bearings=;270,20") > straight + 300)
            let table = try await client.json(
                "/table/v1/car/10.5025,45.5;10.5075,45.5?bearings=270,20;&annotations=distance")
            let distances = try #require(table["distances"] as? [[Double]])
            #expect(abs(distances[0][1] - (try await metres("bearings=270,20;"))) < 0.11)
        }
    }

    @Test func waypointsArePassedWithoutUTurnsOnRequest() async throws {
        try await Region(roads: Roads.grid()).test { client in
            // A round trip whose waypoint is in the middle of a street.
            let path = "10.5025,45.5;10.5075,45.5;10.5025,45.5"
            func metres(_ profile: String, _ options: String) async throws -> Double {
                let answer = try await client.json("/route/v1/\(profile)/\(path)?\(options)")
                return (answer["routes"] as? [[String: Any]])?.first?["distance"] as? Double ?? 0
            }
            let back = try await metres("car", "continue_straight=false")
            #expect(abs(back - 2 * 390) < 20)
            let round = try await metres("car", "continue_straight=true")
            // To the next junction and back from there.
            #expect(round > back + 300)
            // As in OSRM's profiles, only cars continue straight by default.
            #expect(try await metres("car", "") == round)
            #expect(try await metres("car", "continue_straight=default") == round)
            let walked = try await metres("foot", "")
            #expect(walked == (try await metres("foot", "continue_straight=false")))
            #expect(try await metres("bike", "continue_straight=true") > (try await metres("bike", "")))
        }
    }

    @Test func aTableHasEstimatesAndScalesOnRequest() async throws {
        var roads = Roads.grid()
        roads.add(
            WayInput(
                id: 900, nodes: [9001, 9002],
                coordinates: [
                    Coordinate(longitude: 10.8, latitude: 45.5), Coordinate(longitude: 10.81, latitude: 45.5),
                ], tags: ["highway": "residential"]))
        try await Region(roads: roads).test { client in
            let path = "/table/v1/car/10.5,45.5;10.6,45.5;10.805,45.5001"
            let plain = try await client.json("\(path)?annotations=duration,distance")
            let seconds = try #require(plain["durations"] as? [[Any]])
            #expect(seconds[0][2] is NSNull && plain["fallback_speed_cells"] == nil)
            let there = try #require(seconds[0][1] as? Double)
            let filled = try await client.json(
                "\(path)?annotations=duration,distance&fallback_speed=10&scale_factor=2&fallback_coordinate=snapped")
            let cells = try #require(filled["fallback_speed_cells"] as? [[Int]])
            #expect(Set(cells) == [[0, 2], [1, 2], [2, 0], [2, 1]])
            let (durations, distances) = (filled["durations"] as? [[Double]], filled["distances"] as? [[Double]])
            let metres = try #require(distances?[0][2])
            #expect(abs(metres - 23_800) < 200)
            #expect(abs((durations?[0][2] ?? 0) - metres / 5) < 0.2)
            #expect(abs((durations?[0][1] ?? 0) - 2 * there) < 0.11)
            let whole = try await client.json("\(path)?fallback_speed=10&sources=0&destinations=1")
            #expect((whole["fallback_speed_cells"] as? [Any])?.isEmpty == true)
        }
    }
}
