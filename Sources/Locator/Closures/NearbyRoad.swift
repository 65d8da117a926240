package import GeoIndex
package import Routing

/// A way of OpenStreetMap near a position.
package struct NearbyRoad: Hashable, Sendable {
    /// Its number.
    package var way: Int64
    /// Its names.
    package var name: StreetName
    /// Its class.
    package var roadClass: RoadClass
    /// Whether it is a bridge where it is nearest.
    package var isBridge: Bool
    /// Whether it is a tunnel where it is nearest.
    package var isTunnel: Bool
    /// The distance in metres.
    package var metres: Double
}

extension Dataset {
    /// The ways for vehicles nearest to a position, the nearest first, at most two kilometres away.
    ///
    /// O(pieces of road nearby · log).
    package func roads(near coordinate: Coordinate, count: Int) -> [NearbyRoad] {
        let graph = travel.graph
        guard let profile = graph.profile(named: "rescue") ?? graph.profile(named: "car") else { return [] }
        var known: Set<Int64> = []
        var roads: [NearbyRoad] = []
        // A way has several pieces between junctions.
        for snap in graph.snaps(coordinate, profile: profile, count: count * 4, maximumMetres: 2000) {
            let segment = snap.position.segment
            let way = graph.way(ofSegment: segment)
            guard roads.count < count, known.insert(way).inserted else { continue }
            let flags = graph.flags(ofSegment: segment)
            roads.append(
                NearbyRoad(
                    way: way, name: graph.name(ofSegment: segment), roadClass: graph.roadClass(ofSegment: segment),
                    isBridge: flags.contains(.bridge), isTunnel: flags.contains(.tunnel), metres: snap.metres))
        }
        return roads
    }

    /// The pieces of road that closures close for some profile, as lines; at most `most`.
    package func lines(closedBy closures: [Closure], most: Int) -> [[Coordinate]] {
        let graph = travel.graph
        var segments: Set<Int> = []
        let all = ClosureSet(closures: closures.map(\.always))
        // A set that takes too long is refused before it is drawn.
        for changes in (try? graph.changes(for: all, at: 0, steps: ClosureImpacts.mostSteps)) ?? [] {
            segments.formUnion(changes.keys.map { Int($0 >> 1) })
        }
        return segments.sorted().prefix(most).map { graph.shape(ofSegment: $0) }
    }
}
