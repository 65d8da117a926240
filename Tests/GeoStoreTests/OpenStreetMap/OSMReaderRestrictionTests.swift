import GeoIndex
import GeoStore
import Testing

@Suite struct OSMReaderRestrictionTests {
    @Test func keepsMembersAndAllTags() throws {
        var file = crossing()
        file.relation(
            1, ["w1 from", "n2 via", "w2 to"],
            ["type": "restriction", "restriction:conditional": "no_left_turn @ (07:00-19:00)", "except": "psv;bicycle"])
        file.relation(2, ["w1 from", "w2 via", "w3 to"], ["type": "restriction", "restriction": "no_u_turn"])
        file.relation(
            3, ["w1 from", "n2 via", "w2 to"], ["type": "restriction:hgv", "restriction:hgv": "no_right_turn"])
        file.relation(
            4, ["w1 from", "w3 from", "n2 via", "w2 to"], ["type": "restriction", "restriction": "no_entry"])
        let result = try file.read()
        #expect(result.restrictions.map(\.id) == [1, 2, 3, 4])
        #expect(result.restrictions[0].tags["except"] == "psv;bicycle")
        #expect(result.restrictions[0].tags["restriction:conditional"] == "no_left_turn @ (07:00-19:00)")
        let members = result.restrictions[1].members
        #expect(members.map(\.object) == [OSMObjectID(.way, 1), OSMObjectID(.way, 2), OSMObjectID(.way, 3)])
        #expect(members.map(\.role) == ["from", "via", "to"])
        #expect(result.rejects.isEmpty)
    }

    @Test func rejectsRestrictionsThatCannotBeApplied() throws {
        var file = crossing()
        file.way(8, [2, 5], ["railway": "rail"])
        file.way(9, [2, 5], ["highway": "proposed"])
        file.relation(1, ["w1 from", "w2 to"], ["type": "restriction", "restriction": "no_left_turn"])
        file.relation(2, ["w1 from", "n99 via", "w2 to"], ["type": "restriction", "restriction": "no_left_turn"])
        file.relation(3, ["w1 from", "n2 via", "w99 to"], ["type": "restriction", "restriction": "no_left_turn"])
        file.relation(4, ["w1 from", "n2 via", "w8 to"], ["type": "restriction", "restriction": "no_left_turn"])
        file.relation(5, [], ["type": "restriction"])
        let result = try file.read()
        #expect(result.restrictions.isEmpty)
        #expect(
            result.rejects.map(\.reason) == [
                "turn restriction: it has no member in the role \"via\"",
                "turn restriction: its member n99 (via) is not in the file",
                "turn restriction: its member w99 (to) is not in the file",
                "turn restriction: its member w8 (to) is no road",
                "turn restriction: it has no member in the role \"from\"",
            ])
    }

    @Test func isClippedWithItsWays() throws {
        var file = crossing()
        file.relation(1, ["w1 from", "n2 via", "w2 to"], ["type": "restriction", "restriction": "no_left_turn"])
        let near = BoundingBox(west: 10.0009, south: 49.9999, east: 10.0011, north: 50.0001)
        #expect(try file.read(clip: near).restrictions.count == 1)
        let oneWayOnly = BoundingBox(west: 9.9999, south: 49.9999, east: 10.0001, north: 50.0001)
        let result = try file.read(clip: oneWayOnly)
        #expect(result.roads.map(\.id) == [1])
        #expect(result.restrictions.isEmpty && result.rejects.isEmpty)
    }

    /// Three ways that meet in node 2.
    private func crossing() -> OSMFixture {
        var file = OSMFixture()
        file.grid(columns: 3, rows: 2)
        file.way(1, [1, 2], ["highway": "residential"])
        file.way(2, [2, 3], ["highway": "residential"])
        file.way(3, [2, 5], ["highway": "residential"])
        return file
    }
}
