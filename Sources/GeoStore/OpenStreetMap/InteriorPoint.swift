package import GeoIndex

/// Computes a point that is certainly inside an area, for labels and for addresses mapped as outlines.
package enum InteriorPoint {
    /// The middle of the widest part of a parallel inside the polygon, near the middle of its latitudes; nil when the
    /// rings enclose no area. O(n log n).
    ///
    /// The parallel lies between two neighbouring vertex latitudes of the outer ring, so it meets none of its vertices.
    /// Inside is determined by the even-odd rule over all rings, in the plane of longitude and latitude.
    package static func of(_ polygon: Polygon) -> Coordinate? {
        guard let latitude = parallel(polygon.rings.first ?? []) else { return nil }
        var crossings: [Double] = []
        for ring in polygon.rings {
            guard var previous = ring.last else { continue }
            for vertex in ring {
                if (previous.latitude < latitude) != (vertex.latitude < latitude) {
                    let share = (latitude - previous.latitude) / (vertex.latitude - previous.latitude)
                    crossings.append(previous.longitude + share * (vertex.longitude - previous.longitude))
                }
                previous = vertex
            }
        }
        crossings.sort()
        var best: (width: Double, middle: Double)?
        for index in stride(from: 0, to: crossings.count - 1, by: 2) {
            let (west, east) = (crossings[index], crossings[index + 1])
            if east - west > best?.width ?? 0 { best = (east - west, west + (east - west) / 2) }
        }
        return best.map { Coordinate(longitude: $0.middle, latitude: latitude) }
    }

    /// A point inside the polygon whose outer ring has the largest box.
    package static func of(_ area: MultiPolygon) -> Coordinate? {
        let sized = area.map { (size: size($0.rings.first ?? []), polygon: $0) }.sorted { $0.size > $1.size }
        for part in sized {
            if let point = of(part.polygon) { return point }
        }
        return nil
    }

    /// The middle of a line, counted in vertices: the middle vertex, or the middle of the middle segment.
    package static func ofLine(_ line: [Coordinate]) -> Coordinate? {
        guard !line.isEmpty else { return nil }
        let middle = line.count / 2
        if line.count % 2 == 1 { return line[middle] }
        return Coordinate(
            longitude: (line[middle - 1].longitude + line[middle].longitude) / 2,
            latitude: (line[middle - 1].latitude + line[middle].latitude) / 2)
    }

    private static func size(_ ring: [Coordinate]) -> Double {
        guard let first = ring.first else { return 0 }
        var (west, east, south, north) = (first.longitude, first.longitude, first.latitude, first.latitude)
        for vertex in ring {
            (west, east) = (min(west, vertex.longitude), max(east, vertex.longitude))
            (south, north) = (min(south, vertex.latitude), max(north, vertex.latitude))
        }
        return (east - west) * (north - south)
    }

    /// A latitude between two neighbouring vertex latitudes, near the middle of the ring.
    private static func parallel(_ ring: [Coordinate]) -> Double? {
        guard let low = ring.map(\.latitude).min(), let high = ring.map(\.latitude).max(), low < high else {
            return nil
        }
        let middle = low + (high - low) / 2
        var (below, above) = (low, high)
        for vertex in ring {
            if vertex.latitude <= middle { below = max(below, vertex.latitude) }
            if vertex.latitude > middle { above = min(above, vertex.latitude) }
        }
        let latitude = below + (above - below) / 2
        // No number lies between the two latitudes, so no parallel lies strictly between them.
        return latitude > below && latitude < above ? latitude : nil
    }
}
