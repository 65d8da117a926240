internal import GeoIndex

/// Assigns streets and doors to settlements: by the name they give, else by distance and size.
struct PlaceAssigner {
    private let places: [GazetteerBuilder.Entity]
    private let byName: [String: [Int]]
    /// Settlements by cell of 0.1 degrees.
    private let cells: [Cell: [Int]]
    private static let cellSize = 0.1

    private struct Cell: Hashable {
        var x: Int
        var y: Int
    }

    init(places: [GazetteerBuilder.Entity], cityNames: [String: [Int]]) {
        self.places = places
        byName = cityNames
        var cells: [Cell: [Int]] = [:]
        for (index, place) in places.enumerated() where place.kind == .settlement && place.gathersStreets {
            cells[Self.cell(place.coordinate), default: []].append(index)
        }
        self.cells = cells
    }

    private static func cell(_ coordinate: Coordinate) -> Cell {
        Cell(
            x: Int((coordinate.longitude / cellSize).rounded(.down)),
            y: Int((coordinate.latitude / cellSize).rounded(.down)))
    }

    /// Returns the municipality of a place.
    func municipality(of place: Int?) -> Int? { place.flatMap { places[$0].municipality } }

    /// Returns the settlement called `name` nearest to `coordinate`, within 30 km. O(places of that name).
    func place(named name: String, near coordinate: Coordinate) -> Int? {
        guard let candidates = byName[TextFolding.fold(name)] else { return nil }
        let near = candidates.map { ($0, Planar.distance(coordinate, places[$0].coordinate)) }
            .filter { $0.1 < 30_000 }
        return near.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
    }

    /// Returns the settlement with the smallest ratio of distance to radius, which grows with the residents.
    /// O(settlements near by).
    ///
    /// Returns nil beyond eight times the radius (at least 2.5 km, at most 15 km).
    func place(at coordinate: Coordinate) -> Int? {
        let centre = Self.cell(coordinate)
        var best: (index: Int, score: Double)?
        for x in (centre.x - 2)...(centre.x + 2) {
            for y in (centre.y - 2)...(centre.y + 2) {
                for index in cells[Cell(x: x, y: y)] ?? [] {
                    let place = places[index]
                    let metres = Planar.distance(coordinate, place.coordinate)
                    let radius = 300 + 9 * Double(max(1, place.population)).squareRoot()
                    guard metres < min(15_000, max(2500, 8 * radius)) else { continue }
                    let score = metres / radius
                    if best.map({ score < $0.score }) ?? true { best = (index, score) }
                }
            }
        }
        return best?.index
    }
}
