import Foundation
import GeoStore
import Records
import Testing
import TestSupport

/// What other structures, services, organisations, partners and the report must not reveal of a withheld structure.
struct WithheldTextsTests {
    private static let house = "house-1,refuge,Quiet House,A,,,,Quietstrand Street 477,,,,o,,,,10.0612,50.0623"
    private static let shop = "p1,pharmacy,Shop,A"

    @Test(
        "A neighbour's texts lose the door in every order and range, and the point",
        arguments: [
            "Our house is at Quietstrand 477", "Our house is at 477 Quietstrand Street", "477 on Quietstrand",
            "Quietstrand 475-477", "Quietstrand 476–480", "It is at 50.0623 10.0612", "See 50.06231; 10.06119",
            "https://x.example/quietstrand-477", "N 50°03′44″ E 10°03′40″",
            "50 03.738; 10 03.672", "9F2G3366+WFM", "UTM 32N 575954 5546097", "ETRS89: 575.954 / 5.546.097",
            "4325383 2994441 (LAEA)", "1120008 6457072", "geo:50.0623 10.0612",
            "Quietstrand&nbsp;&#52;77", "Quietstrand four seventy-seven",
            "The house in Quietstrand past the bakery and the school: number 477",
        ])
    func neighbours(_ text: String) throws {
        let tables = try FurtherTables(
            "\(Self.house)\n\(Self.shop),,,,,\(text),\(text),\(text),,\(text),,,10.08,50.05")
        let shop = try tables.structure("p1")
        #expect(shop.coordinate != nil && shop.details.costNote.isEmpty && shop.details.accessNote.isEmpty)
        #expect(shop.positionNote.isEmpty && shop.details.serviceArea.settlements.isEmpty)
    }

    @Test(
        "Other texts stay",
        arguments: [
            "Quietstrand 12", "477 people", "Free", "Open 9-17", "50.08 10.05 near Aland", "UTM 32N 576954 5546097",
            "Line 477 stops at the end of Quietstrand", "four hundred people", "Quietstrand&nbsp;12",
        ])
    func otherTexts(_ text: String) throws {
        let tables = try FurtherTables("\(Self.house)\n\(Self.shop),,,,,\(text),\(text),\(text),,,,,10.08,50.05")
        let shop = try tables.structure("p1")
        #expect(!shop.details.costNote.isEmpty && !shop.details.accessNote.isEmpty && !shop.positionNote.isEmpty)
    }

