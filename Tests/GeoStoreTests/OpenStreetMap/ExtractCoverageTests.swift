import Foundation
import GeoIndex
import GeoStore
import Locator
import Records
import Routing
import RoutingTestSupport
import Testing
import TestSupport
import TileServer

/// Compares travel time bands on real road networks with exact times at random points, and the table of people with
/// plain counting.
///
/// Extracts come from the folder `osm` of `PLISION_GEODATA`; `PLISION_PROOF_POINTS` (default 2,000) is the number of
/// points for each.
@Suite struct ExtractCoverageTests {
    static let count = ProcessInfo.processInfo.environment["PLISION_PROOF_POINTS"].flatMap { Int($0) } ?? 2000
    static let extracts: [String] = {
        guard let folder = ProcessInfo.processInfo.environment["PLISION_GEODATA"] else { return [] }
        return ["liechtenstein-latest", "porto_portugal"].map { "\(folder)/osm/\($0).osm.pbf" }
            .filter { FileManager.default.fileExists(atPath: $0) }
    }()

    private func dataset(_ extract: String, _ folder: TemporaryFolder) throws -> Dataset {
        let store = try FeatureStore(path: ":memory:")
        _ = try Importer(into: store).importOSM(file: extract)
        var contents = try store.contents()
        // An extract may contain no structures, so a dozen are placed at its doors and settlements.
        let doors = contents.dataset.places.compactMap(\.coordinate)
        var random = SeededGenerator(seed: 3)
        contents.dataset.kinds = [StructureKind(code: "office", names: LocalizedText(["en": "Office"]))]
        contents.dataset.structures = (0..<12).map { index in
            Structure(
                id: "s\(index)", kind: "office", names: LocalizedText(["en": "Office \(index)"]),
                coordinate: doors.randomElement(using: &random))
        }
        var roads = RoadGraphBuilder(limits: contents.speedLimits ?? RegionLimits())
        try store.feed(&roads)
        let writer = try DatasetWriter(contents.dataset, roads: roads, bounds: contents.clip)
        _ = try writer.write(to: folder.file("dataset"))
        return try Dataset(directory: folder.file("dataset"))
    }

    /// The position of a band in the order of bands.
    private static let order = CoverageQuery.breaks.map(String.init) + ["beyond", "noRoute", "noData"]

    private func exact(_ place: Coordinate, _ coverage: Coverage) -> Int {
        let graph = coverage.dataset.travel.graph
        guard let point = graph.point(at: place, profile: coverage.profile) else { return Self.order.count - 1 }
        guard let time = coverage.milliseconds(at: point) else { return Self.order.count - 2 }
        return CoverageQuery.breaks.firstIndex { time <= $0 * 60_000 } ?? CoverageQuery.breaks.count
    }

    @Test(arguments: extracts) func everyPointLiesInItsBandWithinACell(_ extract: String) async throws {
        let folder = try TemporaryFolder()
        let dataset = try dataset(extract, folder)
        let coverage = try #require(try await ServiceLocator(dataset: dataset).coverage(CoverageQuery(mode: "foot")))
        #expect(!coverage.structures.isEmpty)
        let renderer = TileRenderer(dataset: dataset)
        let surface = try #require(try await CoverageMaps(renderer).surface(coverage))
        let bands = try Bands(try surface.geoJSON(coverage))
        let bounds = try #require(renderer.bounds)
        var random = SeededGenerator(seed: 5)
        var (seen, same) = (0, 0)
        for _ in 0..<Self.count {
            let place = Coordinate(
                longitude: random.uniform(bounds.west...bounds.east),
                latitude: random.uniform(bounds.south...bounds.north))
            let found = bands.names(at: place).compactMap { Self.order.firstIndex(of: $0) }
            #expect(found.count <= 1, "\(place) lies in several bands")
            guard let band = found.first else { continue }
            seen += 1
            let own = exact(place, coverage)
            if own == band {
                same += 1
                continue
            }
            // The corners of the grid cell determine between which bands the place may lie.
            let all = [own] + Self.corners(of: place).map { exact($0, coverage) }
            let range = (all.min() ?? 0)...(all.max() ?? 0)
            #expect(range.contains(band), "\(place) lies in \(Self.order[band]), exact \(Self.order[own])")
        }
        #expect(seen > Self.count * 9 / 10)
        #expect(same > seen * 9 / 10, "\(same) of \(seen) points lie in their exact band")
        print("\(extract): \(same) of \(seen) points in their exact band, all within a cell")
    }

