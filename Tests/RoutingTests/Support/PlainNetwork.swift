import GeoIndex
import Routing
import TestSupport

/// A directed network for tests of the hierarchy alone: towns of crooked streets with gaps, joined by winding roads.
struct PlainNetwork {
    var nodeCount = 0
    var x: [Float] = []
    var y: [Float] = []
    var arcs: [(tail: Int, head: Int, weight: TravelWeight)] = []

    /// About `towns` × 60 nodes; a tenth of the streets is one-way, some have length 0.
    init(towns: Int, seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var gates: [Int] = []
        for _ in 0..<towns {
            let side = Int.random(in: 4...10, using: &random)
            let (x0, y0) = (Float.random(in: 0...100, using: &random), Float.random(in: 0...100, using: &random))
            let first = nodeCount
            for place in 0..<side * side {
                add(
                    x0 + Float(place % side) * 0.2 + Float.random(in: -0.05...0.05, using: &random),
                    y0 + Float(place / side) * 0.2 + Float.random(in: -0.05...0.05, using: &random))
            }
            for place in 0..<side * side {
                if place % side + 1 < side { street(first + place, first + place + 1, &random) }
                if place / side + 1 < side { street(first + place, first + place + side, &random) }
            }
            gates.append(first + side * side / 2)
        }
        for (index, gate) in gates.enumerated().dropFirst() {
            let near = gates[..<index].sorted { distance($0, gate) < distance($1, gate) }
            for other in near.prefix(2) { road(gate, other, &random) }
        }
    }

    private mutating func add(_ px: Float, _ py: Float) {
        x.append(px)
        y.append(py)
        nodeCount += 1
    }

    private func distance(_ a: Int, _ b: Int) -> Float {
        ((x[a] - x[b]) * (x[a] - x[b]) + (y[a] - y[b]) * (y[a] - y[b])).squareRoot()
    }

    private mutating func street(_ a: Int, _ b: Int, _ random: inout SeededGenerator) {
        let dice = Int.random(in: 0..<20, using: &random)
        guard dice > 3 else { return }
        let weight = dice == 4 ? 0 : TravelWeight.random(in: 5000...20000, using: &random)
        arcs.append((a, b, weight))
        if dice > 6 { arcs.append((b, a, weight + TravelWeight.random(in: 0...50, using: &random))) }
    }

    private mutating func road(_ a: Int, _ b: Int, _ random: inout SeededGenerator) {
        var last = a
        let steps = Int.random(in: 2...12, using: &random)
        for step in 1...steps {
            let share = Float(step) / Float(steps + 1)
            add(x[a] + (x[b] - x[a]) * share, y[a] + (y[b] - y[a]) * share)
            both(last, nodeCount - 1, &random)
            last = nodeCount - 1
        }
        both(last, b, &random)
    }

    private mutating func both(_ a: Int, _ b: Int, _ random: inout SeededGenerator) {
        let weight = TravelWeight.random(in: 10000...60000, using: &random)
        arcs.append((a, b, weight))
        arcs.append((b, a, weight))
    }

    var weights: [TravelWeight] { arcs.map(\.weight) }

    /// Builds the hierarchy of this network and opens it from its packed file.
    func hierarchy() throws -> ContractionHierarchy {
        let order = NestedDissection.order(
            nodeCount: nodeCount, edges: arcs.map { (Int32($0.tail), Int32($0.head)) }, x: x, y: y)
        return try hierarchy(order: order)
    }

    func hierarchy(order: [UInt32]) throws -> ContractionHierarchy {
        var writer = PackedFileWriter(kind: FileKind(literal: "ROAD"))
        HierarchyBuilder.build(
            nodeCount: nodeCount, networkArcCount: arcs.count,
            arcs: arcs.enumerated().map {
                InputArc(tail: UInt32($1.tail), head: UInt32($1.head), arc: UInt32($0))
            }, order: order, into: &writer)
        let bytes = writer.bytes(buildID: BuildID(high: 1, low: 2))
        return try ContractionHierarchy(
            file: PackedFile.open(bytes: bytes, kind: FileKind(literal: "ROAD"), name: "test"))
    }

    /// The times from a node to all nodes by label correction, as a reference.
    func times(from source: Int, weights: [TravelWeight]) -> [TravelWeight] {
        var times = [TravelWeight](repeating: .unreachable, count: nodeCount)
        var out = [[Int]](repeating: [], count: nodeCount)
        for (index, arc) in arcs.enumerated() { out[arc.tail].append(index) }
        times[source] = 0
        var waiting = [source]
        while !waiting.isEmpty {
            var next: Set<Int> = []
            for tail in waiting {
                for index in out[tail] where weights[index] < .unreachable {
                    let time = times[tail] + weights[index]
                    if time < times[arcs[index].head] {
                        times[arcs[index].head] = time
                        next.insert(arcs[index].head)
                    }
                }
            }
            waiting = next.sorted()
        }
        return times
    }
}
