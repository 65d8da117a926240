import GeoStore
import Records
import Testing
import TestSupport

/// Structures that a map contains more than once are merged; structures that are only similar are not.
@Suite struct TwinSearchTests {
    private static let table = """
        kind,tags
        pharmacy,amenity=pharmacy
        refuge,amenity=clinic
        """

    /// The structures from an extract, without those of the toy region, in order, and those that were left out.
    private func structures(_ draw: (inout OSMFixture) -> Void) throws -> (ids: [String], contents: StoreContents) {
        var file = OSMFixture()
        draw(&file)
        let toy = try ToyRegion(replacing: [
            "structures.csv": "id,kind,name,municipality,street,number,settlement,lon,lat,date\n",
            "kinds.csv": """
            code,name,municipal,redacted,sort
            pharmacy,Pharmacy,0,0,1
            refuge,Clinic,0,0,2
            help-desk,Help desk,1,0,3
            """,
        ])
        let store = try toy.store()
        let path = try toy.folder.write("map.osm", file.xml)
        let kinds = try toy.folder.write("kinds-of-tags.csv", Self.table)
        _ = try Importer(into: store).importOSM(file: path, kinds: kinds)
        let contents = try store.contents()
        return (contents.dataset.structures.map(\.id).sorted(), contents)
    }

    /// A house around the middle of squares of 0.001°, and its number.
    private func house(_ file: inout OSMFixture, _ id: Int, _ tags: KeyValuePairs<String, String>) {
        file.grid(first: id * 100, columns: 2, rows: 2, west: 10.05, south: 50.05)
        file.way(id, [id * 100, id * 100 + 1, id * 100 + 3, id * 100 + 2, id * 100], tags)
    }

    @Test("poi-thessaly: a pharmacy mapped as a point and as its building is one, with the values of both")
    func pointAndBuilding() throws {
        let (ids, contents) = try structures { file in
            file.node(1, 10.0505, 50.0503, ["amenity": "pharmacy", "name": "Άμπελος", "phone": "2410 1"])
            house(&file, 5, ["building": "yes", "amenity": "pharmacy", "name": "ΑΜΠΕΛΟΣ", "opening_hours": "24/7"])
        }
        #expect(ids == ["n1"])
        #expect(
            contents.dataset.structures[0].openingHours == "24/7" && contents.dataset.structures[0].phone == "2410 1")
        #expect(contents.dataset.aliases == ["w5": "n1"])
        #expect(contents.leftOut.map(\.id) == ["w5"])
    }

    @Test("A building as a way and as a multipolygon, and a point at its gate, are one")
    func buildingTwice() throws {
        let (ids, _) = try structures { file in
            house(&file, 5, ["building": "yes", "amenity": "pharmacy", "name": "Vine"])
            file.relation(6, ["w5 outer"], ["type": "multipolygon", "amenity": "pharmacy", "name": "Vine"])
            file.node(7, 10.0512, 50.0505, ["amenity": "pharmacy", "name": "Pharmacy Vine"])
        }
        #expect(ids == ["n7"])
    }

    @Test("Two points with the same name are one when some metres apart, and two when far apart")
    func pointsOfOneName() throws {
        func ids(_ longitude: Double) throws -> [String] {
            try structures { file in
                file.node(1, 10.05, 50.05, ["amenity": "pharmacy", "name": "Vine"])
                file.node(2, longitude, 50.05, ["amenity": "pharmacy", "name": "Vine"])
            }.ids
        }
        #expect(try ids(10.0503) == ["n1"])
        #expect(try ids(10.06) == ["n1", "n2"])
        #expect(
            try structures { file in
                file.node(1, 10.05, 50.05, ["amenity": "pharmacy", "name": "Pharmacy of Aland"])
                file.node(2, 10.0501, 50.05, ["amenity": "pharmacy", "name": "Pharmacy Of ALAND"])
                file.node(3, 10.0502, 50.05, ["amenity": "pharmacy", "name": "Pharmacy"])
            }.ids == ["n1", "n3"], "the municipality's name is a name")
    }

    @Test("A point without a name inside a building of its kind is that building; two such points elsewhere are two")
    func withoutName() throws {
        #expect(
            try structures { file in
                file.node(1, 10.0505, 50.0503, ["amenity": "pharmacy"])
                house(&file, 5, ["building": "yes", "amenity": "pharmacy"])
            }.ids == ["n1"])
        #expect(
            try structures { file in
                file.node(1, 10.0505, 50.0503, ["amenity": "pharmacy"])
                house(&file, 5, ["building": "yes", "amenity": "pharmacy", "name": "Vine"])
            }.ids == ["w5"])
        #expect(
            try structures { file in
                file.node(1, 10.05, 50.05, ["amenity": "pharmacy"])
                file.node(2, 10.0501, 50.05, ["amenity": "pharmacy"])
                file.node(3, 10.0502, 50.05, ["amenity": "pharmacy", "name": "Pharmacy"])
            }.ids == ["n1", "n2", "n3"])
    }

    @Test("Different names are different structures, even in one building; a building without a name joins one of them")
    func twoNames() throws {
        #expect(
            try structures { file in
                file.node(1, 10.05, 50.05, ["amenity": "pharmacy", "name": "Vine"])
                file.node(2, 10.0501, 50.05, ["amenity": "pharmacy", "name": "Olive"])
            }.ids == ["n1", "n2"])
        #expect(
            try structures { file in
                file.node(1, 10.0505, 50.0503, ["amenity": "pharmacy", "name": "Vine"])
                file.node(2, 10.0505, 50.0506, ["amenity": "pharmacy", "name": "Olive"])
                house(&file, 5, ["building": "yes", "amenity": "pharmacy"])
            }.ids == ["n1", "n2"])
        #expect(
            try structures { file in
                file.node(1, 10.0505, 50.0503, ["amenity": "pharmacy", "name": "Vine"])
                house(&file, 5, ["building": "yes", "amenity": "pharmacy", "name": "Olive"])
            }.ids == ["n1", "w5"])
    }

    @Test("A pharmacy and a clinic with the same name are two, and so are two with the same name at different doors")
    func otherKindsAndDoors() throws {
        #expect(
            try structures { file in
                file.node(1, 10.05, 50.05, ["amenity": "pharmacy", "name": "Vine"])
                file.node(2, 10.05, 50.05, ["amenity": "clinic", "name": "Vine"])
            }.ids == ["n1", "n2"])
        #expect(
            try structures { file in
                file.node(
                    1, 10.05, 50.05,
                    ["amenity": "pharmacy", "name": "Vine", "addr:street": "Long Street", "addr:housenumber": "1"])
                file.node(
                    2, 10.0503, 50.05,
                    ["amenity": "pharmacy", "name": "Vine", "addr:street": "Long Street", "addr:housenumber": "9"])
            }.ids == ["n1", "n2"])
    }
}