    @Test(
        "Services of other structures lose the door",
        arguments: [
            "The house: Quietstrand 477", "477 Quietstrand Street", "Quietstrand Str. 475-477",
        ])
    func services(_ text: String) throws {
        let tables = try FurtherTables(
            "\(Self.house)\n\(Self.shop),,,,,,,,,,,,10.08,50.05",
            services: "p1,care,Care,\(text)\np1,food,Food,Quietstrand 12\n")
        let services = try tables.structure("p1").details.services
        #expect(
            services.map(\.descriptions.isEmpty) == [true, false] && services.map(\.names.isEmpty) == [false, false])
        #expect(try !tables.store.report().json.contains("uietstrand"))
    }

    @Test("The address is removed from all organisations: the one that runs the house, its parents and others")
    func bodies() throws {
        let tables = try FurtherTables(
            Self.house,
            bodies: """
                o,Charity,up,,https://x.example/quietstrand
                up,Town,,,https://y.example/quietstrand
                other,Friends of Quietstrand 477,,,https://z.example
                third,Friends of Quietstrand,,,https://q.example/477/quietstrand
                fourth,Friends of the old town,,,https://old.example/12
                """)
        let bodies = Dictionary(
            uniqueKeysWithValues: try tables.store.contents().dataset.organisations.map { ($0.id, $0) })
        #expect(bodies["o"]?.website == nil && bodies["up"]?.website == nil && bodies["third"]?.website == nil)
        #expect(
            bodies["other"]?.names == LocalizedText(["und": "–"]) && bodies["other"]?.website == "https://z.example")
        #expect(bodies["fourth"]?.website == "https://old.example/12" && bodies["third"]?.names.isEmpty == false)
    }

    @Test("The organisation is found although the house's own reference to it was removed")
    func bodyOfAddress() throws {
        let tables = try FurtherTables(
            Self.house.replacing(",o,", with: ",quietstrand-body,"),
            bodies: "quietstrand-body,Charity,,,https://x.example/quietstrand\n")
        #expect(try tables.store.contents().dataset.organisations.first?.website == nil)
    }

    @Test(
        "An organisation whose identifier tells the place has another, in its structures, its parts and the report",
        arguments: [",o,", ",quietstrand-body,"])
    func bodiesNamedByAddress(_ own: String) throws {
        let tables = try FurtherTables(
            """
            \(Self.house.replacing(",o,", with: own))
            \(Self.shop),,,,,,,,quietstrand-477,,,,10.08,50.05
            p2,pharmacy,Second shop,A,,,,,,,,quietstrand-body,,,,10.09,50.06
            """,
            bodies: """
                quietstrand-body,Charity,quietstrand-477,,
                quietstrand-477,Union,,,
                o,Town,quietstrand-477,,
                quietstrand-12,Neighbours,,,
                """)
        let contents = try tables.store.contents().dataset
        let parents = Dictionary(uniqueKeysWithValues: contents.organisations.map { ($0.names.text(in: "en"), $0) })
        let (union, charity) = (try #require(parents["Union"]), try #require(parents["Charity"]))
        #expect(parents["Town"]?.parent == union.id && charity.parent == union.id && union.id != charity.id)
        #expect(parents["Neighbours"]?.id == "quietstrand-12" && parents["Town"]?.id == "o")
        #expect(!union.id.contains("477") && charity.id.contains("quietstrand") == (own == ",o,"))
        #expect(try tables.structure("p1").details.organisation == union.id)
        #expect(try tables.structure("p2").details.organisation == charity.id)
        #expect(try !tables.store.report().json.contains("quietstrand-477"))
    }

    @Test(
        "A partner's record of another service is not handed on when it tells the house",
        arguments: [
            #""website": "https://x.example/quietstrand-477""#, #""description": "House: 477 Quietstrand""#,
            #""locations": [{"id": "L", "name": "House"}]"#,
            #""locations": [{"id": "M", "name": "House", "latitude": 50.0623, "longitude": 10.0612}]"#,
            #""phones": [{"id": "q", "number": "+30 2410-777123"}]"#, #""description": "At 50.0623, 10.0612""#,
        ])
    func records(_ member: String) throws {
        let contents = try contents(member)
        let advice = try #require(contents.structures.first { $0.names.text(in: "en") == "Advice" })
        #expect(advice.coordinate != nil && advice.details.partnerRecord == nil)
    }

    @Test(
        "A record that tells nothing of it stays",
        arguments: [
            #""website": "https://x.example""#, #""description": "Quietstrand 12""#,
            #""locations": [{"id": "N", "name": "Office", "latitude": 50.05, "longitude": 10.02}]"#,
            #""phones": [{"id": "q", "number": "2410 555000"}]"#,
        ])
    func otherRecords(_ member: String) throws {
        let contents = try contents(member)
        let advice = try #require(contents.structures.first { $0.names.text(in: "en") == "Advice" })
        #expect(advice.coordinate != nil && advice.details.partnerRecord != nil)
    }

    private func contents(_ member: String) throws -> DatasetContents {
        let toy = try ToyRegion()
        let store = try toy.store()
        let refuge = #"""
            {"id": "1", "name": "Quiet House", "status": "active", "phones": [{"id": "p", "number": "2410 555000"}],
             "attributes": [{"id": "k", "link_type": "kind of structure", "value": "refuge",
              "taxonomy_term": {"id": "t", "code": "refuge", "name": "Refuge", "description": "Refuge", "taxonomy": "kinds"}}],
             "organization": {"id": "h", "name": "House"},
             "service_at_locations": [{"id": "a", "location": {"id": "L", "location_type": "physical", "name": "House",
              "latitude": 50.0623, "longitude": 10.0612, "phones": [{"id": "q", "number": "2410 777123"}],
              "addresses": [{"id": "d", "address_1": "Quietstrand Street 477", "city": "Hiddenham",
               "postal_code": "41277", "state_province": "X", "country": "GR", "address_type": "physical"}]}}]}
            """#
        let advice = #"""
            {"id": "2", "name": "Advice", "status": "active", "organization": {"id": "o", "name": "Charity", \#(member)},
             "service_at_locations": [{"id": "b", "location": {"id": "K", "location_type": "physical", "name": "Desk",
              "latitude": 50.03, "longitude": 10.02}}]}
            """#
        try toy.folder.write("partner.json", Array("[\(refuge), \(advice)]".utf8))
        _ = try Importer(into: store).importHSDS(file: toy.folder.file("partner.json"), kind: "pharmacy")
        return try store.contents().dataset
    }

    @Test("The report quotes no value of a withheld row")
    func report() throws {
        let bad = Self.house.replacing(",,,,10.0612", with: ",,at Quietstrand,477 Quietstrand,10.0612")
            .replacing("Quiet House,A,", with: "Quiet House,Quietstrand,")
        let twice = "house-quietstrand-477,refuge,House,A,,,,Quietstrand Street 477,,,,,,,,10.0612,50.0623"
        let tables = try FurtherTables("\(bad)\n\(twice)\n\(twice)")
        let report = try tables.store.report()
        #expect(!report.json.contains("uietstrand"))
        #expect(!report.findings(of: .unknownStatus).isEmpty && !report.findings(of: .unreadableDate).isEmpty)
        #expect(!report.findings(of: .unknownMunicipality).isEmpty && !report.findings(of: .duplicateID).isEmpty)
    }

    @Test("The report quotes unusable values of rows that may be located")
    func openReport() throws {
        let tables = try FurtherTables("p1,pharmacy,Shop,Nowhere,,,,,,,,,,odd,someday,10.06,50.06")
        let report = try tables.store.report().json
        #expect(report.contains("Nowhere") && report.contains("odd") && report.contains("someday"))
    }
}
