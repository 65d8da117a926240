/// Decides on which side of a line a point lies, exactly for all coordinates in degrees.
enum Orientation {
    /// Positive when the point lies left of the line from a to b, negative when right of it, zero exactly when on it.
    ///
    /// Uses the rounded determinant unless it is within its error bound (Shewchuk 1997, "Adaptive precision
    /// floating-point arithmetic and fast robust geometric predicates"); then sums its six products exactly.
    @inline(__always)
    static func of(_ pointX: Double, _ pointY: Double, _ aX: Double, _ aY: Double, _ bX: Double, _ bY: Double) -> Double
    {
        let left = (aX - pointX) * (bY - pointY)
        let right = (aY - pointY) * (bX - pointX)
        let determinant = left - right
        // (3 + 16ε)ε with ε = 2⁻⁵³.
        if determinant.magnitude > 3.330_669_073_875_471_6e-16 * (left.magnitude + right.magnitude) {
            return determinant
        }
        return exact(pointX, pointY, aX, aY, bX, bY)
    }

    /// The sign of ax·by − ax·py − px·by − ay·bx + ay·px + py·bx without rounding.
    @inline(never)
    private static func exact(
        _ pointX: Double, _ pointY: Double, _ aX: Double, _ aY: Double, _ bX: Double, _ bY: Double
    ) -> Double {
        var sum = ExactSum()
        sum.add(aX, bY)
        sum.add(-aX, pointY)
        sum.add(-pointX, bY)
        sum.add(-aY, bX)
        sum.add(aY, pointX)
        sum.add(pointY, bX)
        return sum.sign
    }
}

/// An exact sum of products: doubles whose bits do not overlap, the least first.
private struct ExactSum {
    private var parts: [Double] = []

    mutating func add(_ first: Double, _ second: Double) {
        let product = first * second
        add((-product).addingProduct(first, second))
        add(product)
    }

    private mutating func add(_ value: Double) {
        var rest = value
        var next: [Double] = []
        for part in parts {
            let sum = rest + part
            let partShare = sum - rest
            let lost = (rest - (sum - partShare)) + (part - partShare)
            if lost != 0 { next.append(lost) }
            rest = sum
        }
        if rest != 0 { next.append(rest) }
        parts = next
    }

    /// The greatest part exceeds the sum of all others in magnitude.
    var sign: Double { parts.last ?? 0 }
}
