import Foundation
import Geocoding
import GeoIndex
import Records
import Testing

/// A small Greek gazetteer from Tests/Fixtures/greek. All streets of a town cross each other.
struct GreekWorld {
    /// A settlement of the fixture.
    struct Settlement {
        var name: String
        var municipality: String
        var unit: String
        var residents: Int
        var coordinate: Coordinate
        var former: String
    }

    let municipalities: [String]
    let settlements: [Settlement]
    let geocoder: Geocoder

    /// Built once for all tests.
    static let shared = Result { try GreekWorld() }

    static let postcodes = [PostcodePattern(shape: "999 99", prefixes: ["37", "38", "39", "40", "41", "42", "43"])]
    static let spacing = 0.001

    init(extra: [Settlement] = [], file: StaticString = #filePath) throws {
        let towns = try Self.rows("settlements").map { row in
            Settlement(
                name: row[0], municipality: row[1], unit: row[2], residents: Int(row[3])!,
                coordinate: Coordinate(longitude: Double(row[4])!, latitude: Double(row[5])!), former: row[6])
        }
        settlements = extra.isEmpty ? towns : extra
        let register = settlements
        let table = try Self.rows("municipalities")
        municipalities = table.map { $0[0] }
        let names = municipalities
        func municipality(at coordinate: Coordinate) -> Int? {
            let nearest = register.min { distance($0.coordinate, coordinate) < distance($1.coordinate, coordinate) }
            return nearest.flatMap { names.firstIndex(of: $0.municipality) }
        }
        var builder = GazetteerBuilder(
            settings: GazetteerSettings(language: "el", postcodes: Self.postcodes), municipalityAt: municipality)
        for (index, row) in table.enumerated() {
            builder.add(
                Municipality(
                    code: "\(index)", names: LocalizedText(["el": row[0], "en": row[1]]),
                    formerNames: row[7].isEmpty ? [] : [row[7]], regionalUnit: LocalizedText(["el": row[2]]),
                    seatNames: LocalizedText(["el": row[3]]),
                    seat: Coordinate(longitude: Double(row[5])!, latitude: Double(row[6])!), population: Int(row[4])))
        }
        for (index, town) in settlements.enumerated() {
            builder.add(
                Place(
                    id: "\(index)", kind: "settlement", names: LocalizedText(["el": town.name]),
                    formerNames: town.former.isEmpty ? [] : [town.former], population: town.residents,
                    unit: town.unit, coordinate: town.coordinate))
        }
        try Self.layStreets(towns, &builder)
        Self.addStructures(towns, &builder)
        let bytes = builder.finish().bytes(buildID: BuildID(high: 1, low: 2))
        geocoder = try Geocoder(PackedFile.open(bytes: bytes, kind: GazetteerBuilder.fileKind, name: "greek"))
    }

    /// Rows of a fixture table without its comment line.
    static func rows(_ name: String) throws -> [[String]] {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Fixtures/greek/\(name).tsv")
        return try String(contentsOf: path, encoding: .utf8).split(separator: "\n").dropFirst()
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
            .map { $0 + [String](repeating: "", count: max(0, 8 - $0.count)) }
    }

