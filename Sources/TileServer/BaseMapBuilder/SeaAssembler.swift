/// Builds areas of sea from coastlines, which have land to their left and water to their right.
///
/// Lines are chained and cut to the map's box. From the point where one leaves the box, the border is followed
/// clockwise to the next line that enters. A line that ends inside the box, as at the edge of an extract, is extended
/// straight to the nearest side.
struct SeaAssembler {
    private let box: MapBox
    private var rings: [[MapPoint]] = []
    /// The pieces within the box from border to border, with their positions along it.
    private var pieces: [(points: [MapPoint], entry: Double, exit: Double)] = []

    /// The rings of the sea within `box`: exteriors of positive and islands of negative area. O(n log n).
    static func rings(_ lines: [[MapPoint]], in box: MapBox) -> [[MapPoint]] {
        guard !lines.isEmpty, box.west < box.east, box.north < box.south else { return [] }
        var assembler = SeaAssembler(box: box)
        for chain in chained(lines) { assembler.take(chain) }
        return assembler.joined()
    }

    private init(box: MapBox) {
        self.box = box
    }

    /// Joins lines where one begins at the end of another.
    private static func chained(_ lines: [[MapPoint]]) -> [[MapPoint]] {
        var starting: [MapPoint: [Int]] = [:]
        var isEnd: Set<MapPoint> = []
        for (index, line) in lines.enumerated() where line.count > 1 {
            starting[line[0], default: []].append(index)
            isEnd.insert(line[line.count - 1])
        }
        var isUsed = lines.map { $0.count < 2 }
        var chains: [[MapPoint]] = []
        // Start with lines that follow no other, so that an open chain is followed from its beginning.
        let order = lines.indices.filter { !isUsed[$0] && !isEnd.contains(lines[$0][0]) } + lines.indices
        for start in order where !isUsed[start] {
            isUsed[start] = true
            var chain = lines[start]
            while let end = chain.last, end != chain[0],
                let next = starting[end]?.first(where: { !isUsed[$0] })
            {
                isUsed[next] = true
                chain += lines[next].dropFirst()
            }
            chains.append(chain)
        }
        return chains
    }

    private mutating func take(_ chain: [MapPoint]) {
        if chain.count > 3, chain.first == chain.last, chain.allSatisfy(box.holds) {
            rings.append(Array(chain.dropLast()))
            return
        }
        var line = chain
        if chain.first == chain.last, let outside = chain.firstIndex(where: { !box.holds($0) }) {
            // Start a ring that leaves the box at a point outside.
            line = Array(chain[outside...].dropLast() + chain[...outside])
        } else if chain.first != chain.last {
            if let first = line.first, box.holds(first) { line.insert(box.nearestSide(first), at: 0) }
            if let last = line.last, box.holds(last) { line.append(box.nearestSide(last)) }
        }
        var piece: [MapPoint] = []
        for (from, to) in zip(line, line.dropFirst()) {
            guard let cut = box.cut(from, to) else { continue }
            if piece.last != cut.from {
                keep(piece)
                piece = [cut.from]
            }
            if cut.to != cut.from { piece.append(cut.to) }
        }
        keep(piece)
    }

    private mutating func keep(_ piece: [MapPoint]) {
        guard piece.count > 1, let first = piece.first, let last = piece.last,
            let entry = box.place(along: first), let exit = box.place(along: last)
        else { return }
        pieces.append((piece, entry, exit))
    }

    private func joined() -> [[MapPoint]] {
        var result = rings
        let entries = pieces.indices.sorted { pieces[$0].entry < pieces[$1].entry }
        var isUsed = [Bool](repeating: false, count: pieces.count)
        for start in pieces.indices where !isUsed[start] {
            var ring: [MapPoint] = []
            var current = start
            while !isUsed[current] {
                isUsed[current] = true
                ring += pieces[current].points
                let exit = pieces[current].exit
                // Clockwise to the next entry, from the last one to the first.
                let next = entries.first { pieces[$0].entry >= exit } ?? entries[0]
                ring += box.corners(from: exit, to: pieces[next].entry)
                current = next
            }
            result.append(ring)
        }
        // Only islands: everything around them is sea.
        if pieces.isEmpty, !result.contains(where: { $0.doubledArea > 0 }) { result.append(box.ring) }
        return result
    }
}
