import GeoIndex
import Glibc
import Routing

/// Measures the routing core from node to node; prints a line `who<TAB>what<TAB>unit<TAB>value` for each figure, like
/// the peers' scripts.
@main
struct RoutingBenchmark {
    private let network: Network
    private let hierarchy: ContractionHierarchy
    private let metric: Metric
    private var dice = Dice(seed: 42)

    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count > 1 else {
            print("usage: RoutingBenchmark NETWORK.bin|roads.plz [PART…] (see run-routing.sh)")
            exit(64)
        }
        if arguments[1].hasSuffix(".plz") {
            try RoadBenchmark(path: arguments[1]).run()
            return
        }
        guard let network = Network(path: arguments[1]) else {
            print("\(arguments[1]): not a network")
            exit(66)
        }
        var benchmark = try RoutingBenchmark(network)
        let parts = Set(arguments.dropFirst(2))
        func isWanted(_ part: String) -> Bool { parts.isEmpty || parts.contains(part) }
        if isWanted("points") { benchmark.points() }
        if isWanted("rows") { benchmark.rows() }
        if isWanted("nearest") { benchmark.nearest() }
        if isWanted("reach") { benchmark.reach() }
        if isWanted("updates") { benchmark.updates() }
        report("resident memory", residentMegabytes(), "MB")
    }

    static func report(_ name: String, _ value: Double, _ unit: String) {
        let rounded = (value * 1000).rounded() / 1000
        print("Plision\t\(name)\t\(unit)\t\(rounded)")
    }

    /// The best of several runs in milliseconds, so that other load counts least.
    static func best(_ runs: Int, _ body: () throws -> Void) rethrows -> Double {
        var best = Double.infinity
        for _ in 0..<runs {
            let start = seconds()
            try body()
            best = min(best, seconds() - start)
        }
        return best * 1000
    }

    private init(_ network: Network) throws {
        self.network = network
        let shrink = Float(cos((network.latitudes.first ?? 0) * .pi / 180))
        let (west, south) = (network.longitudes.first ?? 0, network.latitudes.first ?? 0)
        var order: [UInt32] = []
        Self.report(
            "order",
            Self.best(1) {
                order = NestedDissection.order(
                    nodeCount: network.nodeCount, edges: Array(zip(network.tails, network.heads)),
                    x: network.longitudes.map { Float($0 - west) * shrink },
                    y: network.latitudes.map { Float($0 - south) })
            }, "ms")
        let arcs = network.tails.indices.map {
            InputArc(tail: UInt32(network.tails[$0]), head: UInt32(network.heads[$0]), arc: UInt32($0))
        }
        var bytes: [UInt8] = []
        Self.report(
            "build",
            Self.best(1) {
                var writer = PackedFileWriter(kind: RoadGraph.fileKind)
                HierarchyBuilder.build(
                    nodeCount: network.nodeCount, networkArcCount: arcs.count, arcs: arcs, order: order,
                    into: &writer)
                bytes = writer.bytes(buildID: BuildID(high: 0, low: 1))
            }, "ms")
        Self.report("hierarchy file", Double(bytes.count) / 1e6, "MB")
        hierarchy = try ContractionHierarchy(
            file: PackedFile.open(bytes: bytes, kind: RoadGraph.fileKind, name: "benchmark"))
        let opened = hierarchy
        Self.report(
            "full customization", Self.best(7) { _ = Customizer.customize(opened, weights: network.milliseconds) }, "ms"
        )
        metric = Customizer.customize(hierarchy, weights: network.milliseconds)
    }

    private func seed(_ node: Int) -> [Seed] { [Seed(rank: Int(hierarchy.rankOf[node]), time: 0)] }

    private mutating func points() {
        let pairs = (0..<10000).map { _ in
            (seed(dice.below(network.nodeCount)), seed(dice.below(network.nodeCount)))
        }
        let query = PointQuery(hierarchy)
        let time = Self.best(5) { for (a, b) in pairs { _ = query.time(from: a, to: b, in: metric) } }
        Self.report("point to point", time / 10, "us")
        let way = Self.best(3) { for (a, b) in pairs.prefix(500) { _ = query.way(from: a, to: b, in: metric) } }
        Self.report("point to point with its arcs", way * 2, "us")
    }

    private mutating func rows() {
        let labels = ChainLabels(hierarchy)
        for count in [500, 4000] {
            let targets = network.places.prefix(count).map { seed(Int($0)) }
            var kept: TargetLabels?
            let making = Self.best(3) { kept = TargetLabels(targets, in: metric, .forward) }
            Self.report("prepare \(count) targets", making, "ms")
            guard let kept else { return }
            var row = [TravelWeight](repeating: 0, count: targets.count)
            let sources = (0..<200).map { _ in seed(dice.below(network.nodeCount)) }
            let time = Self.best(5) {
                for source in sources {
                    labels.search(source, in: metric, .forward)
                    row.withUnsafeMutableBufferPointer { kept.times(from: labels, into: $0) }
                }
            }
            Self.report("one to \(count)", time * 5, "us")
        }
    }

    private mutating func nearest() {
        let targets = network.places.map { seed(Int($0)) }
        let kept = TargetLabels(targets, in: metric, .forward)
        let query = TargetQuery(hierarchy)
        let sources = (0..<5000).map { _ in seed(dice.below(network.nodeCount)) }
        let time = Self.best(3) {
            for source in sources { _ = query.nearest(5, from: source, among: kept, in: metric) }
        }
        Self.report("5 nearest of \(targets.count)", time / 5, "us")
        let all = Self.best(3) { _ = NearestSweep(5, targets: targets, in: metric, .forward) }
        Self.report("5 nearest of \(targets.count) for every node", all, "ms")
    }

    private mutating func reach() {
        let sweep = Sweep(hierarchy)
        let sources = (0..<50).map { _ in seed(dice.below(network.nodeCount)) }
        let near = Self.best(3) {
            for source in sources { sweep.run(source, in: metric, .forward, limit: 600_000) }
        }
        Self.report("10 minute reach", near / 50, "ms")
        let all = Self.best(3) { for source in sources { sweep.run(source, in: metric, .forward) } }
        Self.report("one to all", all / 50, "ms")
    }

    private mutating func updates() {
        let slot = MetricSlot(hierarchy, baseWeights: FixedArray(network.milliseconds), profileBit: 1)
        let query = PointQuery(hierarchy)
        // Both metrics exist before the measurement, as in a server that has run for a while.
        slot.set([0: .unreachable])
        slot.set([:])
        for count in [10, 200] {
            var (times, firsts, undone): ([Double], [Double], [Double]) = ([], [], [])
            for _ in 0..<40 {
                var closed: [UInt32: TravelWeight] = [:]
                while closed.count < count { closed[UInt32(dice.below(network.tails.count))] = .unreachable }
                let (a, b) = (seed(dice.below(network.nodeCount)), seed(dice.below(network.nodeCount)))
                let start = seconds()
                slot.set(closed)
                times.append(seconds() - start)
                _ = query.time(from: a, to: b, in: slot.metric)
                firsts.append(seconds() - start)
                let again = seconds()
                slot.set([:])
                undone.append(seconds() - again)
            }
            func report(_ what: String, _ times: [Double]) {
                Self.report("\(count) closures\(what), median", times.sorted()[times.count / 2] * 1000, "ms")
            }
            report(", the update alone", times)
            report(" to first answer", firsts)
            report(" opened again", undone)
        }
    }
}
