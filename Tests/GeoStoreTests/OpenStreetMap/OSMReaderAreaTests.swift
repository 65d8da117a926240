import GeoIndex
import GeoStore
import Records
import Testing

@Suite struct OSMReaderAreaTests {
    @Test func assemblesBoundariesFromPieces() throws {
        var file = OSMFixture()
        file.grid(columns: 4, rows: 4)
        // Outer ring in three pieces, one against the others' direction, roles left out; a hole in one piece.
        file.way(1, [1, 4, 16])
        file.way(2, [13, 16])
        file.way(3, [13, 1])
        file.way(4, [6, 7, 11, 10, 6])
        file.relation(
            1, ["w1", "w2", "w3", "w4", "n1 admin_centre"],
            ["type": "boundary", "boundary": "administrative", "admin_level": "8", "name": "Ring", "ref": "081"])
        file.relation(2, ["w4"], ["type": "boundary", "boundary": "postal_code", "postal_code": "9490", "ref": "x"])
        let result = try file.read()
        #expect(result.rejects.isEmpty)
        let ring = try #require(result.boundaries.first)
        #expect(ring.id.description == "r1" && ring.adminLevel == 8 && ring.names["und"] == "Ring")
        #expect(ring.kind == "administrative" && ring.reference == "081")
        #expect(ring.area.count == 1)
        #expect(ring.area[0].rings.map(\.count) == [5, 5])
        #expect(signedArea(ring.area[0].rings[0]) > 0, "outer rings run counter-clockwise")
        #expect(signedArea(ring.area[0].rings[1]) < 0, "inner rings run clockwise")
        let postal = try #require(result.boundaries.last)
        #expect(postal.kind == "postal_code" && postal.reference == "9490" && postal.adminLevel == nil)
    }

    @Test func reportsWhyAnAreaCannotBeAssembled() throws {
        var file = OSMFixture()
        file.grid(columns: 4, rows: 4)
        file.way(1, [1, 4, 16])
        file.way(2, [16, 13])
        file.way(3, [1, 6, 2, 5, 1], ["natural": "water"])
        file.way(4, [1, 2, 99, 5, 1], ["landuse": "forest"])
        file.way(5, [1, 2, 1, 2, 1], ["landuse": "forest"])
        let tags: KeyValuePairs = ["type": "boundary", "boundary": "administrative"]
        file.relation(1, ["w1 outer", "w2 outer"], tags)
        file.relation(2, ["w1 outer", "w2 outer", "w77 outer", "w78 outer"], tags)
        file.relation(3, ["n1 label"], tags)
        file.relation(4, [], tags)
        file.relation(5, ["w1 outer"], ["type": "collection", "boundary": "administrative"])
        let result = try file.read()
        #expect(result.boundaries.isEmpty && result.landCovers.isEmpty)
        let reasons = Dictionary(uniqueKeysWithValues: result.rejects.map { ($0.object.description, $0.reason) })
        #expect(reasons["w3"] == "water: 1 crossings of its outline with itself")
        #expect(reasons["w4"] == "wood: 1 nodes of its outline are not in the file")
        #expect(reasons["w5"] == "wood: 1 parts of its outline overlap")
        #expect(reasons["r1"] == "boundary: 2 open ends in its outline")
        #expect(reasons["r2"] == "boundary: 2 of 4 member ways are not in the file")
        #expect(reasons["r3"] == "boundary: it has no member way")
        #expect(reasons["r4"] == "boundary: it has no member way")
        #expect(reasons["r5"] == "boundary: a relation of this type has no area")
        #expect(reasons.count == 8)
    }

    @Test(arguments: [
        ("natural", "water", OSMLandCoverClass.water), ("waterway", "riverbank", .water),
        ("landuse", "reservoir", .water),
        ("natural", "wood", .wood), ("landuse", "forest", .wood), ("landuse", "residential", .builtUp),
        ("landuse", "vineyard", .farmland), ("leisure", "park", .green), ("natural", "scrub", .open),
        ("natural", "wetland", .wetland), ("natural", "beach", .beach), ("natural", "glacier", .glacier),
        ("building", "apartments", .building),
    ])
    func classesLand(key: String, value: String, expected: OSMLandCoverClass) throws {
        var file = OSMFixture()
        file.grid(columns: 2, rows: 2)
        file.way(1, [1, 2, 4, 3, 1], KeyValuePairs(dictionaryLiteral: (key, value), ("name:de", "See")))
        let result = try file.read()
        #expect(result.landCovers.map(\.landClass) == [expected])
        #expect(result.landCovers.first?.names["de"] == "See")
        #expect(result.records.count == 1)
    }

    @Test func leavesOpenAndUnwantedOutlinesAlone() throws {
        var file = OSMFixture()
        file.grid(columns: 2, rows: 2)
        file.way(1, [1, 2, 4], ["natural": "water"])
        file.way(2, [1, 2, 4, 3, 1], ["natural": "water", "area": "no"])
        file.way(3, [1, 2, 4, 3, 1], ["building": "no"])
        file.way(4, [1, 2, 4], ["boundary": "administrative", "admin_level": "4"])
        let result = try file.read()
        #expect(result.records.isEmpty && result.rejects.isEmpty)
    }

    @Test func keepsHolesOfLakesAndSeveralParts() throws {
        var file = OSMFixture()
        file.grid(columns: 6, rows: 4)
        file.way(1, [1, 4, 22, 19, 1])
        file.way(2, [8, 9, 15, 14, 8])
        file.way(3, [5, 6, 12, 11, 5])
        file.relation(
            1, ["w1 outer", "w2 inner", "w3 outer"], ["type": "multipolygon", "natural": "water", "name": "Lake"])
        let lake = try #require(try file.read().landCovers.first)
        #expect(lake.id.description == "r1" && lake.landClass == .water)
        #expect(lake.area.map(\.rings.count).sorted() == [1, 2])
    }

    @Test func readsRiversAndCoasts() throws {
        var file = OSMFixture()
        file.grid(columns: 4, rows: 2)
        file.way(1, [1, 2, 3], ["waterway": "river", "name": "Πηνειός", "name:en": "Pineios"])
        file.way(2, [1, 2, 99, 3, 4], ["waterway": "stream"])
        file.way(3, [1, 2], ["waterway": "dam"])
        file.way(4, [5, 6, 7, 8], ["natural": "coastline"])
        file.way(5, [1, 2, 6, 5, 1], ["natural": "coastline"])
        let result = try file.read()
        #expect(result.waterways.map(\.waterClass) == ["river", "stream", "stream"])
        #expect(result.waterways.map(\.piece) == [0, 0, 1])
        #expect(result.waterways[0].names["en"] == "Pineios")
        #expect(result.coastlines.map(\.line.count) == [4, 5])
        #expect(result.landCovers.isEmpty)
        #expect(result.rejects.map(\.reason) == ["waterway: 1 of 5 nodes are not in the file: 2 parts taken"])
    }

    private func signedArea(_ ring: [Coordinate]) -> Double {
        zip(ring, ring.dropFirst()).reduce(0) {
            $0 + $1.0.longitude * $1.1.latitude - $1.1.longitude * $1.0.latitude
        }
    }
}
