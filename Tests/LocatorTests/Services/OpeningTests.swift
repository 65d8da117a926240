import GeoIndex
import Locator
import Testing

/// What answers say of the hours: the stories of citizens.
struct OpeningTests {
    private static let office = "Mo-Fr 08:00-15:00; PH off"

    private func dataset() throws -> Dataset {
        try Toyland.dataset([
            Toyland.structure("own", "centre", 0.5, municipality: "T0", hours: Self.office),
            Toyland.structure("next", "centre", 1.5, municipality: "T1", hours: Self.office),
            Toyland.structure("daily", "hospital", 0.6, municipality: "T0", hours: "08:00-15:00"),
            Toyland.structure("silent", "hospital", 2.5, municipality: "T2", hours: "Mo-Su 08:00-15:00"),
            Toyland.structure("nothing", "hospital", 2.6, municipality: "T2"),
            Toyland.structure("wrong", "hospital", 2.7, municipality: "T2", hours: "Mo 8"),
        ])
    }

    private func opening(_ id: String, _ time: String, travelSeconds: Double? = nil) throws -> Opening {
        let dataset = try dataset()
        let row = try #require(dataset.structureRow(id: id))
        return dataset.opening(
            ofStructure: row, at: CalendarFixture.instant(time), travelSeconds: travelSeconds)
    }

    @Test func closedOnSaturdayOpensOnMonday() throws {
        let opening = try opening("own", "2026-02-14T11:00")
        #expect(opening.state == .closed)
        #expect(opening.text(in: "el") == "ανοίγει Δευτέρα 08:00")
        #expect(opening.text(in: "en") == "opens Monday 08:00")
    }

    @Test func thePatronDayClosesInItsMunicipalityOnly() throws {
        let own = try opening("own", "2025-05-15T10:00")
        let next = try opening("next", "2025-05-15T10:00")
        #expect(own.state == .closed)
        #expect(own.text(in: "el") == "αργία: Άγιος Αχίλλιος, ανοίγει Παρασκευή 08:00")
        #expect(next.state == .open)
        #expect(next.text(in: "el") == "κλείνει σήμερα 15:00")
    }

    @Test(arguments: [
        ("2026-04-10T10:00", HoursState.closed), ("2026-04-13T10:00", .closed), ("2026-04-06T10:00", .open),
        ("2024-05-01T10:00", .open), ("2024-05-07T10:00", .closed),
    ])
    func feastsThatMove(_ time: String, _ state: HoursState) throws {
        #expect(try opening("next", time).state == state)
    }

    @Test(arguments: ["2026-03-29T05:30:00Z", "2026-10-25T06:30:00Z"])
    func halfPastEightOnTheDaysTheClocksChange(_ time: String) throws {
        let opening = try opening("daily", time)
        #expect(opening.state == .open)
        #expect(opening.wall.minute == 8 * 60 + 30)
    }

    @Test func hoursSilentAboutFeastsAreUnknownOnOne() throws {
        let opening = try opening("silent", "2026-12-25T10:00")
        #expect(opening.state == .unknown)
        #expect(opening.text(in: "el") == "αργία (Χριστούγεννα): τηλεφωνήστε πρώτα")
    }

    @Test(arguments: ["nothing", "wrong"])
    func withoutReadableHoursNothingIsKnown(_ id: String) throws {
        let opening = try opening(id, "2026-02-11T10:00")
        #expect(opening.state == .unknown && opening.onArrival == .unknown && opening.nextChange == nil)
        #expect(opening.text(in: "el") == "δεν γνωρίζουμε το ωράριο")
    }

    @Test func arrivalIsLaterThanDeparture() throws {
        #expect(try opening("own", "2026-02-11T14:50", travelSeconds: 300).onArrival == .open)
        #expect(try opening("own", "2026-02-11T14:50", travelSeconds: 900).onArrival == .closed)
        #expect(try opening("own", "2026-02-11T07:50", travelSeconds: 900).onArrival == .open)
        #expect(try opening("own", "2026-02-11T14:50").onArrival == .unknown)
    }

    @Test func whatIsClosedIsExcludedAndSaysWhenItOpens() throws {
        let answer = try ServiceLocator(dataset: dataset()).nearest(
            NearestQuery(
                origin: Coordinate(longitude: 0.5, latitude: 0.5), kinds: ["centre"],
                instant: CalendarFixture.instant("2026-02-14T11:00"), filter: ServiceFilter(opening: .open)))
        #expect(answer.results.isEmpty)
        let first = try #require(answer.nextBest.first)
        #expect(first.kind == .opensLater && first.result.structure.id == "own")
        #expect(first.result.opening.text(in: "el") == "ανοίγει Δευτέρα 08:00")
    }

    @Test func momentsAsPeopleAndQueriesWriteThem() throws {
        let dataset = try dataset()
        let noon = CalendarFixture.instant("2026-02-11T12:00")
        #expect(dataset.instant("now", now: noon) == noon)
        #expect(dataset.instant("2026-02-11T12:00", now: noon) == noon)
        #expect(dataset.instant("2026-02-11T12:00:00+02:00", now: noon) == noon)
        #expect(dataset.instant("2026-02-11T12:00:00 02:00", now: noon) == noon)
        #expect(dataset.instant("tomorrow", now: noon) == nil)
        #expect(dataset.instant("2026-02-30T12:00", now: noon) == nil)
    }
}
