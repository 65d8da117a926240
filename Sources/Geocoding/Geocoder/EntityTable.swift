internal import GeoIndex
internal import Records

/// The entries of a gazetteer in file order: regions, municipalities, units, places, streets, postal codes, kinds of
/// structure, structures.
///
/// Structures are last, so that they can be replaced without a change to anything else.
struct EntityTable {
    /// An entry. Its references are rows of this table.
    struct Row {
        var kind: GazetteerKind
        var coordinate: Coordinate
        var municipality: Int?
        var parent: Int?
        var population: Int
        var local: UInt32
        var english: UInt32
        var reference: Int?
        var weight: UInt8
        /// Radius in metres; 0 for the default of the kind.
        var accuracy: UInt16
    }

    private(set) var entities: [Row] = []
    private(set) var texts: [String] = []
    private var textRows: [String: UInt32] = [:]
    private(set) var bounds = BoundingBox.empty
    private var aliases: [[(text: String, role: NameRole)]] = []
    private let municipalityBase: Int
    private let placeBase: Int
    private(set) var streetBase = 0
    private(set) var postcodeBase = 0
    private(set) var structureKindBase = 0
    private(set) var structureBase = 0
    private let language: String

    init(_ builder: GazetteerBuilder) {
        language = builder.settings.language
        municipalityBase = builder.regions.count
        let unitBase = municipalityBase + builder.municipalities.count
        placeBase = unitBase + builder.units.count
        for entity in builder.regions { append(entity, parent: nil, weight: 0) }
        for entity in builder.municipalities {
            append(entity, parent: entity.parent, weight: Self.weight(of: entity.population, per: 8) - 5)
        }
        for entity in builder.units { append(entity, parent: nil, weight: 25) }
        let assigner = PlaceAssigner(places: builder.places, cityNames: [:])
        for entity in builder.places {
            let isQuarter = entity.kind == .neighbourhood
            let parent =
                isQuarter
                ? assigner.place(at: entity.coordinate).map { placeBase + $0 } : entity.parent.map { unitBase + $0 }
            append(entity, parent: parent, weight: Self.weight(of: entity.population, per: isQuarter ? 5 : 8))
        }
        streetBase = entities.count
    }

    /// Reads the table of a file without its structures. O(entries).
    init(_ file: GazetteerFile) {
        language = file.language
        municipalityBase = file.municipalityBase
        placeBase = file.placeBase
        streetBase = file.streetBase
        postcodeBase = file.postcodeBase
        structureKindBase = file.structureKindBase
        structureBase = file.structureBase
        entities = (0..<file.structureBase).map { entity in
            Row(
                kind: file.kind(entity), coordinate: file.coordinate(entity),
                municipality: file.municipality(entity), parent: file.parent(entity),
                population: Int(file.populations[entity]), local: file.locals[entity],
                english: file.englishes[entity], reference: file.reference(entity), weight: file.weights[entity],
                accuracy: file.accuracies[entity])
        }
        // Texts are numbered in the order of the entries, so those of the structures are last.
        let count = entities.reduce(0) { max($0, Int($1.local) + 1, Int($1.english) + 1) }
        texts = Array(file.texts.prefix(count))
        textRows = Dictionary(texts.enumerated().map { ($1, UInt32($0)) }, uniquingKeysWith: { first, _ in first })
        aliases = entities.map { _ in [] }
    }

    /// Returns 5 plus `per` for each doubling of the residents.
    private static func weight(of population: Int, per: Int) -> Int {
        let doublings = Int.bitWidth - max(1, population).leadingZeroBitCount
        return 5 + doublings * per
    }

    private mutating func append(_ entity: GazetteerBuilder.Entity, parent: Int?, weight: Int) {
        append(
            kind: entity.kind, at: entity.coordinate, municipality: entity.municipality, parent: parent,
            population: entity.population, names: entity.names, reference: entity.reference, weight: weight,
            aliases: entity.aliases, accuracy: entity.accuracyMetres)
    }

    private mutating func append(
        kind: GazetteerKind, at coordinate: Coordinate, municipality: Int?, parent: Int?, population: Int,
        names: LocalizedText, reference: Int?, weight: Int, aliases newAliases: [(text: String, role: NameRole)],
        accuracy: Double? = nil
    ) {
        let local = names[language] ?? names["und"] ?? names.entries.first?.text ?? newAliases.first?.text ?? ""
        let english = names["en"] ?? Elot743.transliterate(local)
        entities.append(
            Row(
                kind: kind, coordinate: coordinate, municipality: municipality, parent: parent, population: population,
                local: text(local), english: text(english), reference: reference, weight: UInt8(clamping: weight),
                accuracy: accuracy.map { UInt16(max(1, min(65_535, $0.rounded(.up)))) } ?? 0))
        aliases.append(newAliases)
        if kind != .region, kind != .structureKind, kind != .structure { bounds.expand(toInclude: coordinate) }
    }

    private mutating func text(_ value: String) -> UInt32 {
        if let row = textRows[value] { return row }
        let row = UInt32(texts.count)
        textRows[value] = row
        texts.append(value)
        return row
    }

    /// Sorts streets by municipality, place and name, so that the streets of an area are contiguous.
    func sort(_ streets: inout [GazetteerBuilder.Street]) {
        var keyed = streets.map { street in
            (
                key: TextFolding.fold(
                    street.names["und"] ?? street.names[language] ?? street.names.entries.first?.text ?? ""),
                street: street
            )
        }
        keyed.sort { a, b in
            let left = (a.street.municipality ?? Int.max, a.street.place ?? Int.max)
            let right = (b.street.municipality ?? Int.max, b.street.place ?? Int.max)
            if left != right { return left < right }
            if a.key != b.key { return a.key < b.key }
            return (a.street.coordinate.longitude, a.street.coordinate.latitude)
                < (b.street.coordinate.longitude, b.street.coordinate.latitude)
        }
        streets = keyed.map(\.street)
    }

