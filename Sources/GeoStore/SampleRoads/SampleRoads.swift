package import GeoIndex
internal import Records

/// Generates an invented road network between places, for use when there is no road file. The result is an
/// OpenStreetMap file; the importer recognises it as a sample by its generator.
///
/// ```swift
/// let bytes = SampleRoads(places: places, land: outlines).bytes()
/// ```
///
/// Neighbouring places are connected by straight lines on land (Gabriel graph: Gabriel, Sokal 1969), larger places by
/// better roads, and each place gets a few streets. Each landmass is connected; ferries connect the landmasses. The
/// same places and outlines give the same bytes, whatever the order of the places.
package struct SampleRoads: Sendable {
    /// A place that roads lead to.
    package struct Place: Hashable, Sendable {
        /// The position.
        package var coordinate: Coordinate
        /// The population; 0 when unknown.
        package var population: Int
        /// The name, used in names of ferries.
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

    /// Prepares a network of `places` on `land`; without outlines everything is land. Places without a valid position
    /// are ignored, and of several within 50 m only the most populous is used.
    package init(places: [Place], land: [MultiPolygon] = []) {
        self.places = places.filter(\.coordinate.isValid).sorted(by: Self.isBefore)
        self.land = land.map { area in
            area.map { Polygon(rings: $0.rings.map { $0.filter(\.isValid) }) }
        }
    }

    /// The bytes of the file. O(n² log n) in the number of places.
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
