import RuleFixtures
import Exchange
import Foundation
import GeoIndex
import Locator
import OpeningHours
import Records
import Testing
import TestSupport

/// Structures from partners' files in all known forms, and their exports.
struct HSDSOffersTests {
    private let lessons = HSDSFixture.schedules(
        "\"byday\": \"MO,WE\", \"opens_at\": \"17:00\", \"closes_at\": \"20:00\"")
    private let day = HSDSFixture.schedules(HSDSFixture.week())

    private func names(_ contents: HSDSDocument.Contents) -> [String] {
        contents.structures.map { $0.names.text(in: "el") }
    }

    private func exported(_ dataset: Dataset) throws -> HSDSDocument.Contents {
        let bytes = dataset.hsdsDocument(rows: dataset.publishedRows(on: CalendarFixture.date("2026-11-25")))
        return try HSDSFixture.contents(String(decoding: bytes, as: UTF8.self))
    }

    @Test("hsds-two-services-one-location: both are kept with their hours, and exported with their identifiers")
    func twoServicesAtOneLocation() throws {
        let contents = try HSDSFixture.contents(
            """
            {"contents": [\(HSDSFixture.service("S1", "Legal aid", more: day)),
             \(HSDSFixture.service("S2", "Lessons", more: lessons))]}
            """)
        #expect(names(contents) == ["Legal aid", "Lessons"])
        #expect(try HSDSFixture.states(contents, "2026-11-25T18:00") == [.closed, .open])
        #expect(try HSDSFixture.states(contents, "2026-11-25T10:00") == [.open, .closed])
        let dataset = try HSDSFixture.dataset(contents)
        let text = String(decoding: dataset.hsdsDocument(rows: [0, 1]), as: UTF8.self)
        for id in ["S1", "S2", "A-S1", "A-S2", "L1", "o1"] { #expect(text.contains("\"id\":\"\(id)\"")) }
        let again = try exported(dataset)
        #expect(again.structures.map(\.id).sorted() == contents.structures.map(\.id).sorted())
        #expect(again.structures.map(\.openingHours).count == 2)
    }

    @Test func servicesOfTwoOrganisationsAtOneLocation() throws {
        let other = HSDSFixture.service("S2", "Lessons", more: lessons).replacing(
            "\"o1\", \"name\": \"Charity\"", with: "\"o2\", \"name\": \"Town\"")
        let contents = try HSDSFixture.contents("[\(HSDSFixture.service(more: day)), \(other)]")
        #expect(names(contents) == ["Advice", "Lessons"] && contents.organisations.count == 2)
        #expect(Set(contents.structures.compactMap(\.details.organisation)) == Set(contents.organisations.map(\.id)))
    }

    @Test func aServiceAtTwoLocationsIsOneServiceInExports() throws {
        let places = ["1", "2", "3"].map { id in
            """
            {"id": "A\(id)", \(id == "3" ? lessons : day), "location": {"id": "L\(id)", "location_type": "physical",
             "longitude": 0.\(id), "latitude": 0.5}}
            """
        }
        let contents = try HSDSFixture.contents(
            "{\"id\": \"S\", \"name\": \"Advice\", \"service_at_locations\": [\(places.joined(separator: ","))]}")
        #expect(contents.structures.count == 3)
        #expect(try HSDSFixture.states(contents, "2026-11-25T18:00") == [.closed, .closed, .open])
        let dataset = try HSDSFixture.dataset(contents)
        #expect(HSDSDocument.services(of: dataset, on: CalendarFixture.date("2026-11-25")).map(\.id) == ["S"])
        #expect(try exported(dataset).structures.count == 3)
        let tables = HSDSDocument.files(rows: [0, 1, 2], of: dataset)
        let services = try #require(tables.first { $0.name == "services.csv" })
        #expect(String(decoding: services.bytes, as: UTF8.self).split(separator: "\r\n").count == 2)
    }

    @Test("hsds-eligibility-lost: eligibility, ages, application and interpreters are kept, other members are reported")
    func textsAreKept() throws {
        let more = """
            "eligibility_description": "Women over 60", "minimum_age": 60, "maximum_age": "99",
            "application_process": "By referral", "interpretation_services": "Sign language", "wait_time": "3 weeks",
            "invented": {"x": 1}
            """
        let contents = try HSDSFixture.contents(
            "{\"contents\": [\(HSDSFixture.service(more: more)), \(HSDSFixture.service("S2", more: more))]}")
        let details = contents.structures[0].details
        #expect(details.eligibility["und"] == "Women over 60" && details.application["und"] == "By referral")
        #expect(details.minimumAge == 60 && details.maximumAge == 99)
        #expect(details.interpretation["und"] == "Sign language")
        #expect(
            contents.findings.map { "\($0.place): \($0.reason)" } == [
                "contents[].wait_time: not read, kept for exports, 2 times", "contents[].invented: not read, 2 times",
            ])
        let dataset = try HSDSFixture.dataset(contents)
        let text = String(decoding: dataset.hsdsDocument(rows: [0, 1]), as: UTF8.self)
        for words in ["Women over 60", "By referral", "Sign language", "3 weeks", "\"minimum_age\":60"] {
            #expect(text.contains(words))
        }
        #expect(!text.contains("invented"))
        #expect(dataset.structure(at: 0).details == details, "the dataset keeps them")
    }

