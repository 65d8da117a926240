package import GeoIndex

extension SpatiaLiteBlob {
    /// The contents of a blob, of the types that the store writes.
    package enum Value: Hashable, Sendable {
        /// `POINT`.
        case point(Coordinate)
        /// `LINESTRING`.
        case line([Coordinate])
        /// `POLYGON` or `MULTIPOLYGON`.
        case area(MultiPolygon)
    }

    /// Parses a blob; nil when it is damaged, of a type that the store does not write, or in another reference system.
    package static func read(_ bytes: UnsafeRawBufferPointer) -> Value? {
        var input = Input(bytes: bytes)
        guard bytes.count > frame, bytes[bytes.count - 1] == 0xFE, input.byte() == 0x00, input.byte() == 0x01,
            input.integer() == srid
        else { return nil }
        input.position = 38
        guard input.byte() == 0x7C, let geometryClass = input.integer() else { return nil }
        let value: Value?
        switch geometryClass {
        case pointClass: value = input.coordinate().map(Value.point)
        case lineClass: value = input.coordinates().map(Value.line)
        case polygonClass: value = input.polygon().map { .area([$0]) }
        case multiPolygonClass: value = input.polygons().map(Value.area)
        default: value = nil
        }
        return input.position == bytes.count - 1 ? value : nil
    }

    /// Parses a blob in an array.
    package static func read(_ bytes: [UInt8]) -> Value? {
        bytes.withUnsafeBytes { read($0) }
    }

    /// Reads values in sequence.
    ///
    /// Invariant: every offset is compared with the size of `bytes` before a byte is read.
    private struct Input {
        let bytes: UnsafeRawBufferPointer
        var position = 0

        mutating func byte() -> UInt8? {
            guard position < bytes.count else { return nil }
            defer { position += 1 }
            return bytes[position]
        }

        mutating func integer() -> Int32? {
            guard bytes.count - position >= 4 else { return nil }
            defer { position += 4 }
            return Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: Int32.self))
        }

        /// A count of elements that take at least `size` bytes each; nil when they do not fit.
        mutating func count(ofSize size: Int) -> Int? {
            guard let count = integer(), count >= 0, Int(count) <= (bytes.count - position) / size else { return nil }
            return Int(count)
        }

        mutating func coordinate() -> Coordinate? {
            guard bytes.count - position >= 16 else { return nil }
            return uncheckedCoordinate()
        }

        @inline(__always)
        private mutating func uncheckedCoordinate() -> Coordinate {
            let x = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            let y = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position + 8, as: UInt64.self))
            position += 16
            return Coordinate(longitude: Double(bitPattern: x), latitude: Double(bitPattern: y))
        }

        mutating func coordinates() -> [Coordinate]? {
            guard let count = count(ofSize: 16) else { return nil }
            return [Coordinate](unsafeUninitializedCapacity: count) { buffer, filled in
                for index in 0..<count { (buffer.baseAddress! + index).initialize(to: uncheckedCoordinate()) }
                filled = count
            }
        }

        mutating func polygon() -> Polygon? {
            guard let count = count(ofSize: 4) else { return nil }
            var polygon = Polygon(rings: [])
            polygon.rings.reserveCapacity(count)
            for _ in 0..<count {
                guard let ring = coordinates() else { return nil }
                polygon.rings.append(ring)
            }
            return polygon
        }

        mutating func polygons() -> MultiPolygon? {
            guard let count = count(ofSize: 9) else { return nil }
            var polygons: MultiPolygon = []
            polygons.reserveCapacity(count)
            for _ in 0..<count {
                guard byte() == 0x69, integer() == polygonClass, let polygon = polygon() else { return nil }
                polygons.append(polygon)
            }
            return polygons
        }
    }
}
