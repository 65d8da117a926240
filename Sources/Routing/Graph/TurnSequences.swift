/// All turn restrictions of a network as forbidden sequences of arcs.
///
/// A `no_*` restriction forbids its own sequence; an `only_*` restriction forbids all other continuations after each of
/// its arcs but the last.
struct TurnSequences {
    /// Arcs that the profiles in the mask may not travel in a row.
    struct Sequence: Hashable {
        var arcs: [Int]
        var profiles: UInt8
    }

    private(set) var sequences: [Sequence] = []
    /// The number of restrictions that form at least one sequence.
    private(set) var used = 0

    init(_ draft: RoadNetworkDraft, restrictions: [RestrictionInput], profiles: [TravelProfile]) {
        let network = TurnNetwork(draft)
        var restricted: [UInt32: UInt8] = [:]
        for restriction in restrictions {
            let rules = TurnRule.read(restriction.tags, profiles: profiles)
            let paths = network.paths(of: restriction)
            guard !rules.isEmpty, !paths.isEmpty else { continue }
            used += 1
            for rule in rules {
                for path in paths {
                    add(path, rule, all: paths, network)
                    for arc in path.dropLast() { restricted[draft.head(arc), default: 0] |= rule.profiles }
                }
            }
        }
        forbidTurningBack(restricted, network, profiles: profiles)
    }

    private mutating func add(_ path: [Int], _ rule: TurnRule, all: [[Int]], _ network: TurnNetwork) {
        guard rule.isOnly else {
            sequences.append(Sequence(arcs: path, profiles: rule.profiles))
            return
        }
        for length in 1..<path.count {
            let prefix = Array(path[..<length])
            // Several ways may be named as the only ones.
            let allowed = Set(all.filter { $0.starts(with: prefix) && $0.count > length }.map { $0[length] })
            for arc in network.out(of: network.draft.head(path[length - 1])) where !allowed.contains(arc) {
                sequences.append(Sequence(arcs: prefix + [arc], profiles: rule.profiles))
            }
        }
    }

    /// Forbids U-turns around restricted junctions to the profiles that may not make them there, where the road
    /// continues.
    private mutating func forbidTurningBack(
        _ restricted: [UInt32: UInt8], _ network: TurnNetwork, profiles: [TravelProfile]
    ) {
        var bound: UInt8 = 0
        for (index, profile) in profiles.enumerated() where profile.uTurns == .notAroundRestrictions {
            bound |= 1 << UInt8(index)
        }
        var around = restricted
        for (node, mask) in restricted {
            for arc in network.out(of: node) { around[network.draft.head(arc), default: 0] |= mask }
        }
        for (node, mask) in around.sorted(by: { $0.key < $1.key }) where mask & bound != 0 {
            for back in network.out(of: node) {
                let arriving = back ^ 1
                var goesOn: UInt8 = 0
                for other in network.out(of: node) where other != back { goesOn |= network.draft.users[other] }
                let forbidden = mask & bound & goesOn
                if forbidden != 0 { sequences.append(Sequence(arcs: [arriving, back], profiles: forbidden)) }
            }
        }
    }
}

/// Arcs by their tail, and the paths that the members of a restriction form.
struct TurnNetwork {
    let draft: RoadNetworkDraft
    private let first: [UInt32]
    private let arcs: [UInt32]
    private let numberOf: [Int64: UInt32]

    init(_ draft: RoadNetworkDraft) {
        self.draft = draft
        (first, arcs) = HierarchyBuilder.grouped(
            0..<UInt32(draft.arcCount), by: { Int(draft.tail(Int($0))) }, groups: draft.nodes.count)
        numberOf = Dictionary(uniqueKeysWithValues: draft.nodeIDs.enumerated().map { ($1, UInt32($0)) })
    }

    /// The arcs that leave a node, for whichever profile.
    func out(of node: UInt32) -> [Int] {
        arcs[Int(first[Int(node)])..<Int(first[Int(node) + 1])].map { Int($0) }
    }

