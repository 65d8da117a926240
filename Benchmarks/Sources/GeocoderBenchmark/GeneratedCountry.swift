import Geocoding
import GeoIndex
import Records

/// The streets and doors of an invented country, the same for the same seed.
struct GeneratedCountry {
    /// A street.
    struct Street {
        var name: String
        var town: Int
        var doors: Int
        var start: Coordinate
        var isEastward: Bool
    }

    var towns: [Place] = []
    var streets: [Street] = []
    private var random: SplitMix

    /// Generates `streetCount` streets with `doorCount` doors in total.
    init(seed: UInt64, streetCount: Int, doorCount: Int) {
        random = SplitMix(seed: seed)
        makeTowns(max(20, streetCount / 40))
        makeStreets(streetCount, doorCount)
    }

    private mutating func makeTowns(_ count: Int) {
        var seen: Set<String> = []
        let side = Int(Double(count).squareRoot()) + 1
        for index in 0..<count {
            var name = ""
            repeat {
                name = NameParts.roots.randomElement(using: &random)! + NameParts.endings.randomElement(using: &random)!
                if Int.random(in: 0..<3, using: &random) == 0 {
                    name = ["Νέα ", "Άνω ", "Κάτω ", "Παλαιά "].randomElement(using: &random)! + name
                }
            } while !seen.insert(name).inserted && seen.count < 3000
            let coordinate = Coordinate(
                longitude: 20 + 6 * Double(index % side) / Double(side),
                latitude: 36 + 5 * Double(index / side) / Double(side))
            towns.append(
                Place(
                    id: "t\(index)", kind: "settlement", names: LocalizedText(["el": name]),
                    population: max(50, 600_000 / (index + 1)), coordinate: coordinate))
        }
    }

    private mutating func makeStreets(_ count: Int, _ doors: Int) {
        // Larger towns have more streets: the n-th town a share of 1/(n + 20).
        let shares = towns.indices.map { 1 / Double($0 + 20) }
        let sum = shares.reduce(0, +)
        for town in towns.indices {
            let wanted = max(1, Int(shares[town] / sum * Double(count)))
            var used: Set<String> = []
            for index in 0..<wanted where streets.count < count {
                let name = streetName()
                guard used.insert(name).inserted else { continue }
                let centre = towns[town].coordinate!
                let row = Double(index / 2) * 0.0006
                let isEastward = index % 2 == 0
                streets.append(
                    Street(
                        name: name, town: town, doors: 0,
                        start: Coordinate(
                            longitude: centre.longitude + (isEastward ? 0 : row),
                            latitude: centre.latitude + (isEastward ? row : 0)), isEastward: isEastward))
            }
        }
        while streets.count < count {
            let town = Int.random(in: 0..<towns.count, using: &random)
            streets.append(
                Street(
                    name: streetName() + " \(streets.count)", town: town, doors: 0, start: towns[town].coordinate!,
                    isEastward: true))
        }
        for index in streets.indices { streets[index].doors = doors / count }
    }

    private mutating func streetName() -> String {
        switch Int.random(in: 0..<10, using: &random) {
        case 0...5:
            return NameParts.firstNames.randomElement(using: &random)! + " "
                + NameParts.surnames.randomElement(using: &random)!
        case 6: return NameParts.single.randomElement(using: &random)!
        case 7: return "Αγίου " + NameParts.saints.randomElement(using: &random)!
        case 8: return NameParts.phrases.randomElement(using: &random)!
        default: return NameParts.surnames.randomElement(using: &random)!
        }
    }

    /// The position of a door, by its number along the street.
    func coordinate(_ street: Street, _ door: Int) -> Coordinate {
        let along = 0.0001 * Double(door)
        return Coordinate(
            longitude: street.start.longitude + (street.isEastward ? along : 0.00005 * Double(door % 2)),
            latitude: street.start.latitude + (street.isEastward ? 0.00005 * Double(door % 2) : along))
    }

    /// Adds everything to a builder.
    func feed(_ builder: inout GazetteerBuilder) {
        for town in towns { builder.add(town) }
        for (index, street) in streets.enumerated() {
            let end = coordinate(street, street.doors)
            let first = Int64(index) * 4
            let middle = coordinate(street, street.doors / 2)
            builder.add(
                StreetWay(
                    names: LocalizedText(["und": street.name]), nodes: [first, first + 1, first + 2],
                    coordinates: [street.start, middle, end], place: towns[street.town].names.text(in: "el")))
        }
        for street in streets {
            let city = towns[street.town].names.text(in: "el")
            for door in 0..<street.doors {
                builder.add(
                    AddressPoint(
                        id: "", street: street.name, houseNumber: "\(door + 1)", postcode: "\(10_000 + street.town)",
                        city: city, coordinate: coordinate(street, door)))
            }
        }
    }
}

/// SplitMix64, which gives the same numbers on all machines.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