    @Test(arguments: extracts) func theTableCountsWhatPlainSearchCounts(_ extract: String) async throws {
        let folder = try TemporaryFolder()
        let dataset = try dataset(extract, folder)
        let minutes = [5, 10, 20]
        let coverage = try #require(try await ServiceLocator(dataset: dataset).coverage(CoverageQuery(mode: "car")))
        let table = CoverageTable(coverage, minutes: minutes)
        let oracle = RuleOracle(dataset.travel.graph, profile: coverage.profile, changes: [:])
        let goals = coverage.structures.compactMap { dataset.structure(at: $0).coordinate }
            .compactMap { dataset.travel.graph.point(at: $0, profile: coverage.profile) }
        var (within, counted) = ([Int](repeating: 0, count: minutes.count), 0)
        let kinds: Set = ["city", "town", "village", "hamlet", "isolated_dwelling"]
        for place in (0..<dataset.placeCount).map(dataset.place(at:)) where kinds.contains(place.kind) {
            counted += place.population ?? 0
            guard let coordinate = place.coordinate,
                let source = dataset.travel.graph.point(at: coordinate, profile: coverage.profile)
            else { continue }
            let reach = oracle.reach(from: source)
            let least = goals.map { oracle.time(from: source, reach, to: $0) }.min() ?? .unreachable
            for (step, limit) in minutes.enumerated() where Int(least) <= limit * 60_000 {
                within[step] += place.population ?? 0
            }
        }
        #expect(table.total.population == counted)
        #expect(table.total.within == within)
    }

    /// The corners of the grid cell of a place; cells are 2⁻¹⁸ of the map's square wide.
    private static func corners(of place: Coordinate) -> [Coordinate] {
        let side = Double(1 << 18)
        let radians = place.latitude * .pi / 180
        let (x, y) = ((place.longitude + 180) / 360 * side, (1 - asinh(tan(radians)) / .pi) / 2 * side)
        return [(0, 0), (1, 0), (0, 1), (1, 1)].map { dx, dy in
            Coordinate(
                longitude: (x.rounded(.down) + dx) / side * 360 - 180,
                latitude: atan(sinh(.pi * (1 - 2 * (y.rounded(.down) + dy) / side))) * 180 / .pi)
        }
    }

    /// The bands of a GeoJSON answer, with their edges sorted into rows of latitude.
    private struct Bands {
        private struct Edge {
            var band: Int
            var a: (x: Double, y: Double)
            var b: (x: Double, y: Double)
        }

        private var names: [String] = []
        private var rows: [Int: [Edge]] = [:]
        private static let rowsPerDegree = 500.0

        init(_ bytes: [UInt8]) throws {
            let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
            for feature in object?["features"] as? [[String: Any]] ?? [] {
                let band = names.count
                names.append((feature["properties"] as? [String: Any])?["band"] as? String ?? "")
                let geometry = feature["geometry"] as? [String: Any]
                for ring in (geometry?["coordinates"] as? [[[[Double]]]] ?? []).joined() {
                    for (a, b) in zip(ring, ring.dropFirst()) {
                        let edge = Edge(band: band, a: (a[0], a[1]), b: (b[0], b[1]))
                        let (low, high) = (Self.row(min(a[1], b[1])), Self.row(max(a[1], b[1])))
                        for row in low...high { rows[row, default: []].append(edge) }
                    }
                }
            }
        }

        private static func row(_ latitude: Double) -> Int { Int((latitude * rowsPerDegree).rounded(.down)) }

        /// The bands that contain a place, by the edges to the east of it.
        func names(at place: Coordinate) -> [String] {
            var inside = [Bool](repeating: false, count: names.count)
            let (x, y) = (place.longitude, place.latitude)
            for edge in rows[Self.row(y)] ?? [] where (edge.a.y > y) != (edge.b.y > y) {
                if x < edge.a.x + (y - edge.a.y) / (edge.b.y - edge.a.y) * (edge.b.x - edge.a.x) {
                    inside[edge.band].toggle()
                }
            }
            return names.indices.filter { inside[$0] }.map { names[$0] }
        }
    }
}
