package import GeoIndex

/// A feature of a GeoJSON file.
package struct GeoJSONFeature: Sendable {
    /// The offset of its first byte.
    package var offset: Int
    /// The line of its first byte, from 1.
    package var line: Int
    /// The `id`; numbers as written.
    package var id: String?
    /// The properties: texts, numbers as written, arrays and objects as JSON; null properties are left out.
    package var properties: [String: String] = [:]
    /// The geometry, in the file's reference system.
    package var geometry: GeoJSONGeometry?
    /// The reason why it cannot be used; nil when it can.
    package var problem: String?
}

/// A geometry of RFC 7946; positions have two numbers, heights are dropped.
package enum GeoJSONGeometry: Hashable, Sendable {
    case point(Coordinate)
    case multiPoint([Coordinate])
    case line([Coordinate])
    case multiLine([[Coordinate]])
    case polygon(Polygon)
    case multiPolygon(MultiPolygon)

    /// The name of the type in GeoJSON.
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

    /// Changes the positions in place; `change` is called for each array of positions.
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

    /// Whether all positions are finite and in range.
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
