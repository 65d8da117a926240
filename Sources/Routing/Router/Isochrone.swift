public import GeoIndex

/// The parts of roads reached from a point (or that reach it) within a time, exactly.
public struct Isochrone: Sendable {
    /// A part of a segment, in fractions of its length from its tail.
    public struct Part: Hashable, Sendable {
        /// The segment.
        public var segment: Int
        /// The fraction at which the part begins.
        public var from: Double
        /// The fraction at which the part ends.
        public var to: Double
    }

    /// The time limit in milliseconds, including the straight leg at the point.
    public var milliseconds: Int
    /// The parts, ascending by segment; parts of one segment do not overlap.
    public var parts: [Part]
    /// Whether the times are estimates, because of a long straight leg or a sample network.
    public var isEstimate: Bool
    let graph: RoadGraph

    /// The length of road reached, in metres.
    public var metres: Double {
        parts.reduce(0) { $0 + graph.metres(ofSegment: $1.segment) * ($1.to - $1.from) }
    }

    /// The lines of the parts.
    public var lines: [[Coordinate]] {
        parts.map { LinePart.cut(graph.shape(ofSegment: $0.segment), from: $0.from, to: $0.to) }
    }
}

extension RoutingSnapshot {
    /// Computes what can be reached from a point, or reaches it, within a time. O(network within the time): a tenth of
    /// a millisecond to a few.
    public func isochrone(
        from point: RoutePoint, milliseconds: Int, _ direction: TravelDirection = .outward
    ) -> Isochrone {
        let metric = metric(point.profile)
        let limit = TravelWeight(max(0, min(milliseconds, Int(TravelWeight.unreachable - 1))))
        var collector = PartCollector(graph: graph, metric: metric, limit: limit)
        let seeds = seeds(point, in: metric, direction)
        router.sweeps.with { sweep in
            sweep.run(seeds, in: metric, direction.search, limit: limit)
            collector.collect(sweep, profile: point.profile, direction)
        }
        collector.addOwnSegments(of: point, direction)
        return Isochrone(
            milliseconds: Int(limit), parts: collector.parts,
            isEstimate: graph.isSample || point.snap.metres > RoutingSnapshot.longStraightLeg, graph: graph)
    }

    /// Milliseconds from a point to every junction (or from every junction to it); nil when there is no way within the
    /// limit. Times on streets follow from the junctions at both ends.
    public func field(
        from point: RoutePoint, _ direction: TravelDirection = .outward, limitMilliseconds: Int = .max
    ) -> [Int?] {
        let metric = metric(point.profile)
        let limit = TravelWeight(max(0, min(limitMilliseconds, Int(TravelWeight.unreachable - 1))))
        let seeds = seeds(point, in: metric, direction)
        var result = [Int?](repeating: nil, count: graph.nodeCount)
        router.sweeps.with { sweep in
            sweep.run(seeds, in: metric, direction.search, limit: limit)
            let times = sweep.times
            for node in 0..<graph.hierarchy.nodeCount {
                let time = times[Int(graph.hierarchy.rankOf.base[node])]
                guard time < .unreachable else { continue }
                let junction = graph.junction(ofNode: node)
                result[junction] = min(result[junction] ?? .max, Int(time))
            }
        }
        return result
    }
}

extension RoadGraph {
    /// The junction of a node of the hierarchy.
    func junction(ofNode node: Int) -> Int { node < nodeCount ? node : Int(copyJunction[node - nodeCount]) }
}