    /// Files with any kind of root give the same services.
    @Test(arguments: [
        "[SERVICE]", "{\"contents\": [SERVICE]}", "{\"services\": [SERVICE]}", "SERVICE",
        "{\"id\": \"o1\", \"name\": \"Charity\", \"services\": [BARE]}",
        "[{\"id\": \"o1\", \"name\": \"Charity\", \"services\": [BARE]}]",
        "{\"contents\": [{\"id\": \"o1\", \"name\": \"Charity\", \"services\": [BARE]}], \"last_page\": true}",
        "{\"id\": \"A-S1\", \"service\": HEAD, \"location\": PLACE}",
        "{\"contents\": [{\"id\": \"A-S1\", \"service\": HEAD, \"location\": PLACE}]}",
        "\u{FEFF}[SERVICE]",
    ])
    func everyKindOfRootIsRead(_ form: String) throws {
        let service = HSDSFixture.service(more: day)
        let head =
            "{\"id\": \"S1\", \"name\": \"Advice\", \"status\": \"active\", \(day), \"organization\": {\"id\": \"o1\", \"name\": \"Charity\"}}"
        let place = "{\"id\": \"L1\", \"location_type\": \"physical\", \"longitude\": 0.5, \"latitude\": 0.5}"
        let bare = service.replacing("\"organization\": {\"id\": \"o1\", \"name\": \"Charity\"}, ", with: "")
        #expect(bare != service)
        let json = form.replacing("SERVICE", with: service).replacing("BARE", with: bare).replacing("HEAD", with: head)
            .replacing("PLACE", with: place)
        let contents = try HSDSFixture.contents(json)
        let expected = try HSDSFixture.contents("[\(service)]")
        var found = contents.structures
        for index in found.indices { found[index].details.partnerRecord = expected.structures[0].details.partnerRecord }
        #expect(found == expected.structures)
        #expect(contents.organisations == expected.organisations)
        #expect(contents.findings.isEmpty)
    }

    /// The standard's tables as lists of one file, under any of their names.
    @Test(arguments: [
        "services.csv locations.csv service_at_location.csv organizations.csv schedules.csv",
        "services locations service_at_locations organizations schedules",
        "service location service_at_location organization schedule",
        "service.csv location.csv service_at_locations.csv organization.csv schedule.csv",
    ])
    func tablesInOneFile(_ names: String) throws {
        let rows = [
            "{\"id\": \"S1\", \"name\": \"Advice\", \"organization_id\": \"o1\"}",
            "{\"id\": \"L1\", \"latitude\": 0.5, \"longitude\": \"0.5\"}",
            "{\"service_id\": \"S1\", \"location_id\": \"L1\"}", "{\"id\": \"o1\", \"name\": \"Charity\"}",
            "{\"location_id\": \"L1\", \(HSDSFixture.week())}",
        ]
        let lists = zip(names.split(separator: " "), rows).map { "\"\($0)\": [\($1)]" }.joined(separator: ", ")
        let contents = try HSDSFixture.contents("{\(lists), \"version\": \"3.0\"}")
        #expect(try HSDSFixture.states(contents, "2026-11-25T10:00") == [.open])
        #expect(contents.organisations.count == 1)
        #expect(contents.findings.map { "\($0.place): \($0.reason)" } == ["version: not read, 1 time"])
    }

