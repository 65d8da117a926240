internal import GeoIndex

/// Finds the settlement that doors along a street name as their city.
struct DoorCities {
    private struct Door {
        var coordinate: Coordinate
        var place: Int
    }

    /// Doors by folded street name, sorted by longitude.
    private let doors: [String: [Door]]
    /// In degrees: about 110 m of latitude.
    private static let reach = 0.001

    /// Collects the doors whose city is in the gazetteer. O(n log n).
    init(_ addresses: [AddressPoint], _ locator: PlaceAssigner) {
        var doors: [String: [Door]] = [:]
        var folded: [String: String] = [:]
        for address in addresses {
            guard let place = address.city.flatMap({ locator.place(named: $0, near: address.coordinate) }) else {
                continue
            }
            let name = folded[address.street] ?? TextFolding.fold(address.street)
            folded[address.street] = name
            doors[name, default: []].append(Door(coordinate: address.coordinate, place: place))
        }
        self.doors = doors.mapValues { $0.sorted { $0.coordinate.longitude < $1.coordinate.longitude } }
    }

    /// Returns how many doors near `path` name each settlement. O(log n + doors near by).
    func cities(along path: [Coordinate], named name: String) -> [Int: Int] {
        guard let doors = doors[TextFolding.fold(name)] else { return [:] }
        var box = BoundingBox.empty
        for vertex in path { box.expand(toInclude: vertex) }
        var low = 0
        var high = doors.count
        while low < high {
            let middle = (low + high) / 2
            if doors[middle].coordinate.longitude < box.west - Self.reach { low = middle + 1 } else { high = middle }
        }
        var counts: [Int: Int] = [:]
        for door in doors[low...].prefix(while: { $0.coordinate.longitude <= box.east + Self.reach })
        where door.coordinate.latitude >= box.south - Self.reach
            && door.coordinate.latitude <= box.north + Self.reach
        {
            counts[door.place, default: 0] += 1
        }
        return counts
    }
}