    mutating func addStreets(_ streets: [GazetteerBuilder.Street], language: String) {
        streetBase = entities.count
        for street in streets {
            let residents = street.place.map { entities[placeBase + $0].population } ?? 0
            let metres = street.paths.reduce(0) { $0 + Planar.length($1) }
            let weight = 10 + Self.weight(of: residents, per: 3) + min(20, Int(metres / 100))
            var names: [(text: String, role: NameRole)] = street.names.entries.map { ($0.text, .own) }
            names += street.otherNames.map { ($0, .alternative) }
            append(
                kind: .street, at: Self.middle(of: street), municipality: street.municipality,
                parent: street.place.map { placeBase + $0 }, population: 0, names: street.names, reference: nil,
                weight: weight, aliases: names)
        }
        postcodeBase = entities.count
    }

    /// Returns the middle of the longest line, or the middle door of a street without lines.
    private static func middle(of street: GazetteerBuilder.Street) -> Coordinate {
        if let path = street.paths.max(by: { Planar.length($0) < Planar.length($1) }) {
            return Planar.point(on: path, at: Planar.length(path) / 2)
        }
        guard !street.doors.isEmpty else { return street.coordinate }
        return street.doors[street.doors.count / 2].coordinate
    }

    mutating func addPostcodes(_ codes: [String: (Coordinate, Int)]) {
        for (code, value) in codes.sorted(by: { $0.key < $1.key }) {
            append(
                kind: .postcode, at: value.0, municipality: nil, parent: nil, population: 0,
                names: LocalizedText(["und": code]), reference: nil, weight: 30, aliases: [])
        }
        structureKindBase = entities.count
    }

    mutating func addStructureKinds(_ kinds: [GazetteerBuilder.Entity]) {
        for entity in kinds { append(entity, parent: nil, weight: 40) }
        structureBase = entities.count
    }

    mutating func addStructures(_ structures: [GazetteerBuilder.Entity]) {
        for entity in structures { append(entity, parent: nil, weight: 60) }
    }

    /// Adds every name of every entry to an index; of a table read from a file, only those of entries added since.
    func addNames(to index: inout NameIndex) {
        for (row, names) in aliases.enumerated() {
            for alias in names { index.add(alias.text, entity: UInt32(row), role: alias.role) }
        }
    }

    /// Returns the row of each postal code among the postal codes, in code order.
    func postcodeRows() -> [String: UInt16] {
        var result: [String: UInt16] = [:]
        for row in postcodeBase..<structureKindBase where row - postcodeBase < 0xFFFF {
            result[texts[Int(entities[row].local)]] = UInt16(row - postcodeBase)
        }
        return result
    }

    func write(into writer: inout PackedFileWriter) {
        writer.add("text", texts: texts)
        writer.add("entity.kind", entities.map(\.kind.rawValue))
        writer.add("entity.lon", entities.map { FixedCoordinate.encode($0.coordinate.longitude) })
        writer.add("entity.lat", entities.map { FixedCoordinate.encode($0.coordinate.latitude) })
        writer.add("entity.municipality", entities.map { UInt16(clamping: $0.municipality ?? 0xFFFF) })
        writer.add("entity.parent", entities.map { UInt32(clamping: $0.parent ?? Int(UInt32.max)) })
        writer.add("entity.population", entities.map { UInt32(clamping: $0.population) })
        writer.add("entity.local", entities.map(\.local))
        writer.add("entity.english", entities.map(\.english))
        writer.add("entity.reference", entities.map { UInt32(clamping: $0.reference ?? Int(UInt32.max)) })
        writer.add("entity.weight", entities.map(\.weight))
        writer.add("entity.accuracy", entities.map(\.accuracy))
        writer.add(
            "bases",
            [municipalityBase, placeBase, streetBase, postcodeBase, structureKindBase, structureBase].map { UInt32($0) }
        )
        writeRanges(into: &writer)
    }

    /// Writes the range of streets of each municipality and each place.
    private func writeRanges(into writer: inout PackedFileWriter) {
        let municipalities = entities.lazy.filter { $0.kind == .municipality }.count
        var ofMunicipality = [UInt32](repeating: 0, count: municipalities * 2)
        var ofPlace = [UInt32](repeating: 0, count: (streetBase - placeBase) * 2)
        for row in streetBase..<postcodeBase {
            if let municipality = entities[row].municipality, municipality < municipalities {
                if ofMunicipality[municipality * 2 + 1] == 0 { ofMunicipality[municipality * 2] = UInt32(row) }
                ofMunicipality[municipality * 2 + 1] = UInt32(row + 1)
            }
            if let place = entities[row].parent {
                let slot = (place - placeBase) * 2
                if ofPlace[slot + 1] == 0 { ofPlace[slot] = UInt32(row) }
                ofPlace[slot + 1] = UInt32(row + 1)
            }
        }
        writer.add("municipality.streets", ofMunicipality)
        writer.add("place.streets", ofPlace)
    }
}

/// Degrees as whole multiples of 1e-7, about a centimetre.
enum FixedCoordinate {
    static func encode(_ degrees: Double) -> Int32 { Int32(clamping: Int((degrees * 1e7).rounded())) }
    @inline(__always)
    static func decode(_ value: Int32) -> Double { Double(value) / 1e7 }
}
