import RuleFixtures
import Geocoding
import GeoIndex
import Locator
import Records
import Testing
import TestSupport

/// Structures that must not be located cannot be found by asking from many positions.
struct RedactionTests {
    private let instant = CalendarFixture.instant("2026-02-11T10:00")

    private func hidden(at longitude: Double, _ latitude: Double) -> [Structure] {
        var refuge = Toyland.structure("refuge", "refuge", longitude, latitude, municipality: "T1")
        refuge.address = LocalizedText(["en": "Quiet Street 7"])
        refuge.positionNote = LocalizedText(["en": "behind the church"])
        refuge.phone = "15900"
        refuge.details.accessNote = LocalizedText(["en": "third bell"])
        var marked = Toyland.structure("marked", "hospital", longitude + 0.01, latitude, municipality: "T2")
        marked.details.isRedacted = true
        return [
            refuge, marked, Toyland.structure("centre", "centre", 0.5, municipality: "T0"),
            Toyland.structure("clinic", "hospital", 1.7, municipality: "T1"),
        ]
    }

    /// Two datasets that differ only in the positions of withheld structures give the same answers from 500 positions.
    /// So answers reveal only the municipality.
    @Test func fiveHundredOriginsRevealNoPosition() throws {
        let first = try Toyland.dataset(hidden(at: 1.05, 0.05))
        let second = try Toyland.dataset(hidden(at: 1.93, 0.91))
        #expect(first.buildID == second.buildID, "the points are not in the files at all")
        var random = SeededGenerator(seed: 500)
        var shown = 0
        for _ in 0..<500 {
            let origin = Coordinate(
                longitude: .random(in: -0.5...3.5, using: &random), latitude: .random(in: -0.5...1.5, using: &random))
            let kinds = Bool.random(using: &random) ? ["refuge"] : []
            let question = Question(.position(origin), kinds: kinds, limit: 10, instant: instant)
            let answers = try [first, second].map { dataset in
                dataset.document(try ServiceLocator(dataset: dataset).reply(to: question))
            }
            #expect(answers[0] == answers[1])
            let query = NearestQuery(origin: origin, kinds: kinds, limit: 10, instant: instant)
            let results = ServiceLocator(dataset: first).nearest(query).results
            for result in results where result.structure.id == "refuge" || result.structure.id == "marked" {
                shown += 1
                #expect(result.travel.mode == "within" && result.travel.metres.isNaN && result.travel.seconds == nil)
                #expect(result.structure.coordinate == nil && result.structure.address.isEmpty)
            }
        }
        #expect(shown > 500)
    }

    @Test func theyAreOrderedByMunicipalityAndKeepTheirTelephone() throws {
        let dataset = try Toyland.dataset(
            hidden(at: 1.5, 0.5) + [Toyland.structure("farther", "refuge", 2.01, municipality: "T2")])
        let answer = ServiceLocator(dataset: dataset).nearest(
            NearestQuery(origin: Coordinate(longitude: 2.02, latitude: 0.5), kinds: ["refuge"], instant: instant))
        #expect(answer.results.map(\.structure.id) == ["farther", "refuge"])
        #expect(answer.results[1].structure.phone == "15900")
    }

    @Test func theyAreNotFoundByName() throws {
        let dataset = try Toyland.dataset(hidden(at: 1.5, 0.5))
        for name in ["refuge", "marked", "Quiet Street 7"] {
            let found = try dataset.geocoder.search(GeocodeQuery(text: name, limit: 20)).results
            #expect(!found.contains { $0.result.label.text(in: "en").contains(name) })
        }
        try dataset.checkInvariants()
    }
}
