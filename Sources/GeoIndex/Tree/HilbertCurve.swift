/// Positions on Hilbert's space-filling curve (Hilbert 1891), on which neighbours are near each other in the plane.
enum HilbertCurve {
    /// The number of bits used of each coordinate.
    static let order = 24

    /// The position of a cell on the curve; only the lowest 24 bits of each coordinate are used.
    static func position(x: UInt32, y: UInt32) -> UInt64 {
        var position: UInt64 = 0
        // The curve inside a quadrant is the whole curve mirrored and swapped; masks record both.
        var (swap, flip): (UInt32, UInt32) = (0, 0)
        var bit = UInt32(order)
        while bit > 0 {
            bit -= 1
            let (rawX, rawY) = ((x >> bit) & 1, (y >> bit) & 1)
            let exchanged = (rawX ^ rawY) & swap
            let (a, b) = (rawX ^ exchanged ^ flip, rawY ^ exchanged ^ flip)
            position = position << 2 | UInt64((3 * a) ^ b)
            // Lower quadrants (b = 0) are swapped; the one on the right is flipped as well.
            let lower = b ^ 1
            swap ^= lower
            flip ^= lower & a
        }
        return position
    }
}
