import Exchange
import GeoIndex
import Locator
import OpeningHours
import Records
import Testing
import TestSupport

/// Tables of partners, assembled by the columns that refer to other tables.
struct HSDSNestTests {
    private typealias Tables = [HSDSTable: [[String: String]]]

    private let base: [HSDSTable: [[String: String]]] = [
        .services: [["id": "S1", "organization_id": "O1", "name": "Clinic", "status": "active"]],
        .organizations: [["id": "O1", "name": "Charity"]],
        .locations: [["id": "L1", "location_type": "physical", "latitude": "0.5", "longitude": "0.5"]],
        .serviceAtLocations: [["id": "A1", "service_id": "S1", "location_id": "L1"]],
    ]

    private func read(_ more: [HSDSTable: [[String: String]]]) throws -> HSDSDocument.Contents {
        try HSDSDocument.contents(
            tables: base.merging(more) { $0 + $1 }, file: "t", partner: HSDSFixture.partner)
    }

    private func schedule(_ links: [String: String], from: String = "09:00", to: String = "14:00") -> [String: String] {
        ["id": "H\(from)", "freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR", "opens_at": from, "closes_at": to]
            .merging(links) { $1 }
    }

    @Test(
        "hsds-csv-keys: hours and telephones by location, by service, by service at location",
        arguments: [
            ["location_id": "L1"], ["service_id": "S1"], ["service_at_location_id": "A1"],
            ["service_id": "S1", "location_id": "L1"],
            ["service_id": "S1", "location_id": "L1", "service_at_location_id": "A1", "organization_id": "O1"],
        ])
    func everyReference(_ links: [String: String]) throws {
        var empty = schedule(links)
        for column in ["service_id", "location_id", "service_at_location_id"] where empty[column] == nil {
            empty[column] = ""
        }
        let contents = try read([
            .schedules: [empty], .phones: [["id": "P1", "number": "2410 000000"].merging(links) { $1 }],
        ])
        #expect(try HSDSFixture.states(contents, "2026-11-25T10:00") == [.open])
        #expect(try HSDSFixture.states(contents, "2026-11-25T15:00") == [.closed])
        #expect(
            contents.structures[0].phone == "2410 000000"
                && contents.findings.allSatisfy { !$0.reason.contains("belongs") })
    }

    /// Hours of a location and of a service in one table do not replace each other.
    @Test func hoursOfALocationBesideThoseOfAService() throws {
        let service = schedule(["service_id": "S1"])
        var monthly = schedule(["location_id": "L1"])
        monthly["freq"] = "MONTHLY"
        monthly["byday"] = "1MO"
        for (location, reason) in [
            (monthly, "freq MONTHLY"), (schedule(["location_id": "L1"], from: "10:00"), "the location tells"),
        ] {
            let contents = try read([.schedules: [service, location]])
            #expect(contents.structures[0].openingHours == nil)
            #expect(
                contents.findings.contains {
                    $0.place == "schedules.csv" && $0.reason.hasPrefix("hours unknown: \(reason)")
                })
        }
        let same = try read([.schedules: [service, schedule(["location_id": "L1"])]])
        #expect(same.structures[0].openingHours == "Mo,Tu,We,Th,Fr 09:00-14:00")
    }

    @Test func tablesAreFoundInTheSingularAndThePlural() {
        for table in HSDSTable.allCases {
            for name in [table.rawValue, table.fileName, table.fileName.uppercased()] {
                #expect(HSDSTable(called: name) == table)
            }
        }
        for (name, table) in [
            ("service.csv", HSDSTable.services), ("service_at_locations.csv", .serviceAtLocations),
            ("address", .addresses), ("taxonomy.csv", .taxonomies), ("cost_option", .costOptions),
            ("accessibilities.csv", .accessibility), ("fundings.csv", .funding), ("Phone.csv", .phones),
        ] {
            #expect(HSDSTable(called: name) == table, "\(name)")
        }
        for name in ["units.csv", "services.json", "servicess.csv", "holiday_schedules.csv", ".csv", ""] {
            #expect(HSDSTable(called: name) == nil, "\(name)")
        }
    }

    /// A schedule with a service and a location applies to both together, and to no others.
    @Test func aScheduleAppliesToWhatItsColumnsNameTogether() throws {
        let contents = try read([
            .services: [["id": "S2", "organization_id": "O1", "name": "School"]],
            .locations: [["id": "L2", "latitude": "0.6", "longitude": "0.6"]],
            .serviceAtLocations: [
                ["id": "A2", "service_id": "S1", "location_id": "L2"],
                ["id": "", "service_id": "S2", "location_id": "L1"],
            ],
            .schedules: [
                schedule(["service_id": "S1", "location_id": "L1"]),
                schedule(["service_id": "S2", "location_id": "L1"], from: "10:00", to: "11:00"),
            ],
        ])
        #expect(contents.structures.map { $0.names["und"] } == ["Clinic", "Clinic", "School"])
        #expect(
            contents.structures.map(\.openingHours)
                == ["Mo,Tu,We,Th,Fr 09:00-14:00", nil, "Mo,Tu,We,Th,Fr 10:00-11:00"])
    }

    @Test func everyOtherTableFindsItsRecord() throws {
        let contents = try read([
            .addresses: [["id": "D1", "location_id": "L1", "address_1": "Street \"A\",\n2nd floor", "city": "Town"]],
            .languages: [
                ["id": "G1", "location_id": "L1", "code": "sq"], ["id": "G2", "service_id": "S1", "code": "EL"],
            ],
            .accessibility: [["id": "X1", "location_id": "L1", "description": "Ramp"]],
            .contacts: [
                ["id": "C1", "service_at_location_id": "A1", "name": "Desk"],
                ["id": "C2", "location_id": "L1", "name": "Porter"],
            ],
            .phones: [
                ["id": "P1", "contact_id": "C1", "number": "1"], ["id": "P2", "organization_id": "O1", "number": "9"],
            ],
            .costOptions: [["id": "K1", "service_id": "S1", "amount": "0"]],
            .requiredDocuments: [["id": "R1", "service_id": "S1", "document": "Card"]],
        ])
        let structure = contents.structures[0]
        #expect(structure.address["und"] == "Street \"A\",\n2nd floor, Town")
        #expect(structure.details.languages == ["el", "sq"] && structure.details.accessNote["und"] == "Ramp")
        #expect(structure.details.contacts.map { $0.names["und"] } == ["Desk", "Porter"])
        #expect(structure.details.contacts[0].phone == "1" && structure.phone == nil)
        #expect(structure.details.cost == .free && structure.details.documents.map { $0["und"] } == ["Card"])
        #expect(contents.organisations[0].phone == "9")
    }

    @Test func unrelatedRowsAreReported() throws {
        let contents = try HSDSDocument.contents(
            tables: base.merging([
                .phones: [["id": "P1", "location_id": "L9", "number": "1"], ["id": "P2", "number": "2"]],
                .schedules: [schedule(["service_id": "S1", "service_at_location_id": "A9"])],
                .organizations: [["id": "O2", "name": "Nobody's", "colour": "red"]],
            ]) { $0 + $1 }, others: ["units.csv"], file: "t", partner: HSDSFixture.partner)
        #expect(
            contents.findings.map { "\($0.place): \($0.reason)" } == [
                "organizations.csv, colour: not read, 1 time",
                "organizations.csv: a row that belongs to no service: not read, 1 time",
                "phones.csv: a row that belongs to no service: not read, 2 times",
                "schedules.csv: a row that belongs to no service: not read, 1 time",
                "units.csv: not a table that is read, 1 time",
            ])
        #expect(contents.structures[0].openingHours == nil)
    }

    @Test func aTableOfHolidaysMakesTheHoursUnknown() throws {
        let tables = base.merging([.schedules: [schedule(["service_id": "S1"])]]) { $0 + $1 }
        for (others, hours) in [([], "Mo,Tu,We,Th,Fr 09:00-14:00"), (["holiday_schedules.csv"], nil)]
            as [([String], String?)]
        {
            let contents = try HSDSDocument.contents(
                tables: tables, others: others, file: "t", partner: HSDSFixture.partner)
            #expect(contents.structures[0].openingHours == hours)
        }
    }

    /// Records shared by several others, with and without identifiers, survive export, import and another export.
    @Test func sharedRecordsSurviveTables() throws {
        let phone = "{\"id\": \"p\", \"number\": \"1\", \"languages\": [{\"id\": \"l\", \"code\": \"ur\"}]}"
        let nameless = "{\"number\": \"2\"}"
        let schedule = HSDSFixture.schedules(HSDSFixture.week())
        let json = HSDSFixture.service(
            more: """
                "phones": [\(phone), \(nameless)], \(schedule),
                "contacts": [{"id": "c", "name": "Desk", "phones": [\(phone)]}],
                "attributes": [{"id": "t", "taxonomy_term": {"id": "u", "name": "Term", "description": "x",
                  "taxonomy_detail": {"id": "v", "name": "Terms"}}}]
                """, link: "\(schedule), \"phones\": [\(phone)]",
            location: "\"phones\": [\(nameless), \(phone)], \(schedule)")
        let contents = try HSDSFixture.contents(json)
        let first = HSDSDocument.files(rows: [0], of: try HSDSFixture.dataset(contents))
        var tables: Tables = [:]
        for table in HSDSTable.allCases {
            guard let file = first.first(where: { $0.name == table.fileName }) else { continue }
            let lines = CSVLineTests.rows(String(decoding: file.bytes, as: UTF8.self))
            tables[table] = lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
        }
        #expect(tables[.phones]?.count == 3 && tables[.schedules]?.count == 3)
        let again = try HSDSDocument.contents(tables: tables, file: "t", partner: HSDSFixture.partner)
        #expect(again.structures.map(\.openingHours) == contents.structures.map(\.openingHours))
        #expect(again.structures.map(\.phone) == contents.structures.map(\.phone))
        let second = HSDSDocument.files(rows: [0], of: try HSDSFixture.dataset(again))
        for (one, other) in zip(first, second) { #expect(one.bytes == other.bytes, "\(one.name)") }
    }
}
