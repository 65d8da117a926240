/// Which segments hang together for one profile, and from which one gets everywhere in their part and back.
struct NetworkComponents {
    /// A number per segment, 1 for the largest part; 0 where the profile may not travel.
    private(set) var ofSegment: [UInt32]
    /// Whether a segment lies in a strongly connected part large enough to send travellers to.
    private(set) var isMain: [Bool]

    /// Strongly connected parts with at least this many junctions are main; smaller ones are when nothing larger is near
    /// their own size in the same part.
    private static let mainSize = 200

    init(_ draft: RoadNetworkDraft, weights: [TravelWeight], outFirst: [UInt32], out: [UInt32]) {
        let count = draft.nodes.count
        var root = (0..<count).map { $0 }
        func find(_ node: Int) -> Int {
            var node = node
            while root[node] != node {
                root[node] = root[root[node]]
                node = root[node]
            }
            return node
        }
        func isOpen(_ segment: Int) -> Bool {
            weights[segment * 2] < .unreachable || weights[segment * 2 + 1] < .unreachable
        }
        for (index, segment) in draft.segments.enumerated() where isOpen(index) {
            root[find(Int(segment.tail))] = find(Int(segment.head))
        }
        var size: [Int: Int] = [:]
        for node in 0..<count { size[find(node), default: 0] += 1 }
        let ranked = size.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let number = Dictionary(uniqueKeysWithValues: ranked.enumerated().map { ($1.key, UInt32($0 + 1)) })
        ofSegment = draft.segments.enumerated().map { isOpen($0) ? number[find(Int($1.tail))] ?? 0 : 0 }

        let strong = Self.strongParts(count, draft, weights, outFirst, out)
        var strongSize: [Int: Int] = [:]
        for part in strong { strongSize[part, default: 0] += 1 }
        var largest: [Int: Int] = [:]
        for node in 0..<count { largest[find(node)] = max(largest[find(node)] ?? 0, strongSize[strong[node]] ?? 0) }
        isMain = draft.segments.enumerated().map { index, segment in
            let (a, b) = (strong[Int(segment.tail)], strong[Int(segment.head)])
            guard isOpen(index), a == b else { return false }
            let own = strongSize[a] ?? 0
            return own >= Self.mainSize || (own * 2 > largest[find(Int(segment.tail))] ?? 0 && own > 2)
        }
    }

    /// Strongly connected parts by Tarjan's algorithm without recursion: a number per node.
    private static func strongParts(
        _ count: Int, _ draft: RoadNetworkDraft, _ weights: [TravelWeight], _ outFirst: [UInt32], _ out: [UInt32]
    ) -> [Int] {
        var index = [Int](repeating: -1, count: count)
        var low = [Int](repeating: 0, count: count)
        var part = [Int](repeating: -1, count: count)
        var cursor = outFirst.map { Int($0) }
        var next = 0
        var parts = 0
        var open: [Int] = []
        for start in 0..<count where index[start] < 0 {
            var stack = [start]
            while let node = stack.last {
                if index[node] < 0 {
                    index[node] = next
                    low[node] = next
                    next += 1
                    open.append(node)
                }
                var descends = false
                while cursor[node] < Int(outFirst[node + 1]) {
                    let arc = Int(out[cursor[node]])
                    cursor[node] += 1
                    guard weights[arc] < .unreachable else { continue }
                    let head = Int(draft.head(arc))
                    if index[head] < 0 {
                        stack.append(head)
                        descends = true
                        break
                    }
                    if part[head] < 0 { low[node] = min(low[node], index[head]) }
                }
                if descends { continue }
                stack.removeLast()
                if let parent = stack.last { low[parent] = min(low[parent], low[node]) }
                guard low[node] == index[node] else { continue }
                while let member = open.popLast() {
                    part[member] = parts
                    if member == node { break }
                }
                parts += 1
            }
        }
        return part
    }
}
