import Foundation
import GeoIndex
import TestSupport

/// Areas that fill a rectangle without gaps, their borders shared vertex by vertex; some have a hole that another fills.
enum Coverage {
    /// `side` areas in each direction, with `bends` vertices on each border.
    static func generated(seed: UInt64, side: Int, bends: Int, window: BoundingBox) -> [MultiPolygon] {
        var generator = SeededGenerator(seed: seed)
        let stepX = (window.east - window.west) / Double(side)
        let stepY = (window.north - window.south) / Double(side)
        let corners = (0...side).map { row in
            (0...side).map { column in
                Coordinate(
                    longitude: window.west + stepX * (Double(column) + generator.uniform(-0.2...0.2)),
                    latitude: window.south + stepY * (Double(row) + generator.uniform(-0.2...0.2)))
            }
        }
        func bent(_ from: Coordinate, _ to: Coordinate) -> [Coordinate] {
            let inner = (1...max(bends, 1)).map { step -> Coordinate in
                let part = Double(step) / Double(bends + 1)
                // Some vertices share a coordinate with the previous one, for edges along the axes.
                let straight = Int.random(in: 0..<4, using: &generator) == 0
                return Coordinate(
                    longitude: from.longitude + part * (to.longitude - from.longitude)
                        + (straight ? 0 : generator.uniform(-0.1...0.1) * stepX / Double(bends)),
                    latitude: from.latitude + part * (to.latitude - from.latitude)
                        + generator.uniform(-0.1...0.1) * stepY / Double(bends))
            }
            return [from] + (bends > 0 ? inner : []) + [to]
        }
        let across = (0...side).map { row in
            (0..<side).map { column in bent(corners[row][column], corners[row][column + 1]) }
        }
        let up = (0..<side).map { row in
            (0...side).map { column in bent(corners[row][column], corners[row + 1][column]) }
        }
        var areas: [MultiPolygon] = []
        for row in 0..<side {
            for column in 0..<side {
                let ring =
                    across[row][column].dropLast() + up[row][column + 1].dropLast()
                    + across[row + 1][column].reversed().dropLast() + up[row][column].reversed().dropLast()
                // Closed or open, in either orientation.
                var outer = Array(ring)
                if Bool.random(using: &generator) { outer.append(outer[0]) }
                if Bool.random(using: &generator) { outer.reverse() }
                guard (row + column) % 3 == 0 else {
                    areas.append([Polygon(rings: [outer])])
                    continue
                }
                let middle = Coordinate(
                    longitude: (corners[row][column].longitude + corners[row + 1][column + 1].longitude) / 2,
                    latitude: (corners[row][column].latitude + corners[row + 1][column + 1].latitude) / 2)
                let hole = (0..<12).map { step -> Coordinate in
                    let angle = Double(step) / 12 * 2 * .pi
                    let reach = generator.uniform(0.05...0.15)
                    return Coordinate(
                        longitude: middle.longitude + reach * stepX * cos(angle),
                        latitude: middle.latitude + reach * stepY * sin(angle))
                }
                areas.append([Polygon(rings: [outer, hole])])
                areas.append([Polygon(rings: [hole.reversed()])])
            }
        }
        return areas
    }

    /// All vertices of the areas, and the rounded midpoints of all edges.
    static func verticesAndMiddles(_ areas: [MultiPolygon]) -> [Coordinate] {
        var points: [Coordinate] = []
        for ring in areas.joined().flatMap(\.rings) {
            for (first, second) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
                points.append(first)
                points.append(
                    Coordinate(
                        longitude: (first.longitude + second.longitude) / 2,
                        latitude: (first.latitude + second.latitude) / 2))
            }
        }
        return points
    }

    /// The path of a file in the folder given by the environment variable `PLISION_GEODATA` or in a folder below it;
    /// nil when there is none.
    static func geodata(_ name: String) -> String? {
        guard let folder = ProcessInfo.processInfo.environment["PLISION_GEODATA"] else { return nil }
        let below = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []
        return ([folder] + below.map { folder + "/" + $0 }).map { $0 + "/" + name }
            .first { FileManager.default.fileExists(atPath: $0) }
    }

    /// The polygons of a GeoJSON file.
    static func polygons(ofFile path: String) throws -> [MultiPolygon] {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        let file = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        return (file?["features"] as? [[String: Any]] ?? []).map { feature in
            let geometry = feature["geometry"] as? [String: Any]
            let coordinates = geometry?["coordinates"]
            let polygons =
                geometry?["type"] as? String == "Polygon"
                ? [coordinates as? [[[Double]]] ?? []] : coordinates as? [[[[Double]]]] ?? []
            return polygons.map { polygon in
                Polygon(rings: polygon.map { $0.map { Coordinate(longitude: $0[0], latitude: $0[1]) } })
            }
        }
    }
}
