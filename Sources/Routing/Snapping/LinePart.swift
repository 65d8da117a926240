import GeoIndex

/// Parts of lines.
enum LinePart {
    /// The part of a line between two fractions of its length, `from` ≤ `to`, including both ends. Has at least one
    /// position unless `line` is empty.
    static func cut(_ line: [Coordinate], from: Double, to: Double) -> [Coordinate] {
        guard let first = line.first else { return [] }
        if from <= 0, to >= 1 { return line }
        let plane = LocalPlane(around: first)
        let places = line.map(plane.place)
        var lengths: [Double] = []
        for (a, b) in zip(places, places.dropFirst()) { lengths.append(((b - a) * (b - a)).sum().squareRoot()) }
        let whole = lengths.reduce(0, +)
        guard whole > 0 else { return [first] }
        let (start, end) = (max(0, from) * whole, min(1, to) * whole)
        var result: [Coordinate] = []
        var walked = 0.0
        for (index, length) in lengths.enumerated() {
            let (a, b) = (places[index], places[index + 1])
            func at(_ metres: Double) -> Coordinate {
                let share = length > 0 ? (metres - walked) / length : 0
                // The given positions are returned unchanged, so that rounding moves none.
                if share <= 0 { return line[index] }
                if share >= 1 { return line[index + 1] }
                return plane.coordinate(a + (b - a) * share)
            }
            if result.isEmpty, start <= walked + length || index == lengths.count - 1 { result.append(at(start)) }
            if !result.isEmpty {
                let stop = at(min(end, walked + length))
                if stop != result.last { result.append(stop) }
                if end <= walked + length { return result }
            }
            walked += length
        }
        return result
    }
}
