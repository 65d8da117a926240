internal import GeoIndex
internal import Records

extension GazetteerBuilder {
    /// Doors near each other with the same name of a place that is not on the map.
    private struct Naming {
        var text: String
        var count = 0
        private var longitude = 0.0
        private var latitude = 0.0
        private var box = BoundingBox.empty

        init(_ text: String) { self.text = text }

        /// The mean position of the doors.
        var centre: Coordinate {
            Coordinate(longitude: longitude / Double(count), latitude: latitude / Double(count))
        }

        /// Diagonal of their box in metres.
        var diagonal: Double {
            Planar.distance(
                Coordinate(longitude: box.west, latitude: box.south),
                Coordinate(longitude: box.east, latitude: box.north))
        }

        mutating func add(_ coordinate: Coordinate) {
            count += 1
            longitude += coordinate.longitude
            latitude += coordinate.latitude
            box.expand(toInclude: coordinate)
        }
    }

    /// Names of places in addresses, grouped by position, because several places can have one name.
    private struct Namings {
        private(set) var all: [Naming] = []
        private var byName: [String: [Int]] = [:]

        /// Adds a door to the group of its name within `metres`, or to a new group. O(groups of that name).
        mutating func add(_ text: String, folded name: String, at coordinate: Coordinate, within metres: Double) {
            let near = byName[name]?.first { Planar.distance(all[$0].centre, coordinate) < metres }
            if near == nil {
                byName[name, default: []].append(all.count)
                all.append(Naming(text))
            }
            all[near ?? all.count - 1].add(coordinate)
        }
    }

    /// Returns the settlements by folded name. Before that, adds a settlement for every city and a part for every
    /// quarter that occur in addresses only. O(addresses).
    mutating func cityPlaces() -> [String: [Int]] {
        var byName: [String: [Int]] = [:]
        var bySound: [String: [Int]] = [:]
        var quarters: [String: [Int]] = [:]
        for (index, place) in places.enumerated() {
            for name in Set(place.aliases.map { TextFolding.fold($0.text) }) {
                if place.kind == .settlement {
                    byName[name, default: []].append(index)
                    bySound[PhoneticKey.key(of: name), default: []].append(index)
                } else if place.accuracyMetres == nil {
                    quarters[name, default: []].append(index)
                }
            }
        }
        func near(_ rows: [Int]?, _ coordinate: Coordinate, _ metres: Double) -> Int? {
            rows?.first { Planar.distance(places[$0].coordinate, coordinate) < metres }
        }
        var cities = Namings()
        var parts = Namings()
        for address in addresses {
            let at = address.coordinate
            if let city = address.city {
                let name = TextFolding.fold(city)
                if !name.isEmpty, near(byName[name], at, 30_000) == nil {
                    // The city of an address can be mapped as a part of one, or in another spelling.
                    if let other = near(quarters[name], at, 10_000)
                        ?? near(bySound[PhoneticKey.key(of: name)], at, 30_000)
                    {
                        byName[name, default: []].append(other)
                    } else {
                        cities.add(city, folded: name, at: at, within: 15_000)
                    }
                }
            }
            if let quarter = address.quarter {
                let name = TextFolding.fold(quarter)
                if !name.isEmpty, near(quarters[name], at, 10_000) == nil, near(byName[name], at, 10_000) == nil {
                    parts.add(quarter, folded: name, at: at, within: 5000)
                }
            }
        }
        for city in cities.all {
            // Estimate the residents from how far apart the doors are.
            let radius = max(0, min(city.diagonal / 2, 5000) - 300) / 9
            byName[TextFolding.fold(city.text), default: []].append(places.count)
            add(.settlement, city, population: max(city.count, Int(radius * radius)))
        }
        for part in parts.all { add(.neighbourhood, part, population: part.count) }
        return byName
    }

    private mutating func add(_ kind: GazetteerKind, _ naming: Naming, population: Int) {
        let centre = naming.centre
        places.append(
            Entity(
                kind: kind, coordinate: centre, municipality: municipalityAt(centre), parent: nil,
                population: population, names: LocalizedText(["und": naming.text]), aliases: [(naming.text, .own)]))
    }
}
