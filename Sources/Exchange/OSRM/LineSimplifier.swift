internal import GeoIndex
internal import Glibc

/// Simplifies lines for overviews (Ramer–Douglas–Peucker).
enum LineSimplifier {
    /// Returns the line without positions nearer to the result than a 2,000th of its extent, less than a pixel on a
    /// full screen. Both ends remain. O(n log n) for usual lines, O(n²) at worst.
    static func simplified(_ line: [Coordinate]) -> [Coordinate] {
        guard line.count > 2, let first = line.first else { return line }
        let shrink = cos(first.latitude * .pi / 180)
        let places = line.map { coordinate in
            // Differences across the antimeridian take the shorter way.
            let degrees = (coordinate.longitude - first.longitude + 540).truncatingRemainder(dividingBy: 360) - 180
            return SIMD2(degrees * shrink, coordinate.latitude - first.latitude)
        }
        var (low, high) = (places[0], places[0])
        for place in places {
            low = pointwiseMin(low, place)
            high = pointwiseMax(high, place)
        }
        let tolerance = max(high.x - low.x, high.y - low.y) / 2000
        var keeps = [Bool](repeating: false, count: line.count)
        keeps[0] = true
        keeps[line.count - 1] = true
        var open = [0..<line.count - 1]
        while let range = open.popLast() {
            var furthest = (index: 0, distance: tolerance)
            for index in range.dropFirst() {
                let distance = distance(of: places[index], from: places[range.lowerBound], places[range.upperBound])
                if distance > furthest.distance { furthest = (index, distance) }
            }
            guard furthest.index > 0 else { continue }
            keeps[furthest.index] = true
            open.append(range.lowerBound..<furthest.index)
            open.append(furthest.index..<range.upperBound)
        }
        return zip(line, keeps).filter(\.1).map(\.0)
    }

    private static func distance(of p: SIMD2<Double>, from a: SIMD2<Double>, _ b: SIMD2<Double>) -> Double {
        let along = b - a
        let length = (along * along).sum()
        let share = length > 0 ? max(0, min(1, ((p - a) * along).sum() / length)) : 0
        let apart = p - (a + along * share)
        return (apart * apart).sum().squareRoot()
    }
}
