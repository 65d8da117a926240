internal import GeoIndex

extension GazetteerBuilder {
    /// A street while it is being built: every way and door of one name in one place.
    struct Street {
        var names: LocalizedText
        var otherNames: [String]
        var place: Int?
        var municipality: Int?
        var paths: [[Coordinate]] = []
        var nodes: [[Int64]] = []
        var doors: [Door] = []
        /// A position on it.
        var coordinate: Coordinate
    }

    /// A door while it is being built.
    struct Door {
        var number: HouseNumber
        var coordinate: Coordinate
        var postcode: String?
        var isInterpolated: Bool
    }

    /// The name a way is grouped and shown by.
    func mainName(_ names: LocalizedText, _ others: [String]) -> String {
        names["und"] ?? names[settings.language] ?? names.entries.first?.text ?? others.first ?? ""
    }

    /// Groups ways and doors by name and place. O(n log n).
    mutating func groupStreets() -> [Street] {
        // Adds places, so it comes before they are handed on.
        let names = cityPlaces()
        let locator = PlaceAssigner(places: places, cityNames: names)
        var streets: [Street] = []
        var byKey: [StreetKey: Int] = [:]
        let components = wayComponents()
        // A street that crosses a boundary stays one street: all ways joined under one name go to the place of most.
        var votes: [Int: [Int?: Double]] = [:]
        var wayPlaces: [Int?] = []
        for (index, way) in ways.enumerated() {
            let middle = way.coordinates[way.coordinates.count / 2]
            let place = way.place.flatMap { locator.place(named: $0, near: middle) } ?? locator.place(at: middle)
            wayPlaces.append(place)
            let length = Planar.length(way.coordinates)
            votes[components[index], default: [:]][place, default: 0] += length + 1
        }
        for (index, way) in ways.enumerated() {
            let middle = way.coordinates[way.coordinates.count / 2]
            let ballot = votes[components[index]] ?? [:]
            let place =
                ballot.max { ($0.value, $0.key ?? -1) < ($1.value, $1.key ?? -1) }.map(\.key) ?? wayPlaces[index]
            let name = mainName(way.names, way.otherNames)
            let key = StreetKey(
                name: TextFolding.fold(name), place: place, municipality: locator.municipality(of: place))
            if let street = byKey[key] {
                streets[street].paths.append(way.coordinates)
                streets[street].nodes.append(way.nodes)
                for other in way.otherNames where !streets[street].otherNames.contains(other) {
                    streets[street].otherNames.append(other)
                }
                continue
            }
            byKey[key] = streets.count
            streets.append(
                Street(
                    names: way.names, otherNames: way.otherNames, place: place,
                    municipality: locator.municipality(of: place) ?? municipalityAt(middle), paths: [way.coordinates],
                    nodes: [way.nodes], coordinate: middle))
        }
        ways = []
        assignDoors(locator, &streets, &byKey)
        return streets
    }

    struct StreetKey: Hashable {
        var name: String
        var place: Int?
        var municipality: Int?
    }

    /// For each way the representative of the ways of its name that it is joined to by shared nodes.
    private func wayComponents() -> [Int] {
        var parents = Array(0..<ways.count)
        func root(_ index: Int) -> Int {
            var index = index
            while parents[index] != index {
                parents[index] = parents[parents[index]]
                index = parents[index]
            }
            return index
        }
        struct Joint: Hashable {
            var node: Int64
            var name: String
        }
        var seen: [Joint: Int] = [:]
        for (index, way) in ways.enumerated() {
            let name = TextFolding.fold(mainName(way.names, way.otherNames))
            for node in [way.nodes.first, way.nodes.last].compactMap({ $0 }) {
                let joint = Joint(node: node, name: name)
                if let other = seen[joint] { parents[root(index)] = root(other) } else { seen[joint] = index }
            }
        }
        return parents.indices.map(root)
    }

