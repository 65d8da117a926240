internal import CProj
package import GeoIndex

/// Transforms positions from a coordinate reference system to WGS 84 with PROJ; x or longitude comes first.
///
/// Not `Sendable`, because PROJ's objects belong to one thread; each reader creates its own.
package final class CoordinateTransform {
    /// The name of the system to transform from.
    package let referenceSystem: String
    private let context: OpaquePointer
    /// Nil when positions are in WGS 84 already.
    private let operation: OpaquePointer?

    /// Prepares the transformation from `referenceSystem` (`EPSG:4121`, `OGC:CRS84`, a PROJ or WKT text) to WGS 84.
    ///
    /// - Throws: ``StoreError`` with the code `referenceSystem` when PROJ does not know the system or has no
    ///   transformation.
    package init(from referenceSystem: String) throws(StoreError) {
        self.referenceSystem = referenceSystem
        context = Self.makeContext()
        do throws(StoreError) {
            if try Self.isEquivalent(referenceSystem, "EPSG:4326", in: context) {
                operation = nil
            } else {
                operation = try Self.makeOperation(from: referenceSystem, in: context)
            }
        } catch {
            proj_context_destroy(context)
            throw error
        }
    }

    deinit {
        proj_destroy(operation)
        proj_context_destroy(context)
    }

    /// Whether positions stay unchanged.
    package var isIdentity: Bool { operation == nil }

    /// Transforms positions in place, about 0.5 µs each. A position that PROJ cannot transform becomes invalid
    /// (infinite).
    package func transform(_ coordinates: inout [Coordinate]) {
        guard let operation, !coordinates.isEmpty else { return }
        let count = coordinates.count
        coordinates.withUnsafeMutableBytes { bytes in
            // A `Coordinate` consists of two doubles, longitude first; PROJ steps over the pairs.
            let stride = MemoryLayout<Coordinate>.stride
            let x = bytes.baseAddress!.assumingMemoryBound(to: Double.self)
            _ = proj_trans_generic(operation, PJ_FWD, x, stride, count, x + 1, stride, count, nil, 0, 0, nil, 0, 0)
        }
    }

    /// Transforms a position; nil when PROJ cannot.
    package func transform(_ coordinate: Coordinate) -> Coordinate? {
        var one = [coordinate]
        transform(&one)
        return one[0].longitude.isFinite && one[0].latitude.isFinite ? one[0] : nil
    }

    /// Transforms a position of WGS 84 to the reference system; infinite where it cannot be said.
    func inverse(_ coordinate: Coordinate) -> (x: Double, y: Double) {
        guard let operation else { return (coordinate.longitude, coordinate.latitude) }
        let result = proj_trans(operation, PJ_INV, proj_coord(coordinate.longitude, coordinate.latitude, 0, 0))
        return (result.xy.x, result.xy.y)
    }

    /// Whether two names mean the same system, ignoring the order of axes.
    package static func isEquivalent(_ left: String, _ right: String) throws(StoreError) -> Bool {
        let context = makeContext()
        defer { proj_context_destroy(context) }
        return try isEquivalent(left, right, in: context)
    }

    private static func isEquivalent(
        _ left: String, _ right: String, in context: OpaquePointer
    ) throws(StoreError) -> Bool {
        let first = try system(left, in: context)
        defer { proj_destroy(first) }
        let second = try system(right, in: context)
        defer { proj_destroy(second) }
        return proj_is_equivalent_to_with_ctx(context, first, second, PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) != 0
    }

    static func makeContext() -> OpaquePointer {
        let context = proj_context_create()!
        // PROJ's messages are returned as errors; its grids come from this machine only.
        proj_log_level(context, PJ_LOG_NONE)
        proj_context_set_enable_network(context, 0)
        return context
    }

    private static func system(_ name: String, in context: OpaquePointer) throws(StoreError) -> OpaquePointer {
        guard let system = proj_create(context, name) else {
            throw StoreError(.referenceSystem, at: name, "not a coordinate reference system that PROJ knows")
        }
        guard proj_is_crs(system) != 0 else {
            proj_destroy(system)
            throw StoreError(.referenceSystem, at: name, "expected a coordinate reference system, found an operation")
        }
        return system
    }

    private static func makeOperation(
        from name: String, in context: OpaquePointer
    ) throws(StoreError) -> OpaquePointer {
        guard let raw = proj_create_crs_to_crs(context, name, "EPSG:4326", nil) else {
            throw StoreError(.referenceSystem, at: name, "PROJ finds no way from it to WGS 84")
        }
        defer { proj_destroy(raw) }
        guard let normalised = proj_normalize_for_visualization(context, raw) else {
            throw StoreError(.referenceSystem, at: name, "PROJ cannot put its axes in x, y order")
        }
        return normalised
    }
}
