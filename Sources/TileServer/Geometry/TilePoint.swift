/// A position in a tile, in units of 1/4096 of its side: x east, y south, from its north-western corner.
package struct TilePoint: Hashable, Sendable {
    /// The units to the east.
    package var x: Int32
    /// The units to the south.
    package var y: Int32

    /// Creates a position.
    package init(x: Int32, y: Int32) {
        self.x = x
        self.y = y
    }
}

extension [TilePoint] {
    /// Twice the signed area of the ring (shoelace formula): positive for exteriors, as MVT 2.1 section 4.3.4.4
    /// requires.
    package var doubledArea: Int64 {
        guard var previous = last else { return 0 }
        var sum: Int64 = 0
        for point in self {
            sum += Int64(previous.x) * Int64(point.y) - Int64(point.x) * Int64(previous.y)
            previous = point
        }
        return sum
    }
}
