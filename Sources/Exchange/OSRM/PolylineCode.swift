package import GeoIndex

/// Google's encoded polyline: differences of rounded latitudes and longitudes, five bits per printable character.
package enum PolylineCode {
    /// Returns the line as text with 5 or 6 decimals (`digits`). O(positions).
    package static func encode(_ line: some Sequence<Coordinate>, digits: Int) -> String {
        let scale = digits == 6 ? 1e6 : 1e5
        var bytes: [UInt8] = []
        var last = (latitude: 0, longitude: 0)
        for coordinate in line {
            let next = (
                latitude: Int((coordinate.latitude * scale).rounded()),
                longitude: Int((coordinate.longitude * scale).rounded())
            )
            append(next.latitude - last.latitude, to: &bytes)
            append(next.longitude - last.longitude, to: &bytes)
            last = next
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Returns the line that a text encodes. O(bytes).
    ///
    /// - Returns: Nil when the text is not valid, has a position outside of the earth, or has more than `limit` + 1
    ///   positions.
    package static func decode(_ text: some StringProtocol, digits: Int, limit: Int) -> [Coordinate]? {
        let scale = digits == 6 ? 1e6 : 1e5
        var line: [Coordinate] = []
        var (latitude, longitude) = (0, 0)
        var bytes = text.utf8.makeIterator()
        while let first = bytes.next() {
            guard let north = difference(first, &bytes), let second = bytes.next(),
                let east = difference(second, &bytes), line.count <= limit
            else { return nil }
            latitude += north
            longitude += east
            let coordinate = Coordinate(
                longitude: Double(longitude) / scale, latitude: Double(latitude) / scale)
            guard coordinate.isValid else { return nil }
            line.append(coordinate)
        }
        return line
    }

    private static func append(_ value: Int, to bytes: inout [UInt8]) {
        var rest = UInt64(bitPattern: Int64(value << 1 ^ value >> 63))
        while rest >= 32 {
            bytes.append(UInt8(rest & 31 | 32) + 63)
            rest >>= 5
        }
        bytes.append(UInt8(rest) + 63)
    }

    /// Reads a number whose first character is known; at most seven characters, enough for every position on the earth.
    private static func difference(_ first: UInt8, _ bytes: inout some IteratorProtocol<UInt8>) -> Int? {
        var value = 0
        var shift = 0
        var byte = first
        while true {
            guard byte >= 63, byte < 127, shift < 35 else { return nil }
            value |= Int((byte - 63) & 31) << shift
            if byte - 63 < 32 { return value & 1 == 0 ? value >> 1 : ~(value >> 1) }
            shift += 5
            guard let next = bytes.next() else { return nil }
            byte = next
        }
    }
}
