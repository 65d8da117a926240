/// The zones of a network for each profile: streets that only trips which begin or end there may use.
///
/// A trip consists of a stretch in a zone, a stretch on open roads and another stretch in a zone; each may be missing.
/// Streets tagged as a zone belong to one, and so do streets that are connected to the open network only through a
/// zone: a street behind a private one can be reached only by trips that end on it. The open network of a connected
/// component is its largest strongly connected set of untagged roads.
struct AccessZones {
    /// For each junction, the profiles for which all its roads belong to a zone.
    private(set) var inside: [UInt8]
    /// For each junction with open roads, the profiles whose trips may pass it from one street of a zone to another,
    /// where one of these streets leads to a further exit of the zone.
    private(set) var crossing: [UInt8]
    /// For each arc, the profiles for which it belongs to a zone.
    private(set) var zone: [UInt8]

    private let draft: RoadNetworkDraft

    private let isAtWorst: Bool

    /// Finds the zones. O(arcs · profiles).
    ///
    /// Streets that are a zone only under a condition count as open; as a zone when `atWorst` is true.
    init(_ draft: RoadNetworkDraft, profileCount: Int, atWorst: Bool = false) {
        isAtWorst = atWorst
        self.draft = draft
        zone = draft.endsOnly
        inside = [UInt8](repeating: 0, count: draft.nodes.count)
        crossing = inside
        for profile in 0..<profileCount {
            let bit = UInt8(1) << UInt8(profile)
            guard zip(draft.endsOnly, draft.users).contains(where: { $0 & $1 & bit != 0 }) else { continue }
            takeInWhatHangsOnZones(bit)
            findInside(bit)
            findCrossings(bit)
        }
    }

    private mutating func takeInWhatHangsOnZones(_ bit: UInt8) {
        let draft = draft
        let tagged = zone
        func isUsed(_ arc: Int) -> Bool { draft.users[arc] & bit != 0 }
        func isBlocked(_ node: Int) -> Bool { draft.nodeBlocks[node] & bit != 0 }
        let atTimes = isAtWorst ? bit : 0
        func isOpen(_ arc: Int) -> Bool {
            isUsed(arc) && (tagged[arc] | draft.endsOnlyAtTimes[arc] & atTimes) & bit == 0
        }
        let strong = StrongParts(draft) { isOpen($0) && !isBlocked(Int(draft.tail($0))) }
        var pieces = DisjointSets(count: draft.nodes.count)
        for arc in 0..<draft.arcCount where isUsed(arc) {
            let (tail, head) = (Int(draft.tail(arc)), Int(draft.head(arc)))
            if !isBlocked(tail), !isBlocked(head) { pieces.join(tail, head) }
        }
        // The largest strongly connected part of each component; a single junction is not one.
        var core: [Int: Int] = [:]
        for node in 0..<draft.nodes.count where strong.size(of: node) > 1 {
            let piece = pieces.find(node)
            if strong.size(of: node) > core[piece].map({ strong.sizes[$0] }) ?? 1 { core[piece] = strong.part[node] }
        }
        func isCore(_ node: Int) -> Bool { core[pieces.find(node)] == strong.part[node] }
        // Streets outside the core that touch each other there, and whether any of them is tagged.
        var clusters = DisjointSets(count: draft.nodes.count)
        var outer: [(arc: Int, node: Int)] = []
        for arc in 0..<draft.arcCount where isUsed(arc) && (isOpen(arc) || tagged[arc] & bit != 0) {
            let (tail, head) = (Int(draft.tail(arc)), Int(draft.head(arc)))
            if isCore(tail), isCore(head) { continue }
            if !isCore(tail), !isCore(head), !isBlocked(tail), !isBlocked(head) { clusters.join(tail, head) }
            outer.append((arc, isCore(tail) ? head : tail))
        }
        var hasZone: Set<Int> = []
        for (arc, node) in outer where tagged[arc] & bit != 0 { hasZone.insert(clusters.find(node)) }
        for (arc, node) in outer where hasZone.contains(clusters.find(node)) { zone[arc] |= bit }
    }

    private mutating func findInside(_ bit: UInt8) {
        var open = [Bool](repeating: false, count: draft.nodes.count)
        var isZone = open
        for arc in 0..<draft.arcCount where draft.users[arc] & bit != 0 {
            for node in [Int(draft.tail(arc)), Int(draft.head(arc))] {
                if zone[arc] & bit != 0 { isZone[node] = true } else { open[node] = true }
            }
        }
        for node in open.indices where isZone[node] && !open[node] { inside[node] |= bit }
    }

    private mutating func findCrossings(_ bit: UInt8) {
        func isZone(_ segment: Int) -> Bool {
            (zone[2 * segment] & draft.users[2 * segment] | zone[2 * segment + 1] & draft.users[2 * segment + 1]) & bit
                != 0
        }
        // Streets of a zone belong together when they meet at a junction without open roads.
        var pieces = DisjointSets(count: draft.segments.count)
        var lastInside: [UInt32: Int] = [:]
        var streets: [UInt32: Int] = [:]
        for segment in draft.segments.indices where isZone(segment) {
            for node in [draft.segments[segment].tail, draft.segments[segment].head] {
                streets[node, default: 0] += 1
                guard inside[Int(node)] & bit != 0 else { continue }
                if let other = lastInside.updateValue(segment, forKey: node) { pieces.join(segment, other) }
            }
        }
        var gate: [Int: UInt32] = [:]
        var hasSeveralGates: Set<Int> = []
        for segment in draft.segments.indices where isZone(segment) {
            let piece = pieces.find(segment)
            for node in [draft.segments[segment].tail, draft.segments[segment].head]
            where inside[Int(node)] & bit == 0 {
                if let known = gate[piece], known != node { hasSeveralGates.insert(piece) }
                gate[piece] = node
            }
        }
        for segment in draft.segments.indices where isZone(segment) && hasSeveralGates.contains(pieces.find(segment)) {
            for node in [draft.segments[segment].tail, draft.segments[segment].head]
            where inside[Int(node)] & bit == 0 && streets[node] ?? 0 > 1 {
                crossing[Int(node)] |= bit
            }
        }
    }
}
