package import GeoIndex

/// Finds the area that contains a position, for the thousands of points of an import; datasets use the faster
/// `AreaIndex`.
///
/// A position exactly on a border belongs to one of its sides. Uses the even-odd rule over all rings of an area.
/// O(areas) boxes plus O(vertices) of the areas whose box contains the position.
package struct AreaFinder: Sendable {
    private struct Area: Sendable {
        var name: String
        var box: BoundingBox
        var rings: [[Coordinate]]

        func holds(_ position: Coordinate) -> Bool { box.contains(position) && AreaFinder.contains(rings, position) }
    }

    private let areas: [Area]

    /// Creates a finder for named areas.
    package init(_ areas: some Sequence<(name: String, outline: MultiPolygon)>) {
        self.areas = areas.map { Area(name: $0.name, box: $0.outline.bounds, rings: $0.outline.flatMap(\.rings)) }
    }

    /// Whether there are no areas.
    package var isEmpty: Bool { areas.allSatisfy(\.rings.isEmpty) }

    /// The box around all areas.
    package var bounds: BoundingBox {
        areas.reduce(into: BoundingBox.empty) { $0.expand(toInclude: $1.box) }
    }

    /// The name of the first area that contains `position`.
    package func name(at position: Coordinate) -> String? {
        areas.first { $0.holds(position) }?.name
    }

    /// The names of all areas that contain `position`, in the order given.
    package func names(at position: Coordinate) -> [String] {
        areas.filter { $0.holds(position) }.map(\.name)
    }

    /// The approximate distance in metres from `position` to the nearest edge of the area named `name`; infinite when
    /// there is none.
    package func metres(from position: Coordinate, to name: String) -> Double {
        var nearest = Coordinate(longitude: 0, latitude: 0)
        var best = Double.infinity
        let scale = LocalScale(at: position.latitude)
        for area in areas where area.name == name {
            for ring in area.rings {
                for index in ring.indices {
                    let foot = scale.foot(of: position, from: ring[index], to: ring[(index + 1) % ring.count])
                    let distance = scale.squaredMetres(position, foot)
                    if distance < best { (best, nearest) = (distance, foot) }
                }
            }
        }
        return best.isFinite ? Geodesic.distance(from: position, to: nearest) : .infinity
    }

    private static func contains(_ rings: [[Coordinate]], _ position: Coordinate) -> Bool {
        var isInside = false
        for ring in rings {
            guard var before = ring.last else { continue }
            for vertex in ring {
                if (vertex.latitude > position.latitude) != (before.latitude > position.latitude) {
                    let part = (position.latitude - vertex.latitude) / (before.latitude - vertex.latitude)
                    if position.longitude < vertex.longitude + part * (before.longitude - vertex.longitude) {
                        isInside.toggle()
                    }
                }
                before = vertex
            }
        }
        return isInside
    }
}
