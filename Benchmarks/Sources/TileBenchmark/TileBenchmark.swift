import Foundation
import GeoIndex
import Locator
import Routing
import TileServer

/// Measures drawing tiles of a dataset without caches: vector tiles of the roads by zoom, pictures, and coverage after
/// a closure. Usage: TileBenchmark DATASET [LON,LAT [tiles|pictures|coverage]]
@main
struct TileBenchmark {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 2 else {
            FileHandle.standardError.write(Data("usage: TileBenchmark DATASET [LON,LAT]\n".utf8))
            exit(64)
        }
        let dataset = try Dataset(directory: arguments[1])
        let map = try BaseMap(directory: dataset.directory, buildID: dataset.buildID)
        let renderer = TileRenderer(dataset: dataset, map: map)
        renderer.prepare()
        guard let bounds = renderer.bounds else { return }
        let place = arguments.dropFirst(2).first.map { $0.split(separator: ",").compactMap { Double($0) } } ?? []
        let middle =
            place.count == 2
            ? Coordinate(longitude: place[0], latitude: place[1])
            : Coordinate(longitude: (bounds.west + bounds.east) / 2, latitude: (bounds.south + bounds.north) / 2)
        let only = arguments.dropFirst(3).first
        if only == nil || only == "tiles" { tiles(renderer, middle) }
        if only == nil || only == "pictures" { try pictures(renderer, middle) }
        if only == nil || only == "coverage" { try await coverage(dataset, renderer, middle) }
    }

    private static func tiles(_ renderer: TileRenderer, _ middle: Coordinate) {
        print("| cold vector tile around the middle | z | tiles | median µs | most µs | median bytes |")
        for zoom in [6, 8, 10, 11, 12, 13, 14] {
            let tiles = around(middle, zoom, count: 49)
            var times: [Double] = []
            var sizes: [Int] = []
            for tile in tiles {
                let (seconds, bytes) = timed { renderer.tile(.roads, tile) }
                if bytes.isEmpty { continue }
                times.append(seconds * 1e6)
                sizes.append(bytes.count)
            }
            guard !times.isEmpty else { continue }
            print(
                "| roads | \(zoom) | \(times.count) | \(median(times)) | \(Int(times.max() ?? 0)) | \(sizes.sorted()[sizes.count / 2]) |"
            )
        }
    }

    private static func pictures(_ renderer: TileRenderer, _ middle: Coordinate) throws {
        let pictures = PictureRenderer(renderer)
        // Fonts are read once per process.
        _ = try pictures.tile(z: 0, x: 0, y: 0, scale: 1, .init())
        for zoom in [8, 10, 12, 14, 16] {
            var times: [Double] = []
            // Tiles without roads are not worth measuring.
            for tile in around(middle, min(zoom, 14), count: 25) where !renderer.tile(.roads, tile).isEmpty {
                let shift = zoom - min(zoom, 14)
                let (seconds, bytes) = try timed {
                    try pictures.tile(z: zoom, x: tile.x << shift, y: tile.y << shift, scale: 1, .init())
                }
                if bytes != nil { times.append(seconds * 1e3) }
            }
            print(
                "| picture 256 | \(zoom) | \(times.count) | \(String(format: "%.2f ms | %.2f ms", times.sorted()[times.count / 2], times.max() ?? 0)) |"
            )
        }
    }

    /// Measures the time until a tile shows a closure. By wall clock, because the metric is computed on all cores.
    private static func coverage(_ dataset: Dataset, _ renderer: TileRenderer, _ middle: Coordinate) async throws {
        let locator = ServiceLocator(dataset: dataset)
        let maps = CoverageMaps(renderer)
        let query = CoverageQuery(mode: "car")
        guard let tile = around(middle, 9, count: 1).first else { return }
        let (first, made) = try await clocked { () async throws -> [UInt8]? in
            guard let coverage = try await locator.coverage(query) else { return nil }
            return try await maps.surface(coverage)?.encoded(tile)
        }
        guard made != nil else { return }
        print("| coverage, first of a mode | \(Int(first * 1e3)) ms | nodes \(dataset.travel.graph.nodeCount) |")
        var steps: [[Double]] = []
        var closed = 0
        for version in 1...9 {
            let offset = Double(version) * 0.002
            let ring = [(0.0, 0.0), (0.01, 0), (0.01, 0.01), (0, 0.01)].map {
                Coordinate(longitude: middle.longitude + offset + $0.0, latitude: middle.latitude + $0.1)
            }
            let set = ClosureSet(
                version: version, closures: [Closure(id: "a", roads: .area([Polygon(rings: [ring])]))])
            let (closing, _) = await clocked { dataset.travel.router.setClosures(set, at: 0) }
            closed += dataset.travel.router.snapshot.closedArcs(profile: 0).count
            let (field, coverage) = try await clocked { try await locator.coverage(query) }
            guard let coverage else { return }
            let (sampling, surface) = try await clocked { try await maps.surface(coverage) }
            let (drawing, _) = try await clocked { try surface?.encoded(tile) }
            steps.append([closing, field, sampling, drawing, closing + field + sampling + drawing].map { $0 * 1e3 })
        }
        print("| coverage after a closure, arcs closed | \(closed / 9) |")
        for (name, index) in [("closing", 0), ("field", 1), ("sampling", 2), ("drawing", 3), ("all", 4)] {
            let all = steps.map { $0[index] }.sorted()
            print("| coverage after a closure, \(name) | median ms \(String(format: "%.1f", all[all.count / 2])) |")
        }
    }

    private static func around(_ place: Coordinate, _ zoom: Int, count: Int) -> [TileCoordinate] {
        let side = Double(1 << zoom)
        let radians = place.latitude * .pi / 180
        let x = Int((place.longitude + 180) / 360 * side)
        let y = Int((1 - asinh(tan(radians)) / .pi) / 2 * side)
        let reach = Int(Double(count).squareRoot()) / 2
        return (-reach...reach).flatMap { dx in
            (-reach...reach).compactMap { TileCoordinate(z: zoom, x: x + dx, y: y + $0) }
        }
    }

    private static func clocked<Result>(_ body: () async throws -> Result) async rethrows -> (Double, Result) {
        let start = DispatchTime.now().uptimeNanoseconds
        let result = try await body()
        return (Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9, result)
    }

    private static func timed<Result>(_ body: () throws -> Result) rethrows -> (Double, Result) {
        let start = processorTime
        let result = try body()
        return (processorTime - start, result)
    }

    /// The processor time of this thread in seconds, so that other load counts little.
    private static var processorTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func median(_ values: [Double]) -> Int { Int(values.sorted()[values.count / 2]) }
}
