public import GeoIndex

/// What is reached from a point (or reaches it) within a time: parts of segments, exactly.
public struct Isochrone: Sendable {
    /// A part of a segment, as shares of its length from its tail.
    public struct Part: Hashable, Sendable {
        public var segment: Int
        public var from: Double
        public var to: Double
    }

    /// The time in milliseconds, the straight leg at the point included.
    public var milliseconds: Int
    /// Parts, by segment; those of one segment do not overlap.
    public var parts: [Part]
    /// Whether the time is an estimate, as of routes.
    public var isEstimate: Bool
    let graph: RoadGraph

    /// Metres of road reached.
    public var metres: Double {
        parts.reduce(0) { $0 + graph.metres(ofSegment: $1.segment) * ($1.to - $1.from) }
    }

    /// The lines of the parts.
    public var lines: [[Coordinate]] {
        parts.map { LinePart.cut(graph.shape(ofSegment: $0.segment), from: $0.from, to: $0.to) }
    }
}

extension RoutingSnapshot {
    /// What can be reached from a point, or reaches it, within a time.
    ///
    /// O(network near enough): a tenth of a millisecond to a few.
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

    /// Milliseconds from a point to every junction (or from every junction to it); nil where there is no way within the
    /// limit. Streets are then reached from the junctions at both ends.
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
    /// The junction that a node of the hierarchy stands for.
    func junction(ofNode node: Int) -> Int { node < nodeCount ? node : Int(copyJunction[node - nodeCount]) }
}
