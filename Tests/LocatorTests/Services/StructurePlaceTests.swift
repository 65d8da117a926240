import Geocoding
import GeoIndex
import Locator
import Records
import RuleFixtures
import Testing
import TestSupport

/// Questions whose place is a structure.
struct StructurePlaceTests {
    private let instant = CalendarFixture.instant("2026-02-11T10:00")

    private func locator() throws -> ServiceLocator {
        var refuge = Toyland.structure("refuge", "refuge", 1.5, municipality: "T1")
        refuge.phone = "15900"
        var unknown = Toyland.structure("unknown", "centre", 0.2, municipality: "T0")
        unknown.coordinate = nil
        return ServiceLocator(
            dataset: try Toyland.dataset([
                refuge, unknown, Toyland.structure("centre", "centre", 0.5, municipality: "T0"),
                Toyland.structure("clinic", "hospital", 1.7, municipality: "T1"),
                Toyland.structure("ward", "hospital", 1.2, municipality: "T1"),
            ]))
    }

    @Test func answersAsForThePositionOfTheStructure() throws {
        let locator = try locator()
        let clinic = try #require(locator.dataset.structure(id: "clinic")?.coordinate)
        let near = try locator.reply(to: Question(.structure(id: "clinic"), instant: instant))
        let there = try locator.reply(to: Question(.position(clinic), instant: instant))
        guard case .answer(let answer, let origin) = near.outcome, case .answer(let other, _) = there.outcome else {
            Issue.record("\(near.outcome)")
            return
        }
        #expect(origin.kind == .structure && origin.coordinate == clinic)
        #expect(origin.label == locator.dataset.structure(id: "clinic")?.names)
        #expect(Set(answer.results.map(\.row)) == Set(other.results.map(\.row)))
        #expect(answer.results.map(\.structure.id).prefix(2) == ["clinic", "ward"])
    }

    @Test func aStructureWithoutAPointIsNoPlace() throws {
        let locator = try locator()
        for id in ["refuge", "unknown", "no-such"] {
            let reply = try locator.reply(to: Question(.structure(id: id), instant: instant))
            guard case .nothing = reply.outcome else {
                Issue.record("\(id): \(reply.outcome)")
                continue
            }
        }
    }
}
