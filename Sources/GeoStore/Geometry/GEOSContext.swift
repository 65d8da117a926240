internal import CGEOS
internal import GeoIndex

/// A GEOS context for one check: geometries are created, used and destroyed in it.
///
/// Not `Sendable`, because a GEOS context belongs to one thread.
final class GEOSContext {
    let handle: GEOSContextHandle_t

    init() {
        handle = GEOS_init_r()
    }

    deinit {
        GEOS_finish_r(handle)
    }

    /// A geometry of this context, destroyed with the last reference to it.
    final class Geometry {
        let context: GEOSContext
        let pointer: OpaquePointer

        init(_ pointer: OpaquePointer, in context: GEOSContext) {
            self.pointer = pointer
            self.context = context
        }

        deinit {
            GEOSGeom_destroy_r(context.handle, pointer)
        }
    }

    /// The multipolygon as a geometry, or nil when a ring has too few positions for GEOS.
    func geometry(_ polygons: MultiPolygon) -> Geometry? {
        var parts: [OpaquePointer?] = []
        for polygon in polygons {
            guard let part = makePolygon(polygon) else {
                for part in parts { GEOSGeom_destroy_r(handle, part) }
                return nil
            }
            parts.append(part)
        }
        let type = Int32(GEOS_MULTIPOLYGON.rawValue)
        return GEOSGeom_createCollection_r(handle, type, &parts, UInt32(parts.count)).map { Geometry($0, in: self) }
    }

    private func makePolygon(_ polygon: Polygon) -> OpaquePointer? {
        var rings: [OpaquePointer?] = []
        for ring in polygon.rings {
            guard let ring = makeRing(ring) else {
                for ring in rings { GEOSGeom_destroy_r(handle, ring) }
                return nil
            }
            rings.append(ring)
        }
        guard let shell = rings.first else { return nil }
        var holes = Array(rings.dropFirst())
        return GEOSGeom_createPolygon_r(handle, shell, &holes, UInt32(holes.count))
    }

    private func makeRing(_ ring: [Coordinate]) -> OpaquePointer? {
        var numbers: [Double] = []
        numbers.reserveCapacity(2 * ring.count + 2)
        for position in ring {
            numbers.append(position.longitude)
            numbers.append(position.latitude)
        }
        if let first = ring.first, first != ring.last {
            numbers.append(first.longitude)
            numbers.append(first.latitude)
        }
        guard numbers.count >= 8,
            let sequence = GEOSCoordSeq_copyFromBuffer_r(handle, numbers, UInt32(numbers.count / 2), 0, 0)
        else { return nil }
        return GEOSGeom_createLinearRing_r(handle, sequence)
    }

    /// Takes ownership of a geometry that GEOS created.
    func take(_ pointer: OpaquePointer?) -> Geometry? {
        pointer.map { Geometry($0, in: self) }
    }
}

extension GEOSContext.Geometry {
    /// Why and where the geometry is invalid; nil when it is valid.
    var flaw: (reason: String, place: Coordinate?)? {
        var reason: UnsafeMutablePointer<CChar>?
        var location: OpaquePointer?
        let answer = GEOSisValidDetail_r(context.handle, pointer, 0, &reason, &location)
        defer {
            if let reason { GEOSFree_r(context.handle, reason) }
        }
        let place = context.take(location)
        guard answer != 1 else { return nil }
        return (reason.map { String(cString: $0) } ?? "invalid, without a reason from GEOS", place?.coordinate)
    }

    /// The coordinate of a point; nil for other geometries.
    var coordinate: Coordinate? {
        var x = 0.0
        var y = 0.0
        guard GEOSGeomGetX_r(context.handle, pointer, &x) == 1, GEOSGeomGetY_r(context.handle, pointer, &y) == 1
        else { return nil }
        return Coordinate(longitude: x, latitude: y)
    }

    /// A point inside the geometry.
    var inside: Coordinate? {
        context.take(GEOSPointOnSurface_r(context.handle, pointer))?.coordinate
    }

    /// The approximate area in square metres: planar, with the scale at the geometry's latitude.
    var squareMetres: Double {
        var squareDegrees = 0.0
        guard GEOSArea_r(context.handle, pointer, &squareDegrees) == 1, squareDegrees > 0, let inside else { return 0 }
        return squareDegrees * LocalScale(at: inside.latitude).squareMetresPerSquareDegree
    }

    /// The intersection with `other`.
    func intersection(_ other: GEOSContext.Geometry) -> GEOSContext.Geometry? {
        context.take(GEOSIntersection_r(context.handle, pointer, other.pointer))
    }

    /// The union of several geometries.
    static func union(_ geometries: [GEOSContext.Geometry], in context: GEOSContext) -> GEOSContext.Geometry? {
        var copies: [OpaquePointer?] = geometries.map { GEOSGeom_clone_r(context.handle, $0.pointer) }
        let type = Int32(GEOS_GEOMETRYCOLLECTION.rawValue)
        guard
            let all = context.take(
                GEOSGeom_createCollection_r(context.handle, type, &copies, UInt32(copies.count)))
        else { return nil }
        return context.take(GEOSUnaryUnion_r(context.handle, all.pointer))
    }

    /// The faces that the outlines enclose without belonging to the geometry: holes, and gaps between parts that touch
    /// only in points.
    var enclosedFaces: [GEOSContext.Geometry] {
        let handle = context.handle
        // Polygonizing requires lines that end wherever they meet; a union of lines splits them there.
        guard let outline = context.take(GEOSBoundary_r(handle, pointer)),
            let lines = context.take(GEOSUnaryUnion_r(handle, outline.pointer))
        else { return [] }
        let pieces: [OpaquePointer?] = [lines.pointer]
        guard let faces = context.take(GEOSPolygonize_r(handle, pieces, 1)),
            let prepared = GEOSPrepare_r(handle, pointer)
        else { return [] }
        defer { GEOSPreparedGeom_destroy_r(handle, prepared) }
        var enclosed: [GEOSContext.Geometry] = []
        for index in 0..<GEOSGetNumGeometries_r(handle, faces.pointer) {
            guard let part = GEOSGetGeometryN_r(handle, faces.pointer, index),
                let face = context.take(GEOSGeom_clone_r(handle, part)),
                let inside = context.take(GEOSPointOnSurface_r(handle, part)),
                GEOSPreparedIntersects_r(handle, prepared, inside.pointer) == 0
            else { continue }
            enclosed.append(face)
        }
        return enclosed
    }
}
