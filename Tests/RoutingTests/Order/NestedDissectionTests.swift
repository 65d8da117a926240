import Routing
import Testing

@Suite("Nested dissection")
struct NestedDissectionTests {
    @Test("Every node has exactly one place, the same in every run", arguments: [1, 7, 40])
    func isPermutation(towns: Int) {
        let network = PlainNetwork(towns: towns, seed: 11)
        let edges = network.arcs.map { (Int32($0.tail), Int32($0.head)) }
        let order = NestedDissection.order(nodeCount: network.nodeCount, edges: edges, x: network.x, y: network.y)
        #expect(order.sorted() == Array(0..<UInt32(network.nodeCount)))
        let again = NestedDissection.order(nodeCount: network.nodeCount, edges: edges, x: network.x, y: network.y)
        #expect(order == again)
    }

    @Test("A path of 1,000 nodes is divided so that chains of ancestors are short")
    func path() throws {
        var network = PlainNetwork(towns: 0, seed: 1)
        network.nodeCount = 1000
        network.x = (0..<1000).map { Float($0) }
        network.y = [Float](repeating: 0, count: 1000)
        network.arcs = (0..<999).map { ($0, $0 + 1, 10) }
        let ring = (0..<1000).map { ($0, ($0 + 1) % 1000, TravelWeight(10)) }
        network.arcs = ring.map { (tail: $0.0, head: $0.1, weight: $0.2) }
        #expect(try network.hierarchy().height < 40)
    }

    @Test("Graphs without nodes, without edges, with loops and with one place for all nodes")
    func degenerate() {
        #expect(NestedDissection.order(nodeCount: 0, edges: [], x: [], y: []).isEmpty)
        let apart = NestedDissection.order(nodeCount: 3, edges: [(1, 1)], x: [0, 0, 0], y: [0, 0, 0])
        #expect(apart.sorted() == [0, 1, 2])
        let pairs = (0..<Int32(30)).flatMap { a in (0..<30).map { (a, Int32($0)) } }
        let zeros = [Float](repeating: 0, count: 30)
        #expect(NestedDissection.order(nodeCount: 30, edges: pairs, x: zeros, y: zeros).sorted() == Array(0..<30))
    }
}
