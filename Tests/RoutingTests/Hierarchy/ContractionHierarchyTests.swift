import GeoIndex
import Routing
import TestSupport
import Testing

@Suite("Contraction hierarchy")
struct ContractionHierarchyTests {
    @Test("Least times equal those of the reference algorithm under any order", arguments: [UInt64(1), 2, 3])
    func exact(seed: UInt64) throws {
        let network = PlainNetwork(towns: 12, seed: seed)
        var random = SeededGenerator(seed: seed)
        let shuffled = (0..<UInt32(network.nodeCount)).shuffled(using: &random)
        for hierarchy in [try network.hierarchy(), try network.hierarchy(order: shuffled)] {
            let metric = Customizer.customize(hierarchy, weights: network.weights)
            let query = PointQuery(hierarchy)
            for _ in 0..<10 {
                let source = Int.random(in: 0..<network.nodeCount, using: &random)
                let times = network.times(from: source, weights: network.weights)
                for target in 0..<network.nodeCount {
                    let time = query.time(
                        from: [seedOf(source, hierarchy)], to: [seedOf(target, hierarchy)], in: metric)
                    #expect(time == times[target])
                }
            }
        }
    }

    @Test("The arcs of a way are connected and add up to its time")
    func ways() throws {
        let network = PlainNetwork(towns: 20, seed: 5)
        let hierarchy = try network.hierarchy()
        let metric = Customizer.customize(hierarchy, weights: network.weights)
        let query = PointQuery(hierarchy)
        var random = SeededGenerator(seed: 6)
        var found = 0
        for _ in 0..<300 {
            let source = Int.random(in: 0..<network.nodeCount, using: &random)
            let target = Int.random(in: 0..<network.nodeCount, using: &random)
            let times = query.time(from: [seedOf(source, hierarchy)], to: [seedOf(target, hierarchy)], in: metric)
            let way = query.way(from: [seedOf(source, hierarchy)], to: [seedOf(target, hierarchy)], in: metric)
            #expect((way == nil) == (times == .unreachable))
            guard let way else { continue }
            found += 1
            var at = source
            var sum: TravelWeight = 0
            for arc in way.arcs {
                #expect(network.arcs[Int(arc)].tail == at)
                at = network.arcs[Int(arc)].head
                sum += network.arcs[Int(arc)].weight
            }
            #expect(at == target)
            #expect(sum == way.time)
        }
        #expect(found > 100)
    }

    @Test("Seeds on several chains count with their times")
    func manySeeds() throws {
        let network = PlainNetwork(towns: 10, seed: 8)
        let hierarchy = try network.hierarchy()
        let metric = Customizer.customize(hierarchy, weights: network.weights)
        let query = PointQuery(hierarchy)
        var random = SeededGenerator(seed: 9)
        for _ in 0..<50 {
            let sources = (0..<6).map { _ in
                (
                    Int.random(in: 0..<network.nodeCount, using: &random),
                    TravelWeight.random(in: 0...9999, using: &random)
                )
            }
            let target = Int.random(in: 0..<network.nodeCount, using: &random)
            let expected = sources.map { network.times(from: $0.0, weights: network.weights)[target].adding($0.1) }
                .min()
            let seeds = sources.map { Seed(rank: Int(hierarchy.rankOf[$0.0]), time: $0.1) }
            #expect(query.time(from: seeds, to: [seedOf(target, hierarchy)], in: metric) == expected)
        }
    }

    @Test("Weights near the largest do not overflow")
    func overflow() throws {
        let network = PlainNetwork(towns: 3, seed: 4)
        let hierarchy = try network.hierarchy()
        let weights = network.arcs.map { _ in TravelWeight.max }
        let metric = Customizer.customize(hierarchy, weights: weights)
        let query = PointQuery(hierarchy)
        #expect(query.time(from: [seedOf(0, hierarchy)], to: [seedOf(1, hierarchy)], in: metric) == .unreachable)
        #expect(query.time(from: [seedOf(0, hierarchy)], to: [seedOf(0, hierarchy)], in: metric) == 0)
        let negative = Customizer.customize(hierarchy, weights: network.arcs.map { _ in -5 })
        let reached = query.time(from: [seedOf(0, hierarchy)], to: [seedOf(1, hierarchy)], in: negative)
        #expect(reached == 0 || reached == .unreachable)
    }

    @Test("Columns that do not belong together are refused, wherever they are damaged")
    func damaged() throws {
        let network = PlainNetwork(towns: 2, seed: 3)
        let order = (0..<UInt32(network.nodeCount)).map { $0 }
        var writer = PackedFileWriter(kind: FileKind(literal: "ROAD"))
        HierarchyBuilder.build(
            nodeCount: network.nodeCount, networkArcCount: network.arcs.count,
            arcs: network.arcs.enumerated().map {
                InputArc(tail: UInt32($1.tail), head: UInt32($1.head), arc: UInt32($0))
            }, order: order, into: &writer)
        let bytes = writer.bytes(buildID: BuildID(high: 1, low: 2))
        let whole = try PackedFile.open(bytes: bytes, kind: FileKind(literal: "ROAD"), name: "whole")
        var random = SeededGenerator(seed: 77)
        for _ in 0..<300 {
            var changed = bytes
            let section = try #require(whole.sections.randomElement(using: &random))
            let place = section.offset + Int.random(in: 0..<max(section.count, 1), using: &random)
            changed[place] ^= UInt8.random(in: 1...255, using: &random)
            // Without checksums the file may still contain a hierarchy with other weights; it must not crash.
            guard
                let file = try? PackedFile.open(
                    bytes: changed, kind: FileKind(literal: "ROAD"), name: "damaged", verify: false),
                let hierarchy = try? ContractionHierarchy(file: file)
            else { continue }
            guard hierarchy.networkArcCount == network.arcs.count else { continue }
            let metric = Customizer.customize(hierarchy, weights: network.weights)
            let query = PointQuery(hierarchy)
            _ = query.time(from: [Seed(rank: 0, time: 0)], to: [Seed(rank: 9, time: 0)], in: metric)
        }
        #expect(throws: PackedFileError.self) {
            try PackedFile.open(bytes: Array(bytes.dropLast(8)), kind: FileKind(literal: "ROAD"), name: "short")
        }
    }

    private func seedOf(_ node: Int, _ hierarchy: ContractionHierarchy) -> Seed {
        Seed(rank: Int(hierarchy.rankOf[node]), time: 0)
    }
}
