import RuleFixtures
import GeoIndex
import Locator
import Records
import Testing

/// Competence depends on the service area, not on where a structure is.
struct CompetenceTests {
    private let instant = CalendarFixture.instant("2026-02-11T10:00")

    private func nearest(
        _ structures: [Structure], _ longitude: Double, _ latitude: Double = 0.5, kinds: [String] = [],
        places: [Place] = [], filter: ServiceFilter = ServiceFilter(), limit: Int = 5
    ) throws -> NearestAnswer {
        try ServiceLocator(dataset: Toyland.dataset(structures, places: places)).nearest(
            NearestQuery(
                origin: Coordinate(longitude: longitude, latitude: latitude), kinds: kinds, limit: limit,
                instant: instant, filter: filter))
    }

    @Test func aServiceAreaOverridesTheMunicipality() throws {
        let structures = [
            Toyland.structure("stands-here", "centre", 0.9, municipality: "T0") {
                $0.serviceArea = ServiceArea(municipalities: ["T1"])
            },
            Toyland.structure("far", "centre", 0.1, municipality: "T0"),
            Toyland.structure("other", "centre", 1.4, municipality: "T1"),
        ]
        let here = try nearest(structures, 0.95)
        #expect(here.results.map(\.structure.id) == ["far", "stands-here", "other"])
        #expect(here.results.map(\.isCompetent) == [true, false, false])
        let there = try nearest(structures, 1.05)
        #expect(there.results.map(\.structure.id) == ["stands-here", "other", "far"])
        #expect(there.results.map(\.isCompetent) == [true, true, false])
    }

    @Test func aNamedStructureComesBeforeOtherCompetentOnes() throws {
        // Two in one building, of which only the town is known.
        let dataset = try Toyland.dataset(
            ["first", "second"].map { id in
                var one = Toyland.structure(id, "centre", 0.5, municipality: "T0")
                one.accuracyMetres = 5000
                return one
            })
        let row = try #require((0..<dataset.structureCount).first { dataset.structure(at: $0).id == "second" })
        let origin = try #require(dataset.structure(at: row).coordinate)
        let answer = ServiceLocator(dataset: dataset).nearest(
            NearestQuery(origin: origin, originAccuracyMetres: 5000, instant: instant, named: row))
        #expect(answer.results.map(\.structure.id) == ["second", "first"])
        #expect(answer.results.map(\.travel.uncertainMetres) == [0, 10_000])
    }

    @Test func serviceAreasCanNameSettlementsAndOutlines() throws {
        let places = [("v1", 0.2), ("v2", 0.8)].map { id, longitude in
            Place(
                id: id, kind: "village", names: LocalizedText(["en": id]), municipality: "T0",
                coordinate: Coordinate(longitude: longitude, latitude: 0.5))
        }
        let square = [(0.4, 0.4), (0.6, 0.4), (0.6, 0.6), (0.4, 0.6)].map {
            Coordinate(longitude: $0.0, latitude: $0.1)
        }
        let structures = [
            Toyland.structure("village", "centre", 0.1, municipality: "T0") {
                $0.serviceArea = ServiceArea(settlements: ["v2"])
            },
            Toyland.structure("square", "centre", 0.9, municipality: "T0") {
                $0.serviceArea = ServiceArea(outline: [Polygon(rings: [square])])
            },
            Toyland.structure("plain", "hospital", 0.5, municipality: "T0"),
        ]
        #expect(try nearest(structures, 0.85, places: places).results.first?.structure.id == "village")
        let inSquare = try nearest(structures, 0.45, places: places)
        #expect(inSquare.results.first?.structure.id == "square")
        #expect(inSquare.results.first?.isCompetent == true)
        let neither = try nearest(structures, 0.25, places: places)
        #expect(neither.results.allSatisfy { !$0.isCompetent })
    }

    @Test func aMobileServiceComesToItsAreaAndHasNoPin() throws {
        let van = Toyland.structure("van", "hospital", 0.5, municipality: "T0", hours: "Mo 10:00-12:00") {
            $0.delivery = .mobile
            $0.serviceArea = ServiceArea(municipalities: ["T0", "T1"])
        }
        let dataset = try Toyland.dataset([van])
        #expect(dataset.structure(id: "van")?.coordinate == nil)
        let served = try nearest([van], 1.5)
        #expect(served.results.map(\.structure.id) == ["van"])
        #expect(served.results[0].travel.mode == "visits" && served.results[0].isCompetent)
        #expect(served.results[0].travel.metres.isNaN)
        #expect(try nearest([van], 2.5).results.isEmpty)
    }

    @Test func aTelephoneLineAnswersEverywhereAndComesLast() throws {
        let structures = [
            Toyland.structure("line", "hospital", nil, municipality: nil) { $0.delivery = .virtual },
            Toyland.structure("hospital", "hospital", 2.9, municipality: "T2"),
        ]
        let answer = try nearest(structures, 0.5)
        #expect(answer.results.map(\.structure.id) == ["hospital", "line"])
        #expect(answer.results[1].travel.mode == "phone")
        #expect(answer.withoutPosition == 0)
    }

