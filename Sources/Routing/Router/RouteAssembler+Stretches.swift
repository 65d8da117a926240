import GeoIndex

extension RouteAssembler {
    /// The stretches between successive positions of the line that the pieces form. O(positions).
    ///
    /// The time and length of a piece are distributed by length on the ground, so that they add up to the piece's own.
    /// Those of a piece without length go to a neighbouring piece.
    func stretches(_ pieces: [Piece]) -> [RouteStretch] {
        var result: [RouteStretch] = []
        var left = (seconds: 0.0, metres: 0.0)
        for piece in pieces {
            left.seconds += piece.seconds
            left.metres += piece.metres
            guard let first = piece.line.first, piece.line.count > 1 else { continue }
            let plane = LocalPlane(around: first)
            let places = piece.line.map(plane.place)
            let lengths = zip(places, places.dropFirst()).map { (($1 - $0) * ($1 - $0)).sum().squareRoot() }
            let whole = lengths.reduce(0, +)
            let isChanged = piece.weight != graph.weights[source.profile][piece.arc]
            for length in lengths {
                let share = whole > 0 ? length / whole : 1 / Double(lengths.count)
                result.append(
                    RouteStretch(seconds: left.seconds * share, metres: left.metres * share, isChanged: isChanged))
            }
            left = (0, 0)
        }
        if !result.isEmpty {
            result[result.count - 1].seconds += left.seconds
            result[result.count - 1].metres += left.metres
        }
        return result
    }
}
