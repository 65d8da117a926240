import RuleFixtures
import GeoIndex
import Locator
import Records
import Testing
import TestSupport

struct ServiceLocatorTests {
    private func nearest(_ structures: [Structure], _ longitude: Double, kinds: [String] = [], limit: Int = 5) throws
        -> NearestAnswer
    {
        try ServiceLocator(dataset: Toyland.dataset(structures)).nearest(
            NearestQuery(origin: Coordinate(longitude: longitude, latitude: 0.5), kinds: kinds, limit: limit))
    }

    @Test func competentComesFirstThenByDistance() throws {
        let answer = try nearest(
            [
                Toyland.structure("across", "centre", 1.01, municipality: "T1"),
                Toyland.structure("own", "centre", 0.2, municipality: "T0"),
                Toyland.structure("own-far", "centre", 0.1, municipality: "T0"),
                Toyland.structure("hospital", "hospital", 0.98, municipality: "T0"),
            ], 0.95)
        #expect(answer.results.map(\.structure.id) == ["own", "hospital", "across", "own-far"])
        #expect(answer.results.map(\.isCompetent) == [true, false, false, true])
        #expect(answer.municipality == MunicipalityMatch(row: 0, isSnapped: false, metres: 0))
    }

    @Test func theCompetentStructureIsInEveryAnswer() throws {
        let near = (0..<5).map { Toyland.structure("near\($0)", "centre", 1.01, municipality: "T1") }
        let answer = try nearest(near + [Toyland.structure("own", "centre", 0.01, municipality: "T0")], 0.99, limit: 2)
        #expect(answer.results.map(\.structure.id) == ["own", "near0"])
    }

    @Test(arguments: [Structure.Status.planned, .suspended, .closed])
    func structuresNotOperatingAreNotResults(status: Structure.Status) throws {
        let answer = try nearest(
            [
                Toyland.structure("shut", "centre", 0.5, municipality: "T0", status: status),
                Toyland.structure("works", "centre", 2.5, municipality: "T2"),
            ], 0.5)
        #expect(answer.results.map(\.structure.id) == ["works"])
    }

    /// A structure of which only the municipality is known is in the answer without a distance. When competent, it
    /// comes before structures that are certainly farther away.
    @Test func structuresWithoutPositionHaveNoDistance() throws {
        let structures = [
            Toyland.structure("nowhere", "centre", nil, municipality: "T0"),
            Toyland.structure("somewhere", "centre", 2.5, municipality: "T2"),
            Toyland.structure("nowhere else", "centre", nil, municipality: "T1"),
        ]
        let answer = try nearest(structures, 0.5)
        #expect(answer.results.map(\.structure.id) == ["nowhere", "somewhere", "nowhere else"])
        #expect(answer.results[0].isCompetent && answer.results[0].travel.mode == TravelMode.unlocated)
        #expect(answer.results[0].travel.metres.isNaN && answer.results[0].travel.seconds == nil)
        #expect(answer.withoutPosition == 0)
        // Its distance is unknown.
        let near = try ServiceLocator(dataset: Toyland.dataset(structures)).nearest(
            NearestQuery(
                origin: Coordinate(longitude: 0.5, latitude: 0.5), instant: CalendarFixture.instant("2026-02-11T10:00"),
                filter: ServiceFilter(withinMetres: 1000)))
        #expect(near.results.isEmpty && near.withoutPosition == 1)
        // A structure of the municipality with a position is certainly the nearest and comes first.
        let both = try nearest(structures + [Toyland.structure("here", "centre", 0.6, municipality: "T0")], 0.5)
        #expect(both.results.map(\.structure.id) == ["here", "nowhere", "somewhere", "nowhere else"])
    }

    @Test func anEmptyDatasetHasNoResults() throws {
        let answer = try nearest([], 0.5)
        #expect(answer.results.isEmpty)
        #expect(answer.municipality?.row == 0)
    }

    /// Every answer equals a scan of the whole table.
    @Test func equalsABruteForceScan() throws {
        var random = SeededGenerator(seed: 2)
        let structures = (0..<500).map { index in
            let longitude = Double.random(in: -0.2...3.2, using: &random)
            return Toyland.structure(
                "s\(index)", Bool.random(using: &random) ? "centre" : "hospital", longitude,
                Double.random(in: -0.2...1.2, using: &random),
                municipality: (0...2).contains(Int(longitude.rounded(.down)))
                    ? "T\(Int(longitude.rounded(.down)))" : nil,
                status: Int.random(in: 0..<10, using: &random) == 0 ? .closed : .unverified)
        }
        let dataset = try Toyland.dataset(structures)
        for _ in 0..<300 {
            let origin = Coordinate(
                longitude: .random(in: -0.1...3.1, using: &random), latitude: .random(in: -0.1...1.1, using: &random))
            let kinds = [[], ["centre"], ["hospital"]].randomElement(using: &random)!
            let limit = Int.random(in: 1...12, using: &random)
            let answer = ServiceLocator(dataset: dataset)
                .nearest(NearestQuery(origin: origin, kinds: kinds, limit: limit))

            let own = dataset.municipality(containing: origin).map { "T\($0.row)" }
            var scan =
                structures
                .filter { $0.status.isOffered && (kinds.isEmpty || kinds.contains($0.kind)) }
                .map { (structure: $0, metres: Geodesic.distance(from: origin, to: $0.coordinate!)) }
                .sorted { ($0.metres, $0.structure.id) < ($1.metres, $1.structure.id) }
            if let first = scan.firstIndex(where: {
                $0.structure.municipality == own && own != nil && $0.structure.kind == "centre"
            }) {
                scan.insert(scan.remove(at: first), at: 0)
            }
            #expect(answer.results.map(\.structure.id) == scan.prefix(limit).map(\.structure.id))
            #expect(answer.results.map(\.travel.metres) == scan.prefix(limit).map(\.metres))
        }
    }
}
