/// A cheap measure that ranks items of a tree by distance from one position, with proven bounds.
///
/// Keys have no unit and grow with distance. A lower key is never above, an upper key never below the key of the true
/// geodesic distance.
protocol Ranking {
    /// The distance in metres up to which items are ranked; farther items may be missing.
    var horizon: Double { get }

    /// The factor from a point's lower key to its upper key.
    var spread: Double { get }

    /// A key that no position within `metres` metres exceeds.
    func key(ofMetres metres: Double) -> Double

    /// Writes the lower keys of a block of 16 boxes, whose `east` may exceed 180°; infinite for empty boxes.
    func rank(boxes: UnsafePointer<Float>, into keys: UnsafeMutablePointer<Float>)

    /// Writes the lower keys of a block of 16 points; NaN for points that are NaN.
    func rank(points: UnsafePointer<Double>, into keys: UnsafeMutablePointer<Double>)

    /// Both keys of a box that may cross the antimeridian; NaN for a box with a NaN border.
    func bounds(of box: BoundingBox) -> (lower: Double, upper: Double)
}

// Loops over blocks with these two become vector instructions; `Swift.max` would not, as it treats NaN and signed zeros
// otherwise.

@inline(__always)
func greater<Number: BinaryFloatingPoint>(_ first: Number, _ second: Number) -> Number {
    first > second ? first : second
}

@inline(__always)
func lesser<Number: BinaryFloatingPoint>(_ first: Number, _ second: Number) -> Number {
    first < second ? first : second
}
