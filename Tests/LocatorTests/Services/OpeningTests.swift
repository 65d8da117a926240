import RuleFixtures
import GeoIndex
import Locator
import OpeningHours
import Records
import Testing

/// The opening hours in answers.
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

    @Test func appointmentsAreMentionedOnce() throws {
        let dataset = try Toyland.dataset([
            Toyland.structure("plain", "centre", 0.5, municipality: "T0", hours: "Mo-Fr 08:00-15:00 \"με ραντεβού\""),
            Toyland.structure(
                "more", "centre", 0.5, municipality: "T0", hours: "Mo-Fr 08:00-15:00 \"ραντεβού στο 2410\""),
        ])
        let texts = try ["plain", "more"].map { id in
            let row = try #require(dataset.structureRow(id: id))
            let opening = dataset.opening(ofStructure: row, at: CalendarFixture.instant("2026-02-11T10:00"))
            return [opening.text(in: .greek), opening.textAfterWord(in: .greek)]
        }
        #expect(
            texts == [
                ["μόνο με ραντεβού", ""], ["μόνο με ραντεβού (ραντεβού στο 2410)", "ραντεβού στο 2410"],
            ])
    }

    @Test(arguments: [(3660.0, "1 ώρα 1 λεπτό"), (7320, "2 ώρες 2 λεπτά"), (60, "1 λεπτό"), (3600, "1 ώρα")])
    func oneMinuteIsOne(_ seconds: Double, _ words: String) {
        let travel = NearestAnswer.Travel(mode: "car", seconds: seconds, metres: 50_000, uncertainMetres: 0)
        #expect(travel.durationText(in: .greek)?.replacing("\u{202F}", with: " ") == words)
    }

    @Test func closedOnSaturdayOpensOnMonday() throws {
        let opening = try opening("own", "2026-02-14T11:00")
        #expect(opening.state == .closed)
        #expect(opening.text(in: .greek) == "ανοίγει Δευτέρα 08:00")
        #expect(opening.text(in: .english) == "opens Monday 08:00")
    }

    @Test func thePatronDayClosesInItsMunicipalityOnly() throws {
        let own = try opening("own", "2025-05-15T10:00")
        let next = try opening("next", "2025-05-15T10:00")
        #expect(own.state == .closed)
        #expect(own.text(in: .greek) == "αργία: Άγιος Αχίλλιος, ανοίγει Παρασκευή 08:00")
        #expect(next.state == .open)
        #expect(next.text(in: .greek) == "κλείνει σήμερα 15:00")
    }

    @Test(arguments: [
        ("2026-04-10T10:00", HoursState.closed), ("2026-04-13T10:00", .closed), ("2026-04-06T10:00", .open),
        ("2024-05-01T10:00", .open), ("2024-05-07T10:00", .closed),
    ])
    func movedFeasts(_ time: String, _ state: HoursState) throws {
        #expect(try opening("next", time).state == state)
    }

    @Test(arguments: ["2026-03-29T05:30:00Z", "2026-10-25T06:30:00Z"])
    func halfPastEightOnTheDaysTheClocksChange(_ time: String) throws {
        let opening = try opening("daily", time)
        #expect(opening.state == .open)
        #expect(opening.wall.minute == 8 * 60 + 30)
    }

    /// A structure that is not offered is closed whatever its hours say, and does not open.
    @Test func structuresNotOfferedAreClosed() throws {
        let dataset = try Toyland.dataset([
            Toyland.structure("shut", "centre", 0.5, municipality: "T0", status: .suspended, hours: "24/7"),
            Toyland.structure("hall", "hospital", 0.6, municipality: "T0", status: .temporary, hours: "13:00-19:00") {
                $0.validFrom = CalendarFixture.date("2024-07-15")
                $0.validTo = CalendarFixture.date("2024-07-19")
            },
        ])
        func opening(_ id: String, _ time: String) throws -> Opening {
            dataset.opening(
                ofStructure: try #require(dataset.structureRow(id: id)), at: CalendarFixture.instant(time),
                travelSeconds: 600)
        }
        let shut = try opening("shut", "2024-07-16T14:00")
        #expect(shut.state == .closed && shut.onArrival == .closed && shut.nextOpening == nil)
        #expect(shut.text(in: .greek) == "δεν λειτουργεί" && shut.nextChange == nil)
        let before = try opening("hall", "2024-07-10T14:00")
        #expect(before.state == .closed && before.nextOpening?.wall.date == CalendarFixture.date("2024-07-15"))
        #expect(before.nextOpening?.wall.minute == 13 * 60)
        #expect(try opening("hall", "2024-07-16T14:00").state == .open)
        let evening = try opening("hall", "2024-07-16T20:00")
        #expect(evening.nextOpening?.wall.date == CalendarFixture.date("2024-07-17"))
        #expect(try opening("hall", "2024-07-19T20:00").nextOpening == nil)
        #expect(try opening("hall", "2024-07-20T14:00").text(in: .english) == "not in operation")
        func week(_ id: String, _ date: String) throws -> [Bool]? {
            dataset.timetable(
                ofStructure: try #require(dataset.structureRow(id: id)), from: CalendarFixture.date(date))?
                .map { !$0.lines.isEmpty }
        }
        #expect(try week("hall", "2024-07-14") == [false, true, true, true, true, true, false])
        #expect(try week("hall", "2024-07-20") == nil && week("shut", "2024-07-14") == nil)
    }

    @Test func hoursWithoutHolidaysAreUnknownOnThem() throws {
        let opening = try opening("silent", "2026-12-25T10:00")
        #expect(opening.state == .unknown)
        #expect(opening.text(in: .greek) == "αργία (Χριστούγεννα): τηλεφωνήστε πρώτα")
    }

    @Test(arguments: ["nothing", "wrong"])
    func withoutValidHoursTheStateIsUnknown(_ id: String) throws {
        let opening = try opening(id, "2026-02-11T10:00")
        #expect(opening.state == .unknown && opening.onArrival == .unknown && opening.nextChange == nil)
        #expect(opening.text(in: .greek) == "δεν γνωρίζουμε το ωράριο")
    }

    @Test func arrivalIsLaterThanDeparture() throws {
        #expect(try opening("own", "2026-02-11T14:50", travelSeconds: 300).onArrival == .open)
        #expect(try opening("own", "2026-02-11T14:50", travelSeconds: 900).onArrival == .closed)
        #expect(try opening("own", "2026-02-11T07:50", travelSeconds: 900).onArrival == .open)
        #expect(try opening("own", "2026-02-11T14:50").onArrival == .unknown)
    }

    @Test func closedStructuresAreExcludedWithTheirNextOpening() throws {
        let answer = try ServiceLocator(dataset: dataset()).nearest(
            NearestQuery(
                origin: Coordinate(longitude: 0.5, latitude: 0.5), kinds: ["centre"],
                instant: CalendarFixture.instant("2026-02-14T11:00"), filter: ServiceFilter(opening: .open)))
        #expect(answer.results.isEmpty)
        let first = try #require(answer.nextBest.first)
        #expect(first.kind == .opensLater && first.result.structure.id == "own")
        #expect(first.result.opening.text(in: .greek) == "ανοίγει Δευτέρα 08:00")
    }

    @Test func readsTimesInQueryStrings() throws {
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
