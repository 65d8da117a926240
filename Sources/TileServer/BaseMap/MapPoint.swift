internal import GeoIndex

/// A position on the Web Mercator square, in units of 2⁻³⁰ of its side (4 cm at the equator): x east, y south.
///
/// A tile of zoom z is 2^(30 - z) units wide and its own units are 2^(18 - z), so tiles are cut by bit shifts.
package struct MapPoint: Hashable, Sendable {
    /// The binary logarithm of the number of units along the square's side.
    package static let bits = 30

    /// The units to the east.
    package var x: Int32
    /// The units to the south.
    package var y: Int32

    /// Creates a position.
    package init(x: Int32, y: Int32) {
        self.x = x
        self.y = y
    }

    /// Projects a WGS 84 coordinate; positions outside the square are clamped to its edge.
    init(_ coordinate: Coordinate) {
        self.init(WorldPoint(coordinate))
    }

    /// The nearest position to a point on the unit square.
    init(_ point: WorldPoint) {
        let side = Double(1 << Self.bits)
        x = Int32(min(max((point.x * side).rounded(.down), 0), side - 1))
        y = Int32(min(max((point.y * side).rounded(.down), 0), side - 1))
    }

    /// The centre of this position's cell on the unit square.
    var world: WorldPoint {
        let side = Double(1 << Self.bits)
        return WorldPoint(x: (Double(x) + 0.5) / side, y: (Double(y) + 0.5) / side)
    }
}

/// A vertex in the map file: x, y and the first zoom at which it is drawn, in one word.
struct MapVertex {
    /// x in bits 0–29, y in bits 30–59, zoom in bits 60–63.
    var word: UInt64

    init(word: UInt64) {
        self.word = word
    }

    init(_ point: MapPoint, level: UInt8) {
        // Thirty bits cannot represent the far edge of the square, so it is clamped.
        let last = Int32((1 << MapPoint.bits) - 1)
        let point = MapPoint(x: min(max(point.x, 0), last), y: min(max(point.y, 0), last))
        word =
            UInt64(UInt32(bitPattern: point.x)) | UInt64(UInt32(bitPattern: point.y)) << 30 | UInt64(level & 15) << 60
    }

    @inline(__always) var x: Int32 { Int32(truncatingIfNeeded: word & 0x3FFF_FFFF) }
    @inline(__always) var y: Int32 { Int32(truncatingIfNeeded: word >> 30 & 0x3FFF_FFFF) }
    @inline(__always) var level: UInt8 { UInt8(truncatingIfNeeded: word >> 60) }
}
