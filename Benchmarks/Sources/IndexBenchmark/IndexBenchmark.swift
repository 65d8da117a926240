import GeoIndex

/// Measures the index. `IndexBenchmark make FOLDER [GEOJSON]` writes the seeded input that all peers read;
/// `IndexBenchmark run FOLDER` measures with it and prints a tab-separated line of figures for each scenario.
@main
struct IndexBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3, ["make", "run"].contains(arguments[1]) else {
            print("usage: IndexBenchmark make FOLDER [GEOJSON] | IndexBenchmark run FOLDER")
            return
        }
        if arguments[1] == "make" {
            try BenchmarkInput.make(in: arguments[2], areas: arguments.count > 3 ? arguments[3] : nil)
        } else {
            try run(BenchmarkInput(folder: arguments[2]), folder: arguments[2])
        }
    }

    private static let kind = FileKind(literal: "BNCH")

    private static func run(_ input: BenchmarkInput, folder: String) throws {
        let clock = BenchmarkClock(peer: "Plision")
        for (name, points, queries) in [("region", input.points, input.queries), ("world", input.world, input.world)] {
            let file = try build("1M points, \(name)", rounds: 5, folder, clock) {
                PackedRTree.build(points: points, into: &$0, prefix: "index")
            }
            let tree = try PackedRTree(file: file, prefix: "index")
            for count in [10, 1] {
                clock.measure("k=\(count) nearest of 1M, \(name)", queries: queries) { query in
                    tree.nearest(to: query, count: count).reduce(0) { $0 + $1.index }
                }
            }
            guard name == "region" else { continue }
            clock.measure("box of about 100 of 1M", queries: queries) { query in
                var count = 0
                tree.search(input.window(around: query)) { _ in
                    count += 1
                    return true
                }
                return count
            }
        }
        for (name, areas, queries) in input.coverages {
            let file = try build("areas, \(name)", rounds: 3, folder, clock) {
                AreaIndex.build(areas: areas, into: &$0, prefix: "index")
            }
            let index = try AreaIndex(file: file, prefix: "index")
            clock.measure("area of a point, \(name)", queries: queries) { index.area(containing: $0) ?? -1 }
        }
    }

    /// Measures building a file's bytes, then maps the file from disk, as a server does.
    private static func build(
        _ what: String, rounds: Int, _ folder: String, _ clock: BenchmarkClock,
        _ add: (inout PackedFileWriter) -> Void
    ) throws -> PackedFile {
        var writer = PackedFileWriter(kind: kind)
        var buildID = BuildID(high: 0, low: 0)
        clock.measure("build \(what)", unit: "ms", perRound: 1_000_000, rounds: rounds) {
            writer = PackedFileWriter(kind: kind)
            add(&writer)
            buildID = BuildID(combining: [writer.contentHash])
            _ = writer.bytes(buildID: buildID)
        }
        try writer.write(to: folder + "/index.plz", buildID: buildID)
        return try PackedFile.open(path: folder + "/index.plz", kind: kind)
    }
}
