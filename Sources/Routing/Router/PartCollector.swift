/// Collects the parts of segments reached within a time, from the times of nodes.
struct PartCollector {
    private let graph: RoadGraph
    private let metric: Metric
    private let limit: TravelWeight
    /// The fractions reached from the tail (−1 when not) and from the head (2 when not).
    private var fromTail: [Double]
    private var fromHead: [Double]
    private var touched: [UInt32] = []
    private var extra: [Isochrone.Part] = []

    init(graph: RoadGraph, metric: Metric, limit: TravelWeight) {
        self.graph = graph
        self.metric = metric
        self.limit = limit
        fromTail = Array(repeating: -1, count: graph.segmentCount)
        fromHead = Array(repeating: 2, count: graph.segmentCount)
    }

    /// Follows every arc that may be begun at a reached node (or that ends at one) as far as the time allows.
    mutating func collect(_ sweep: Sweep, profile: Int, _ direction: TravelDirection) {
        let h = graph.hierarchy
        let times = sweep.times
        for rank in 0..<h.nodeCount where times[rank] <= limit {
            let junction = graph.junction(ofNode: Int(h.nodeOf.base[rank]))
            for out in graph.arcs(outOf: junction) {
                // Outward the arc leaves the junction; inward its reverse arrives there.
                let arc = direction == .outward ? Int(out) : Int(out) ^ 1
                let weight = metric.arcWeights.base[arc]
                guard weight < .unreachable, mayUse(arc, at: rank, direction, profile: profile) else { continue }
                let share = weight == 0 ? 1 : min(1, Double(limit - times[rank]) / Double(weight))
                let segment = arc >> 1
                if fromTail[segment] < 0, fromHead[segment] > 1 { touched.append(UInt32(segment)) }
                if out & 1 == 0 {
                    fromTail[segment] = max(fromTail[segment], share)
                } else {
                    fromHead[segment] = min(fromHead[segment], 1 - share)
                }
            }
        }
    }

    /// Whether an arc can be begun at a node (outward), or leads to it (inward).
    private func mayUse(_ arc: Int, at rank: Int, _ direction: TravelDirection, profile: Int) -> Bool {
        if direction == .inward {
            return Int(graph.hierarchy.rankOf.base[graph.departureNode(over: arc, profile: profile)]) == rank
        }
        var may = false
        graph.forEachBeginning(of: arc, profile: profile) { may = may || $0 == rank }
        return may
    }

    /// Adds the stretches that begin (or end) in the middle of the point's own segments.
    mutating func addOwnSegments(of point: RoutePoint, _ direction: TravelDirection) {
        for snap in point.snaps {
            let left = limit - RoadGraph.straightTime(snap)
            guard left >= 0 else { continue }
            let (segment, fraction) = (snap.position.segment, snap.position.fraction)
            for along in 0...1 {
                let weight = metric.arcWeights.base[segment * 2 + along]
                guard weight < .unreachable else { continue }
                let share = weight == 0 ? 1 : Double(left) / Double(weight)
                // Outward travel along the segment leads to the head; inward travel comes from the tail.
                if (along == 0) == (direction == .outward) {
                    extra.append(Isochrone.Part(segment: segment, from: fraction, to: min(1, fraction + share)))
                } else {
                    extra.append(Isochrone.Part(segment: segment, from: max(0, fraction - share), to: fraction))
                }
            }
        }
    }

    /// All parts by segment, merged where they overlap.
    var parts: [Isochrone.Part] {
        var all = extra
        for segment in touched.map({ Int($0) }) {
            if fromTail[segment] >= 0 {
                all.append(Isochrone.Part(segment: segment, from: 0, to: fromTail[segment]))
            }
            if fromHead[segment] <= 1 {
                all.append(Isochrone.Part(segment: segment, from: fromHead[segment], to: 1))
            }
        }
        all.sort { ($0.segment, $0.from, $0.to) < ($1.segment, $1.from, $1.to) }
        var joined: [Isochrone.Part] = []
        for part in all {
            if let last = joined.last, last.segment == part.segment, part.from <= last.to {
                joined[joined.count - 1].to = max(last.to, part.to)
            } else {
                joined.append(part)
            }
        }
        return joined
    }
}
