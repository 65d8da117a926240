import Foundation
import GeoIndex
import Locator
import Testing

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
            // The way is straight: its overview needs no more than a few positions.
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
            // The points lie on streets, so that no straight leg makes a difference.
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

    @Test func nearestTellsOfTheRoads() async throws {
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
        ("/route/v1/car/10.5,45.5;10.6,45.5?steps=1", "InvalidValue"),
        ("/route/v1/car/10.5,45.5;10.6,45.5?colour=red", "InvalidQuery"),
        ("/route/v1/car/10.5,45.5;10.6,45.5?steps=%zz", "InvalidQuery"),
        ("/route/v1/car/10.5,45.5;10.9,45.9", "NoSegment"),
        ("/route/v1/car/10.5,45.5;10.6,45.5?exclude=ferry", "NotImplemented"),
        ("/nearest/v1/car/10.5,45.5;10.6,45.5", "TooBig"),
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
}
