import GeoStore
import Records
import Testing
import TestSupport

/// Which relations withhold another structure, and which do not.
struct WithheldTiesTests {
    private static let house = "house-1,refuge,Quiet House,A,,2410 555000,,,,,,,,,,10.0612,50.0623"

    @Test("A switchboard's number withholds no structure, and is reported")
    func switchboards() throws {
        let several = try FurtherTables(
            Self.house,
            "d1,help-desk,Town hall,A,,2410 555000,,,,,,,,,,10.02,50.02\nd2,pharmacy,Clinic,A,,2410 555000,,,,,,,,,,10.08,50.08"
        )
        #expect(several.isLocated("d1") && several.isLocated("d2"))
        let findings = try several.store.report().findings(of: .locatedTwin)
        #expect(findings.map(\.severity) == [.warning, .warning])
        #expect(findings.allSatisfy { $0.message.contains("has the telephone of house-1") })

        let own = try FurtherTables(
            "\(Self.house)\nd1,help-desk,Town hall,A,,2410-555000,,,,,,,,,,10.02,50.02",
            "d2,pharmacy,Clinic,A,,+302410555000,,,,,,,,,,10.08,50.08")
        #expect(own.isLocated("d1") && own.isLocated("d2"))

        let body = try FurtherTables(
            Self.house, "d2,pharmacy,Clinic,A,,2410 555000,,,,,,,,,,10.08,50.08", bodies: "o,Town,,2410 555 000,\n")
        #expect(body.isLocated("d2"))

        let free = try FurtherTables(
            Self.house.replacing("2410 555000", with: "800 1155900"),
            "d2,pharmacy,Clinic,A,,8001155900,,,,,,,,,,10.08,50.08")
        #expect(free.isLocated("d2"))
    }

    @Test(
        "The house itself stays hidden though many share its number",
        arguments: [
            "10.0612,50.0623", "10.0615,50.0624", "10.0609,50.0622",
        ])
    func houseOfSwitchboard(_ place: String) throws {
        let tables = try FurtherTables(
            Self.house,
            "d1,help-desk,Town hall,A,,2410 555000,,,,,,,,,,10.02,50.02\nd2,pharmacy,Clinic,A,,2410 555000,,,,,,,,,,10.08,50.08",
            "d3,pharmacy,Rooms,A,,2410 555000,,,,,,,,,,\(place)")
        #expect(tables.isLocated("d1") && tables.isLocated("d2") && !tables.isLocated("d3"))
    }

    @Test("The same house in two other sources is no switchboard")
    func oneHouseTwice() throws {
        let tables = try FurtherTables(
            Self.house, "d1,pharmacy,Store,A,,2410 555000,,,,,,,,,,10.0612,50.0623",
            "d2,help-desk,Rooms,A,,2410 555000,,,,,,,,,,10.0613,50.0624")
        #expect(!tables.isLocated("d1") && !tables.isLocated("d2"))
    }

    @Test(
        "A number is met however it is written",
        arguments: [
            "2410 555000 εσωτ. 12", "2410 555000 2410 777123", "2410 777123 και 2410 555000",
            "2410 777123 - 2410 555000",
            "2410777123 & +30 2410.555.000", "2410 555000 12", "\"2410 777123\n2410 555000\"", "(2410) 555-000 (12)",
            "0030 2410 555000",
        ])
    func notations(_ phone: String) throws {
        let tables = try FurtherTables(Self.house, "d1,pharmacy,Desk,B,,\(phone),,,,,,,,,,10.15,50.05")
        #expect(!tables.isLocated("d1"))
    }

    @Test("A name made only of the kind and the municipality is no relation")
    func commonNames() throws {
        let kinds = ToyRegion.kinds + "\nwomen,Counselling centre for women,0,0,4\n"
        let tables = try FurtherTables(
            """
            h1,refuge,Counselling centre for women,A,,,,,,,,,,,,10.0612,50.0623
            h2,refuge,Help desk of Aland,A,,,,,,,,,,,,10.0622,50.0633
            """, "c1,pharmacy,Counselling Centre for Women,A,,,,,,,,,,,,10.02,50.02", kinds: kinds)
        #expect(tables.isLocated("c1") && tables.isLocated("desk-a"))
        let named = try FurtherTables(
            "h1,refuge,Refuge of Aland,A,,,,,,,,,,,,10.0612,50.0623",
            "c1,pharmacy,Refuge of Aland,A,,,,,,,,,,,,10.0612,50.0623")
        #expect(!named.isLocated("c1"), "only houses that must not be located are called so")
    }

