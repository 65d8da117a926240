internal import GeoIndex

/// A position on the Web Mercator square in whole parts of 2⁻³⁰ of its edge (4 cm at the equator): x east, y south.
///
/// A tile of zoom z is 2^(30 - z) parts wide, a unit of it 2^(18 - z): tiles are cut from the map by shifts.
package struct MapPoint: Hashable, Sendable {
    /// Parts on the square's edge, as a power of two.
    package static let bits = 30

    /// Parts to the east.
    package var x: Int32
    /// Parts to the south.
    package var y: Int32

    /// A position.
    package init(x: Int32, y: Int32) {
        self.x = x
        self.y = y
    }

    /// Projects a WGS 84 coordinate; positions beyond the square's edge are held at it.
    init(_ coordinate: Coordinate) {
        self.init(WorldPoint(coordinate))
    }

    /// The position nearest to one on the square of side 1.
    init(_ point: WorldPoint) {
        let side = Double(1 << Self.bits)
        x = Int32(min(max((point.x * side).rounded(.down), 0), side - 1))
        y = Int32(min(max((point.y * side).rounded(.down), 0), side - 1))
    }

    /// The middle of this part of the square of side 1.
    var world: WorldPoint {
        let side = Double(1 << Self.bits)
        return WorldPoint(x: (Double(x) + 0.5) / side, y: (Double(y) + 0.5) / side)
    }
}

/// A vertex as the map file holds it: x, y and the zoom from which it matters, in one word.
struct MapVertex {
    /// x in bits 0–29, y in bits 30–59, zoom in bits 60–63.
    var word: UInt64

    init(word: UInt64) {
        self.word = word
    }

    init(_ point: MapPoint, level: UInt8) {
        // Thirty bits have no room for the square's far edge: it is held within.
        let last = Int32((1 << MapPoint.bits) - 1)
        let point = MapPoint(x: min(max(point.x, 0), last), y: min(max(point.y, 0), last))
        word =
            UInt64(UInt32(bitPattern: point.x)) | UInt64(UInt32(bitPattern: point.y)) << 30 | UInt64(level & 15) << 60
    }

    @inline(__always) var x: Int32 { Int32(truncatingIfNeeded: word & 0x3FFF_FFFF) }
    @inline(__always) var y: Int32 { Int32(truncatingIfNeeded: word >> 30 & 0x3FFF_FFFF) }
    @inline(__always) var level: UInt8 { UInt8(truncatingIfNeeded: word >> 60) }
}
