import GeoIndex
import GeoStore
import InputFiles
import Testing

@Suite struct OSMReaderStructureTests {
    private static let table = """
        kind,tags
        -,amenity=social_facility; social_facility:for=abused
        hospital,amenity=hospital
        pharmacy,amenity=pharmacy
        """

    @Test func isPlacedInsideItsOutline() throws {
        var file = OSMFixture()
        file.node(1, 10, 50, ["amenity": "pharmacy", "name": "Φαρμακείο", "opening_hours": "Mo-Fr 08:00-14:00"])
        file.grid(first: 11, columns: 3, rows: 3)
        file.way(2, [11, 13, 19, 17, 11], ["amenity": "hospital", "name": "General"])
        file.way(3, [11, 13], ["amenity": "hospital"])
        file.relation(4, ["w2 outer"], ["type": "multipolygon", "amenity": "hospital", "name": "Clinic"])
        file.relation(5, ["n1", "w2 perimeter"], ["type": "site", "amenity": "hospital"])
        let result = try read(file)
        #expect(result.structures.map(\.id.description) == ["w2", "w3", "n1", "r4", "r5"])
        #expect(result.structures.map(\.kind) == ["hospital", "hospital", "pharmacy", "hospital", "hospital"])
        #expect(result.structures[2].tags["opening_hours"] == "Mo-Fr 08:00-14:00")
        let inside = BoundingBox(west: 10.0001, south: 50.0001, east: 10.0019, north: 50.0019)
        for index in [0, 3, 4] { #expect(inside.contains(result.structures[index].coordinate)) }
        let middle = BoundingBox(west: 10.000_999_9, south: 50, east: 10.001_000_1, north: 50)
        #expect(middle.contains(result.structures[1].coordinate))
    }

    @Test func withholdsRefugesWithTheirAddress() throws {
        var file = OSMFixture()
        file.node(
            1, 10, 50,
            ["amenity": "social_facility", "social_facility:for": "abused", "addr:street": "Secret", "name": "House"])
        let result = try read(file)
        #expect(result.records.isEmpty && result.rejects.isEmpty)
        #expect(result.summary.withheld == 1)
    }

    @Test func leavesOtherObjectsAlone() throws {
        var file = OSMFixture()
        file.node(1, 10, 50, ["amenity": "bench"])
        let result = try read(file)
        #expect(result.records.isEmpty && result.rejects.isEmpty)
    }

    private func read(_ file: OSMFixture) throws -> OSMReadResult {
        try file.read(kinds: OSMKindTable(ByteStream(bytes: Array(Self.table.utf8))))
    }
}
