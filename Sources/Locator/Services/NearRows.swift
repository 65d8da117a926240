internal import GeoIndex
internal import Glibc

/// Finds the structures within a distance of a position.
enum NearRows {
    /// Returns the rows at most `metres` from `origin` on the ellipsoid, plus the rows without a position, whose
    /// distance is unknown. O(rows in the box around the circle).
    static func within(_ metres: Double, of origin: Coordinate, in dataset: Dataset) -> RowSet {
        let structures = dataset.structureFile
        var rows = dataset.filters.columns(of: dataset).withoutPosition
        guard metres >= 0, origin.isValid else { return rows }
        let circle = Circle(origin, metres)
        // A metre is added to the box against rounding; every row in it is measured anyway.
        let box = BoundingBox(
            west: origin.longitude, south: origin.latitude, east: origin.longitude, north: origin.latitude)
        structures.tree.search(box.padded(metres: metres + 1)) { row in
            if let coordinate = structures.coordinate(at: row), circle.holds(coordinate) { rows.insert(row) }
            return true
        }
        return rows
    }

    /// Tests distances on the ellipsoid. The distance is between those on two spheres, so it is only computed when
    /// these disagree.
    private struct Circle {
        private let origin: Coordinate
        private let metres: Double
        private let cosine: Double
        private let inner: Double
        private let outer: Double

        /// The smallest and greatest radius of curvature of WGS 84 in metres: along the meridian at the equator, and at
        /// the pole.
        private static let radii = (least: 6_335_439.0, greatest: 6_399_594.0)

        init(_ origin: Coordinate, _ metres: Double) {
            self.origin = origin
            self.metres = metres
            cosine = cos(origin.latitude * .pi / 180)
            inner = Self.haversine(metres / Self.radii.greatest) * (1 - 1e-9)
            outer = Self.haversine(metres / Self.radii.least) * (1 + 1e-9)
        }

        private static func haversine(_ angle: Double) -> Double {
            let half = sin(min(angle, .pi) / 2)
            return half * half
        }

        func holds(_ other: Coordinate) -> Bool {
            let x = sin((other.latitude - origin.latitude) * (.pi / 360))
            let y = sin((other.longitude - origin.longitude) * (.pi / 360))
            let haversine = x * x + cosine * cos(other.latitude * (.pi / 180)) * y * y
            if haversine < inner { return true }
            if haversine > outer { return false }
            return Geodesic.distance(from: origin, to: other) <= metres
        }
    }
}
