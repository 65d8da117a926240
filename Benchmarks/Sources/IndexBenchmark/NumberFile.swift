import Foundation
import GeoIndex

/// Writes points and areas as 64-bit numbers.
struct NumberWriter {
    private var bytes: [UInt8] = []

    init(points: [Coordinate]) {
        append(points)
    }

    init(areas: [MultiPolygon]) {
        append(areas.count)
        for area in areas {
            append(area.count)
            for polygon in area {
                append(polygon.rings.count)
                polygon.rings.forEach { append($0) }
            }
        }
    }

    private mutating func append(_ points: [Coordinate]) {
        append(points.count)
        for point in points {
            append(point.longitude.bitPattern)
            append(point.latitude.bitPattern)
        }
    }

    private mutating func append(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    func write(to path: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }
}

/// Reads the output of `NumberWriter`.
struct NumberReader {
    private let bytes: [UInt8]
    private var position = 0

    init(path: String) throws {
        bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    mutating func points() -> [Coordinate] {
        let count = Int(number())
        return (0..<count).map { _ in
            let longitude = Double(bitPattern: number())
            return Coordinate(longitude: longitude, latitude: Double(bitPattern: number()))
        }
    }

    mutating func areas() -> [MultiPolygon] {
        let count = Int(number())
        return (0..<count).map { _ in
            let polygons = Int(number())
            return (0..<polygons).map { _ in
                let rings = Int(number())
                return Polygon(rings: (0..<rings).map { _ in points() })
            }
        }
    }

    private mutating func number() -> UInt64 {
        defer { position += 8 }
        return bytes.withUnsafeBytes {
            UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: UInt64.self))
        }
    }
}
