internal import GeoIndex
internal import Records

extension GazetteerBuilder {
    /// A street being built: all ways and doors of one name in one place.
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
        /// Box around its lines.
        var box: BoundingBox

        init(
            names: LocalizedText, otherNames: [String], place: Int?, municipality: Int?, paths: [[Coordinate]] = [],
            nodes: [[Int64]] = [], coordinate: Coordinate
        ) {
            self.names = names
            self.otherNames = otherNames
            self.place = place
            self.municipality = municipality
            self.paths = paths
            self.nodes = nodes
            self.coordinate = coordinate
            box = .empty
            box.expand(toInclude: coordinate)
            for vertex in paths.joined() { box.expand(toInclude: vertex) }
        }
    }

    /// A door being built.
    struct Door {
        var number: DoorNumber
        var coordinate: Coordinate
        var postcode: String?
        var isInterpolated = false
        /// Whether it is one number of a list that is a door too.
        var isMember = false
    }

    /// Returns the name by which a way is grouped and shown.
    func mainName(_ names: LocalizedText, _ others: [String]) -> String {
        names["und"] ?? names[settings.language] ?? names.entries.first?.text ?? others.first ?? ""
    }

    /// Groups ways and doors into streets by name and place; ways of one name that lie apart become several streets.
    /// O(n log n).
    mutating func groupStreets() -> [Street] {
        // Adds places, so it must come before they are used.
        let names = cityPlaces()
        let locator = PlaceAssigner(places: places, cityNames: names)
        let doorCities = DoorCities(addresses, locator)
        var streets: [Street] = []
        var byKey: [StreetKey: [Int]] = [:]
        let components = wayComponents()
        // A street that crosses a boundary stays one street: connected ways of one name vote on the place.
        var votes: [Int: [Int?: Double]] = [:]
        for (index, way) in ways.enumerated() {
            let middle = way.coordinates[way.coordinates.count / 2]
            let place = way.place.flatMap { locator.place(named: $0, near: middle) } ?? locator.place(at: middle)
            votes[components[index], default: [:]][place, default: 0] += Planar.length(way.coordinates) + 1
            // Addresses count for more than nearby places.
            let cities = doorCities.cities(along: way.coordinates, named: mainName(way.names, way.otherNames))
            for (city, count) in cities { votes[components[index]]![city, default: 0] += 200 * Double(count) }
        }
        var keys: [StreetKey] = []
        var members: [StreetKey: [Int]] = [:]
        for (index, way) in ways.enumerated() {
            let ballot = votes[components[index]] ?? [:]
            let place = ballot.max { ($0.value, $0.key ?? -1) < ($1.value, $1.key ?? -1) }.flatMap(\.key)
            let name = TextFolding.fold(mainName(way.names, way.otherNames))
            let key = StreetKey(name: name, place: place, municipality: locator.municipality(of: place))
            if members[key] == nil { keys.append(key) }
            members[key, default: []].append(index)
        }
        for key in keys {
            for part in WayClusters.parts(of: members[key] ?? [], in: ways) {
                byKey[key, default: []].append(streets.count)
                streets.append(street(of: part, key))
            }
        }
        ways = []
        assignDoors(locator, &streets, &byKey)
        return streets
    }

    /// Returns the street of ways of one name near each other.
    private func street(of part: [Int], _ key: StreetKey) -> Street {
        let first = ways[part[0]]
        let middle = first.coordinates[first.coordinates.count / 2]
        var others = first.otherNames
        for index in part.dropFirst() {
            for other in ways[index].otherNames where !others.contains(other) { others.append(other) }
        }
        return Street(
            names: first.names, otherNames: others, place: key.place,
            municipality: key.municipality ?? municipalityAt(middle), paths: part.map { ways[$0].coordinates },
            nodes: part.map { ways[$0].nodes }, coordinate: middle)
    }

    struct StreetKey: Hashable {
        var name: String
        var place: Int?
        var municipality: Int?
    }

    /// Returns, for each way, the representative of the ways of the same name connected to it by shared end nodes.
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

    /// Assigns each door to the street of its name in its city, else to one near by, else to a new street.
    private mutating func assignDoors(
        _ locator: PlaceAssigner, _ streets: inout [Street], _ byKey: inout [StreetKey: [Int]]
    ) {
        var byName: [String: [Int]] = [:]
        for (index, street) in streets.enumerated() {
            byName[TextFolding.fold(mainName(street.names, street.otherNames)), default: []].append(index)
        }
        var folded: [String: String] = [:]
        let knownDoors = interpolationNodes()
        var doorOfNode: [Int64: (street: Int, number: Int, postcode: String?)] = [:]
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
            if let known = nearest(
                byKey[key] ?? [], streets, to: address.coordinate, within: place == nil ? 1500 : .infinity)
            {
                street = known
            } else if address.city == nil,
                let near = nearest(byName[name] ?? [], streets, to: address.coordinate, within: 300)
            {
                street = near
            } else {
                street = streets.count
                byKey[key, default: []].append(street)
                byName[name, default: []].append(street)
                streets.append(
                    Street(
                        names: LocalizedText(["und": address.street]), otherNames: [], place: place,
                        municipality: locator.municipality(of: place) ?? municipalityAt(address.coordinate),
                        coordinate: address.coordinate))
            }
            let door = Door(
                number: DoorNumber(address.houseNumber), coordinate: address.coordinate,
                postcode: address.postcode.map(Self.compact))
            streets[street].doors.append(door)
            let members = DoorNumber.members(of: address.houseNumber)
            for member in members where members.count > 1 {
                var part = door
                (part.number, part.isMember) = (DoorNumber(member), true)
                streets[street].doors.append(part)
            }
            if address.id.hasPrefix("n"), let node = Int64(address.id.dropFirst()), knownDoors.contains(node) {
                doorOfNode[node] = (street, door.number.value, door.postcode)
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

    /// Returns the street of `candidates` nearest to `coordinate`, within `limit` metres.
    private func nearest(
        _ candidates: [Int], _ streets: [Street], to coordinate: Coordinate, within limit: Double
    ) -> Int? {
        if candidates.count == 1, limit == .infinity { return candidates[0] }
        var best: (street: Int, metres: Double)?
        for candidate in candidates {
            if limit < .infinity, !streets[candidate].box.padded(metres: limit).contains(coordinate) { continue }
            var metres = Planar.distance(coordinate, streets[candidate].coordinate)
            for path in streets[candidate].paths where metres > 0 {
                metres = min(metres, Planar.nearest(on: path, to: coordinate).metres)
            }
            if metres <= limit, best.map({ metres < $0.metres }) ?? true { best = (candidate, metres) }
        }
        return best?.street
    }

    /// Adds doors between the known ones of each interpolation way.
    private func expandInterpolations(
        _ known: [Int64: (street: Int, number: Int, postcode: String?)],
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
                let low = min(begin.number, end.number)
                let high = max(begin.number, end.number)
                guard high - low > step, (high - low) / step <= 500 else { continue }
                let path = Array(way.coordinates[start...index])
                let length = Planar.length(path)
                for number in stride(from: low + step, to: high, by: step) {
                    var fraction = Double(number - low) / Double(high - low)
                    if begin.number > end.number { fraction = 1 - fraction }
                    streets[end.street].doors.append(
                        Door(
                            number: DoorNumber(value: number),
                            coordinate: Planar.point(on: path, at: fraction * length),
                            postcode: end.postcode == begin.postcode ? end.postcode : nil, isInterpolated: true))
                }
            }
        }
    }
}
