/// The graph that the hierarchy is built over: the junctions, and copies of those few where what may come next depends
/// on where one came from.
///
/// Two rules need memory. Forbidden sequences of arcs: a copy stands for every proper prefix of a sequence, linked by an
/// automaton over arcs (Aho, Corasick 1975). Private stretches, which only trips that begin or end there may use: a copy
/// of each inner junction stands for «has not left it yet»; the junction itself may then be entered but not left.
struct TurnExpansion {
    private(set) var links: [HierarchyLink] = []
    private(set) var nodeCount: Int
    /// The junction each node stands for.
    private(set) var junctionOf: [UInt32]
    /// Arcs after which a search stands at a copy, ascending, and the copies.
    private(set) var arrivalArcs: [UInt32] = []
    private(set) var arrivalNodes: [UInt32] = []
    /// Junctions that have a copy for departures from a private stretch, ascending, and the copies.
    private(set) var privateJunctions: [UInt32] = []
    private(set) var privateNodes: [UInt32] = []
    /// Profiles for which every road at the junction is private.
    private(set) var inside: [UInt8]

    private let draft: RoadNetworkDraft
    private let all: UInt8

    private struct State {
        var arc: Int
        var parent: Int
        var fail = 0
        var bans: [Int: UInt8] = [:]
        var children: [Int: Int] = [:]
    }

    init(_ draft: RoadNetworkDraft, turns: TurnSequences, profileCount: Int) {
        self.draft = draft
        all = profileCount == 8 ? 0xff : (1 << UInt8(profileCount)) - 1
        let junctions = draft.nodes.count
        nodeCount = junctions
        junctionOf = (0..<UInt32(junctions)).map { $0 }
        inside = Self.insidePrivate(draft, all: all)
        let states = Self.automaton(turns.sequences)
        // State 0 is the root: the junction itself. State i > 0 is node junctions + i − 1.
        for state in states.dropFirst() { junctionOf.append(draft.head(state.arc)) }
        nodeCount += states.count - 1
        for junction in 0..<junctions where inside[junction] != 0 {
            privateJunctions.append(UInt32(junction))
            privateNodes.append(UInt32(nodeCount))
            junctionOf.append(UInt32(junction))
            nodeCount += 1
        }
        for (arc, state) in states[0].children.sorted(by: { $0.key < $1.key }) {
            arrivalArcs.append(UInt32(arc))
            arrivalNodes.append(UInt32(junctions + state - 1))
        }
        link(states)
    }

    /// Junctions all of whose usable roads are private, by profile.
    private static func insidePrivate(_ draft: RoadNetworkDraft, all: UInt8) -> [UInt8] {
        var open = [UInt8](repeating: 0, count: draft.nodes.count)
        var closed = [UInt8](repeating: 0, count: draft.nodes.count)
        for (index, segment) in draft.segments.enumerated() {
            let users = draft.users(index * 2) | draft.users(index * 2 + 1)
            for node in [Int(segment.tail), Int(segment.head)] {
                open[node] |= users & ~segment.endsOnly
                closed[node] |= users & segment.endsOnly
            }
        }
        return zip(open, closed).map { $1 & ~$0 & all }
    }

    private static func automaton(_ sequences: [TurnSequences.Sequence]) -> [State] {
        var states = [State(arc: -1, parent: -1)]
        for sequence in sequences {
            var at = 0
            for arc in sequence.arcs.dropLast() {
                if let child = states[at].children[arc] {
                    at = child
                } else {
                    states[at].children[arc] = states.count
                    states.append(State(arc: arc, parent: at))
                    at = states.count - 1
                }
            }
            if let last = sequence.arcs.last { states[at].bans[last, default: 0] |= sequence.profiles }
        }
        // Breadth first, so that shorter suffixes are known before longer ones.
        var queue = states[0].children.values.sorted()
        var next = 0
        while next < queue.count {
            let at = queue[next]
            next += 1
            if states[at].parent != 0 {
                states[at].fail = step(states, from: states[states[at].parent].fail, by: states[at].arc)
            }
            queue.append(contentsOf: states[at].children.values.sorted())
        }
        return states
    }

    /// The state after one more arc: the longest known prefix that the sequence so far ends with.
    private static func step(_ states: [State], from start: Int, by arc: Int) -> Int {
        var at = start
        while true {
            if let child = states[at].children[arc] { return child }
            if at == 0 { return 0 }
            at = states[at].fail
        }
    }

    private mutating func link(_ states: [State]) {
        let junctions = draft.nodes.count
        var privateNodeOf: [UInt32: UInt32] = [:]
        for (junction, node) in zip(privateJunctions, privateNodes) { privateNodeOf[junction] = node }
        func target(_ arc: Int, _ state: Int) -> UInt32 {
            state == 0 ? draft.head(arc) : UInt32(junctions + state - 1)
        }
        let (first, out) = HierarchyBuilder.grouped(
            0..<UInt32(draft.arcCount), by: { Int(draft.tail(Int($0))) }, groups: junctions)
        for node in 0..<nodeCount {
            let junction = Int(junctionOf[node])
            let state = node < junctions ? 0 : node - junctions + 1 < states.count ? node - junctions + 1 : -1
            for place in Int(first[junction])..<Int(first[junction + 1]) {
                let arc = Int(out[place])
                let users = draft.users(arc)
                guard users != 0 else { continue }
                let head = Int(draft.head(arc))
                let isPrivate = draft.segments[arc >> 1].endsOnly
                let blocked = draft.nodeBlocks[junction]
                if state >= 0 {
                    var turnBans = blocked
                    var suffix = state
                    while suffix != 0 {
                        turnBans |= states[suffix].bans[arc] ?? 0
                        suffix = states[suffix].fail
                    }
                    // At the end of a private stretch there is no way out again.
                    let gate = isPrivate & ~inside[head]
                    add(node, target(arc, Self.step(states, from: state, by: arc)), arc, turnBans, gate)
                } else {
                    // Not yet out: stay among the copies, or leave for good.
                    let onward = inside[head]
                    let others = ~inside[junction]
                    if let copy = privateNodeOf[UInt32(head)] {
                        add(node, copy, arc, blocked, others | ~onward)
                    }
                    add(node, target(arc, Self.step(states, from: 0, by: arc)), arc, blocked, others | onward)
                }
            }
        }
    }

    /// Adds a link with who may not take it at all, and who may not take it because of where it comes from.
    private mutating func add(_ tail: Int, _ head: UInt32, _ arc: Int, _ turnBans: UInt8, _ otherBans: UInt8) {
        let users = draft.users(arc)
        let through = (turnBans | otherBans | ~users) & all
        let turn = (turnBans | ~users) & all
        guard through != all || turn != all else { return }
        links.append(
            HierarchyLink(
                tail: UInt32(tail), head: head, arc: UInt32(arc), bans: UInt16(through) | UInt16(turn) << 8))
    }
}
