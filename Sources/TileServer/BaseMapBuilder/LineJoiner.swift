/// Joins lines of one kind end to end, so that a road split into many ways is one line on a coarse map.
enum LineJoiner {
    /// A line and its identifier.
    struct Piece {
        var id: UInt64
        var points: [MapPoint]
    }

    /// Joins pieces wherever exactly two ends meet. A joined line has the smallest identifier of its pieces and the
    /// direction of that piece. The result does not depend on hash order. O(n log n).
    static func joined(_ pieces: [Piece]) -> [Piece] {
        var ends: [MapPoint: [Int]] = [:]
        for (index, piece) in pieces.enumerated() {
            guard let first = piece.points.first, let last = piece.points.last, first != last else { continue }
            ends[first, default: []].append(index)
            ends[last, default: []].append(index)
        }
        var isUsed = [Bool](repeating: false, count: pieces.count)
        func neighbour(of index: Int, at point: MapPoint) -> Int? {
            guard let meeting = ends[point], meeting.count == 2 else { return nil }
            let other = meeting[0] == index ? meeting[1] : meeting[0]
            return other == index || isUsed[other] ? nil : other
        }
        var result: [Piece] = []
        for start in pieces.indices.sorted(by: { pieces[$0].id < pieces[$1].id }) where !isUsed[start] {
            isUsed[start] = true
            var line = pieces[start]
            for isForward in [true, false] {
                var current = start
                while let end = isForward ? line.points.last : line.points.first,
                    let next = neighbour(of: current, at: end)
                {
                    isUsed[next] = true
                    let own = pieces[next].points
                    if isForward {
                        line.points += (own.first == end ? own : own.reversed()).dropFirst()
                    } else {
                        line.points = (own.last == end ? own : own.reversed()) + line.points.dropFirst()
                    }
                    current = next
                }
            }
            result.append(line)
        }
        return result
    }
}
