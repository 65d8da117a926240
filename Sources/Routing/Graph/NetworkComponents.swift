/// The connected components of a network for one profile, and the segments from which one can get everywhere and back.
struct NetworkComponents {
    /// A number per segment: 1 for the largest component, 0 where the profile may never travel.
    private(set) var ofSegment: [UInt32]
    /// Whether a segment may be travelled when no condition holds, and lies in a strongly connected part large enough
    /// to send travellers to.
    private(set) var isMain: [Bool]

    /// Strongly connected parts with at least this many junctions are main. A smaller one is main when it has more than
    /// half as many junctions as the largest.
    private static let mainSize = 200

    init(_ draft: RoadNetworkDraft, profile: Int) {
        let count = draft.nodes.count
        let bit = UInt8(1) << UInt8(profile)
        func isUsed(_ segment: Int) -> Bool { (draft.users[segment * 2] | draft.users[segment * 2 + 1]) & bit != 0 }
        func isOpen(_ arc: Int) -> Bool { draft.weights[profile][arc] < .unreachable }
        var sets = DisjointSets(count: count)
        for (index, segment) in draft.segments.enumerated() where isUsed(index) {
            sets.join(Int(segment.tail), Int(segment.head))
        }
        let rootOf = (0..<count).map { sets.find($0) }
        var size: [Int: Int] = [:]
        for root in rootOf { size[root, default: 0] += 1 }
        let ranked = size.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let number = Dictionary(uniqueKeysWithValues: ranked.enumerated().map { ($1.key, UInt32($0 + 1)) })
        ofSegment = draft.segments.enumerated().map {
            isUsed($0) ? number[rootOf[Int($1.tail)]] ?? 0 : 0
        }

        // A trip cannot leave a junction that is blocked.
        let strong = StrongParts(draft) {
            isOpen($0) && draft.nodeBlocks[Int(draft.tail($0))] & bit == 0
        }
        let largest = strong.sizes.max() ?? 0
        isMain = draft.segments.enumerated().map { index, segment in
            let (a, b) = (Int(segment.tail), Int(segment.head))
            guard isOpen(index * 2) || isOpen(index * 2 + 1), strong.part[a] == strong.part[b] else { return false }
            let own = strong.size(of: a)
            return own >= Self.mainSize || (own * 2 > largest && own > 2)
        }
    }
}
