import GeoIndex
import Locator
import Records
import Routing
import TestSupport
import Testing
import TileServer

@Suite struct CoverageTableTests {
    let dataset: Dataset
    let coverage: Coverage

    init() async throws {
        dataset = try MapFixture.renderer().dataset
        coverage = try #require(
            try await ServiceLocator(dataset: dataset).coverage(CoverageQuery(kinds: ["office"], mode: "car")))
    }

    @Test func partsAddUpToTheRegion() {
        let table = CoverageTable(coverage, minutes: [5, 15, 30])
        #expect(table.total.population == 50_001 + 1000 + 20 + 3333 + 7)
        for row in table.rows + [table.total] {
            #expect(row.covered + row.uncovered + row.unknown == row.population)
            #expect(row.within.last == row.covered)
            #expect(row.within == row.within.sorted())
        }
        for part in [\CoverageTable.Row.covered, \.beyond, \.noRoute, \.unknown, \.population] {
            #expect(table.rows.reduce(0) { $0 + $1[keyPath: part] } == table.total[keyPath: part])
        }
        #expect(table.isApportioned)
    }

    @Test func noFigureDependsOnTheOtherMinutes() {
        let all = CoverageTable(coverage, minutes: Array(1...90))
        for minutes in [[5], [15], [30], [7, 30], [5, 15, 30, 45, 60], [90]] {
            let table = CoverageTable(coverage, minutes: minutes)
            for (row, full) in zip(table.rows + [table.total], all.rows + [all.total]) {
                #expect(row.within == minutes.map { full.within[$0 - 1] })
                #expect(row.noRoute == full.noRoute && row.unknown == full.unknown)
            }
        }
    }

    @Test func settlementsAreCountedByTheirTime() throws {
        // The expected times, from one route for each settlement and structure.
        let minutes = [5, 15, 30]
        let snapshot = dataset.travel.router.snapshot
        let targets = (0..<dataset.structureCount).map(dataset.structure(at:))
            .filter { $0.status.isOffered }.compactMap(\.coordinate)
        let table = CoverageTable(coverage, minutes: minutes)
        for (index, municipality) in dataset.municipalities.enumerated() {
            let own = MapFixture.places.filter { $0.municipality == municipality.code }
            let row = try #require(table.rows.first { $0.municipality == index })
            let counted = own.reduce(0) { $0 + ($1.population ?? 0) }
            guard counted > 0 else {
                #expect(row.unknown == row.population)
                continue
            }
            var within = [Double](repeating: 0, count: minutes.count)
            for place in own {
                guard let coordinate = place.coordinate else { continue }
                let seconds = targets.compactMap { target -> Double? in
                    guard case .success(let route) = snapshot.route(from: coordinate, to: target, profile: "car") else {
                        return nil
                    }
                    return route.seconds
                }.min()
                for (step, limit) in minutes.enumerated() where (seconds ?? .infinity) <= Double(limit) * 60 {
                    within[step] += Double(place.population ?? 0) / Double(counted) * Double(row.population)
                }
            }
            for (exact, told) in zip(within, row.within) { #expect(abs(exact - Double(told)) <= 2) }
        }
    }

    @Test func aModeWithoutRoadsHasNoCoverage() async throws {
        #expect(try await ServiceLocator(dataset: dataset).coverage(CoverageQuery(mode: "straight")) == nil)
    }

    @Test func theGridAgreesWithSinglePoints() throws {
        var random = SeededGenerator(seed: 23)
        let graph = dataset.travel.graph
        let points = (0..<2000).map { _ in
            graph.point(
                at: Coordinate(
                    longitude: Double.random(in: 9.9...11.1, using: &random),
                    latitude: Double.random(in: 44.9...46.1, using: &random)), profile: coverage.profile)
        }
        let times = coverage.field.milliseconds(at: PointColumns(points, on: graph))
        var reached = 0
        for (point, time) in zip(points, times) {
            guard let point else {
                #expect(time == PointColumns.offNetwork)
                continue
            }
            guard let exact = coverage.milliseconds(at: point) else {
                #expect(time == PointColumns.noRoute)
                continue
            }
            reached += 1
            #expect(Int(time) == exact)
        }
        #expect(reached > 300)
    }
}
