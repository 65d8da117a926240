/// A cheap way to rank what a tree holds by distance from one position, proven never to overestimate.
///
/// Keys have no unit; they grow with the distance. `lower` keys are never above, `upper` keys never below the key of the
/// true geodesic distance.
protocol Ranking {
    /// Distances up to this many metres are ranked; farther items may be missing.
    var horizon: Double { get }

    /// What a lower key of a point is multiplied with to give an upper key.
    var spread: Double { get }

    /// A key that no position within so many metres exceeds.
    func key(ofMetres metres: Double) -> Double

    /// Writes the lower keys of a block of 16 boxes, which may run east beyond 180°: infinite for boxes without extent.
    func rank(boxes: UnsafePointer<Float>, into keys: UnsafeMutablePointer<Float>)

    /// Writes the lower keys of a block of 16 points: NaN for NaN.
    func rank(points: UnsafePointer<Double>, into keys: UnsafeMutablePointer<Double>)

    /// Both keys of a box that may cross the antimeridian; NaN for NaN.
    func bounds(of box: BoundingBox) -> (lower: Double, upper: Double)
}

// Plain loops over blocks with these become vector instructions; `Swift.max` treats NaN and signed zeros otherwise.

@inline(__always)
func greater<Number: BinaryFloatingPoint>(_ first: Number, _ second: Number) -> Number {
    first > second ? first : second
}

@inline(__always)
func lesser<Number: BinaryFloatingPoint>(_ first: Number, _ second: Number) -> Number {
    first < second ? first : second
}
