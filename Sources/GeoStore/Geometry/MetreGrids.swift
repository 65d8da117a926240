internal import CProj
internal import Geocoding
internal import GeoIndex

/// The positions of withheld structures on every grid of metres that PROJ knows for their surroundings, to find them in
/// texts: `621684 4388376` in UTM, or the same on the grid of a country.
///
/// Which grids those are is data of PROJ, so no region is named here. They are computed when a text first holds two
/// numbers that may be such a position: some 100 ms, and few texts do.
final class MetreGrids {
    private let coordinates: [Coordinate]
    private lazy var positions = Self.positions(of: coordinates)

    /// Prepares the positions `coordinates`, WGS 84.
    init(_ coordinates: [Coordinate]) { self.coordinates = coordinates }

    /// Whether one of `pairs` is one of the positions, to about a hundred metres.
    func hold(_ pairs: [MetrePair]) -> Bool {
        guard !pairs.isEmpty, !coordinates.isEmpty else { return false }
        return positions.contains { position in pairs.contains { $0.isNear(x: position.x, y: position.y) } }
    }

    private static func positions(of coordinates: [Coordinate]) -> [(x: Double, y: Double)] {
        let context = CoordinateTransform.makeContext()
        defer { proj_context_destroy(context) }
        return codes(around: coordinates, context).flatMap { code -> [(x: Double, y: Double)] in
            guard let transform = try? CoordinateTransform(from: "EPSG:\(code)") else { return [] }
            return coordinates.compactMap { coordinate in
                let grid = transform.inverse(coordinate)
                return grid.x.isFinite && grid.y.isFinite ? grid : nil
            }
        }
    }

    /// The codes of all projected systems that are used within a few degrees of the coordinates: neighbouring zones are
    /// used across their borders.
    private static func codes(around coordinates: [Coordinate], _ context: OpaquePointer) -> [String] {
        guard let parameters = proj_get_crs_list_parameters_create() else { return [] }
        defer { proj_get_crs_list_parameters_destroy(parameters) }
        var types = [PJ_TYPE_PROJECTED_CRS]
        return types.withUnsafeMutableBufferPointer { types in
            parameters.pointee.types = UnsafePointer(types.baseAddress)
            parameters.pointee.typesCount = types.count
            parameters.pointee.crs_area_of_use_contains_bbox = 0
            parameters.pointee.bbox_valid = 1
            parameters.pointee.west_lon_degree = (coordinates.map(\.longitude).min() ?? 0) - 3
            parameters.pointee.east_lon_degree = (coordinates.map(\.longitude).max() ?? 0) + 3
            parameters.pointee.south_lat_degree = coordinates.map(\.latitude).min() ?? 0
            parameters.pointee.north_lat_degree = coordinates.map(\.latitude).max() ?? 0
            var count: Int32 = 0
            guard let list = proj_get_crs_info_list_from_database(context, "EPSG", parameters, &count) else {
                return []
            }
            defer { proj_crs_info_list_destroy(list) }
            return (0..<Int(count)).compactMap { list[$0].map { String(cString: $0.pointee.code) } }
        }
    }
}