    /// Adds the streets. Street i of a town runs east along row i to the corner (i, i), then north, so that each pair
    /// has a node in common. It has the doors 1, 2, 5, 6, 8Α, 9, 10 and some more.
    private static func layStreets(_ towns: [Settlement], _ builder: inout GazetteerBuilder) throws {
        let rows = try rows("streets")
        let places = Array(Set(rows.map { $0[1] })).sorted()
        for (base, place) in places.enumerated() {
            guard let town = towns.first(where: { $0.name == place }) else { continue }
            let streets = rows.filter { $0[1] == place && $0[2] == "street" }
            for quarter in rows where quarter[1] == place && quarter[2] == "quarter" {
                builder.add(
                    Place(
                        id: quarter[0], kind: "suburb", names: LocalizedText(["el": quarter[0]]),
                        coordinate: Coordinate(
                            longitude: town.coordinate.longitude + 0.004, latitude: town.coordinate.latitude + 0.004)))
            }
            for (index, street) in streets.enumerated() {
                var nodes: [Int64] = []
                var path: [Coordinate] = []
                for step in 0...streets.count {
                    let (x, y) = step <= index ? (step, index) : (index, step)
                    nodes.append(Int64(base * 10_000 + min(x, y) * 100 + max(x, y)))
                    path.append(
                        Coordinate(
                            longitude: town.coordinate.longitude + spacing * Double(x),
                            latitude: town.coordinate.latitude + spacing * Double(y)))
                }
                builder.add(StreetWay(names: LocalizedText(["und": street[0]]), nodes: nodes, coordinates: path))
                for (count, number) in ["1", "2", "5", "6", "8Α", "9", "10", "13", "14", "45"].enumerated() {
                    builder.add(
                        AddressPoint(
                            id: "", street: street[0], houseNumber: number, postcode: nil, city: place,
                            coordinate: Coordinate(
                                longitude: path[0].longitude + spacing * 0.1 * Double(count),
                                latitude: path[0].latitude + 0.00005)))
                }
            }
        }
    }

    private static func addStructures(_ towns: [Settlement], _ builder: inout GazetteerBuilder) {
        let kitchen = StructureKind(
            code: "soup-kitchen", names: LocalizedText(["el": "Συσσίτιο", "en": "Soup kitchen"]),
            synonyms: ["φαγητό", "τρόφιμα"])
        let home = StructureKind(
            code: "home-help", names: LocalizedText(["el": "Βοήθεια στο Σπίτι", "en": "Home help"]))
        builder.add(kitchen)
        builder.add(home)
        for (row, town) in towns.filter({ $0.residents > 30_000 }).enumerated() {
            builder.add(
                Structure(
                    id: "k\(row)", kind: "soup-kitchen", names: LocalizedText(["el": "Συσσίτιο δοκιμής \(town.name)"]),
                    coordinate: town.coordinate), kind: kitchen, row: row * 2)
            builder.add(
                Structure(
                    id: "h\(row)", kind: "home-help", names: LocalizedText(["el": "Μονάδα δοκιμής \(town.name)"]),
                    coordinate: town.coordinate), kind: home, row: row * 2 + 1)
        }
    }

    /// Returns whether `answer` has what a fixture row expects, see queries.tsv.
    func satisfies(_ answer: GeocodeAnswer, _ expected: String) -> Bool {
        expected.split(separator: "|").allSatisfy { part in
            let halves = part.split(separator: ":", maxSplits: 1).map(String.init)
            let names = halves[1].split(separator: "@").map(String.init)
            let matching = answer.results.filter {
                matches($0, kind: halves[0], name: names[0], in: names.dropFirst().first)
            }
            guard names.count == 1, halves[0] == "settlement" else { return !matching.isEmpty }
            return matching.count == settlements.count { $0.name == names[0] }
        }
    }

    private func matches(_ candidate: GeocodeCandidate, kind: String, name: String, in area: String?) -> Bool {
        let result = candidate.result
        let municipality = result.municipality.map { municipalities[$0] }
        switch kind {
        case "municipality": return result.kind == .municipality && municipality == name
        case "street": return result.street == name && (area == nil || candidate.settlement?["el"] == area)
        case "quarter": return result.kind == .neighbourhood && result.label.text(in: "el").hasPrefix(name)
        default:
            return result.kind == .settlement && candidate.settlement?["el"] == name
                && (area == nil || municipality == area)
        }
    }

    func search(_ text: String, focus: Coordinate? = nil, limit: Int = 20) throws -> GeocodeAnswer {
        try geocoder.search(GeocodeQuery(text: text, focus: focus, limit: limit))
    }

    /// The settlement called `name`, the first of the fixture.
    func town(_ name: String) throws -> Settlement { try #require(settlements.first { $0.name == name }) }
}

private func distance(_ a: Coordinate, _ b: Coordinate) -> Double {
    let x = (a.longitude - b.longitude) * 0.77
    let y = a.latitude - b.latitude
    return x * x + y * y
}
