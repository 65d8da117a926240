import RuleFixtures
import Exchange
import Foundation
import GeoIndex
import Locator
import OpeningHours
import Records
import Testing
import TestSupport

struct HSDSDocumentTests {
    private let partner = HSDSFixture.partner
    private let today = CalendarFixture.date("2026-02-11")

    private func structures() -> [Structure] {
        var random = SeededGenerator(seed: 7)
        return (0..<40).map { index in
            var structure = Toyland.structure(
                "s\(index)", "centre", .random(in: 0.001...2.999, using: &random), .random(in: 0...1, using: &random),
                municipality: "T\(index % 3)", status: [.active, .suspended, .planned][index % 3],
                hours: index % 2 == 0 ? "Mo-Fr 08:00-15:00; PH off" : nil)
            structure.names = LocalizedText(["pt": "Centro \"\(index)\"", "fr": "Centre, \(index)"])
            structure.address = LocalizedText(["und": "Rua\n\(index)"])
            structure.phone = index % 4 == 0 ? nil : "2410 \(index)"
            structure.accuracyMetres = index % 5 == 0 ? 12.5 : nil
            structure.coordinate = structure.coordinate.map {
                Coordinate(
                    longitude: ($0.longitude * 1e7).rounded() / 1e7, latitude: ($0.latitude * 1e7).rounded() / 1e7)
            }
            if index % 3 == 0 {
                structure.details.services = ["a", "b"].map {
                    StructureService(code: $0, names: LocalizedText(["fr": $0]), programmes: ["p"])
                }
                structure.details.documents = [LocalizedText(["fr": "Carte"])]
                structure.details.serviceArea = ServiceArea(
                    municipalities: ["T0"],
                    outline: [
                        Polygon(rings: [
                            [(0, 0), (1, 0), (1, 1), (0, 0)].map { Coordinate(longitude: $0.0, latitude: $0.1) }
                        ])
                    ])
            }
            if index % 7 == 0 {
                structure.details.accessibility = Accessibility([.lift: false], date: today)
                structure.details.languages = ["sq", "el"]
                structure.details.cost = .free
                structure.details.capacity = 12
                structure.details.contacts = [
                    StructureContact(names: LocalizedText(["fr": "Accueil"]), phone: "1", email: "a@example.org"),
                    StructureContact(roles: LocalizedText(["pt": "Direcção"]), phone: "2"),
                ]
                structure.details.funding = [Funding(names: LocalizedText(["fr": "Fonds"]), code: "F", from: today)]
                structure.details.checkEveryDays = 90
            }
            if index == 39 {
                structure.details.delivery = .virtual
                structure.coordinate = nil
                structure.accuracyMetres = nil
            }
            return structure
        }
    }

    @Test func exportsReadBackWithoutLoss() throws {
        let structures = structures()
        let dataset = try Toyland.dataset(structures)
        let rows = dataset.publishedRows(on: today)
        #expect(rows.count == structures.count)
        let read = try HSDSDocument.contents(
            reading: dataset.hsdsDocument(rows: rows), file: "hsds.json", partner: partner
        ).structures
        #expect(read.sorted { $0.id < $1.id } == structures.sorted { $0.id < $1.id })
        // The records that were read give the same file again.
        let again = try Toyland.dataset(read)
        #expect(again.hsdsDocument(rows: again.publishedRows(on: today)) == dataset.hsdsDocument(rows: rows))
    }

