import Routing
import TestSupport
import Testing

@Suite("Many targets")
struct TargetLabelsTests {
    private struct World {
        let network = PlainNetwork(towns: 14, seed: 31)
        let hierarchy: ContractionHierarchy
        let metric: Metric
        let targets: [Int]

        init() throws {
            hierarchy = try network.hierarchy()
            metric = Customizer.customize(hierarchy, weights: network.weights)
            var random = SeededGenerator(seed: 32)
            let count = network.nodeCount
            targets = (0..<150).map { _ in Int.random(in: 0..<count, using: &random) }
        }

        func seeds(_ node: Int) -> [Seed] { [Seed(rank: Int(hierarchy.rankOf[node]), time: 0)] }
    }

    @Test("One to many equals the reference algorithm in both directions")
    func rows() throws {
        let world = try World()
        let labels = ChainLabels(world.hierarchy)
        let seeds = world.targets.map(world.seeds)
        let forward = TargetLabels(seeds, in: world.metric, .forward)
        let backward = TargetLabels(seeds, in: world.metric, .backward)
        var row = [TravelWeight](repeating: 0, count: seeds.count)
        for source in stride(from: 0, to: world.network.nodeCount, by: 97) {
            let times = world.network.times(from: source, weights: world.network.weights)
            labels.search(world.seeds(source), in: world.metric, .forward)
            row.withUnsafeMutableBufferPointer { forward.times(from: labels, into: $0) }
            #expect(row == world.targets.map { times[$0] })
        }
        for (index, target) in world.targets.enumerated().prefix(10) {
            let times = world.network.times(from: target, weights: world.network.weights)
            for node in stride(from: 0, to: world.network.nodeCount, by: 13) {
                labels.search(world.seeds(node), in: world.metric, .backward)
                row.withUnsafeMutableBufferPointer { backward.times(from: labels, into: $0) }
                #expect(row[index] == times[node])
            }
        }
    }

    @Test("The k nearest with a filter equal sorting all", arguments: [0, 1, 5, 1000])
    func nearest(count: Int) throws {
        let world = try World()
        let query = TargetQuery(world.hierarchy)
        let labels = TargetLabels(world.targets.map(world.seeds), in: world.metric, .forward)
        for source in stride(from: 0, to: world.network.nodeCount, by: 41) {
            let times = world.network.times(from: source, weights: world.network.weights)
            for modulus in [1, 3] {
                var asked: Set<Int> = []
                let hits = query.nearest(count, from: world.seeds(source), among: labels, in: world.metric) {
                    #expect(asked.insert($0).inserted, "each target is asked about once")
                    return $0 % modulus == 0
                }
                let all = world.targets.indices.filter {
                    $0 % modulus == 0 && times[world.targets[$0]] < .unreachable
                }
                #expect(hits.map(\.time) == all.map { times[world.targets[$0]] }.sorted().prefix(count).map { $0 })
                #expect(Set(hits.map(\.target)).count == hits.count)
                for hit in hits { #expect(times[world.targets[hit.target]] == hit.time) }
            }
        }
    }

    @Test("The k nearest stop at a limit and on request; without targets the result is empty")
    func limits() throws {
        let world = try World()
        let query = TargetQuery(world.hierarchy)
        let labels = TargetLabels(world.targets.map(world.seeds), in: world.metric, .forward)
        let all = query.nearest(1000, from: world.seeds(0), among: labels, in: world.metric)
        let limit = all[all.count / 2].time
        let near = query.nearest(1000, from: world.seeds(0), among: labels, in: world.metric, limit: limit)
        #expect(near == all.filter { $0.time <= limit })
        var visited = 0
        query.visit(from: world.seeds(0), among: labels, in: world.metric) { _ in
            visited += 1
            return visited < 3
        }
        #expect(visited == 3)
        let none = TargetLabels([], in: world.metric, .forward)
        #expect(query.nearest(3, from: world.seeds(0), among: none, in: world.metric).isEmpty)
        #expect(query.nearest(3, from: world.seeds(0), among: labels, in: world.metric) { _ in false }.isEmpty)
    }

    @Test("Sweeps to all nodes, with and without a limit, and the k nearest of every node")
    func sweeps() throws {
        let world = try World()
        let sweep = Sweep(world.hierarchy)
        for source in stride(from: 0, to: world.network.nodeCount, by: 151) {
            let times = world.network.times(from: source, weights: world.network.weights)
            sweep.run(world.seeds(source), in: world.metric, .forward)
            for node in times.indices { #expect(sweep.time(ofNode: node) == times[node]) }
            sweep.run(world.seeds(source), in: world.metric, .forward, limit: 120_000)
            for node in times.indices {
                #expect(sweep.time(ofNode: node) == (times[node] <= 120_000 ? times[node] : .unreachable))
            }
        }
        let seeds = world.targets.map(world.seeds)
        let query = TargetQuery(world.hierarchy)
        for direction in [SearchDirection.forward, .backward] {
            let labels = TargetLabels(seeds, in: world.metric, direction)
            let all = NearestSweep(4, targets: seeds, in: world.metric, direction)
            for node in 0..<world.network.nodeCount {
                let expected = query.nearest(4, from: world.seeds(node), among: labels, in: world.metric).map(\.time)
                #expect(all.nearest(ofNode: node).map(\.time) == expected)
            }
        }
    }
}
