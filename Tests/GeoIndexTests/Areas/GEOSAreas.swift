import CGEOS
import GeoIndex

/// Areas in GEOS, prepared, as the reference for containment. Must not be shared between threads.
final class GEOSAreas {
    enum Relation { case outside, border, inside }

    private let context: GEOSContextHandle_t
    private var geometries: [OpaquePointer] = []
    private var prepared: [OpaquePointer] = []
    private let boxes: [BoundingBox]

    init(_ areas: [MultiPolygon]) throws {
        context = GEOS_init_r()
        boxes = areas.map(\.bounds)
        for area in areas {
            let polygons = area.map { polygon -> OpaquePointer? in
                let rings = polygon.rings.map { ring(closed($0)) }
                var holes: [OpaquePointer?] = Array(rings.dropFirst())
                return GEOSGeom_createPolygon_r(context, rings[0], &holes, UInt32(holes.count))
            }
            var parts: [OpaquePointer?] = polygons
            let geometry = GEOSGeom_createCollection_r(
                context, Int32(GEOS_MULTIPOLYGON.rawValue), &parts, UInt32(parts.count))!
            geometries.append(geometry)
            prepared.append(GEOSPrepare_r(context, geometry)!)
        }
    }

    deinit {
        prepared.forEach { GEOSPreparedGeom_destroy_r(context, $0) }
        geometries.forEach { GEOSGeom_destroy_r(context, $0) }
        GEOS_finish_r(context)
    }

    private func closed(_ ring: [Coordinate]) -> [Coordinate] {
        ring.first == ring.last ? ring : ring + ring.prefix(1)
    }

    private func ring(_ ring: [Coordinate]) -> OpaquePointer? {
        let sequence = GEOSCoordSeq_create_r(context, UInt32(ring.count), 2)
        for (index, coordinate) in ring.enumerated() {
            GEOSCoordSeq_setXY_r(context, sequence, UInt32(index), coordinate.longitude, coordinate.latitude)
        }
        return GEOSGeom_createLinearRing_r(context, sequence)
    }

    /// The areas that contain a position, and those with the position on their border.
    func owners(of coordinate: Coordinate) -> (inside: [Int], border: [Int]) {
        var (inside, border): ([Int], [Int]) = ([], [])
        let point = GEOSGeom_createPointFromXY_r(context, coordinate.longitude, coordinate.latitude)
        defer { GEOSGeom_destroy_r(context, point) }
        for index in boxes.indices where boxes[index].contains(coordinate) {
            if GEOSPreparedContains_r(context, prepared[index], point) == 1 {
                inside.append(index)
            } else if GEOSPreparedIntersects_r(context, prepared[index], point) == 1 {
                border.append(index)
            }
        }
        return (inside, border)
    }

    /// The planar distance in degrees from a position to an area.
    func distance(from coordinate: Coordinate, to index: Int) -> Double {
        let point = GEOSGeom_createPointFromXY_r(context, coordinate.longitude, coordinate.latitude)
        defer { GEOSGeom_destroy_r(context, point) }
        var distance = 0.0
        GEOSDistance_r(context, point, geometries[index], &distance)
        return distance
    }
}