    /// The sequences of arcs from a `from` way over the `via` members to a `to` way; empty when they do not meet.
    func paths(of restriction: RestrictionInput) -> [[Int]] {
        func ways(_ role: String) -> [Int64] {
            restriction.members.filter { $0.kind == .way && $0.role == role }.map(\.id)
        }
        let viaNodes = restriction.members.filter { $0.kind == .node && $0.role == "via" }.map(\.id)
        let viaWays = ways("via")
        var result: [[Int]] = []
        for from in ways("from") {
            for to in ways("to") {
                if viaWays.isEmpty {
                    guard viaNodes.count == 1, let via = numberOf[viaNodes[0]] else { continue }
                    for arriving in arcs(of: from, into: via) {
                        for leaving in arcs(of: to, outOf: via) where from == to || leaving != arriving ^ 1 {
                            if from == to && leaving != arriving ^ 1 { continue }
                            result.append([arriving, leaving])
                        }
                    }
                } else {
                    result.append(contentsOf: paths(from: from, over: viaWays, to: to))
                }
            }
        }
        return result
    }

    private func paths(from: Int64, over vias: [Int64], to: Int64) -> [[Int]] {
        guard let last = vias.last, let segments = draft.segmentsOfWay[from] else { return [] }
        var result: [[Int]] = []
        var ends: Set<UInt32> = []
        for segment in segments { ends.formUnion([draft.segments[segment].tail, draft.segments[segment].head]) }
        for start in ends.sorted() {
            // Each via way is followed from the end of the path to the node where the next member begins.
            var partial: [(node: UInt32, arcs: [Int])] = [(start, [])]
            for (index, via) in vias.enumerated() {
                let next = via == last && index == vias.count - 1 ? to : vias[index + 1]
                partial = partial.flatMap { walk(along: via, from: $0.node, toMeet: next, after: $0.arcs) }
            }
            for (node, middle) in partial where !middle.isEmpty {
                for arriving in arcs(of: from, into: start) where arriving != middle[0] ^ 1 {
                    for leaving in arcs(of: to, outOf: node) where leaving != middle[middle.count - 1] ^ 1 {
                        result.append([arriving] + middle + [leaving])
                    }
                }
            }
        }
        return result
    }

    /// Follows a way from a node on it, in both directions, to the first node that the next way shares.
    private func walk(
        along way: Int64, from node: UInt32, toMeet next: Int64, after arcs: [Int]
    ) -> [(node: UInt32, arcs: [Int])] {
        guard let own = draft.segmentsOfWay[way], let others = draft.segmentsOfWay[next] else { return [] }
        var meeting: Set<UInt32> = []
        for segment in others {
            meeting.formUnion([draft.segments[segment].tail, draft.segments[segment].head])
        }
        var result: [(node: UInt32, arcs: [Int])] = []
        for forward in [true, false] {
            var at = node
            var walked = arcs
            for segment in forward ? own : own.reversed() {
                let arc = segment * 2 + (forward ? 0 : 1)
                guard draft.tail(arc) == at else {
                    if walked.count > arcs.count { break }
                    continue
                }
                walked.append(arc)
                at = draft.head(arc)
                if meeting.contains(at) {
                    result.append((at, walked))
                    break
                }
            }
        }
        return result
    }

    private func arcs(of way: Int64, into node: UInt32) -> [Int] {
        (draft.segmentsOfWay[way] ?? []).flatMap { [$0 * 2, $0 * 2 + 1] }.filter {
            draft.head($0) == node && draft.users[$0] != 0
        }
    }

    private func arcs(of way: Int64, outOf node: UInt32) -> [Int] {
        (draft.segmentsOfWay[way] ?? []).flatMap { [$0 * 2, $0 * 2 + 1] }.filter {
            draft.tail($0) == node && draft.users[$0] != 0
        }
    }
}
