/// The graph that the hierarchy is built over: the junctions, and copies of the few junctions where the way on depends
/// on the way in.
///
/// Two rules require this. *Forbidden sequences of arcs*: there is a copy for every proper prefix of a sequence; an
/// automaton over arcs (Aho, Corasick 1975) joins them. *Zones*, which only trips that begin or end there may use: a
/// *start* copy is for a trip that has not yet left the zone it began in, an *end* copy for a trip that has entered the
/// zone it ends in. At a junction inside a zone the main node serves as the end copy; most junctions with open roads
/// need neither.
struct TurnExpansion {
    /// A node and its copy for one stretch of a trip.
    struct Copy {
        var main: UInt32
        var copy: UInt32
    }

    private(set) var arcs: [InputArc] = []
    private(set) var nodeCount: Int
    /// The junction of each node.
    private(set) var junctionOf: [UInt32]
    /// The arcs that lead to a copy, ascending, and the copies.
    private(set) var arrivalArcs: [UInt32] = []
    private(set) var arrivalNodes: [UInt32] = []
    /// Start and end copies, each ascending by main node.
    private(set) var startCopies: [Copy] = []
    private(set) var endCopies: [Copy] = []
    let zones: AccessZones
    /// For each junction, the profiles whose trips from a zone use its start copy.
    let startMask: [UInt8]

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
        zones = AccessZones(draft, profileCount: profileCount)
        startMask = zip(zones.inside, zones.crossing).map { $0 | $1 }
        let states = Self.automaton(turns.sequences)
        // State 0 is the root: the junction itself. State i > 0 is node junctions + i − 1.
        junctionOf = (0..<UInt32(junctions)).map { $0 } + states.dropFirst().map { draft.head($0.arc) }
        nodeCount = junctionOf.count
        for main in 0..<nodeCount {
            let junction = Int(junctionOf[main])
            if startMask[junction] != 0 { startCopies.append(copy(of: main)) }
            if zones.crossing[junction] != 0 { endCopies.append(copy(of: main)) }
        }
        for (arc, state) in states[0].children.sorted(by: { $0.key < $1.key }) {
            arrivalArcs.append(UInt32(arc))
            arrivalNodes.append(UInt32(junctions + state - 1))
        }
        joinNodes(states)
    }

    private mutating func copy(of main: Int) -> Copy {
        junctionOf.append(junctionOf[main])
        nodeCount += 1
        return Copy(main: UInt32(main), copy: UInt32(nodeCount - 1))
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
        // Breadth first, so that shorter suffixes are complete before longer ones.
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

    /// The state after one more arc: the longest prefix of a sequence that the arcs travelled so far end with.
    private static func step(_ states: [State], from start: Int, by arc: Int) -> Int {
        var at = start
        while true {
            if let child = states[at].children[arc] { return child }
            if at == 0 { return 0 }
            at = states[at].fail
        }
    }

    private mutating func joinNodes(_ states: [State]) {
        let junctions = draft.nodes.count
        let mains = junctions + states.count - 1
        var startOf = [UInt32?](repeating: nil, count: mains)
        var endOf = startOf
        for copy in startCopies { startOf[Int(copy.main)] = copy.copy }
        for copy in endCopies { endOf[Int(copy.main)] = copy.copy }
        let (first, out) = HierarchyBuilder.grouped(
            0..<UInt32(draft.arcCount), by: { Int(draft.tail(Int($0))) }, groups: junctions)
        for main in 0..<mains {
            let junction = Int(junctionOf[main])
            let state = main < junctions ? 0 : main - junctions + 1
            for place in Int(first[junction])..<Int(first[junction + 1]) {
                let arc = Int(out[place])
                guard draft.users[arc] != 0 else { continue }
                var banned = draft.nodeBlocks[junction] | ~draft.users[arc]
                var suffix = state
                while suffix != 0 {
                    banned |= states[suffix].bans[arc] ?? 0
                    suffix = states[suffix].fail
                }
                let next = Self.step(states, from: state, by: arc)
                let head = Int(draft.head(arc))
                let target = next == 0 ? head : junctions + next - 1
                let zone = zones.zone[arc]
                let (inside, crossing) = (zones.inside[head], zones.crossing[head])
                // From open roads, or inside a zone at the end of a trip: once in the zone, the trip cannot leave it.
                add(main, target, arc, ~zone | inside, ~banned)
                if let end = endOf[target] { add(main, Int(end), arc, zone & crossing, ~banned & zone & crossing) }
                if let start = startOf[main] {
                    let allowed = ~banned & startMask[junction]
                    let stays = zone & startMask[head]
                    add(Int(start), target, arc, ~stays, allowed)
                    if let onward = startOf[target] { add(Int(start), Int(onward), arc, stays, allowed & stays) }
                }
                if let end = endOf[main] {
                    let allowed = ~banned & zones.crossing[junction] & zone
                    add(Int(end), target, arc, inside, allowed)
                    if let onward = endOf[target] { add(Int(end), Int(onward), arc, crossing, allowed & crossing) }
                }
            }
        }
    }

    /// Adds an arc. `through` holds the profiles that may travel it to its end, `beginning` those that may begin it at
    /// all.
    private mutating func add(_ tail: Int, _ head: Int, _ arc: Int, _ through: UInt8, _ beginning: UInt8) {
        let begins = beginning & all
        guard begins != 0 else { return }
        let bans = UInt16(~(through & begins) & all) | UInt16(~begins & all) << 8
        arcs.append(InputArc(tail: UInt32(tail), head: UInt32(head), arc: UInt32(arc), bans: bans))
    }
}