    @Test func twoListsOfOneTableAreRefused() {
        let error = #expect(throws: DataFileError.self) {
            _ = try HSDSFixture.contents(
                """
                {"services": [{"id": "S1", "name": "Advice"}], "phones": [{"id": "a", "service_id": "S1", "number": "1"}],
                 "phone": [{"id": "b", "service_id": "S1", "number": "2"}]}
                """)
        }
        #expect(error?.found.contains("phones and phone") == true)
    }

    @Test func membersBesideTheListAreReported() throws {
        let contents = try HSDSFixture.contents(
            "{\"contents\": [\(HSDSFixture.service())], \"size\": 1, \"publisher\": \"x\"}")
        #expect(contents.findings.map(\.place) == ["publisher"])
    }

    @Test func oneServiceOnEachLine() throws {
        let lines = ["S1", "S2", "S3"].map { id in
            HSDSFixture.service(id, more: day).split(separator: "\n").joined(separator: " ")
        }
        for end in ["\n", "\r\n", "\n\n"] {
            #expect(try HSDSFixture.contents(lines.joined(separator: end) + end).structures.count == 3)
        }
        #expect(throws: DataFileError.self) { _ = try HSDSFixture.contents(lines.joined(separator: "\n") + "\n{") }
    }

    @Test(arguments: [
        "{\"contents\": []}", "[]", "{\"id\": \"t\", \"name\": \"Terms\", \"version\": \"1\"}",
        "{\"id\": \"L\", \"location_type\": \"physical\", \"latitude\": 0.5, \"longitude\": 0.5}",
        "[{\"id\": \"o\", \"name\": \"Charity\", \"website\": \"https://example.org\"}]",
        "{\"id\": \"o\", \"name\": \"Charity\", \"services\": []}",
    ])
    func filesWithoutServicesAreRefused(_ json: String) {
        let error = #expect(throws: DataFileError.self) { _ = try HSDSFixture.contents(json) }
        #expect(error?.expected.contains("services") == true)
    }

    @Test func pagesOfAListAreReported() throws {
        let contents = try HSDSFixture.contents(
            "{\"contents\": [\(HSDSFixture.service())], \"first_page\": true, \"last_page\": false}")
        #expect(contents.findings.map(\.place) == ["contents"])
    }

    @Test func invalidPositionsAreReported() throws {
        let contents = try HSDSFixture.contents(
            """
            [{"id": "1", "name": "Online", "service_at_locations": [
               {"id": "a", "location": {"id": "v", "location_type": "virtual", "url": "https://example.org"}}]},
             {"id": "2", "name": "Somewhere", "service_at_locations": [
               {"id": "b", "location": {"id": "p", "location_type": "physical", "name": "Town hall"}}]},
             {"id": "3", "name": "By post", "service_at_locations": [
               {"id": "c", "location": {"id": "q", "location_type": "postal", "latitude": 0.5, "longitude": 0.5}}]},
             {"id": "4", "name": "Off the map", "service_at_locations": [
               {"id": "d", "location": {"id": "r", "location_type": "physical", "latitude": 100, "longitude": 101}}]},
             {"id": "5", "name": "Not told", "service_at_locations": [{"id": "e", "location_id": "x"}]},
             {"id": "6", "name": "By telephone", "status": "weird", "phones": [{"id": "f", "number": "1", "type": "voice"}]}]
            """)
        #expect(
            contents.structures.map(\.details.delivery) == [.virtual, .place, .virtual, .place, .place, .virtual])
        #expect(contents.structures[1].address["und"] == "Town hall")
        #expect(contents.structures[3].coordinate == nil && contents.structures[5].status == .unverified)
        let findings = contents.findings.map { "\($0.place): \($0.reason)" }
        for words in [
            "[].service_at_locations[].location.latitude: 100 gives no position on earth, 1 time",
            "[].service_at_locations[]: no location given, 1 time",
            "[].status: \"weird\" is not of the standard: taken as not confirmed, 1 time",
            "[].phones[].type: not read, kept for exports, 1 time",
        ] {
            #expect(findings.contains(words), "\(words)")
        }
        let again = try exported(HSDSFixture.dataset(contents))
        #expect(again.structures.count == 6)
    }

    @Test func twoServicesWithOneIdentifierAreBothKept() throws {
        let contents = try HSDSFixture.contents(
            "[\(HSDSFixture.service("1", "A")), \(HSDSFixture.service("1", "B")), \(HSDSFixture.service("1", "A"))]")
        #expect(names(contents) == ["A", "B"])
        #expect(contents.findings.contains { $0.reason.contains("names two services that differ") })
        let again = try exported(HSDSFixture.dataset(contents))
        #expect(names(again).sorted() == ["A", "B"])
        #expect(Set(contents.structures.map(\.id)).count == 2)
    }

    @Test("hsds-two-partners-same-ids: equal identifiers of two partners stay two services, in answers and exports")
    func twoPartners() throws {
        func read(_ partner: String, _ name: String, _ longitude: String) throws -> HSDSDocument.Contents {
            try HSDSFixture.contents(
                HSDSFixture.service("1", name, more: day).replacing("0.5, \"lat", with: "\(longitude), \"lat"),
                partner: HSDSPartner(id: partner, kind: "centre"))
        }
        let first = try read("hsds:a", "Clinic", "0.5")
        var both = first
        for (partner, name, longitude) in [
            ("hsds:b", "Shop", "0.6"), ("hsds:c", "Clinic", "0.5"), ("hsds:d", "Clinic", "0.7"),
        ] {
            let more = try read(partner, name, longitude)
            both.structures += more.structures
            both.organisations += more.organisations
        }
        #expect(Set(both.structures.map(\.id)).count == 4 && Set(both.organisations.map(\.id)).count == 4)
        #expect(try read("hsds:a", "Clinic", "0.5").structures == first.structures, "the same file again is the same")
        let dataset = try HSDSFixture.dataset(both)
        let services = HSDSDocument.services(of: dataset, on: CalendarFixture.date("2026-11-25"))
        #expect(Set(services.map(\.id)).count == 4)
        let again = try exported(dataset)
        #expect(names(again).sorted() == ["Clinic", "Clinic", "Clinic", "Shop"])
        let places = HSDSDocument.places(of: dataset, on: CalendarFixture.date("2026-11-25"))
        #expect(places.count == 4)
    }

    @Test func kindsComeBackFromExports() throws {
        let contents = try HSDSFixture.contents(
            HSDSFixture.service(), partner: HSDSPartner(id: "x", kind: "hospital"))
        let again = try exported(HSDSFixture.dataset(contents))
        #expect(again.structures.map(\.kind) == ["hospital"])
        #expect(again.structures.map(\.id) == contents.structures.map(\.id), "and so does the partner's name")
    }

    @Test func withheldStructuresHaveNoPartnerRecord() throws {
        let contents = try HSDSFixture.contents(
            HSDSFixture.service(location: "\"addresses\": [{\"id\": \"x\", \"address_1\": \"Hidden Street 1\"}]"),
            partner: HSDSPartner(id: "x", kind: "refuge"))
        var structure = contents.structures[0]
        structure.withholdPosition(LocationRule([]))
        #expect(structure.details.partnerRecord == nil && structure.address.isEmpty)
    }

    @Test func separatorsInPartnersTextsAreReplaced() throws {
        let contents = try HSDSFixture.contents(
            HSDSFixture.service(
                more: """
                    "required_documents": [{"id": "d", "document": "Card | or \\u001D pass"}],
                    "contacts": [{"id": "c", "name": "Desk | 1", "phones": [{"id": "p", "number": "2"}]}]
                    """))
        let details = contents.structures[0].details
        #expect(details.documents.map { $0["und"] } == ["Card / or   pass"])
        #expect(details.contacts.map(\.phone) == ["2"] && details.contacts[0].names["und"] == "Desk / 1")
        let dataset = try HSDSFixture.dataset(contents)
        #expect(dataset.structure(at: 0).details.contacts == details.contacts)
        #expect(String(decoding: dataset.hsdsDocument(rows: [0]), as: UTF8.self).contains("Desk | 1"))
    }

    @Test func longNumbersAreUnchanged() throws {
        let contents = try HSDSFixture.contents(
            HSDSFixture.service(
                more: "\"cost_options\": [{\"id\": \"k\", \"amount\": 12345678.5}]",
                location: "\"external_identifier\": 10092008082"))
        let text = String(decoding: try HSDSFixture.dataset(contents).hsdsDocument(rows: [0]), as: UTF8.self)
        #expect(text.contains("\"10092008082\"") && text.contains("\"amount\":12345678.5"))
    }

    /// Records with one value replaced are refused with a place, or read and can be written.
    @Test func damagedRecordsAreRefusedOrRead() throws {
        let json = HSDSFixture.service(
            more: "\(day), \"phones\": [{\"id\": \"p\", \"number\": \"1\"}], \"minimum_age\": 3, \"cost_options\": "
                + "[{\"id\": \"k\", \"amount\": 1}], \"languages\": [{\"id\": \"l\", \"code\": \"el\"}]",
            link: lessons, location: "\"addresses\": [{\"id\": \"d\", \"address_1\": \"Street\"}]")
        let values = try Regex("\"[^\"]*\"(?=[,}\\]])|[0-9.]+(?=[,}\\]])|\\[\\{|\\{")
        for match in json.matches(of: values) {
            for other in ["null", "\"\"", "-1e300", "true", "[]", "[null]", "{}", "[{\"id\": 1}]", "\"\u{1D}|\""] {
                let damaged = json.replacingCharacters(in: match.range, with: other)
                do {
                    let contents = try HSDSFixture.contents(damaged)
                    let dataset = try HSDSFixture.dataset(contents)
                    _ = HSDSDocument.files(rows: contents.structures.indices.map { $0 }, of: dataset)
                } catch let error as DataFileError {
                    #expect(!error.place.isEmpty && !error.expected.isEmpty)
                }
            }
        }
    }
}
