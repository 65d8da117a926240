import GeoIndex

/// Encodes the shape points between the ends of a segment as differences in 10⁻⁷ degrees: zigzag, seven bits a byte.
enum ShapeCode {
    /// A coordinate on a grid of 10⁻⁷ degrees (about a centimetre).
    struct GridPoint: Hashable, Sendable {
        var longitude: Int32
        var latitude: Int32

        init(longitude: Int32, latitude: Int32) {
            self.longitude = longitude
            self.latitude = latitude
        }

        init(_ coordinate: Coordinate) {
            longitude = Int32((coordinate.longitude * 1e7).rounded())
            latitude = Int32((coordinate.latitude * 1e7).rounded())
        }

        var coordinate: Coordinate {
            Coordinate(longitude: Double(longitude) / 1e7, latitude: Double(latitude) / 1e7)
        }
    }

    /// Appends points, each as its difference from the one before, the first from `start`.
    static func append(_ points: some Sequence<GridPoint>, after start: GridPoint, to bytes: inout [UInt8]) {
        var last = start
        for point in points {
            append(point.longitude &- last.longitude, to: &bytes)
            append(point.latitude &- last.latitude, to: &bytes)
            last = point
        }
    }

    private static func append(_ difference: Int32, to bytes: inout [UInt8]) {
        var value = UInt32(bitPattern: (difference << 1) ^ (difference >> 31))
        while value >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(value))
    }

    /// Calls `body` with each point encoded in a range of bytes; stops at a truncated one.
    static func forEach(
        in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, after start: GridPoint, _ body: (GridPoint) -> Void
    ) {
        var place = range.lowerBound
        var last = start
        func next() -> Int32? {
            var value: UInt32 = 0
            var shift: UInt32 = 0
            while place < range.upperBound, shift < 35 {
                let byte = bytes[place]
                place += 1
                value |= UInt32(byte & 0x7f) << shift
                if byte < 0x80 { return Int32(bitPattern: value >> 1) ^ -Int32(bitPattern: value & 1) }
                shift += 7
            }
            return nil
        }
        while place < range.upperBound {
            guard let east = next(), let north = next() else { return }
            last.longitude &+= east
            last.latitude &+= north
            body(last)
        }
    }
}
