import RuleFixtures
import GeoIndex
import Locator
import Records
import Testing

struct StructureDetailsTests {
    private var full: StructureDetails {
        var details = StructureDetails()
        details.delivery = .mobile
        details.organisation = "town"
        details.statusReason = LocalizedText(["el": "Λόγος", "sq": "Arsye"])
        details.validFrom = CalendarFixture.date("2026-01-01")
        details.validTo = CalendarFixture.date("2026-12-31")
        details.serviceArea = ServiceArea(
            municipalities: ["T0", "T1"], settlements: ["v1"],
            outline: [
                Polygon(rings: [
                    [(0, 0), (1, 0), (1, 1.25), (0, 0)].map { Coordinate(longitude: $0.0, latitude: $0.1) },
                    [(0.1, 0.1), (0.2, 0.1), (0.2, 0.2), (0.1, 0.1)].map {
                        Coordinate(longitude: $0.0, latitude: $0.1)
                    },
                ])
            ])
        details.accessibility = Accessibility(
            [.stepFree: true, .lift: false], date: CalendarFixture.date("2026-03-04"))
        details.accessNote = LocalizedText(["el": "3ος όροφος"])
        details.languages = ["el", "sq"]
        details.audiences = ["homeless", "children"]
        details.services = [
            StructureService(
                code: "advice", names: LocalizedText(["el": "Συμβουλές", "en": "Advice"]),
                descriptions: LocalizedText(["en": "By a lawyer"]), programmes: ["a", "b"])
        ]
        details.documents = [LocalizedText(["el": "Ταυτότητα", "en": "Identity card"]), LocalizedText(["el": "ΑΜΚΑ"])]
        details.cost = .paid
        details.costNote = LocalizedText(["en": "€2"])
        details.appointment = StructureDetails.Appointment.none
        details.capacity = 40
        details.contacts = [
            StructureContact(
                names: LocalizedText(["el": "Κοινωνική λειτουργός"]), roles: LocalizedText(["en": "Second floor"]),
                phone: "2410 1; 2410 2", email: "a@example.org"),
            StructureContact(phone: "2410 3"),
        ]
        details.funding = [
            Funding(
                names: LocalizedText(["en": "Fund"]), code: "5002811", from: CalendarFixture.date("2021-01-01"),
                to: CalendarFixture.date("2027-12-31"))
        ]
        details.checkEveryDays = 180
        return details
    }

    @Test func theDatasetKeepsEveryDetail() throws {
        var structure = Toyland.structure("full", "centre", nil, municipality: "T0")
        structure.details = full
        let dataset = try Toyland.dataset([structure, Toyland.structure("bare", "centre", 0.5, municipality: "T0")])
        #expect(dataset.structure(id: "full") == structure)
        #expect(dataset.structure(id: "bare")?.details == StructureDetails())
    }

    @Test func stepFreeFallsBackToTheWheelchairTag() {
        var structure = Toyland.structure("x", "centre", 0.5, municipality: "T0")
        let cases: [(String?, Bool?)] = [(nil, nil), ("yes", true), ("limited", false), ("no", false), ("?", nil)]
        for (tag, answer) in cases {
            structure.wheelchair = tag
            #expect(structure.isStepFree == answer)
        }
        structure.details.accessibility[.stepFree] = false
        structure.wheelchair = "yes"
        #expect(structure.isStepFree == false)
    }

    @Test func invalidRuleFilesStopTheBuild() throws {
        var contents = Toyland.contents([])
        contents.calendar = Array("{\"format\": 1}".utf8)
        #expect(throws: DatasetError.self) { _ = try DatasetWriter(contents) }
        contents = Toyland.contents([])
        contents.programmes = Array("[]".utf8)
        #expect(throws: DatasetError.self) { _ = try DatasetWriter(contents) }
    }
}
