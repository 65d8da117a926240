import Dispatch
import Routing
import Synchronization
import TestSupport
import Testing

@Suite("Metric slot")
struct MetricSlotTests {
    @Test("Partial updates equal a full customization, and undoing restores every weight", arguments: [1, 5, 30, 400])
    func partialEqualsWhole(count: Int) throws {
        let network = PlainNetwork(towns: 15, seed: 21)
        let hierarchy = try network.hierarchy()
        let slot = MetricSlot(hierarchy, baseWeights: FixedArray(network.weights), profileBit: 1)
        var random = SeededGenerator(seed: UInt64(count))
        for turn in 0..<12 {
            var changes: [UInt32: TravelWeight] = [:]
            for _ in 0..<count {
                let arc = UInt32.random(in: 0..<UInt32(network.arcs.count), using: &random)
                changes[arc] = Bool.random(using: &random) ? .unreachable : .random(in: 0...90000, using: &random)
            }
            if turn % 4 == 3 { changes = [:] }
            slot.set(changes)
            var weights = network.weights
            for (arc, weight) in changes { weights[Int(arc)] = weight }
            let whole = Customizer.customize(hierarchy, weights: weights)
            let metric = slot.metric
            for arc in 0..<hierarchy.arcCount {
                #expect(metric.weights(ofArc: arc) == whole.weights(ofArc: arc))
            }
        }
    }

    @Test("A metric that a query holds never changes")
    func heldMetricStays() throws {
        let network = PlainNetwork(towns: 8, seed: 22)
        let hierarchy = try network.hierarchy()
        let slot = MetricSlot(hierarchy, baseWeights: FixedArray(network.weights), profileBit: 1)
        let held = slot.metric
        let before = (0..<hierarchy.arcCount).map { held.weights(ofArc: $0).up }
        for arc in 0..<20 { slot.set([UInt32(arc): .unreachable]) }
        #expect((0..<hierarchy.arcCount).map { held.weights(ofArc: $0).up } == before)
    }

    @Test("Queries on other threads see consistent metrics while metrics are replaced")
    func concurrentSwaps() throws {
        let network = PlainNetwork(towns: 8, seed: 23)
        let hierarchy = try network.hierarchy()
        let slot = MetricSlot(hierarchy, baseWeights: FixedArray(network.weights), profileBit: 1)
        // Two sets of closures alternate; a query must see either one, never a mixture.
        let closed = Dictionary(uniqueKeysWithValues: (0..<30).map { (UInt32($0 * 7), TravelWeight.unreachable) })
        var weights = network.weights
        for arc in closed.keys { weights[Int(arc)] = .unreachable }
        let open = network.times(from: 3, weights: network.weights)
        let shut = network.times(from: 3, weights: weights)
        let wrong = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 3) { worker in
            if worker == 0 {
                for turn in 0..<200 { slot.set(turn % 2 == 0 ? closed : [:]) }
                return
            }
            let query = PointQuery(hierarchy)
            var random = SeededGenerator(seed: UInt64(worker))
            for _ in 0..<400 {
                let metric = slot.metric
                let isShut = metric.weight(ofNetworkArc: 0) == .unreachable
                for _ in 0..<5 {
                    let target = Int.random(in: 0..<network.nodeCount, using: &random)
                    let time = query.time(
                        from: [Seed(rank: Int(hierarchy.rankOf[3]), time: 0)],
                        to: [Seed(rank: Int(hierarchy.rankOf[target]), time: 0)], in: metric)
                    if time != (isShut ? shut : open)[target] { wrong.withLock { $0 += 1 } }
                }
            }
        }
        #expect(wrong.withLock { $0 } == 0)
    }
}
