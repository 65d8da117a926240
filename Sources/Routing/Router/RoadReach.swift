/// Which places a profile can reach with some arcs closed, without times.
///
/// It follows the arcs that the hierarchy is built from, so it obeys the rules that queries obey, and needs no metric: it
/// takes as long for many closed arcs as for few.
package struct RoadReach: Sendable {
    private let graph: RoadGraph
    private let profile: Int
    /// The arcs out of each rank and into each rank.
    private let out: Arcs
    private let into: Arcs

    /// The arcs of each rank: the network arc that each stands for, and the rank at its other end.
    private struct Arcs: Sendable {
        var first: [UInt32]
        var other: [UInt32]
        var arc: [UInt32]

        init(_ ends: [(rank: UInt32, other: UInt32, arc: UInt32)], ranks: Int) {
            first = [UInt32](repeating: 0, count: ranks + 1)
            for end in ends { first[Int(end.rank) + 1] += 1 }
            for rank in 0..<ranks { first[rank + 1] += first[rank] }
            var next = first
            other = [UInt32](repeating: 0, count: ends.count)
            arc = other
            for end in ends {
                let place = Int(next[Int(end.rank)])
                next[Int(end.rank)] += 1
                (other[place], arc[place]) = (end.other, end.arc)
            }
        }
    }

    /// Creates the arcs of a profile. O(nodes + arcs).
    package init(_ graph: RoadGraph, profile: Int) {
        (self.graph, self.profile) = (graph, profile)
        let (h, bit) = (graph.hierarchy, UInt16(1) << UInt16(profile))
        var ends: [(tail: UInt32, head: UInt32, arc: UInt32)] = []
        for input in 0..<h.inputNetwork.count where h.inputBans[input] & bit == 0 {
            let over = Int(h.inputArc[input])
            let (low, high) = (h.arcTail[over], h.upHead[over])
            let network = h.inputNetwork[input]
            ends.append(network & 1 != 0 ? (high, low, network >> 1) : (low, high, network >> 1))
        }
        out = Arcs(ends.map { ($0.tail, $0.head, $0.arc) }, ranks: h.nodeCount)
        into = Arcs(ends.map { ($0.head, $0.tail, $0.arc) }, ranks: h.nodeCount)
    }

    /// Whether each place can be reached from the origin of its group; without an origin, none can.
    ///
    /// What one origin, the hub, reaches and what reaches it decides on nearly all places; the groups of the others are
    /// searched one by one. O(nodes + arcs) for each search.
    ///
    /// - Parameter changes: Arcs with another weight than that of the graph.
    package func reached(
        _ groups: [(origin: RoutePoint?, places: [RoutePoint?])], changes: [UInt32: TravelWeight]
    ) -> [[Bool]] {
        var isOpen = graph.weights[profile].elements.map { $0 < .unreachable }
        for (arc, weight) in changes { isOpen[Int(arc)] = weight < .unreachable }
        let sources = groups.map { group in group.origin.map { begins($0, isOpen) } ?? [] }
        var reached = groups.map { [Bool](repeating: false, count: $0.places.count) }
        if let (hub, reachesHub) = hub(of: sources, isOpen) {
            let seen = visited([hub], out, isOpen)
            for (index, group) in groups.enumerated() where reachesHub[index] {
                reached[index] = group.places.map { ends($0, isOpen).contains { seen[$0] } }
            }
        }
        for (index, group) in groups.enumerated() {
            let missing = group.places.indices.filter { !reached[index][$0] && group.places[$0] != nil }
            guard let origin = group.origin, !missing.isEmpty else { continue }
            let seen = visited(sources[index], out, isOpen)
            for place in missing {
                reached[index][place] =
                    ends(group.places[place], isOpen).contains { seen[$0] }
                    || group.places[place].map { isAlong(origin, $0, isOpen) } ?? false
            }
        }
        return reached
    }

    /// A rank that many sources reach, and which of them do; nil without sources.
    private func hub(of sources: [[Int]], _ isOpen: [Bool]) -> (hub: Int, isReached: [Bool])? {
        var best: (hub: Int, isReached: [Bool], count: Int)?
        // Of a single candidate, no road may lead to it: try up to three.
        for hub in sources.compactMap(\.first).prefix(3) {
            let seen = visited([hub], into, isOpen)
            let isReached = sources.map { $0.contains { seen[$0] } }
            let count = isReached.count { $0 }
            if count > best?.count ?? 0 { best = (hub, isReached, count) }
            if count * 2 > sources.count { break }
        }
        return best.map { ($0.hub, $0.isReached) }
    }

    /// The ranks that can be reached from some, along arcs or against them.
    private func visited(_ ranks: [Int], _ arcs: Arcs, _ isOpen: [Bool]) -> [Bool] {
        var seen = [Bool](repeating: false, count: graph.hierarchy.nodeCount)
        var stack = ranks
        for rank in ranks { seen[rank] = true }
        while let rank = stack.popLast() {
            for place in Int(arcs.first[rank])..<Int(arcs.first[rank + 1]) {
                let other = Int(arcs.other[place])
                guard !seen[other], isOpen[Int(arcs.arc[place])] else { continue }
                seen[other] = true
                stack.append(other)
            }
        }
        return seen
    }

    /// The open arcs under a point in the directions in which trips may leave and reach it.
    private func openArcs(_ point: RoutePoint, _ isOpen: [Bool]) -> [Int] {
        point.snaps.flatMap { snap in
            (0...1).filter(snap.directions.allow).map { snap.position.segment * 2 + $0 }.filter { isOpen[$0] }
        }
    }

    /// The ranks at which trips from a point arrive first.
    private func begins(_ point: RoutePoint, _ isOpen: [Bool]) -> [Int] {
        openArcs(point, isOpen).map { Int(graph.hierarchy.rankOf[graph.departureNode(over: $0, profile: profile)]) }
    }

    /// The ranks from which trips enter the arcs under a point.
    private func ends(_ point: RoutePoint?, _ isOpen: [Bool]) -> [Int] {
        var ranks: [Int] = []
        for arc in point.map({ openArcs($0, isOpen) }) ?? [] {
            graph.forEachBeginning(of: arc, profile: profile) { ranks.append($0) }
        }
        return ranks
    }

    /// Whether a point is reached from another one along a single arc.
    private func isAlong(_ origin: RoutePoint, _ place: RoutePoint, _ isOpen: [Bool]) -> Bool {
        origin.snaps.contains { from in
            place.snaps.contains { to in
                from.position.segment == to.position.segment
                    && (0...1).contains { direction in
                        let arc = from.position.segment * 2 + direction
                        return from.directions.allow(direction) && to.directions.allow(direction) && isOpen[arc]
                            && RoadGraph.share(to.position, along: arc) >= RoadGraph.share(from.position, along: arc)
                    }
            }
        }
    }
}
