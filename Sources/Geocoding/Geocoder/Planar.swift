internal import GeoIndex

/// Distances over a few kilometres, computed on a plane that touches the ellipsoid. The error is below 0.1 %.
enum Planar {
    /// Returns the metres per degree of longitude and latitude at `latitude`.
    @inline(__always)
    static func scale(_ latitude: Double) -> (x: Double, y: Double) {
        let phi = latitude * .pi / 180
        // Cosine to 1e-7 by its Taylor series.
        let square = phi * phi
        let cosine =
            1 - square / 2 * (1 - square / 12 * (1 - square / 30 * (1 - square / 56 * (1 - square / 90))))
        return (111_320 * cosine, 111_133 - 559.8 * (2 * cosine * cosine - 1))
    }

    /// Returns the distance in metres.
    static func distance(_ a: Coordinate, _ b: Coordinate) -> Double {
        let scale = scale(a.latitude)
        let x = (b.longitude - a.longitude) * scale.x
        let y = (b.latitude - a.latitude) * scale.y
        return (x * x + y * y).squareRoot()
    }

    /// Returns the length of a line in metres.
    static func length(_ path: [Coordinate]) -> Double {
        var sum = 0.0
        for index in path.indices.dropFirst() { sum += distance(path[index - 1], path[index]) }
        return sum
    }

    /// Returns the point `metres` along a line, clamped to its ends. The line must not be empty.
    static func point(on path: [Coordinate], at metres: Double) -> Coordinate {
        var left = metres
        for index in path.indices.dropFirst() {
            let step = distance(path[index - 1], path[index])
            if left <= step, step > 0 {
                let t = max(0, left / step)
                return Coordinate(
                    longitude: path[index - 1].longitude + t * (path[index].longitude - path[index - 1].longitude),
                    latitude: path[index - 1].latitude + t * (path[index].latitude - path[index - 1].latitude))
            }
            left -= step
        }
        return path[path.count - 1]
    }

    /// Returns the nearest point on a line: its distance and its position along the line in metres, and its coordinate.
    /// The line must not be empty.
    static func nearest(
        on path: [Coordinate], to point: Coordinate
    ) -> (metres: Double, along: Double, coordinate: Coordinate) {
        let scale = scale(point.latitude)
        var best = (metres: distance(point, path[0]), along: 0.0, coordinate: path[0])
        var along = 0.0
        for index in path.indices.dropFirst() {
            let a = path[index - 1]
            let b = path[index]
            let (dx, dy) = ((b.longitude - a.longitude) * scale.x, (b.latitude - a.latitude) * scale.y)
            let (px, py) = ((point.longitude - a.longitude) * scale.x, (point.latitude - a.latitude) * scale.y)
            let square = dx * dx + dy * dy
            let t = square > 0 ? max(0, min(1, (px * dx + py * dy) / square)) : 0
            let (ex, ey) = (px - t * dx, py - t * dy)
            let metres = (ex * ex + ey * ey).squareRoot()
            let step = square.squareRoot()
            if metres < best.metres {
                best = (
                    metres, along + t * step,
                    Coordinate(
                        longitude: a.longitude + t * (b.longitude - a.longitude),
                        latitude: a.latitude + t * (b.latitude - a.latitude))
                )
            }
            along += step
        }
        return best
    }
}
