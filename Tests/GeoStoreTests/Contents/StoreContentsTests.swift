import GeoIndex
import GeoStore
import Records
import Testing

struct StoreContentsTests {
    /// A second source of structures, ranking below the first.
    private func second(_ rows: String) -> (files: [String: String], more: String) {
        (
            ["more.csv": "id,kind,name,municipality,street,number,settlement,lon,lat,date\n" + rows],
            #"""
            {"id": "more", "title": {"en": "More"}, "file": "more.csv", "licence": "CC0-1.0", "attribution": "them",
             "reader": "csv", "rank": 5, "crs": "EPSG:4326", "isSample": true, "layers": [{"layer": "structure",
             "geometry": {"longitude": "lon", "latitude": "lat"}, "fields": {"id": "id", "kind": "kind",
             "names": {"en": "name"}, "municipalityName": "municipality", "street": "street", "houseNumber": "number",
             "settlement": "settlement", "sourceDate": "date", "phone": "date"}}]}
            """#
        )
    }

    @Test("The contents of a single source come out unchanged")
    func single() throws {
        let contents = try ToyRegion().store().contents()
        let dataset = contents.dataset
        #expect(dataset.region.code == "toy")
        #expect(dataset.region.language == "en")
        #expect(dataset.region.dataDate == "2020")
        #expect(dataset.region.credits.map(\.id) == ["structures", "kinds", "municipalities", "outlines", "places"])
        #expect(contents.clip == BoundingBox(west: 9.9, south: 49.9, east: 10.4, north: 50.2))
        #expect(dataset.kinds.map(\.code) == ["help-desk", "pharmacy", "refuge"])
        #expect(dataset.kinds.map(\.isMunicipal) == [true, false, false])
        #expect(dataset.kinds.map(\.isRedacted) == [false, false, true])
        #expect(dataset.municipalities.map(\.municipality.code) == ["A", "B", "C"])
        #expect(dataset.municipalities.map(\.municipality.population) == [1000, 2000, nil])
        #expect(dataset.municipalities[0].municipality.populationYear == 2020)
        #expect(dataset.municipalities.allSatisfy { $0.municipality.outline == .surveyed })
        #expect(dataset.municipalities[2].outline.count == 1)
        #expect(dataset.places.map(\.id) == ["p1", "p2", "p3"])
        #expect(dataset.places[2].coordinate == nil)
        #expect(contents.notes.contains(.noRoads))
        #expect(!contents.notes.contains(.noMunicipalities))
    }

    @Test(
        "A structure without position stands at its settlement and says so; a withheld one tells its municipality only")
    func positions() throws {
        let structures = try ToyRegion().store().contents().dataset.structures
        #expect(structures.map(\.id) == ["desk-a", "desk-b", "refuge-a"])
        #expect(structures[0].accuracyMetres == nil)
        #expect(structures[0].address.text(in: "en") == "Long Street 1, Atown")
        #expect(structures[1].coordinate == Coordinate(longitude: 10.15, latitude: 50.05))
        #expect(structures[1].accuracyMetres == 1000)
        #expect(structures[1].positionNote.text(in: "en").contains("Btown"))
        #expect(structures[2].coordinate == nil)
        #expect(structures[2].address.isEmpty)
        #expect(structures[2].positionNote.isEmpty)
        #expect(structures[2].municipality == "A")
    }

    @Test(
        "A status in the column of sources is no source: the source is then the list",
        arguments: [
            ("unverified", "structures"), ("active", "structures"), ("", "structures"),
            ("town.example", "town.example"),
            ("https://town.example/a", "https://town.example/a"), ("unverified list", "unverified list"),
        ])
    func statusAsSource(_ written: String, _ source: String) throws {
        let list = ToyRegion.structures.split(separator: "\n").enumerated()
            .map { "\($1),\($0 == 0 ? "url" : written)" }.joined(separator: "\n")
        let region = try ToyRegion(
            replacing: ["structures.csv": list], fields: #", "sourceUrl": "url""#)
        #expect(Set(try region.store().contents().dataset.structures.map(\.source)) == [source])
    }

    @Test("Rows with one identifier are one structure: the higher rank counts, the lower completes it")
    func merge() throws {
        let (files, more) = second("desk-a,help-desk,Desk,Aland,Other Street,2,,10.9,50.9,2025-01-01\n")
        let structures = try ToyRegion(replacing: files, more: more).store().contents().dataset.structures
        let desk = try #require(structures.first { $0.id == "desk-a" })
        #expect(structures.count == 3)
        #expect(desk.names.text(in: "en") == "Help desk of Aland")
        #expect(desk.address.text(in: "en") == "Long Street 1, Atown")
        #expect(desk.phone == "2025-01-01", "the first source has no telephone")
    }

    @Test("Certain duplicates of a lower rank are merged; possible duplicates are kept and reported")
    func suspects() throws {
        let (files, more) = second(
            """
            x1,help-desk,Help desk,ALAND,,,,,,2025-01-01
            x2,help-desk,Info point,Aland,Long Street,1,,10.0501,50.0501,2025-01-01
            x3,help-desk,Help desk North,Aland,,,,10.01,50.09,2025-01-01
            x4,help-desk,Help desk 2,Aland,,,,,,2025-01-01
            x5,pharmacy,Help desk of Aland,Aland,,,,10.05,50.05,2025-01-01
            x6,launderette,Soap,Aland,,,,10.05,50.05,2025-01-01
            x7,pharmacy,Pharmacy,Cland,,,,10.25,50.05,2025-01-01
            x8,help-desk,Help desk Sunshine,Aland,,,,,,2025-01-01
            x9,help-desk,Help desk,Aland,Short Street,9,,,,2025-01-01
            """)
        let store = try ToyRegion(replacing: files, more: more).store()
        let contents = try store.contents()
        let leftOut = Dictionary(uniqueKeysWithValues: contents.leftOut.map { ($0.id, $0.reason) })
        #expect(Set(leftOut.keys) == ["x1", "x2", "x6"])
        #expect(leftOut["x1"]?.contains("desk-a of structures: an alike name") == true)
        #expect(leftOut["x2"]?.contains("the same address") == true)
        #expect(leftOut["x6"]?.contains("launderette") == true)
        #expect(contents.notes.contains(.structuresLeftOut(count: 3)))
        #expect(contents.notes.contains(.samples(titles: [LocalizedText(["en": "More"])])))
        // Listing one twice does less harm than leaving one out.
        let ids = Set(contents.dataset.structures.map(\.id))
        #expect(ids.isSuperset(of: ["x3", "x4", "x8", "x9"]))
        let told = try store.report().findings(of: .duplicateSuspect)
        #expect(told.map(\.position) == ["more.csv:2", "more.csv:3", "more.csv:10"])
        #expect(told.map { $0.message.contains("both are kept") } == [false, false, true])
        #expect(contents.dataset.aliases == ["x1": "desk-a", "x2": "desk-a"])
    }

    @Test("Misplaced positions, telephones without a number and unreadable dates are not published")
    func mistakes() throws {
        let (files, more) = second(
            """
            y1,pharmacy,Sun,Aland,,,,48.85,2.35,no idea
            y2,pharmacy,Moon,Aland,,,,10.06,50.06,2026-02
            """)
        let store = try ToyRegion(replacing: files, more: more).store()
        let structures = try store.contents().dataset.structures
        let sun = try #require(structures.first { $0.id == "y1" })
        #expect(sun.coordinate == nil && sun.phone == nil && sun.sourceDate == nil && sun.municipality == "A")
        let moon = try #require(structures.first { $0.id == "y2" })
        #expect(moon.coordinate != nil && moon.phone == "2026-02" && moon.sourceDate == "2026-02")
        #expect(try store.report().findings.contains { $0.check == .outsideRegion && $0.message.contains("y1") })
    }

    @Test("Surveyed outlines precede sketches of any rank; fields come from the highest rank that has them")
    func municipalities() throws {
        let more = #"""
            {"id": "sketch", "title": {"en": "Sketch"}, "file": "sketch.geojson", "licence": "CC0-1.0",
             "attribution": "us", "reader": "geojson", "rank": 90, "isSketch": true,
             "layers": [{"layer": "area", "fields": {"code": "code"}}]},
            {"id": "register", "title": {"en": "Register"}, "file": "register.csv", "licence": "CC0-1.0",
             "attribution": "us", "reader": "csv", "rank": 30, "layers": [
              {"layer": "municipality", "fields": {"code": "code", "names": {"en": "name", "fr": "nom"},
               "formerNames": {"column": "former", "split": "|"}}},
              {"layer": "population", "fields": {"code": "code", "years": {"2010": "p2010", "2024": "p2024"}}}]}
            """#
        let files = [
            "sketch.geojson": """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"code":"A"},"geometry":{"type":"Polygon","coordinates":[[[10,50],[11,50],[11,51],[10,50]]]}},
            {"type":"Feature","properties":{"code":"D"},"geometry":{"type":"Polygon","coordinates":[[[12,50],[13,50],[13,51],[12,50]]]}}]}
            """,
            "register.csv":
                "code,name,nom,former,p2010,p2024\nA,New Aland,Alande,Old Aland|Áland,500,1500\nC,Cland,,,10,\n",
        ]
        let contents = try ToyRegion(replacing: files, more: more, clip: "null").store().contents()
        let all = contents.dataset.municipalities
        #expect(all.map(\.municipality.code) == ["A", "B", "C", "D"])
        #expect(all.map(\.municipality.outline) == [.surveyed, .surveyed, .surveyed, .sketch])
        #expect(all[0].outline.first?.rings.first?.count == 5)
        let first = all[0].municipality
        #expect(first.names["en"] == "New Aland")
        #expect(first.names["fr"] == "Alande")
        #expect(first.formerNames == ["Old Aland", "Áland"], "the name of the lower rank is known already")
        #expect(first.population == 1500 && first.populationYear == 2024)
        #expect(first.seat != nil, "which only the lower rank knows")
        #expect(all[1].municipality.population == 2000)
        #expect(all[2].municipality.population == 10 && all[2].municipality.populationYear == 2010)
        #expect(all[3].municipality.names.text(in: "en") == "D")
        #expect(contents.notes.contains(.sketchOutlines(count: 1, of: 4)))
    }

    @Test("Nearby places with the same name are merged; distant ones or other kinds are not")
    func places() throws {
        let more = #"""
            {"id": "towns", "title": {"en": "Towns"}, "file": "towns.csv", "licence": "CC0-1.0", "attribution": "us",
             "reader": "csv", "rank": 40, "crs": "EPSG:4326", "layers": [{"layer": "place",
             "geometry": {"longitude": "lon", "latitude": "lat"}, "fields": {"id": "id", "names": {"en": "name", "fr": "nom"},
             "kind": "kind", "population": "people"}}]}
            """#
        let towns = """
            id,name,nom,kind,people,lon,lat
            t1,ÁTOWN,Aville,village,,10.051,50.051
            t2,Btown,,suburb,,10.15,50.05
            t3,Btown,,village,,10.25,50.05
            t4,Nowhere,,hamlet,,10.29,50.09
            """
        let places = try ToyRegion(replacing: ["towns.csv": towns], more: more).store().contents().dataset.places
        #expect(places.map(\.id) == ["t1", "t2", "t3", "t4", "p2"])
        #expect(places[0].names["en"] == "ÁTOWN")
        #expect(places[0].names["fr"] == "Aville")
        #expect(places[0].kind == "village")
        #expect(places[0].population == 900)
        #expect(places[0].municipality == "A", "found by its position")
        #expect(places[3].municipality == "C")
        #expect(places[3].population == 5, "the register's place without position is the one in the same municipality")
    }

    @Test("The contents of an empty store list what is missing")
    func empty() throws {
        let contents = try FeatureStore(path: ":memory:").contents()
        #expect(contents.dataset.municipalities.isEmpty)
        #expect(
            Set(contents.notes) == [.noMunicipalities, .noStructures, .noRoads, .noAddresses])
        #expect(contents.notes.allSatisfy { !$0.words.text(in: "en").isEmpty })
    }
}
