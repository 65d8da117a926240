internal import GeoIndex
internal import Glibc

/// A flat projection in metres around some positions, accurate to a percent over a few hundred kilometres.
struct SamplePlane: Sendable {
    private let origin: Coordinate
    private let metresEast: Double
    private let metresNorth: Double

    /// Creates a projection around the middle of the positions' latitudes; nil without positions.
    init?(_ coordinates: [Coordinate]) {
        guard let first = coordinates.first else { return nil }
        let latitudes = coordinates.map(\.latitude)
        let middle = ((latitudes.min() ?? 0) + (latitudes.max() ?? 0)) / 2
        origin = Coordinate(longitude: first.longitude, latitude: middle)
        metresNorth = 111_195
        metresEast = max(1000, metresNorth * cos(middle * .pi / 180))
    }

    /// Metres east and north of the origin, the short way around the globe.
    func point(_ coordinate: Coordinate) -> SIMD2<Double> {
        var east = coordinate.longitude - origin.longitude
        if east > 180 { east -= 360 } else if east < -180 { east += 360 }
        return SIMD2(east * metresEast, (coordinate.latitude - origin.latitude) * metresNorth)
    }

    /// The position of a point, clamped to valid latitudes.
    func coordinate(_ point: SIMD2<Double>) -> Coordinate {
        var longitude = origin.longitude + point.x / metresEast
        if longitude > 180 { longitude -= 360 } else if longitude < -180 { longitude += 360 }
        return Coordinate(longitude: longitude, latitude: max(-90, min(90, origin.latitude + point.y / metresNorth)))
    }
}

extension SIMD2<Double> {
    /// The distance to another point in metres.
    func distance(to other: SIMD2<Double>) -> Double {
        let step = other - self
        return (step.x * step.x + step.y * step.y).squareRoot()
    }

    /// The point at a fraction of the way to another one.
    func mixed(with other: SIMD2<Double>, share: Double) -> SIMD2<Double> { self + (other - self) * share }
}
