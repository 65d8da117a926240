public import GeoIndex

extension Isochrone {
    /// The area within `bufferMetres` metres of the roads reached, as valid polygons with holes (RFC 7946 orientation).
    /// Empty when nothing is reached. O(length of the roads · bufferMetres / cell² + grid).
    ///
    /// The distance to the nearest road reached is sampled on a grid, and its contour followed (marching squares), so
    /// that rings never cross.
    ///
    /// - Parameter isLand: Returns false for positions to leave out, such as the sea; called once per grid point near a
    ///   road.
    public func polygons(
        bufferMetres: Double = 80, isLand: ((Coordinate) -> Bool)? = nil
    ) -> MultiPolygon {
        let lines = lines.filter { !$0.isEmpty }
        guard let first = lines.first?.first, bufferMetres > 0 else { return [] }
        var box = BoundingBox(first)
        for line in lines {
            for position in line { box.expand(toInclude: position) }
        }
        let middle = Coordinate(
            longitude: box.crossesAntimeridian ? first.longitude : (box.west + box.east) / 2,
            latitude: (box.south + box.north) / 2)
        let plane = LocalPlane(around: middle)
        var grid = DistanceGrid(lines.map { $0.map(plane.place) }, buffer: bufferMetres)
        if let isLand { grid.clear { !isLand(plane.coordinate($0)) } }
        return ContourRings.polygons(grid.contours().map { $0.map(plane.coordinate) }, plane: plane)
    }
}