    @Test func suspendedStructuresAreListedSeparately() throws {
        let structures = [
            Toyland.structure("pharmacy", "hospital", 0.5, municipality: "T0", status: .suspended) {
                $0.statusReason = LocalizedText(["el": "Χωρίς φαρμακοποιό", "en": "No pharmacist"])
            },
            Toyland.structure("away", "hospital", 2.5, municipality: "T2"),
        ]
        let dataset = try Toyland.dataset(structures)
        let answer = try nearest(structures, 0.5, kinds: ["hospital"])
        #expect(answer.results.map(\.structure.id) == ["away"])
        #expect(answer.notOffered.map { dataset.structure(at: $0).details.statusReason["en"] } == ["No pharmacist"])
        #expect(dataset.structure(id: "pharmacy") != nil)
    }

    @Test(arguments: [("2024-07-14", false), ("2024-07-16", true), ("2024-07-20", false)])
    func temporaryStructuresAreOfferedBetweenTheirDates(_ day: String, _ isFound: Bool) throws {
        let hall = Toyland.structure("hall", "hospital", 0.5, municipality: "T0", status: .temporary) {
            $0.validFrom = CalendarFixture.date("2024-07-15")
            $0.validTo = CalendarFixture.date("2024-07-19")
        }
        let answer = try ServiceLocator(dataset: Toyland.dataset([hall])).nearest(
            NearestQuery(
                origin: Coordinate(longitude: 0.5, latitude: 0.5), instant: CalendarFixture.instant("\(day)T14:00")))
        #expect(answer.results.isEmpty != isFound)
    }

    @Test func structuresAreNotOfferedAfterTheirFunding() throws {
        var structure = Toyland.structure("funded", "centre", 0.5, municipality: "T0")
        structure.details.funding = [
            Funding(names: LocalizedText(["en": "Fund"]), code: "5002811", to: CalendarFixture.date("2026-02-10"))
        ]
        #expect(try nearest([structure], 0.5).results.isEmpty)
        structure.details.funding.append(Funding(names: LocalizedText(["en": "Town"])))
        #expect(try nearest([structure], 0.5).results.count == 1)
    }

    @Test func noResultGivesSuggestions() throws {
        let structures = [
            Toyland.structure("own", "centre", 0.1, municipality: "T0"),
            Toyland.structure("hospital", "hospital", 2.5, municipality: "T2"),
            Toyland.structure("line", "centre", nil, municipality: nil) { $0.delivery = .virtual },
        ]
        let answer = try nearest(
            structures, 0.5, kinds: ["hospital"], filter: ServiceFilter(isStepFree: true, withinMetres: 1000))
        #expect(answer.results.isEmpty)
        #expect(answer.nextBest.map(\.kind) == [.withoutFilter, .municipality, .line])
        #expect(answer.nextBest.map(\.result.structure.id) == ["hospital", "own", "line"])
        let near = try nearest(structures, 0.5, kinds: ["hospital"], filter: ServiceFilter(withinMetres: 1000))
        #expect(near.nextBest.first?.kind == .wider)
    }

    @Test func overdueRecordsHaveAWarning() throws {
        var structure = Toyland.structure("old", "centre", 0.5, municipality: "T0")
        structure.checkedOn = "2025-08-01"
        structure.details.checkEveryDays = 180
        func reasons(_ structure: Structure) throws -> [String] {
            let dataset = try Toyland.dataset([structure])
            let answer = ServiceLocator(dataset: dataset).nearest(
                NearestQuery(origin: Coordinate(longitude: 0.5, latitude: 0.5), instant: instant))
            return answer.results[0].reasons(in: .english, answer: answer)
        }
        let words = "The record has not been checked as often as it should: "
        #expect(try reasons(structure).contains(words + "ask the municipality first"))
        structure.phone = "2410000000"
        #expect(try reasons(structure).contains(words + "phone first"))
        structure.checkedOn = "2025-12-01"
        #expect(try !reasons(structure).contains { $0.hasPrefix(words) })
    }

    @Test func overdueRecordsComeBehindFreshOnesOfTheirKind() throws {
        func place(_ id: String, _ kind: String, _ longitude: Double, isOverdue: Bool = false) -> Structure {
            var structure = Toyland.structure(id, kind, longitude, municipality: "T0")
            structure.checkedOn = isOverdue ? "2024-08-01" : "2026-02-01"
            structure.details.checkEveryDays = 90
            return structure
        }
        let structures = [
            place("old near", "hospital", 0.51, isOverdue: true), place("own", "centre", 0.52, isOverdue: true),
            place("fresh", "hospital", 0.6), place("old far", "hospital", 0.7, isOverdue: true),
            place("fresh far", "hospital", 0.8),
        ]
        let answer = try nearest(structures, 0.5)
        #expect(answer.results.map(\.structure.id) == ["own", "fresh", "fresh far", "old near", "old far"])
    }
}
