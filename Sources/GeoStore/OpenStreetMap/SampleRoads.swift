package import GeoIndex
internal import Records

/// A made-up road network between places, for a machine that has no road file: an ordinary OpenStreetMap file that the
/// ordinary importer reads and marks as a sample by its generator.
///
///     let bytes = SampleRoads(places: places, land: outlines).bytes()
///
/// Neighbouring places are joined by straight legs (Gabriel graph: Gabriel, Sokal 1969) that stay on land, larger places
/// by better roads, and each place gets a few streets. What lies on one land part is connected; land parts are joined by
/// ferries. The same places and outlines give the same bytes, in whatever order the places come.
package struct SampleRoads: Sendable {
    /// A place that roads lead to.
    package struct Place: Hashable, Sendable {
        /// Position.
        package var coordinate: Coordinate
        /// Residents, 0 when unknown.
        package var population: Int
        /// Name, for the names of ferries.
        package var name: String

        /// Creates a place.
        package init(coordinate: Coordinate, population: Int = 0, name: String = "") {
            self.coordinate = coordinate
            self.population = population
            self.name = name
        }
    }

    let places: [Place]
    let land: [MultiPolygon]

    /// A network of `places` on `land`; without land everything is land. Places without valid position are left out, of
    /// several within 50 m the most populous stays.
    package init(places: [Place], land: [MultiPolygon] = []) {
        self.places = places.filter(\.coordinate.isValid).sorted(by: Self.isBefore)
        self.land = land.map { area in
            area.map { Polygon(rings: $0.rings.map { $0.filter(\.isValid) }) }
        }
    }

    /// The file's bytes. O(n² log n) in the number of places.
    package func bytes() -> [UInt8] {
        guard let plane = SamplePlane(places.map(\.coordinate)) else { return OSMFileWriter().bytes(bounds: nil) }
        let network = SampleNetwork(places: places, plane: plane, land: land)
        return SampleRoadsDrawing(network: network).bytes()
    }

    private static func isBefore(_ left: Place, _ right: Place) -> Bool {
        if left.population != right.population { return left.population > right.population }
        if left.coordinate.longitude != right.coordinate.longitude {
            return left.coordinate.longitude < right.coordinate.longitude
        }
        if left.coordinate.latitude != right.coordinate.latitude {
            return left.coordinate.latitude < right.coordinate.latitude
        }
        return left.name < right.name
    }
}
