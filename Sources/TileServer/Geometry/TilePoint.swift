/// A position in a tile: units of 1/4096 of its edge, x to the east, y to the south, origin at its north-western corner.
package struct TilePoint: Hashable, Sendable {
    /// Units to the east.
    package var x: Int32
    /// Units to the south.
    package var y: Int32

    /// A position in a tile.
    package init(x: Int32, y: Int32) {
        self.x = x
        self.y = y
    }
}

extension [TilePoint] {
    /// Twice the signed area of the ring (surveyor's formula): positive for exteriors as MVT 2.1 section 4.3.4.4 wants.
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
