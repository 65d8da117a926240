internal import GeoIndex

/// Says which settlement a street or door belongs to: by the name it gives, else by nearness weighed with size.
struct PlaceAssigner {
    private let places: [GazetteerBuilder.Entity]
    private let byName: [String: [Int]]
    /// Settlements by cell of a tenth of a degree.
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

    /// Municipality of a place.
    func municipality(of place: Int?) -> Int? { place.flatMap { places[$0].municipality } }

    /// The settlement called `name` nearest to `coordinate`, within 30 km; O(places of that name).
    func place(named name: String, near coordinate: Coordinate) -> Int? {
        guard let candidates = byName[TextFolding.fold(name)] else { return nil }
        let near = candidates.map { ($0, Planar.distance(coordinate, places[$0].coordinate)) }
            .filter { $0.1 < 30_000 }
        return near.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
    }

    /// The settlement whose reach covers `coordinate` best: distance over a radius that grows with the residents; nil
    /// beyond eight of these, at least 2.5 km and at most 15. O(settlements near by).
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

extension GazetteerBuilder {
    /// Places by each folded name, after adding one for every city that only addresses name.
    mutating func cityPlaces() -> [String: [Int]] {
        var byName: [String: [Int]] = [:]
        for (index, place) in places.enumerated() where place.kind == .settlement {
            for alias in place.aliases where byName[TextFolding.fold(alias.text)]?.last != index {
                byName[TextFolding.fold(alias.text), default: []].append(index)
            }
        }
        struct Sum {
            var longitude = 0.0
            var latitude = 0.0
            var count = 0
            var box = BoundingBox.empty
            var text: String
        }
        var quarters: [String: [Int]] = [:]
        for (index, place) in places.enumerated() where place.kind == .neighbourhood && place.accuracyMetres == nil {
            for alias in place.aliases { quarters[TextFolding.fold(alias.text), default: []].append(index) }
        }
        var unknown: [String: Sum] = [:]
        for address in addresses {
            guard let city = address.city, !city.isEmpty else { continue }
            let name = TextFolding.fold(city)
            let isKnown = byName[name]?.contains { Planar.distance(places[$0].coordinate, address.coordinate) < 30_000 }
            if isKnown ?? false || name.isEmpty { continue }
            // What addresses call their city may be mapped as a part of one.
            let part = quarters[name]?.first { Planar.distance(places[$0].coordinate, address.coordinate) < 10_000 }
            if let part {
                byName[name, default: []].append(part)
                continue
            }
            unknown[name, default: Sum(text: city)].longitude += address.coordinate.longitude
            unknown[name]!.latitude += address.coordinate.latitude
            unknown[name]!.count += 1
            unknown[name]!.box.expand(toInclude: address.coordinate)
        }
        for (name, sum) in unknown.sorted(by: { $0.key < $1.key }) {
            let centre = Coordinate(
                longitude: sum.longitude / Double(sum.count), latitude: sum.latitude / Double(sum.count))
            // As many residents as a settlement of the doors' extent usually has.
            let extent = Planar.distance(
                Coordinate(longitude: sum.box.west, latitude: sum.box.south),
                Coordinate(longitude: sum.box.east, latitude: sum.box.north))
            let radius = max(0, min(extent / 2, 5000) - 300) / 9
            byName[name, default: []].append(places.count)
            places.append(
                Entity(
                    kind: .settlement, coordinate: centre, municipality: municipalityAt(centre), parent: nil,
                    population: max(sum.count, Int(radius * radius)), names: LocalizedText(["und": sum.text]),
                    aliases: [(sum.text, .own)]))
        }
        return byName
    }
}
