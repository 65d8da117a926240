import Foundation
import GeoIndex
import GeoStore
import Records
import Testing
import TestSupport

/// What a store publishes about structures that must not be located.
struct WithholdingTests {
    /// A second table of structures with fields that the first one lacks.
    private static let more = #"""
        {"id": "more", "title": {"en": "More"}, "file": "more.csv", "licence": "CC0-1.0", "attribution": "us",
         "reader": "csv", "rank": 5, "crs": "EPSG:4326", "layers": [{"layer": "structure",
         "geometry": {"longitude": "lon", "latitude": "lat"}, "fields": {"id": "id", "kind": "kind",
         "names": {"en": "name"}, "municipality": "municipality", "parent": "parent", "phone": "phone",
         "redacted": "redacted", "address": {"en": "address"}, "costNote": {"en": "note"}, "website": "website",
         "contactPhone": "ask", "documents": {"en": "bring"}}}]}
        """#
    private static let columns =
        "id,kind,name,municipality,parent,phone,redacted,address,note,website,ask,bring,lon,lat\n"

    private func store(_ rows: String, structures: String = ToyRegion.structures) throws -> FeatureStore {
        try ToyRegion(
            replacing: ["structures.csv": structures, "more.csv": Self.columns + rows], more: Self.more
        ).store()
    }

    private func structure(_ id: String, _ store: FeatureStore) throws -> Structure {
        try #require(try store.contents().dataset.structures.first { $0.id == id })
    }

    @Test("A mark in one source counts although another source denies it, whatever their ranks")
    func anySource() throws {
        for marks in [("yes", "no"), ("no", "yes")] {
            let rows = """
                s1,help-desk,One,A,,,\(marks.0),Quiet Street 7,,,,,10.05,50.05
                """
            let other = Self.more.replacing("\"more\"", with: "\"other\"").replacing("more.csv", with: "other.csv")
                .replacing("\"rank\": 5", with: "\"rank\": 30")
            let store = try ToyRegion(
                replacing: [
                    "more.csv": Self.columns + rows,
                    "other.csv": Self.columns + "s1,help-desk,One,A,,,\(marks.1),,,,,,10.06,50.06",
                ], more: "\(Self.more), \(other)"
            ).store()
            let one = try structure("s1", store)
            #expect(one.details.isRedacted && one.coordinate == nil && one.address.isEmpty)
        }
    }

    @Test("A record is withheld when any source gives it a withheld kind or an unknown one")
    func anyKind() throws {
        let structures = """
            id,kind,name,municipality,street,number,settlement,lon,lat,date
            s1,help-desk,One,A,Long Street,1,Atown,10.05,50.05,2026-01-01
            s2,help-desk,Two,A,Long Street,2,Atown,10.05,50.05,2026-01-01
            """
        let store = try store(
            "s1,refuge,One,A,,,,,,,,,10.06,50.06\ns2,no-such,Two,A,,,,,,,,,10.06,50.06", structures: structures)
        for id in ["s1", "s2"] {
            let found = try structure(id, store)
            #expect(found.kind == "help-desk" && found.coordinate == nil && found.address.isEmpty, "\(id)")
        }
    }

    @Test("Texts that reveal the place are removed, each with an error that names only the field")
    func texts() throws {
        let store = try store(
            """
            house-1,refuge,Quiet House,A,,2410 555000,,Quietstrand Street 47,Ring at Quietstrand 47,https://x.example/?at=quietstrand,2410 777123,Card|Behind 47,10.0612,50.0623
            house-2,refuge,Blue House,A,,2410 555001,,,Free,https://x.example,112,Card,10.07,50.07
            """)
        let one = try structure("house-1", store)
        #expect(one.details.costNote.isEmpty && one.website == nil && one.details.contacts.isEmpty)
        #expect(one.details.documents == [LocalizedText(["en": "Card"])] && one.phone == "2410 555000")
        let two = try structure("house-2", store)
        #expect(two.details.costNote == LocalizedText(["en": "Free"]) && two.website == "https://x.example")
        #expect(two.details.contacts.map(\.phone) == ["112"])
        let report = try store.report()
        #expect(!report.isSound)
        let fields = report.findings(of: .withheldText).map { $0.message }
        for field in ["costNote", "website", "contactPhone", "documents"] {
            #expect(fields.contains { $0.contains("its \(field) may tell") }, "\(field)")
        }
        #expect(report.findings(of: .withheldText).allSatisfy { $0.position == "more.csv:2" && $0.severity == .error })
        for secret in ["uietstrand", "47", "777123", "10.06", "50.06"] {
            #expect(!report.json.contains(secret), "\(secret)")
        }
    }

    @Test("Annexes of a withheld structure are withheld too, at any depth")
    func annexes() throws {
        let store = try store(
            """
            house-1,refuge,House,A,,,,,,,,,10.0612,50.0623
            c1,help-desk,Office,A,house-1,,,,,,,,10.0612,50.0623
            c2,pharmacy,Store,A,c1,,,,,,,,10.0613,50.0624
            c3,pharmacy,Line,A,house-1,,,,,,,,,
            """)
        for id in ["c1", "c2", "c3"] {
            let found = try structure(id, store)
            #expect(found.coordinate == nil && found.details.isRedacted, "\(id)")
        }
        let found = try store.report().findings(of: .locatedAnnex)
        #expect(found.map(\.position) == ["more.csv:3", "more.csv:4"] && found.allSatisfy { $0.severity == .error })
    }

    @Test("A twin by name or telephone is not located")
    func twins() throws {
        let structures = """
            id,kind,name,municipality,street,number,settlement,lon,lat,date
            t1,help-desk,QUIET HÓUSE,A,Long Street,1,Atown,10.0612,50.0623,2026-01-01
            t2,pharmacy,Quiet House,B,Long Street,2,Btown,10.15,50.05,2026-01-01
            t3,pharmacy,quiet  house,,Long Street,3,Atown,10.07,50.05,2026-01-01
            """
        let store = try store(
            """
            house-1,refuge,Quiet House,A,,2410 555000; 15900,,,,,,,10.0612,50.0623
            d1,pharmacy,Desk,A,,+30 2410-555000,,,,,,,10.08,50.05
            """, structures: structures)
        #expect(try structure("t1", store).coordinate == nil && structure("t3", store).coordinate == nil)
        #expect(try structure("t2", store).coordinate != nil, "another municipality's")
        #expect(try structure("d1", store).coordinate != nil, "the same source knows that they are two")
        #expect(
            try store.report().findings(of: .locatedTwin).map(\.position) == ["structures.csv:2", "structures.csv:4"])
        let other = Self.more.replacing("\"more\"", with: "\"other\"").replacing("more.csv", with: "other.csv")
        let two = try ToyRegion(
            replacing: [
                "more.csv": Self.columns + "house-1,refuge,Quiet House,A,,2410 555000; 15900,,,,,,,10.0612,50.0623",
                "other.csv": Self.columns
                    + "d1,pharmacy,Desk,B,,+30 2410-555000,,,,,,,10.15,50.05\nd2,pharmacy,Line,A,,15900,,,,,,,10.05,50.05",
            ], more: "\(Self.more), \(other)"
        ).store()
        #expect(try structure("d1", two).coordinate == nil)
        #expect(try structure("d2", two).coordinate != nil, "a help line is everybody's")
        #expect(try two.report().findings(of: .locatedTwin).map(\.position) == ["other.csv:2"])
    }

    @Test("Identifiers made from an address or from an OpenStreetMap object are replaced")
    func identifiers() throws {
        let store = try store(
            """
            house-quietstrand-47,refuge,House,A,,,,Quietstrand Street 47,,,,,10.0612,50.0623
            n123,pharmacy,Shop,A,house-quietstrand-47,,yes,,,,,,10.0613,50.0624
            """)
        let found = try store.contents().dataset
        #expect(found.structures.map(\.id).filter { $0.contains("uietstrand") || $0 == "n123" }.isEmpty)
        let house = try #require(found.structures.first { $0.names.text(in: "en") == "House" })
        let shop = try #require(found.structures.first { $0.names.text(in: "en") == "Shop" })
        #expect(house.id.hasPrefix("refuge-A-") && shop.id.hasPrefix("pharmacy-A-") && shop.parent == house.id)
        #expect(found.aliases.isEmpty)
        #expect(try store.report().findings(of: .withheldText).contains { $0.message.contains("its id may tell") })
        #expect(!(try store.report().json.contains("uietstrand")))
    }

    @Test("A replaced identifier is the same after every import into a store, whatever else is in it, and in no other")
    func stableIdentifiers() throws {
        let rows = [
            "n123,pharmacy,First,A,,,yes,,,,,,10.0613,50.0624", "n124,pharmacy,Second,A,,,yes,,,,,,10.0713,50.0724",
            "house-quietstrand-47,refuge,House,A,,,,Quietstrand Street 47,,,,,10.0612,50.0623",
        ]
        func source(_ rows: [String]) throws -> ToyRegion {
            try ToyRegion(
                replacing: ["more.csv": Self.columns + rows.joined(separator: "\n")], more: Self.more)
        }
        func ids(_ store: FeatureStore) throws -> [String: String] {
            let structures = try store.contents().dataset.structures
            return Dictionary(uniqueKeysWithValues: structures.map { ($0.names.text(in: "en"), $0.id) })
        }
        let toy = try source(rows)
        let store = try toy.store()
        let before = try ids(store)
        for other in [
            Array(rows.reversed()), Array(rows.dropFirst()), ["n12,pharmacy,New,A,,,yes,,,,,,10.08,50.08"] + rows,
        ] {
            let changed = try source(other)
            _ = try Importer.run(changed.catalog, geodata: changed.geodata, into: store)
            let after = try ids(store)
            for name in ["Second", "House"] { #expect(after[name] == before[name]) }
        }
        let elsewhere = try ids(toy.store())
        for name in ["First", "Second", "House"] { #expect(elsewhere[name] != before[name]) }
    }

    @Test("A text with the address of a withheld structure is removed from other records, except neighbours")
    func others() throws {
        let store = try store(
            """
            house-1,refuge,House,A,,,,Quietstrand Street 47,,,,,10.0612,50.0623
            p1,pharmacy,Shop,A,,,,,Our house is at Quietstrand 47,,,,10.08,50.05
            p2,pharmacy,Neighbour,A,,,,Quietstrand Street 12,Quietstrand 12,,,,10.08,50.05
            p3,pharmacy,Ground floor,A,,,,Quietstrand Street 47,Quietstrand 47,,,,10.08,50.05
            x1,pharmcy,Mistyped,A,,,,Hilltop Street 12,,,,,10.08,50.05
            p4,pharmacy,Hill,A,,,,,Beside Hilltop 12,,,,10.09,50.05
            """)
        #expect(try structure("p1", store).details.costNote.isEmpty && structure("p1", store).coordinate != nil)
        #expect(try structure("p2", store).details.costNote == LocalizedText(["en": "Quietstrand 12"]))
        #expect(try !structure("p3", store).details.costNote.isEmpty, "its own address")
        #expect(try !structure("p4", store).details.costNote.isEmpty, "a mistyped kind says nothing of others")
    }

    @Test("A partner's file: the location's telephone and address, and other services at the location")
    func partners() throws {
        let toy = try ToyRegion()
        let store = try toy.store()
        let service = #"""
            {"id": "1", "name": "Quiet House", "status": "active", "description": "Near Quietstrand",
             "url": "https://x.example", "phones": [{"id": "p", "number": "2410 555000"}],
             "attributes": [{"id": "k", "link_type": "kind of structure", "value": "refuge",
              "taxonomy_term": {"id": "t", "code": "refuge", "name": "Refuge", "description": "Refuge", "taxonomy": "kinds"}}],
             "organization": {"id": "o", "name": "Charity", "website": "https://x.example/quietstrand-47"},
             "service_at_locations": [{"id": "a", "location": {"id": "L", "location_type": "physical", "name": "House",
              "latitude": 50.0623, "longitude": 10.0612, "phones": [{"id": "q", "number": "2410 777123"}],
              "addresses": [{"id": "d", "address_1": "Quietstrand Street 47", "city": "Hiddenham",
               "postal_code": "41277", "state_province": "X", "country": "GR", "address_type": "physical"}]}}]}
            """#
        let advice = #"""
            {"id": "2", "name": "Advice", "status": "active", "organization": {"id": "o", "name": "Charity"},
             "service_at_locations": [{"id": "b", "location": {"id": "L", "location_type": "physical", "name": "House",
              "latitude": 50.0623, "longitude": 10.0612}}]}
            """#
        try toy.folder.write("partner.json", Array("[\(service), \(advice)]".utf8))
        _ = try Importer(into: store).importHSDS(file: toy.folder.file("partner.json"), kind: "pharmacy")
        let contents = try store.contents().dataset
        var told = ""
        dump(contents.structures.filter { $0.id.hasPrefix("hsds-") }, to: &told)
        dump(contents.organisations, to: &told)
        for secret in ["uietstrand", "777123", "41277", "50.06", "10.06", "Hiddenham"] {
            #expect(!told.contains(secret), "\(secret)")
        }
        #expect(told.contains("2410 555000") && told.contains("https://x.example"))
        #expect(try store.report().findings(of: .locatedTwin).contains { $0.message.contains("at the location of") })
    }

    /// The strongest check: two stores that differ only in the place of the withheld structure and in texts that reveal
    /// it give the same contents, so nothing built from them can reveal it.
    @Test("The place leaves no trace in the contents")
    func noTrace() throws {
        func contents(_ street: String, _ number: Int, _ phone: String, _ lon: Double, _ lat: Double) throws
            -> [Structure]
        {
            try store(
                """
                house-1,refuge,Quiet House,A,,2410 555000,,\(street) \(number),At \(street) \(number),https://x.example/\(street),\(phone),Call \(phone),\(lon),\(lat)
                """
            ).contents().dataset.structures
        }
        let first = try contents("Quietstrand", 47, "2410 777123", 10.0612, 50.0623)
        let second = try contents("Farbridge", 112, "2410 888321", 10.0234, 50.0876)
        #expect(first == second)
    }
}
