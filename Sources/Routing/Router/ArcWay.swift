internal import GeoIndex

/// A way as arcs of the graph, the first and last of which are travelled in part.
struct ArcWay {
    let graph: RoadGraph
    /// Milliseconds, including both straight legs.
    let time: TravelWeight
    let arcs: [Int]
    let origin: Snap
    let destination: Snap
    private let fromShare: Double
    private let toShare: Double

    init(_ graph: RoadGraph, time: TravelWeight, arcs: [Int], origin: Snap, destination: Snap) {
        (self.graph, self.time, self.arcs) = (graph, time, arcs)
        (self.origin, self.destination) = (origin, destination)
        fromShare = RoadGraph.share(origin.position, along: arcs[0])
        toShare = RoadGraph.share(destination.position, along: arcs[arcs.count - 1])
    }

    /// The fractions of the arc at `index` at which it is begun and left.
    private func ends(at index: Int) -> (from: Double, to: Double) {
        (index == 0 ? fromShare : 0, index == arcs.count - 1 ? toShare : 1)
    }

    /// The fraction of the arc at `index` that is travelled.
    func share(at index: Int) -> Double {
        let (from, to) = ends(at: index)
        return max(0, to - from)
    }

    /// Metres travelled on the arc at `index`.
    func metres(at index: Int) -> Double { graph.metres(ofSegment: arcs[index] >> 1) * share(at: index) }

    /// The line travelled on the arc at `index`.
    func line(at index: Int) -> [Coordinate] {
        let (from, to) = ends(at: index)
        let shape = graph.shape(ofSegment: arcs[index] >> 1)
        return LinePart.cut(arcs[index] & 1 == 0 ? shape : shape.reversed(), from: from, to: max(from, to))
    }

    /// Metres on the network. O(arcs).
    var networkMetres: Double { arcs.indices.reduce(0) { $0 + metres(at: $1) } }

    /// Metres of both straight legs.
    var straightMetres: Double { origin.metres + destination.metres }

    /// Whether the way includes a ferry.
    var usesFerry: Bool { arcs.contains { graph.flags(ofSegment: $0 >> 1).contains(.ferry) } }

    /// Whether the time is an estimate, because of a long straight leg or a sample network.
    var isEstimate: Bool {
        max(origin.metres, destination.metres) > RoutingSnapshot.longStraightLeg || graph.isSample
    }

    /// The roads that a condition of unknown state may close in `snapshot`, in order, each once. O(arcs).
    func doubts(in snapshot: RoutingSnapshot, profile: Int) -> [RouteDoubt] {
        var doubts: [RouteDoubt] = []
        guard snapshot.hasDoubts(profile: profile) else { return doubts }
        for (index, arc) in arcs.enumerated() {
            guard let condition = snapshot.doubt(ofArc: arc, profile: profile), let coordinate = line(at: index).first
            else { continue }
            let doubt = RouteDoubt(
                name: graph.name(ofSegment: arc >> 1), condition: graph.conditionTexts[condition],
                coordinate: coordinate)
            let isKnown = doubts.contains { $0.name == doubt.name && $0.condition == doubt.condition }
            if !isKnown { doubts.append(doubt) }
        }
        return doubts
    }
}
