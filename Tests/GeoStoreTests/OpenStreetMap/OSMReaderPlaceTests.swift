import GeoIndex
import GeoStore
import Records
import Testing

@Suite struct OSMReaderPlaceTests {
    @Test func readsNamesInAllLanguages() throws {
        var file = OSMFixture()
        file.node(
            1, 22.9, 39.4,
            [
                "place": "town", "name": "Βόλος", "name:en": "Volos", "name:sr-Latn": "Volos",
                "name:zh_pinyin": "Fóluòsī",
                "name:left": "no language", "name:etymology:wikidata": "Q1", "alt_name": "Vólos; Golos",
                "old_name:la": "Iolcus", "official_name": "Δήμος Βόλου", "population": "86 046", "ele": "12.5",
            ])
        let place = try #require(try file.read().places.first)
        #expect(place.kind == "town" && place.population == 86_046 && place.elevation == 12.5)
        #expect(place.names["und"] == "Βόλος" && place.names["en"] == "Volos" && place.names["sr-latn"] == "Volos")
        #expect(place.names["zh-latn-pinyin"] == "Fóluòsī")
        #expect(place.names.entries.count == 4)
        #expect(place.formerNames == ["Δήμος Βόλου", "Vólos", "Golos", "Iolcus"])
    }

    @Test(arguments: [
        ("1,234", 1234), ("12.345", 12_345), ("7'000", 7000), ("5000", 5000), ("about 100", nil), ("", nil),
        ("-3", nil),
        ("99999999999999999999", nil),
    ])
    func readsPopulations(text: String, number: Int?) throws {
        var file = OSMFixture()
        file.node(1, 10, 50, ["place": "village", "name": "A", "population": text])
        #expect(try file.read().places.first?.population == number)
    }

    @Test func isPlacedAtItsLabelOrInsideItsArea() throws {
        var file = OSMFixture()
        file.node(1, 10.0001, 50.0001, ["name": "label"])
        file.grid(first: 11, columns: 3, rows: 3)
        file.way(2, [11, 13, 19, 17, 11], ["place": "island", "name": "Whole"])
        file.relation(3, ["w2 outer", "n1 label"], ["type": "boundary", "place": "city", "name": "Labelled"])
        file.relation(4, ["w2 outer"], ["type": "multipolygon", "place": "suburb", "name": "Plain"])
        let places = try file.read().places
        #expect(places.map(\.id.description) == ["w2", "r3", "r4"])
        #expect(places[1].coordinate == Coordinate(longitude: 10.0001, latitude: 50.0001))
        let inside = BoundingBox(west: 10.0001, south: 50.0001, east: 10.0019, north: 50.0019)
        #expect(inside.contains(places[0].coordinate) && inside.contains(places[2].coordinate))
        #expect(places.allSatisfy { $0.area.count == 1 })
    }

    @Test func isPlacedAtItsLabelWithoutItsOutline() throws {
        var file = OSMFixture()
        file.node(1, 10, 50)
        file.relation(3, ["w2 outer", "n1 admin_centre"], ["type": "boundary", "place": "city", "name": "Far"])
        file.relation(4, ["w2 outer"], ["type": "boundary", "place": "city", "name": "Farther"])
        let result = try file.read()
        #expect(result.places.map(\.id.number) == [3])
        #expect(result.places[0].area.isEmpty)
        #expect(result.reasons(OSMObjectID(.relation, 4)) == ["place: 1 of 1 member ways are not in the file"])
    }

    @Test func refusesPlacesWithoutName() throws {
        var file = OSMFixture()
        file.node(1, 10, 50, ["place": "locality"])
        let result = try file.read()
        #expect(result.places.isEmpty)
        #expect(result.rejects.map(\.reason) == ["place: it has no name"])
    }
}
