package import Routing

/// A reference implementation for tests: Dijkstra over the arcs of the original network that applies every rule
/// directly.
///
/// It shares neither copies of junctions nor order nor hierarchy with the queries. A state is an arc, the progress of
/// each turn restriction, and the stretch of the trip.
package struct RuleOracle {
    /// A trip leaves the zone it begins in, travels on open roads, and enters the zone it ends in.
    private enum Stretch: Hashable {
        case startZone, open, endZone
    }

    private struct State: Hashable {
        var arc: Int
        /// Restrictions that have begun, each with the number of its arcs travelled.
        var begun: [SIMD2<Int32>]
        var stretch: Stretch
    }

    private let graph: RoadGraph
    private let profile: Int
    private let weights: [TravelWeight]
    private let sequences: [[Int]]
    private let sequencesFrom: [Int: [Int]]
    private let bit: UInt8

    /// Creates a reference for a profile, with the weights of some arcs changed.
    package init(_ graph: RoadGraph, profile: Int, changes: [UInt32: TravelWeight] = [:]) {
        self.graph = graph
        self.profile = profile
        bit = 1 << UInt8(profile)
        var weights = Array(graph.weights[profile].elements)
        for (arc, weight) in changes { weights[Int(arc)] = weight }
        self.weights = weights
        let bit = bit
        sequences = graph.turnSequences.filter { $0.profiles & bit != 0 }.map(\.arcs)
        sequencesFrom = Dictionary(grouping: sequences.indices, by: { [sequences] in sequences[$0][0] })
    }

    /// For every arc, the least time at which a trip from a point can begin it.
    package struct Reach {
        package var beginning: [TravelWeight]
    }

    /// Searches from a point. O(states · log).
    ///
    /// - Parameter timesStraightLegs: Whether times include the straight leg to the network.
    package func reach(from point: RoutePoint, timesStraightLegs: Bool = true) -> Reach {
        var beginning = [TravelWeight](repeating: .unreachable, count: weights.count)
        var settled: Set<State> = []
        var queue = TimeQueue<State>()
        for snap in point.snaps {
            for direction in 0...1 {
                let arc = snap.position.segment * 2 + direction
                guard weights[arc] < .unreachable else { continue }
                let rest = RoadGraph.part(1 - RoadGraph.share(snap.position, along: arc), of: weights[arc])
                let straight = timesStraightLegs ? RoadGraph.straightTime(snap) : 0
                queue.push(first(arc), at: straight + rest)
            }
        }
        while let (state, time) = queue.pop() {
            guard settled.insert(state).inserted else { continue }
            for next in graph.arcs(outOf: graph.head(ofArc: state.arc)) {
                let arc = Int(next)
                guard weights[arc] < .unreachable, mayTurn(from: state, to: arc), let after = step(state, by: arc)
                else { continue }
                beginning[arc] = min(beginning[arc], time)
                queue.push(after, at: time + weights[arc])
            }
        }
        return Reach(beginning: beginning)
    }

    /// The least time to a second point, given the arcs that the first one reaches.
    package func time(
        from source: RoutePoint, _ reach: Reach, to target: RoutePoint, timesStraightLegs: Bool = true
    ) -> TravelWeight {
        var best = TravelWeight.unreachable
        for snap in target.snaps {
            let straight = timesStraightLegs ? RoadGraph.straightTime(snap) : 0
            for direction in 0...1 {
                let arc = snap.position.segment * 2 + direction
                let share = RoadGraph.share(snap.position, along: arc)
                guard weights[arc] < .unreachable else { continue }
                if reach.beginning[arc] < .unreachable {
                    best = min(best, reach.beginning[arc] + straight + RoadGraph.part(share, of: weights[arc]))
                }
                for from in source.snaps where from.position.segment == snap.position.segment {
                    let own = RoadGraph.share(from.position, along: arc)
                    guard share >= own else { continue }
                    let first = timesStraightLegs ? RoadGraph.straightTime(from) : 0
                    best = min(best, first + straight + RoadGraph.part(share - own, of: weights[arc]))
                }
            }
        }
        return best
    }

    /// Returns the time of a sequence of arcs, or nil when they are not connected or break a rule.
    ///
    /// The first arc is travelled from `origin` on, the last one up to `destination`.
    package func walk(_ arcs: [Int], from origin: SegmentPosition, to destination: SegmentPosition) -> TravelWeight? {
        guard let first = arcs.first, let last = arcs.last, weights[first] < .unreachable else { return nil }
        let own = RoadGraph.share(origin, along: first)
        let share = RoadGraph.share(destination, along: last)
        if arcs.count == 1 { return share >= own ? RoadGraph.part(share - own, of: weights[first]) : nil }
        var state = self.first(first)
        var time = RoadGraph.part(1 - own, of: weights[first])
        for (index, arc) in arcs.enumerated().dropFirst() {
            guard graph.head(ofArc: state.arc) == graph.tail(ofArc: arc), weights[arc] < .unreachable,
                mayTurn(from: state, to: arc), let after = step(state, by: arc)
            else { return nil }
            if index == arcs.count - 1 { return time + RoadGraph.part(share, of: weights[arc]) }
            time += weights[arc]
            state = after
        }
        return time
    }

    private func isZone(_ arc: Int) -> Bool { graph.arcZone[arc] & bit != 0 }

    private func first(_ arc: Int) -> State {
        State(arc: arc, begun: begin(arc), stretch: isZone(arc) ? .startZone : .open)
    }

    private func begin(_ arc: Int) -> [SIMD2<Int32>] {
        (sequencesFrom[arc] ?? []).map { SIMD2(Int32($0), 1) }
    }

    private func mayTurn(from state: State, to arc: Int) -> Bool {
        if graph.blocks[graph.tail(ofArc: arc)] & bit != 0 { return false }
        return !state.begun.contains { progress in
            let sequence = sequences[Int(progress.x)]
            return Int(progress.y) == sequence.count - 1 && sequence[sequence.count - 1] == arc
        }
    }

    /// The state after a further arc; nil when that would leave the zone at the end of the trip.
    private func step(_ state: State, by arc: Int) -> State? {
        let stretch: Stretch
        switch (state.stretch, isZone(arc)) {
        case (.startZone, true): stretch = .startZone
        case (.startZone, false), (.open, false): stretch = .open
        case (.open, true), (.endZone, true): stretch = .endZone
        case (.endZone, false): return nil
        }
        let going = state.begun.filter { sequences[Int($0.x)][Int($0.y)] == arc }.map { $0 &+ SIMD2(0, 1) }
        let begun = (going + begin(arc)).sorted { ($0.x, $0.y) < ($1.x, $1.y) }
        return State(arc: arc, begun: begun, stretch: stretch)
    }
}

/// A priority queue by time.
private struct TimeQueue<Item> {
    private var heap: [(time: TravelWeight, item: Item)] = []

    mutating func push(_ item: Item, at time: TravelWeight) {
        heap.append((time, item))
        var at = heap.count - 1
        while at > 0, heap[(at - 1) / 2].time > heap[at].time {
            heap.swapAt(at, (at - 1) / 2)
            at = (at - 1) / 2
        }
    }

    mutating func pop() -> (Item, TravelWeight)? {
        guard let least = heap.first, let last = heap.popLast() else { return nil }
        if heap.isEmpty { return (least.item, least.time) }
        heap[0] = last
        var at = 0
        while true {
            var child = 2 * at + 1
            guard child < heap.count else { break }
            if child + 1 < heap.count, heap[child + 1].time < heap[child].time { child += 1 }
            guard heap[child].time < heap[at].time else { break }
            heap.swapAt(child, at)
            at = child
        }
        return (least.item, least.time)
    }
}
