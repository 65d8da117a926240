import GeoIndex
import GeoStore
import Testing

@Suite struct OSMReaderRoadTests {
    @Test func keepsRoadsWithNodesVerticesAndAllTags() throws {
        var file = OSMFixture()
        file.grid(columns: 3, rows: 1)
        file.way(7, [1, 2, 3], ["highway": "residential", "name": "Ερμού", "maxspeed": "30", "oneway": "-1"])
        let result = try file.read()
        let road = try #require(result.roads.first)
        #expect(result.records.count == 1 && result.rejects.isEmpty)
        #expect(road.id == 7 && road.piece == 0 && road.nodes == [1, 2, 3])
        #expect(
            road.line == [
                Coordinate(longitude: 10, latitude: 50), Coordinate(longitude: 10.001, latitude: 50),
                Coordinate(longitude: 10.002, latitude: 50),
            ])
        #expect(road.tags.map(\.key) == ["highway", "name", "maxspeed", "oneway"])
        #expect(road.tags["name"] == "Ερμού")
    }

    @Test(arguments: ["construction", "corridor", "elevator", "via_ferrata", "platform", "track", "yet_unknown"])
    func keepsWhatMayBePassable(highway: String) throws {
        #expect(try roads(["highway": highway]) == 1)
    }

    @Test(arguments: ["proposed", "abandoned", "razed", "rest_area", "services", "no", "raceway"])
    func leavesOutWhatIsNotARoad(highway: String) throws {
        #expect(try roads(["highway": highway]) == 0)
    }

    @Test func keepsFerriesAndClosedWays() throws {
        #expect(try roads(["route": "ferry"]) == 1)
        #expect(try roads(["route": "bus"]) == 0)
        #expect(try roads(["railway": "rail"]) == 0)
        #expect(try roads(["highway": "pedestrian", "area": "yes"], [1, 2, 3, 1]) == 1)
    }

    @Test func splitsWhereNodesAreMissing() throws {
        var file = OSMFixture()
        file.grid(columns: 3, rows: 2)
        file.way(1, [1, 2, 99, 3, 4], ["highway": "service"])
        file.way(2, [98, 1, 99], ["highway": "service"])
        file.way(3, [98, 99], ["highway": "service"])
        file.way(4, [1, 2, 99], ["highway": "service"])
        file.way(5, [1], ["highway": "service"])
        file.way(6, [], ["highway": "service"])
        let result = try file.read()
        #expect(result.roads.map(\.id) == [1, 1, 4])
        #expect(result.roads.map(\.piece) == [0, 1, 0])
        #expect(result.roads.map(\.nodes) == [[1, 2], [3, 4], [1, 2]])
        #expect(result.reasons(OSMObjectID(.way, 1)) == ["road: 1 of 5 nodes are not in the file: 2 parts taken"])
        #expect(result.reasons(OSMObjectID(.way, 2)) == ["road: 2 of 3 nodes are not in the file"])
        #expect(result.reasons(OSMObjectID(.way, 3)) == ["road: 2 of 2 nodes are not in the file"])
        #expect(result.reasons(OSMObjectID(.way, 4)) == ["road: 1 of 3 nodes are not in the file: a part taken"])
        #expect(result.reasons(OSMObjectID(.way, 5)) == ["road: expected at least 2 nodes, found 1"])
        #expect(result.reasons(OSMObjectID(.way, 6)) == ["road: expected at least 2 nodes, found 0"])
        #expect(result.rejects.filter(\.isKept).map(\.object.number) == [1, 4])
        #expect(result.summary.rejected == 4, "what is taken in part is not refused")
    }

    @Test func keepsTaggedNodesOfRoadsOnly() throws {
        var file = OSMFixture()
        file.node(1, 10, 50, ["barrier": "bollard", "bicycle": "yes"])
        file.node(2, 10.001, 50, ["highway": "traffic_signals"])
        file.node(3, 10.002, 50, ["barrier": "gate"])
        file.node(4, 10.003, 50, ["name": "nothing that matters"])
        file.way(1, [1, 2, 4], ["highway": "residential"])
        file.way(2, [3, 4], ["barrier": "fence"])
        let result = try file.read()
        #expect(result.roadNodes.map(\.id) == [1, 2])
        #expect(result.roadNodes[0].tags["bicycle"] == "yes")
        #expect(result.roadNodes[1].coordinate == Coordinate(longitude: 10.001, latitude: 50))
    }

    @Test func readsARepeatedWayOnce() throws {
        for order in [[1, 1, 2], [1, 2, 1], [2, 1, 2, 1]] {
            var file = OSMFixture()
            file.grid(columns: 2, rows: 1)
            for id in order { file.way(id, [1, 2], ["highway": "service"]) }
            let result = try file.read()
            #expect(result.roads.map(\.id).sorted() == [1, 2])
            #expect(result.rejects.isEmpty)
        }
    }

    private func roads(_ tags: KeyValuePairs<String, String>, _ refs: [Int] = [1, 2]) throws -> Int {
        var file = OSMFixture()
        file.grid(columns: 3, rows: 2)
        file.way(1, refs, tags)
        return try file.read().roads.count
    }
}