    @Test("Without a municipality a name needs a second relation")
    func namesWithoutMunicipality() throws {
        let tables = try FurtherTables(
            """
            h1,refuge,Quiet House,,,2410 555000,,Quietstrand Street 47,,,,,,,,,
            """,
            """
            c1,pharmacy,Quiet House,A,,,,,,,,,,,,10.02,50.02
            c2,pharmacy,Quiet House,B,,2410 555000,,,,,,,,,,10.15,50.05
            c3,pharmacy,Quiet House,C,,,,Quietstrand Street 47,,,,,,,,10.25,50.05
            """)
        #expect(tables.isLocated("c1") && !tables.isLocated("c2") && !tables.isLocated("c3"))
        let doubts = try tables.store.report().findings(of: .locatedTwin).filter { $0.severity == .warning }
        #expect(doubts.map(\.position) == ["table1.csv:2"])
    }

    @Test("Only a certain duplicate is withheld as similar")
    func lookalikes() throws {
        let tables = try FurtherTables(
            """
            h1,help-desk,Help desk North,A,,,yes,,,,,,,,,10.0612,50.0623
            h2,help-desk,Station East,A,,,yes,,,,,,,,,10.0212,50.0223
            """,
            """
            l1,help-desk,Help desk North Hill,A,,,,,,,,,,,,10.0613,50.0623
            l2,help-desk,Station East,A,,,,,,,,,,,,10.0213,50.0223
            """)
        #expect(tables.isLocated("l1") && !tables.isLocated("l2"))
        #expect(
            try tables.store.report().findings(of: .locatedTwin).contains {
                $0.severity == .warning && $0.position == "table1.csv:2" && $0.message.contains("looks like h1")
            })
    }

    @Test("Relations are transitive, whatever the order of the rows")
    func chains() throws {
        let rows = [
            "c1,pharmacy,House of Calm,A,,2410 777123,,,,,,,,,,10.0612,50.0623",
            "b1,pharmacy,House of Calm,A,,2410 555000,,,,,,,,,,10.0612,50.0623",
            "d1,pharmacy,Store,A,c1,,,,,,,,,,,10.0612,50.0623",
            "e1,pharmacy,Kitchen,A,,2410 777123,,,,,,,,,,10.0612,50.0623",
        ]
        for order in [rows, rows.reversed()] {
            let tables = try FurtherTables(Self.house, order[0], order[1], order[2], order[3])
            for id in ["b1", "c1", "d1", "e1"] { #expect(!tables.isLocated(id), "\(id)") }
        }
    }

    @Test("A number that one house publishes stays although another lists it as a contact")
    func publishedNumbers() throws {
        let region = #"""
            {"id": "more", "title": {"en": "More"}, "file": "more.csv", "licence": "CC0-1.0", "attribution": "us",
             "reader": "csv", "rank": 5, "layers": [{"layer": "structure", "fields": {"id": "id", "kind": "kind",
             "names": {"en": "name"}, "municipality": "municipality", "parent": "parent", "phone": "phone",
             "contactPhone": "ask"}}]}
            """#
        func phones(_ parent: String) throws -> [String?] {
            let rows = """
                id,kind,name,municipality,parent,phone,ask
                a1,refuge,Calm,A,,2410 555000,
                b1,refuge,Blue,A,\(parent),2410 555001,2410 555000
                """
            let structures = try ToyRegion(replacing: ["more.csv": rows], more: region).store().contents().dataset
                .structures
            return ["a1", "b1"].map { id in structures.first { $0.id == id }?.phone }
        }
        #expect(try phones("") == ["2410 555000", "2410 555001"])
    }

    @Test("OpenStreetMap tags cannot set reserved keys")
    func tagsOfMaps() throws {
        let toy = try ToyRegion(replacing: [
            "structures.csv":
                "id,kind,name,municipality,street,number,settlement,lon,lat,date\nh1,pharmacy,General Hospital,A,,,,10.05,50.05,2026-01-01"
        ])
        let store = try toy.store()
        try toy.folder.write("osm-kinds.csv", "kind,tags\npharmacy,amenity=pharmacy\n")
        for key in ["details:redacted", "Details:Redacted", "hsds:record", "plision:outlines"] {
            try toy.folder.write(
                "map.osm",
                """
                <?xml version="1.0"?><osm version="0.6"><node id="4770" version="1" lat="50.05" lon="10.05">
                <tag k="amenity" v="pharmacy"/><tag k="name" v="General Hospital"/><tag k="\(key)" v="yes"/></node></osm>
                """)
            _ = try Importer(into: store).importOSM(
                file: toy.folder.file("map.osm"), kinds: toy.folder.file("osm-kinds.csv"))
            let found = try store.contents().dataset.structures.first { $0.id == "h1" }
            #expect(found?.coordinate != nil && found?.details.isRedacted == false, "\(key)")
            #expect(found?.details.partnerRecord == nil)
        }
    }
}
