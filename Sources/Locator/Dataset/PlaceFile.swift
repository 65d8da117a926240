internal import GeoIndex
internal import Records

/// `places.plz`: the settlements and their parts, as columns.
struct PlaceFile: Sendable {
    static let kind = FileKind(literal: "PLAC")
    static let name = "places.plz"
    private static let width = 7

    let count: Int
    private let texts: TextColumn
    private let longitude: Column<Double>
    private let latitude: Column<Double>
    private let population: Column<Int64>
    private let accuracy: Column<Double>

    static func writer(_ contents: DatasetContents) -> PackedFileWriter {
        let rows = contents.places.sorted { $0.id < $1.id }
        var writer = PackedFileWriter(kind: kind)
        writer.add(
            "texts",
            texts: rows.flatMap {
                [
                    $0.id, $0.kind, $0.names.packed, $0.formerNames.joined(separator: "\u{1E}"), $0.municipality ?? "",
                    $0.unit ?? "", $0.community ?? "",
                ]
            })
        writer.add("lon", rows.map { $0.coordinate?.longitude ?? .nan })
        writer.add("lat", rows.map { $0.coordinate?.latitude ?? .nan })
        writer.add("population", rows.map { Int64($0.population ?? -1) })
        writer.add("accuracy", rows.map { $0.accuracyMetres ?? .nan })
        return writer
    }

    init(_ file: PackedFile) throws(PackedFileError) {
        texts = try file.texts("texts")
        longitude = try file.column("lon", as: Double.self)
        latitude = try file.column("lat", as: Double.self)
        population = try file.column("population", as: Int64.self)
        accuracy = try file.column("accuracy", as: Double.self)
        let count = longitude.count
        self.count = count
        try file.require(
            texts.count == count * Self.width && latitude.count == count && population.count == count
                && accuracy.count == count,
            "places", "sections of one length")
    }

    /// Returns the row of the place with this identifier, or nil. O(log n).
    func row(id: String) -> Int? {
        var range = 0..<count
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            let found = texts[middle * Self.width]
            if found == id { return middle }
            range = found < id ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return nil
    }

    /// Returns the place in `row`. O(1); allocates its texts.
    func place(at row: Int) -> Place {
        let first = row * Self.width
        return Place(
            id: texts[first], kind: texts[first + 1], names: LocalizedText(packed: texts[first + 2]),
            formerNames: texts[first + 3].split(separator: "\u{1E}").map(String.init),
            population: population[row] < 0 ? nil : Int(population[row]), municipality: texts[first + 4].orNil,
            unit: texts[first + 5].orNil, community: texts[first + 6].orNil,
            coordinate: longitude[row].isNaN
                ? nil : Coordinate(longitude: longitude[row], latitude: latitude[row]),
            accuracyMetres: accuracy[row].isNaN ? nil : accuracy[row])
    }
}
