package import GeoIndex

/// One feature of a GeoJSON file.
package struct GeoJSONFeature: Sendable {
    /// Offset of its first byte.
    package var offset: Int
    /// Line of its first byte, from 1.
    package var line: Int
    /// Its `id`, numbers as they are written.
    package var id: String?
    /// Its properties: texts as they are, numbers as written, arrays and objects as JSON; null is absent.
    package var properties: [String: String] = [:]
    /// Its geometry, in the file's reference system.
    package var geometry: GeoJSONGeometry?
    /// Why it cannot be used, nothing when it can.
    package var problem: String?
}

/// A geometry of RFC 7946; positions are two numbers, heights are dropped.
package enum GeoJSONGeometry: Hashable, Sendable {
    case point(Coordinate)
    case multiPoint([Coordinate])
    case line([Coordinate])
    case multiLine([[Coordinate]])
    case polygon(Polygon)
    case multiPolygon(MultiPolygon)

    /// The type's name in GeoJSON.
    package var typeName: String {
        switch self {
        case .point: "Point"
        case .multiPoint: "MultiPoint"
        case .line: "LineString"
        case .multiLine: "MultiLineString"
        case .polygon: "Polygon"
        case .multiPolygon: "MultiPolygon"
        }
    }

    /// Every position changed in place by `change`, in one call for all.
    package mutating func changePositions(_ change: (inout [Coordinate]) -> Void) {
        switch self {
        case .point(let position):
            var one = [position]
            change(&one)
            self = .point(one[0])
        case .multiPoint(var positions):
            change(&positions)
            self = .multiPoint(positions)
        case .line(var positions):
            change(&positions)
            self = .line(positions)
        case .multiLine(var lines):
            for index in lines.indices { change(&lines[index]) }
            self = .multiLine(lines)
        case .polygon(var polygon):
            for index in polygon.rings.indices { change(&polygon.rings[index]) }
            self = .polygon(polygon)
        case .multiPolygon(var polygons):
            for polygon in polygons.indices {
                for ring in polygons[polygon].rings.indices { change(&polygons[polygon].rings[ring]) }
            }
            self = .multiPolygon(polygons)
        }
    }

    /// Whether every position is finite and within the range of degrees.
    package var isValid: Bool {
        switch self {
        case .point(let position): position.isValid
        case .multiPoint(let positions), .line(let positions): positions.allSatisfy(\.isValid)
        case .multiLine(let lines): lines.allSatisfy { $0.allSatisfy(\.isValid) }
        case .polygon(let polygon): polygon.rings.allSatisfy { $0.allSatisfy(\.isValid) }
        case .multiPolygon(let polygons): polygons.allSatisfy { $0.rings.allSatisfy { $0.allSatisfy(\.isValid) } }
        }
    }
}
