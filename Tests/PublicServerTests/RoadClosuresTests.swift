import Foundation
import HTTPTypes
import Locator
import PublicServer
import Synchronization
import Testing
import WebTestSupport

@Suite struct RoadClosuresTests {
    private static let all = """
        {"type": "FeatureCollection", "version": 7, "features": [{"type": "Feature", "properties": {"radiusMetres": 60000},
         "geometry": {"type": "Point", "coordinates": [10.5, 45.5]}}]}
        """
    private static let none = #"{"type": "FeatureCollection", "version": 8, "features": []}"#
    private static let route = "/api/v1/route?from=10.5,45.5&to=10.6,45.5"

    @Test func aChangedFileAppliesToEveryAnswerAndADamagedOneIsRefused() async throws {
        let region = try Region(roads: Roads.grid(), closures: Self.all)
        try await region.test { client in
            func versions() async throws -> [Int?] {
                var versions: [Int?] = []
                for path in [
                    Self.route, "/api/v1/matrix?from=10.5,45.5&to=10.6,45.5", "/api/v1/isochrone?lon=10.5&lat=45.5",
                    "/api/v1/nearest?lon=10.5&lat=45.5", "/nearest/v1/car/10.5,45.5",
                ] {
                    versions.append(try await client.json(path)["closuresVersion"] as? Int)
                }
                return versions
            }
            let closed = try await client.json(Self.route)
            #expect((closed["noRoute"] as? [String: Any])?["reason"] as? String == "closed")
            #expect(try await versions() == Array(repeating: 7, count: 5))
            #expect(!region.process.refreshClosures())
            try region.write(closures: Self.none)
            #expect(region.process.refreshClosures())
            #expect(try await client.json(Self.route)["seconds"] as? Double != nil)
            #expect(try await versions() == Array(repeating: 8, count: 5))
            // A damaged file is refused with the place of the fault, and the previous set stays in force.
            try region.write(closures: #"{"type": "FeatureCollection", "version": 9, "features": [3]}"#)
            #expect(!region.process.refreshClosures())
            #expect(try await versions() == Array(repeating: 8, count: 5))
            let closures = try #require(try await client.json("/readyz")["closures"] as? [String: Any])
            #expect(closures["version"] as? Int == 8)
            #expect((closures["refused"] as? String)?.contains("features[0]") == true)
            #expect(try await client.page("/metrics").contains("plision_closures_refused 1"))
            // The set in force is applied to a new build.
            try region.write(closures: Self.all)
            #expect(region.process.refreshClosures())
            try region.write(Region.contents(build: "2"), roads: Roads.grid())
            #expect(region.process.refresh())
            #expect(try await versions() == Array(repeating: 7, count: 5))
            let again = try await client.json(Self.route)
            #expect((again["noRoute"] as? [String: Any])?["reason"] as? String == "closed")
            #expect(try await client.page("/metrics").contains("plision_closures_refused 0"))
        }
    }

    /// A file without a version.
    private static func timed(_ ways: Int..., from: String = "2026-02-11T10:00:00Z") -> String {
        let ways = ways.map(String.init).joined(separator: ",")
        return """
            {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": null, "properties":
             {"ways": [\(ways)], "from": "\(from)", "until": "2026-02-11T12:00:00Z"}}]}
            """
    }

    private static let tile = "/tiles/closures/9/270/183.mvt"
    private static let live = [
        tile, "/tiles/light/9/270/183.png", "/tiles/coverage/9/270/183.mvt?mode=car&kind=office",
    ]

    @Test func aClosureThatBeginsChangesMapsAndTags() async throws {
        let region = try Region(roads: Roads.grid(), closures: Self.timed(1, 2, 3))
        try await region.test { client in
            var tags: [[String]] = []
            for hour in ["09:59", "10:00", "11:59", "12:00"] {
                region.moment.text.withLock { $0 = "2026-02-11T\(hour)" }
                region.process.refreshClosures()
                #expect(
                    try await client.get(Self.tile).status == (hour.hasPrefix("1") && hour < "12" ? .ok : .noContent))
                var seen: [String] = []
                for path in Self.live { seen.append(try #require(try await client.get(path).headers[.eTag])) }
                tags.append(seen)
            }
            #expect(tags[0] == tags[3] && tags[1] == tags[2])
            for index in Self.live.indices {
                let (open, closed) = (tags[0][index], tags[1][index])
                #expect(open != closed, "\(Self.live[index])")
                let again = try await client.get(Self.live[index], [.ifNoneMatch: closed])
                #expect(again.status != .notModified)
            }
        }
    }

    @Test func tagsAreStableAcrossRestarts() async throws {
        func tags(_ file: String) async throws -> [String] {
            try await Region(roads: Roads.grid(), closures: file, now: "2026-02-11T11:00").test { client in
                var tags: [String] = []
                for path in Self.live { tags.append(try #require(try await client.get(path).headers[.eTag])) }
                return tags
            }
        }
        let (one, again) = (try await tags(Self.timed(1)), try await tags(Self.timed(1)))
        #expect(one == again)
        for other in [Self.timed(2), Self.timed(1, 2), Self.timed(1, from: "2026-02-11T11:30:00Z")] {
            for (mine, others) in zip(one, try await tags(other)) { #expect(mine != others) }
        }
    }

    /// A file of lines, each with all roads within its reach.
    private static func lines(_ count: Int, version: Int) -> String {
        let places = (0..<count).map { $0 % 2 == 0 ? "[10.2,45.2]" : "[10.9,45.9]" }
        return """
            {"type": "FeatureCollection", "version": \(version), "features": [{"type": "Feature", "properties":
             {"radiusMetres": 0}, "geometry": {"type": "LineString", "coordinates": [\(places.joined(separator: ","))]}}]}
            """
    }

    private static func circles(_ count: Int, version: Int) -> String {
        let places = (0..<count).map { "[\(10.4 + Double($0 % 997) / 4000),\(45.4 + Double($0 % 991) / 4000)]" }
        return """
            {"type": "FeatureCollection", "version": \(version), "features": [{"type": "Feature", "properties":
             {"radiusMetres": 50000}, "geometry": {"type": "MultiPoint", "coordinates": [\(places.joined(separator: ","))]}}]}
            """
    }

    @Test func aSetAboveTheLimitIsRefusedOnceAndThePreviousOneStays() async throws {
        let region = try Region(roads: Roads.grid(), closures: Self.none)
        try await region.test { client in
            func state() async throws -> [String: Any] {
                try #require(try await client.json("/readyz")["closures"] as? [String: Any])
            }
            let before = try await client.json(Self.route)["seconds"] as? Double
            try region.write(closures: Self.lines(5000, version: 9))
            #expect(region.process.refreshClosures())
            #expect(!region.process.refreshClosures())
            let refused = try await state()
            #expect(refused["version"] as? Int == 8 && refused["count"] as? Int == 0)
            #expect((refused["refused"] as? String)?.contains("features[0]: found more") == true)
            #expect(try await client.json(Self.route)["seconds"] as? Double == before)
            // With the previous file restored, nothing is refused any more.
            try region.write(closures: Self.none)
            #expect(region.process.refreshClosures())
            #expect(try await state()["refused"] is NSNull)
            try region.write(closures: Self.lines(5000, version: 9))
            #expect(region.process.refreshClosures())
            #expect(try await state()["refused"] is String)
            // The previous set is applied to a new build too.
            try region.write(Region.contents(build: "2"), roads: Roads.grid())
            #expect(region.process.refresh())
            #expect(try await client.json(Self.route)["closuresVersion"] as? Int == 8)
            // The same number of overlapping circles needs fewer steps; it is accepted, and the refusal ends.
            try region.write(closures: Self.circles(5000, version: 10))
            #expect(region.process.refreshClosures())
            let taken = try await state()
            #expect(taken["version"] as? Int == 10 && taken["count"] as? Int == 1 && taken["refused"] is NSNull)
            let closed = try await client.json(Self.route)
            #expect((closed["noRoute"] as? [String: Any])?["reason"] as? String == "closed")
        }
        #expect(throws: ClosureFile.Fault.self) {
            try Region(roads: Roads.grid(), closures: Self.lines(5000, version: 1))
        }
    }

    @Test func readinessHasVersionAndCountOfOneSet() async throws {
        let sets = (0..<2).map { turn in
            let features = (0..<(turn * 300 + 1)).map { index in
                #"{"type": "Feature", "properties": {"ways": [\#(index)]}, "geometry": null}"#
            }
            return
                #"{"type": "FeatureCollection", "version": \#(turn * 300 + 1), "features": [\#(features.joined(separator: ","))]}"#
        }
        let region = try Region(roads: Roads.grid(), closures: sets[0])
        try await region.test { client in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for turn in 0..<60 {
                        try region.write(closures: sets[turn % 2])
                        region.process.refreshClosures()
                    }
                }
                group.addTask {
                    for _ in 0..<600 {
                        let state = try #require(try await client.json("/readyz")["closures"] as? [String: Any])
                        let (version, count) = (state["version"] as? Int, state["count"] as? Int)
                        #expect(version == count)
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func anInvalidFilePreventsTheStart() throws {
        #expect(throws: ClosureFile.Fault.self) { try Region(roads: Roads.grid(), closures: "{") }
    }
}
