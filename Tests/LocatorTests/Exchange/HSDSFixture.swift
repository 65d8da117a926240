import RuleFixtures
import Exchange
import Locator
import OpeningHours
import Records
import TestSupport

/// Services in the form of partners, for the tests.
enum HSDSFixture {
    static let partner = HSDSPartner(id: "hsds:tests", kind: "centre", zone: CalendarFixture.zone)

    /// Returns the contents of a JSON file.
    static func contents(_ json: String, partner: HSDSPartner = partner) throws -> HSDSDocument.Contents {
        try HSDSDocument.contents(reading: Array(json.utf8), file: "in.json", partner: partner)
    }

    /// Returns a service with one location, with further members for the service, its link and its location.
    static func service(
        _ id: String = "S1", _ name: String = "Advice", more: String = "", link: String = "", location: String = ""
    ) -> String {
        """
        {"id": "\(id)", "name": "\(name)", "status": "active",
         "organization": {"id": "o1", "name": "Charity"}\(more.isEmpty ? "" : ", " + more),
         "service_at_locations": [{"id": "A-\(id)"\(link.isEmpty ? "" : ", " + link), "location": {"id": "L1",
          "location_type": "physical", "longitude": 0.5, "latitude": 0.5\(location.isEmpty ? "" : ", " + location)}}]}
        """
    }

    /// Returns a member `schedules`, given the members of each schedule.
    static func schedules(_ schedules: String...) -> String {
        "\"schedules\": [\(schedules.enumerated().map { "{\"id\": \"h\($0)\", \($1)}" }.joined(separator: ", "))]"
    }

    /// Returns a schedule for Monday to Friday, nine to five, with further members.
    static func week(_ more: String = "", from: String = "09:00", to: String = "17:00") -> String {
        "\"freq\": \"WEEKLY\", \"byday\": \"MO,TU,WE,TH,FR\", \"opens_at\": \"\(from)\", \"closes_at\": \"\(to)\""
            + (more.isEmpty ? "" : ", \(more)")
    }

    /// Returns a dataset of the contents of a file.
    static func dataset(_ contents: HSDSDocument.Contents) throws -> Dataset {
        var structures = contents.structures
        HSDSIdentifiers.settle(&structures)
        return try Toyland.dataset(structures, organisations: contents.organisations)
    }

    /// Returns the state of each structure of a file at a time, by name.
    static func states(_ contents: HSDSDocument.Contents, _ time: String) throws -> [HoursState] {
        let dataset = try dataset(contents)
        return contents.structures.map { structure in
            dataset.opening(
                ofStructure: dataset.structureRow(id: structure.id) ?? 0, at: CalendarFixture.instant(time)
            ).state
        }
    }
}
