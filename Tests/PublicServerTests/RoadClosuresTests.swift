import Foundation
import Locator
import PublicServer
import Testing

@Suite struct RoadClosuresTests {
    private static let all = """
        {"type": "FeatureCollection", "version": 7, "features": [{"type": "Feature", "properties": {"radiusMetres": 60000},
         "geometry": {"type": "Point", "coordinates": [10.5, 45.5]}}]}
        """
    private static let none = #"{"type": "FeatureCollection", "version": 8, "features": []}"#
    private static let route = "/api/v1/route?from=10.5,45.5&to=10.6,45.5"

    @Test func aChangedFileHoldsInEveryAnswerAndADamagedOneIsRefused() async throws {
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
            // A damaged file: the former set stays, and it is said where and why.
            try region.write(closures: #"{"type": "FeatureCollection", "version": 9, "features": [3]}"#)
            #expect(!region.process.refreshClosures())
            #expect(try await versions() == Array(repeating: 8, count: 5))
            let closures = try #require(try await client.json("/readyz")["closures"] as? [String: Any])
            #expect(closures["version"] as? Int == 8)
            #expect((closures["refused"] as? String)?.contains("features[0]") == true)
            #expect(try await client.page("/metrics").contains("plision_closures_refused 1"))
            // A new build begins with the set that holds.
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

    @Test func aFileThatCannotBeUsedKeepsTheProcessFromStarting() throws {
        #expect(throws: ClosureFile.Fault.self) { try Region(roads: Roads.grid(), closures: "{") }
    }
}