    @Test func tablesReadBackWithoutLoss() throws {
        var structures = structures()
        let bodies = [
            Organisation(id: "region", names: LocalizedText(["fr": "Région, \"grande\""]), legalForm: "public"),
            Organisation(
                id: "town", names: LocalizedText(["fr": "Ville", "pt": "Cidade"]), parent: "region", phone: "1",
                email: "a@example.org", website: "https://example.org"),
        ]
        for index in structures.indices where index % 2 == 0 { structures[index].details.organisation = "town" }
        let dataset = try Toyland.dataset(structures, organisations: bodies)
        let rows = dataset.publishedRows(on: today)
        let files = HSDSDocument.files(rows: rows, of: dataset)
        #expect(
            Set(files.map(\.name)).isSuperset(of: [
                "services.csv", "organizations.csv", "locations.csv", "service_at_location.csv", "phones.csv",
                "schedules.csv", "languages.csv", "required_documents.csv", "cost_options.csv", "funding.csv",
                "contacts.csv",
                "service_areas.csv", "accessibility.csv", "attributes.csv", "taxonomy_terms.csv", "datapackage.json",
            ]))
        var tables: [HSDSTable: [[String: String]]] = [:]
        for file in files {
            guard let table = HSDSTable.allCases.first(where: { $0.fileName == file.name }) else { continue }
            tables[table] = plainCSV(String(decoding: file.bytes, as: UTF8.self))
            let ids = tables[table]?.compactMap { $0["id"] } ?? []
            #expect(Set(ids).count == ids.count && !ids.contains(""), "\(file.name): each record once")
        }
        let read = try HSDSDocument.contents(tables: tables, file: "folder", partner: partner)
        #expect(read.structures.sorted { $0.id < $1.id } == structures.sorted { $0.id < $1.id })
        #expect(read.organisations.sorted { $0.id < $1.id } == bodies)
        // The nested form has the same records.
        let nested = try HSDSDocument.contents(
            reading: dataset.hsdsDocument(rows: rows), file: "hsds.json", partner: partner)
        #expect(nested.organisations.sorted { $0.id < $1.id } == bodies)
    }

    /// Splits our own files by RFC 4180 in a simple way.
    private func plainCSV(_ text: String) -> [[String: String]] {
        var (lines, line, field, isQuoted) = ([[String]](), [String](), "", false)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"" where isQuoted || field.isEmpty: isQuoted.toggle()
            case "\"":
                // A doubled quote ended and began the quoted text.
                field.unicodeScalars.append("\"")
                isQuoted = true
            case "," where !isQuoted:
                line.append(field)
                field = ""
            case "\r" where !isQuoted: break
            case "\n" where !isQuoted:
                lines.append(line + [field])
                (line, field) = ([], "")
            default: field.unicodeScalars.append(scalar)
            }
        }
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
    }

    /// Checks records against the standard's schema: identifiers, required members, values and formats; and no null.
    @Test func recordsFollowTheStandardsSchema() throws {
        let dataset = try Toyland.dataset(structures())
        let json = try JSONSerialization.jsonObject(
            with: Data(dataset.hsdsDocument(rows: dataset.publishedRows(on: today))))
        let required: [String: Set<String>] = [
            "organization": ["name", "description"], "location": ["location_type"], "phones": ["number"],
            "program": ["name", "description"], "taxonomy_term": ["name", "description"],
        ]
        var records = 0
        func check(_ value: Any, _ name: String, isProfile: Bool) {
            if let list = value as? [Any] { for item in list { check(item, name, isProfile: isProfile) } }
            #expect(isProfile || !(value is NSNull), "\(name) is null")
            guard let object = value as? [String: Any], !isProfile else { return }
            records += 1
            let id = object["id"] as? String ?? ""
            #expect(UUID(uuidString: id) != nil, "\(name): \(id)")
            #expect(required[name, default: []].isSubset(of: object.keys), "\(name)")
            if name == "service" {
                #expect(["active", "inactive", "temporarily closed"].contains(object["status"] as? String ?? ""))
                #expect(object["name"] is String)
            }
            if name == "location" {
                #expect(["physical", "virtual"].contains(object["location_type"] as? String ?? ""))
            }
            if let date = object["last_modified"] as? String { #expect(date.count == 20 && date.hasSuffix("Z")) }
            for (key, member) in object { check(member, key, isProfile: key == "plision") }
        }
        check(json, "service", isProfile: false)
        #expect(records > 200)
    }

    @Test(arguments: [
        ("Mo-Fr 08:00-15:00; PH off", ["MO,TU,WE,TH,FR 08:00-15:00"]),
        ("Mo,We 09:00-12:00,17:00-20:00", ["MO,WE 09:00-12:00", "MO,WE 17:00-20:00"]),
        ("Fr-Sa 22:00-02:00", ["FR,SA 22:00-02:00"]), ("Mo-Fr 08:00-14:00; We off", ["MO,TU,TH,FR 08:00-14:00"]),
        ("24/7", ["MO,TU,WE,TH,FR,SA,SU 00:00-24:00"]),
        (
            "Mo-Fr 08:00-14:00, We 16:00-18:00",
            [
                "MO,TU,WE,TH,FR 08:00-14:00", "WE 16:00-18:00",
            ]
        ),
        ("Mo-Fr 08:00-14:00; Jul off", []), ("Mo 08:00-12:00 \"by appointment\"", []), ("Mo[1] 08:00-12:00", []),
        ("Mo-Fr 08:00-18:00+", []), ("sunrise-sunset", []), ("Mo-Fr 08:00-14:00 || Sa 10:00-12:00", []),
    ])
    func plainWeeksBecomeSchedules(_ hours: String, _ lines: [String]) throws {
        let dataset = try Toyland.dataset([
            Toyland.structure("a", "centre", 0.5, municipality: "T0", hours: hours)
        ])
        let json = try JSONSerialization.jsonObject(with: Data(dataset.hsdsDocument(rows: [0])))
        let schedules = (json as? [[String: Any]])?.first?["schedules"] as? [[String: String]] ?? []
        #expect(schedules.first?["description"] == hours)
        #expect(
            schedules.dropFirst().map { "\($0["byday"] ?? "") \($0["opens_at"] ?? "")-\($0["closes_at"] ?? "")" }
                == lines)
    }

    @Test func partnersServicesAreReadFromTheStandardsMembers() throws {
        let json = """
            {"contents": [{"id": "1", "name": "Food bank", "status": "temporarily closed", "url": "https://example.org",
             "phones": [{"id": "2", "number": "555"}], "languages": [{"id": "3", "code": "SQ"}],
             "required_documents": [{"id": "4", "document": "Card"}], "unknown_member": {"x": 1},
             "organization": {"id": "9", "name": "Church", "description": "x"}, "alert": "Moving",
             "schedules": [{"id": "7", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00:00", "closes_at": "12:00"},
              {"id": "8", "byday": "SA", "opens_at": "10:00", "closes_at": "11:00"}],
             "service_at_locations": [{"id": "5", "location": {"id": "6", "location_type": "physical",
              "latitude": 0.5, "longitude": 1.5, "addresses": [{"address_1": "High Street 1", "city": "Town"}]}}]}]}
            """
        let read = try HSDSDocument.contents(reading: Array(json.utf8), file: "x.json", partner: partner).structures
        let structure = try #require(read.first)
        #expect(read.count == 1 && structure.id.hasPrefix("hsds-") && structure.kind == "centre")
        #expect(structure.coordinate == Coordinate(longitude: 1.5, latitude: 0.5))
        #expect(
            structure.status == .suspended && structure.phone == "555" && structure.website == "https://example.org")
        #expect(
            structure.openingHours == "Mo,Tu 09:00-12:00, Sa 10:00-11:00"
                && structure.details.organisation?.hasPrefix("hsds-") == true)
        #expect(structure.details.statusReason["und"] == "Moving")
        #expect(structure.address["und"] == "High Street 1, Town" && structure.details.languages == ["sq"])
    }

    @Test(arguments: [
        ("{}", "$"), ("[1]", "$[0]"), (#"[{"name": "x", "service_at_locations": []}]"#, "$[0]"),
        (
            #"[{"id": "1", "name": "x", "service_at_locations": [{"location": {"latitude": 9, "longitude": 1}}]}]"#,
            "$[0].service_at_locations[0].location"
        ),
        (
            "[{\"id\": \"1\", \"name\": \"x\", \"status\": \"active\", \"organization\": {\"name\": \"y\"}}]",
            "$[0].organization"
        ),
        ("{\"id\": \"1\", \"name\": \"x\"}\n{\"id\": 2", "line 2, byte 8"),
        (
            #"[{"id": "1", "name": "x", "service_at_locations": [{"plision": {"id": "a", "kind": "b", "name": null, "colour": 1}}]}]"#,
            "$[0].service_at_locations[0].plision.colour"
        ),
        ("[", "byte 1"),
    ])
    func errorsNameTheirPlace(_ json: String, _ place: String) {
        do {
            _ = try HSDSDocument.contents(reading: Array(json.utf8), file: "x.json", partner: partner)
            Issue.record("\(json) was read")
        } catch {
            #expect(error.place == place)
        }
    }

    /// Details at the location, hours that end and lines without a location are neither lost nor invented. Members that
    /// a structure cannot have are reported.
    @Test func partnersRecordsKeepPhonesHoursAndLines() throws {
        let json = """
            [{"id": "1", "name": "Advice", "service_areas": [{"id": "a", "name": "Town"}],
              "cost_options": [{"id": "c", "amount": 0}],
              "service_at_locations": [
               {"id": "s", "phones": [{"id": "p", "number": "555"}],
                "schedules": [{"id": "h", "freq": "WEEKLY", "byday": "WE", "opens_at": "09:00", "closes_at": "12:00",
                               "valid_from": "2026-01-05", "valid_to": "2026-03-01"}],
                "location": {"id": "2", "location_type": "physical", "latitude": 0.5, "longitude": 1.5,
                             "accessibility": [{"id": "x", "description": "Ramp"}]}},
               {"id": "t", "schedules": [{"id": "i", "freq": "WEEKLY", "byday": "MO", "opens_at": "09:00",
                                          "closes_at": "12:00", "valid_from": "2026-01-05"}],
                "location": {"id": "3", "location_type": "physical"}}]},
             {"id": "9", "name": "Line", "phones": [{"id": "q", "number": "666"}]}]
            """
        let read = try HSDSDocument.contents(reading: Array(json.utf8), file: "x.json", partner: partner)
        #expect(read.structures.map { $0.names.text(in: "el") } == ["Advice", "Advice", "Line"])
        let advice = read.structures[0]
        #expect(advice.phone == "555" && advice.details.cost == .free && advice.details.accessNote["und"] == "Ramp")
        let dataset = try Toyland.dataset(read.structures)
        func state(_ index: Int, _ time: String) throws -> HoursState {
            dataset.opening(
                ofStructure: try #require(dataset.structureRow(id: read.structures[index].id)),
                at: CalendarFixture.instant(time)
            ).state
        }
        #expect(try state(0, "2026-02-11T10:00") == .open)
        #expect(try state(0, "2026-04-08T10:00") == .unknown, "after the last day that anything is known of")
        #expect(try state(1, "2026-02-09T10:00") == .open, "known from a day on")
        #expect(try state(1, "2025-12-29T10:00") == .unknown, "before the first day that anything is known of")
        #expect(read.structures[2].details.delivery == .virtual && read.structures[2].phone == "666")
        #expect(
            read.findings.map { "\($0.place): \($0.reason)" } == [
                "[].service_areas: not read, kept for exports, 1 time"
            ])
    }

    /// After an edit with a program that knows only the standard, our file contradicts itself. That is an error.
    @Test(arguments: [
        ("\"number\":\"2410 3\"", "\"number\":\"2410 9999\"", "number"),
        ("\"status\":\"active\"", "\"status\":\"defunct\"", "status"),
        ("\"status\":\"active\"", "\"status\":\"weird\"", "status"),
        ("\"latitude\":", "\"latitude\":\"abc\",\"ignored\":", "latitude"),
        ("\"latitude\":", "\"latitude\":7.5,\"ignored\":", "latitude"),
        ("\"languages\":[]", "\"languages\":[{\"id\":\"l\",\"code\":\"sq\"}]", "languages"),
        ("\"required_documents\":[{", "\"required_documents\":[{\"document\":\"x\"},{", "required_documents"),
        ("\"name\":\"a\"", "\"name\":\"c\"", "name"),
    ])
    func editsThatContradictOurRecordAreErrors(_ old: String, _ new: String, _ member: String) throws {
        let dataset = try Toyland.dataset(structures().filter { $0.id == "s3" })
        let text = String(decoding: dataset.hsdsDocument(rows: dataset.publishedRows(on: today)), as: UTF8.self)
        let range = try #require(text.range(of: old))
        let edited = text.replacingCharacters(in: range, with: new)
        let error = #expect(throws: DataFileError.self) {
            _ = try HSDSDocument.contents(reading: Array(edited.utf8), file: "x.json", partner: partner)
        }
        #expect(error?.place.hasSuffix(".\(member)") == true)
    }

    @Test func identifiersAreUUIDsAndDoNotCollide() {
        var seen: Set<String> = []
        for table in ["service", "location"] {
            for index in 0..<20_000 { seen.insert(HSDSDocument.uuid(table, "id-\(index)")) }
        }
        #expect(seen.count == 40_000)
        for uuid in seen.prefix(50) {
            let parts = uuid.split(separator: "-")
            #expect(parts.map(\.count) == [8, 4, 4, 4, 12])
            #expect(parts[2].first == "8" && "89ab".contains(parts[3].first ?? "x"))
        }
    }

    @Test func withheldStructuresAreInNoExport() throws {
        var hidden = Toyland.structure("hidden-one", "refuge", 1.5, municipality: "T1")
        hidden.phone = "15900"
        let dataset = try Toyland.dataset([hidden, Toyland.structure("open", "centre", 0.5, municipality: "T0")])
        let rows = dataset.publishedRows(on: today)
        for bytes in [
            dataset.hsdsDocument(rows: rows), dataset.featureCollection(rows: rows),
            StructureTable.csv(rows: rows, of: dataset),
        ] {
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(text.contains("open") && !text.contains("hidden-one") && !text.contains("15900"))
        }
    }

    @Test func theTableHasTagsAndCodesAsText() throws {
        let dataset = try Toyland.dataset([Toyland.structure("a,\"b\"", "centre", 0.5, municipality: "T0")])
        let text = String(decoding: StructureTable.csv(rows: [0], of: dataset), as: UTF8.self)
        let lines = text.split(separator: "\r\n").map(String.init)
        #expect(lines.count == 3 && lines[0].hasPrefix("\u{FEFF}id,kind,name_el"))
        #expect(lines[1].hasPrefix("#loc+id,#loc+type") && lines[1].contains("#adm3+code"))
        #expect(lines[2].hasPrefix("\"a,\"\"b\"\"\",centre,"))
        #expect(lines[0].split(separator: ",").count == StructureTable.columns.count)
    }
}