    /// Gives each door to the street of its name in its city, or to one near by, or to a new street.
    private mutating func assignDoors(
        _ locator: PlaceAssigner, _ streets: inout [Street], _ byKey: inout [StreetKey: Int]
    ) {
        var byName: [String: [Int]] = [:]
        for (index, street) in streets.enumerated() {
            byName[TextFolding.fold(mainName(street.names, street.otherNames)), default: []].append(index)
        }
        var folded: [String: String] = [:]
        let knownDoors = interpolationNodes()
        var doorOfNode: [Int64: (street: Int, number: HouseNumber, at: Coordinate, postcode: String?)] = [:]
        for address in addresses {
            let name: String
            if let known = folded[address.street] {
                name = known
            } else {
                name = TextFolding.fold(address.street)
                folded[address.street] = name
            }
            let place =
                address.city.flatMap { locator.place(named: $0, near: address.coordinate) }
                ?? locator.place(at: address.coordinate)
            let key = StreetKey(name: name, place: place, municipality: locator.municipality(of: place))
            let street: Int
            if let known = byKey[key] {
                street = known
            } else if address.city == nil, let near = nearest(byName[name] ?? [], streets, to: address.coordinate) {
                street = near
            } else {
                street = streets.count
                byKey[key] = street
                byName[name, default: []].append(street)
                streets.append(
                    Street(
                        names: LocalizedText(["und": address.street]), otherNames: [], place: place,
                        municipality: locator.municipality(of: place) ?? municipalityAt(address.coordinate),
                        coordinate: address.coordinate))
            }
            let number = HouseNumber(parsing: address.houseNumber)
            let postcode = address.postcode.map(Self.compact)
            streets[street].doors.append(
                Door(number: number, coordinate: address.coordinate, postcode: postcode, isInterpolated: false))
            if address.id.hasPrefix("n"), let node = Int64(address.id.dropFirst()), knownDoors.contains(node) {
                doorOfNode[node] = (street, number, address.coordinate, postcode)
            }
        }
        addresses = []
        expandInterpolations(doorOfNode, &streets)
    }

    private func interpolationNodes() -> Set<Int64> {
        var nodes: Set<Int64> = []
        for way in interpolations { nodes.formUnion(way.nodes) }
        return nodes
    }

    /// The street of `candidates` that comes within 300 m of `coordinate`, the nearest of them.
    private func nearest(_ candidates: [Int], _ streets: [Street], to coordinate: Coordinate) -> Int? {
        var best: (Int, Double)?
        for candidate in candidates {
            var metres = Planar.distance(coordinate, streets[candidate].coordinate)
            for path in streets[candidate].paths where metres > 0 {
                metres = min(metres, Planar.nearest(on: path, to: coordinate).metres)
            }
            if metres < 300, best.map({ metres < $0.1 }) ?? true { best = (candidate, metres) }
        }
        return best?.0
    }

    /// Puts the doors between known ones of each interpolation way.
    private func expandInterpolations(
        _ known: [Int64: (street: Int, number: HouseNumber, at: Coordinate, postcode: String?)],
        _ streets: inout [Street]
    ) {
        for way in interpolations {
            let step: Int
            switch way.kind {
            case "odd", "even": step = 2
            case "all": step = 1
            default:
                guard let number = Int(way.kind), number > 0 else { continue }
                step = number
            }
            var last: Int?
            for (index, node) in way.nodes.enumerated() {
                guard let end = known[node] else { continue }
                defer { last = index }
                guard let start = last, let begin = known[way.nodes[start]], begin.street == end.street else {
                    continue
                }
                let low = min(begin.number.number, end.number.number)
                let high = max(begin.number.number, end.number.number)
                guard high - low > step, (high - low) / step <= 500 else { continue }
                let path = Array(way.coordinates[start...index])
                let length = Planar.length(path)
                for number in stride(from: low + step, to: high, by: step) {
                    var fraction = Double(number - low) / Double(high - low)
                    if begin.number.number > end.number.number { fraction = 1 - fraction }
                    streets[end.street].doors.append(
                        Door(
                            number: HouseNumber(number: number),
                            coordinate: Planar.point(on: path, at: fraction * length),
                            postcode: end.postcode == begin.postcode ? end.postcode : nil, isInterpolated: true))
                }
            }
        }
    }
}
