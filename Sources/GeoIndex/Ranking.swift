/// A cheap way to rank what a tree holds by distance from one position, proven never to overestimate.
///
/// Keys have no unit; they grow with the distance. `lower` keys are never above, `upper` keys never below the key of the
/// true geodesic distance.
protocol Ranking {
    /// Distances up to this many metres are ranked; farther items may be missing.
    var horizon: Double { get }

    /// A key that no position within so many metres exceeds.
    func key(ofMetres metres: Double) -> Double

    /// Lower keys of 16 boxes of the tree, which may run east beyond 180°.
    func lower(_ block: UnsafePointer<Float>) -> SIMD16<Float>

    /// Lower keys of 4 points; NaN for NaN.
    func lower(longitudes: SIMD4<Double>, latitudes: SIMD4<Double>) -> SIMD4<Double>

    /// What a lower key of a point is multiplied with to give an upper key.
    var spread: Double { get }

    /// Both keys of a box that may cross the antimeridian; NaN for NaN.
    func bounds(of box: BoundingBox) -> (lower: Double, upper: Double)
}

extension SIMD where Scalar: FloatingPoint {
    /// Lane by lane the greater number; the second one where the first is NaN.
    @inline(__always)
    func greater(_ other: Self) -> Self { other.replacing(with: self, where: self .> other) }

    /// Lane by lane the lesser number; the second one where the first is NaN.
    @inline(__always)
    func lesser(_ other: Self) -> Self { other.replacing(with: self, where: self .< other) }
}
