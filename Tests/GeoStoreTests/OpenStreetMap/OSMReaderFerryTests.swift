import GeoStore
import Testing

@Suite struct OSMReaderFerryTests {
    @Test func sharesARoutesDurationByLength() throws {
        var file = fixture()
        file.way(1, [1, 2], ["route": "ferry"])
        file.way(2, [2, 3, 4, 5], ["route": "ferry"])
        file.relation(1, ["w1", "w2"], ["type": "route", "route": "ferry", "duration": "01:00", "foot": "yes"])
        let roads = try file.read().roads
        #expect(roads.map(\.id) == [1, 2])
        // Along one parallel the lengths are as 1 to 3.
        #expect(roads.map { $0.tags["duration"] } == ["00:15:00", "00:45:00"])
        #expect(roads.allSatisfy { $0.tags["foot"] == "yes" })
    }

    @Test func leavesOwnDurationsAlone() throws {
        var file = fixture()
        file.way(1, [1, 2], ["route": "ferry", "duration": "00:20", "foot": "no"])
        file.way(2, [2, 3], ["route": "ferry"])
        file.way(3, [3, 4], ["route": "ferry"])
        file.relation(1, ["w1", "w2", "w3"], ["type": "route", "route": "ferry", "duration": "01:00", "foot": "yes"])
        let roads = try file.read().roads
        #expect(roads.map { $0.tags["duration"] } == ["00:20", "00:20:00", "00:20:00"])
        #expect(roads.map { $0.tags["foot"] } == ["no", "yes", "yes"])
    }

    @Test func aWayInPiecesKeepsItsTimeOnce() throws {
        var file = fixture()
        file.way(1, [1, 2, 99, 3, 5], ["route": "ferry", "duration": "00:40"])
        file.way(2, [1, 2, 99], ["route": "ferry", "duration": "00:40"])
        file.way(3, [1, 2, 99, 3, 5], ["route": "ferry"])
        file.way(4, [4, 5], ["route": "ferry"])
        file.relation(1, ["w3", "w4"], ["type": "route", "route": "ferry", "duration": "01:00", "foot": "yes"])
        let roads = try file.read().roads
        #expect(roads.map(\.id) == [1, 1, 2, 3, 3, 4])
        // One, two and, over the gap, one part of four; of the second way only the known part counts.
        #expect(roads.prefix(3).map { $0.tags["duration"] } == ["00:10:00", "00:20:00", "00:40"])
        #expect(roads.suffix(3).map { $0.tags["duration"] } == ["00:15:00", "00:30:00", "00:15:00"])
        #expect(roads.suffix(3).allSatisfy { $0.tags["foot"] == "yes" })
    }

    @Test func sharesNothingWhenAWayOfTheRouteIsMissing() throws {
        var file = fixture()
        file.way(1, [1, 2], ["route": "ferry"])
        file.relation(1, ["w1", "w9"], ["type": "route", "route": "ferry", "duration": "01:00"])
        let roads = try file.read().roads
        #expect(roads.map(\.id) == [1])
        #expect(roads[0].tags["duration"] == nil)
    }

    @Test func takesMemberWaysWithoutTheTag() throws {
        var file = fixture()
        file.way(1, [1, 2])
        file.way(2, [2, 3], ["highway": "service"])
        file.way(3, [3, 4, 5, 3], ["man_made": "pier"])
        file.relation(
            1, ["w1", "w2", "w3 platform"],
            ["type": "route", "route": "ferry", "name": "Line 1", "motor_vehicle": "no", "from": "A"])
        let roads = try file.read().roads
        #expect(roads.map(\.id) == [1, 2, 3])
        #expect(roads[0].tags.dictionary == ["route": "ferry", "name": "Line 1", "motor_vehicle": "no"])
        #expect(roads[1].tags.dictionary == ["highway": "service"])
        // The pier of a ferry is walked on and is not a ferry.
        #expect(roads[2].tags.dictionary == ["man_made": "pier"])
    }

    @Test func ignoresOtherRelations() throws {
        var file = fixture()
        file.way(1, [1, 2], ["route": "ferry"])
        file.way(2, [2, 3])
        file.relation(1, ["w1", "w2"], ["type": "network", "route": "ferry", "duration": "01:00"])
        let roads = try file.read().roads
        #expect(roads.map(\.id) == [1])
        #expect(roads[0].tags["duration"] == nil)
    }

    private func fixture() -> OSMFixture {
        var file = OSMFixture()
        file.grid(columns: 5, rows: 1)
        return file
    }
}
