public import GeoIndex
public import Records

/// Collects names and doors and writes them as the sections of a gazetteer file.
///
/// Add areas first (municipalities, then places), then streets, doors and structures in any order; then call
/// ``finish()``.
public struct GazetteerBuilder {
    /// An entry being built.
    struct Entity {
        var kind: GazetteerKind
        var coordinate: Coordinate
        var municipality: Int?
        /// Entry around it: the settlement, the unit of a settlement, or the region of a municipality.
        var parent: Int?
        var population: Int
        var names: LocalizedText
        /// Names by which it can be found.
        var aliases: [(text: String, role: NameRole)]
        /// Row of a structure or municipality in the caller's tables.
        var reference: Int?
        var weight: UInt8 = 0
        /// Radius in metres around the position within which the true one lies; nil for the default of the kind.
        var accuracyMetres: Double?
        /// Whether streets and doors around it can belong to it.
        var gathersStreets = true
    }

    let settings: GazetteerSettings
    let municipalityAt: (Coordinate) -> Int?
    var municipalities: [Entity] = []
    var regions: [Entity] = []
    var units: [Entity] = []
    var places: [Entity] = []
    var structures: [Entity] = []
    var structureKinds: [Entity] = []
    var postcodes: [String: (Coordinate, Int)] = [:]
    var ways: [StreetWay] = []
    var addresses: [AddressPoint] = []
    var interpolations: [InterpolationWay] = []

    /// Creates a builder.
    ///
    /// - Parameter municipalityAt: Returns the row of the municipality that contains a coordinate.
    public init(settings: GazetteerSettings, municipalityAt: @escaping (Coordinate) -> Int?) {
        self.settings = settings
        self.municipalityAt = municipalityAt
    }

    /// Adds a municipality. Call it once per row of the dataset's table, in order.
    public mutating func add(_ municipality: Municipality) {
        let row = municipalities.count
        var region: Int?
        if !municipality.regionalUnit.isEmpty {
            region = regions.firstIndex { $0.names == municipality.regionalUnit }
            if region == nil {
                region = regions.count
                regions.append(
                    Entity(
                        kind: .region, coordinate: municipality.seat ?? Coordinate(longitude: 0, latitude: 0),
                        names: municipality.regionalUnit, aliases: aliases(of: municipality.regionalUnit)))
            }
        }
        var names = aliases(of: municipality.names)
        for entry in municipality.seatNames.entries {
            names.append((entry.text, .seat))
            names += NameForms.demotic(entry.text).map { ($0, .seat) }
        }
        names += municipality.otherNames.map { ($0, .alternative) }
        names += municipality.formerNames.map { ($0, .former) }
        municipalities.append(
            Entity(
                kind: .municipality, coordinate: municipality.seat ?? Coordinate(longitude: 0, latitude: 0),
                municipality: row, parent: region, population: municipality.population ?? 0, names: municipality.names,
                aliases: names, reference: row))
    }

    /// Adds a settlement or a part of one.
    ///
    /// Places without a position and large areas such as countries are ignored. A square becomes a street of one point.
    ///
    /// - Parameter otherNames: Further current spellings.
    public mutating func add(_ place: Place, otherNames: [String] = []) {
        guard let coordinate = place.coordinate, coordinate.isValid, !Self.wideAreas.contains(place.kind) else {
            return
        }
        if place.kind == "square" {
            add(StreetWay(names: place.names, otherNames: otherNames, nodes: [], coordinates: [coordinate]))
            return
        }
        let kind: GazetteerKind = Self.quarters.contains(place.kind) ? .neighbourhood : .settlement
        let row = municipalityAt(coordinate)
        var names = aliases(of: place.names) + otherNames.map { ($0, NameRole.alternative) }
        names += place.formerNames.map { ($0, .former) }
        var parent: Int?
        if let unit = place.unit, !unit.isEmpty, let row { parent = unitRow(unit, municipality: row, at: coordinate) }
        communities.formUnion([place.community].compactMap { $0 })
        var entity = Entity(
            kind: kind, coordinate: coordinate, municipality: row, parent: parent,
            population: place.population ?? Self.guess[place.kind] ?? 0, names: place.names, aliases: names)
        entity.accuracyMetres = place.accuracyMetres
        entity.gathersStreets = kind == .settlement && !Self.wild.contains(place.kind)
        places.append(entity)
    }

    /// Adds a road. Roads without a name are ignored.
    public mutating func add(_ way: StreetWay) {
        guard !way.names.isEmpty || !way.otherNames.isEmpty, !way.coordinates.isEmpty else { return }
        ways.append(way)
    }

    /// Adds a door. Doors without a street or number are ignored.
    public mutating func add(_ address: AddressPoint) {
        guard !address.street.isEmpty, !address.houseNumber.isEmpty, address.coordinate.isValid else { return }
        addresses.append(address)
    }

    /// Adds a line of doors. Its known doors are the addresses at its nodes.
    public mutating func add(_ way: InterpolationWay) {
        guard way.nodes.count == way.coordinates.count, way.nodes.count > 1 else { return }
        interpolations.append(way)
    }

    /// Adds the structure in `row` of the dataset, to be found by its names, the words for its kind, and its address.
    ///
    /// Structures without a position are ignored. The position of structures that must not be located was removed
    /// earlier.
    public mutating func add(_ structure: Structure, kind: StructureKind?, row: Int) {
        guard let coordinate = structure.coordinate, coordinate.isValid else { return }
        var names = aliases(of: structure.names)
        if let kind {
            names += kind.names.entries.map { ($0.text, .kind) }
            names += kind.synonyms.map { ($0, .kind) }
        }
        names += structure.address.entries.flatMap { Self.doors(of: $0.text) }.map { ($0, .address) }
        var entity = Entity(
            kind: .structure, coordinate: coordinate, municipality: municipalityAt(coordinate), population: 0,
            names: structure.names, aliases: names, reference: row)
        entity.accuracyMetres = structure.accuracyMetres
        structures.append(entity)
    }

    /// Returns the texts of an address that name a door: street and number («Ερμού 12»), and the text up to a comma or
    /// bracket if that is longer («Ερμού 12 και Κύπρου»). Empty without a number after a word.
    private static func doors(of address: String) -> [String] {
        let first = address.prefix { $0 != "," && $0 != "(" && $0 != ";" }
        let tokens = AddressToken.read(String(first), forQuery: false)
        guard let number = tokens.firstIndex(where: { $0.isNumber }), number > 0 else { return [] }
        let scalars = Array(first.unicodeScalars.prefix(tokens[number].range.upperBound))
        let door = String(String.UnicodeScalarView(scalars))
        return number + 1 < tokens.count ? [door, String(first)] : [door]
    }

    /// Adds a kind of structure, so that queries can ask for it at a place.
    public mutating func add(_ kind: StructureKind) {
        let names = kind.names.entries.map { ($0.text, NameRole.own) } + kind.synonyms.map { ($0, .alternative) }
        var further: [(text: String, role: NameRole)] = []
        for name in names where NameForms.split(name.0).name != name.0 {
            let parts = NameForms.split(name.0)
            further += ([parts.name] + parts.others).filter { !$0.isEmpty }.map { ($0, .alternative) }
        }
        structureKinds.append(
            Entity(
                kind: .structureKind, coordinate: Coordinate(longitude: 0, latitude: 0),
                names: LocalizedText(["und": kind.code]), aliases: names + further))
    }

    /// Adds a postal code with its position. Postal codes of addresses are added automatically.
    public mutating func add(postcode: String, at coordinate: Coordinate) {
        postcodes[Self.compact(postcode)] = (coordinate, 1)
    }

    /// Names of communities as registers write them, in the genitive and with accents.
    var communities: Set<String> = []

    /// OpenStreetMap place values of areas that are too large to search for.
    private static let wideAreas: Set<String> = [
        "continent", "country", "state", "region", "province", "district", "county", "ocean", "sea", "archipelago",
    ]
    /// OpenStreetMap place values of places without doors.
    private static let wild: Set<String> = ["island", "islet", "locality", "plot"]
    private static let quarters: Set<String> = ["suburb", "neighbourhood", "quarter", "city_block", "borough"]
    /// Assumed residents by OpenStreetMap place value, for places without a count.
    private static let guess: [String: Int] = [
        "city": 100_000, "town": 10_000, "village": 800, "hamlet": 60, "suburb": 3000, "quarter": 1500,
        "neighbourhood": 600, "isolated_dwelling": 5, "farm": 5, "locality": 1,
    ]

    private func aliases(of names: LocalizedText) -> [(text: String, role: NameRole)] {
        var result: [(text: String, role: NameRole)] = []
        for entry in names.entries {
            result.append((entry.text, .own))
            let parts = NameForms.split(entry.text)
            if parts.name != entry.text, !parts.name.isEmpty {
                result.append((parts.name, .own))
                result += parts.others.map { ($0, .former) }
            }
            let tag = entry.tag == "und" ? settings.language : entry.tag
            if tag == "el" { result += NameForms.demotic(parts.name).map { ($0, .derived) } }
        }
        return result
    }

    private mutating func unitRow(_ name: String, municipality: Int, at coordinate: Coordinate) -> Int {
        if let row = unitRows["\(municipality)\u{1F}\(name)"] { return row }
        unitRows["\(municipality)\u{1F}\(name)"] = units.count
        units.append(
            Entity(
                kind: .unit, coordinate: coordinate, municipality: municipality, population: 0,
                names: LocalizedText([settings.language: name]), aliases: aliases(ofUnit: name)))
        return units.count - 1
    }

    /// Returns the names of a unit: without brackets, and the text in brackets.
    private func aliases(ofUnit name: String) -> [(text: String, role: NameRole)] {
        let parts = NameForms.split(name)
        guard parts.name != name, !parts.name.isEmpty else { return [(name, .own)] }
        return [(parts.name, .own)] + parts.others.map { ($0, .alternative) }
    }

    private var unitRows: [String: Int] = [:]

    /// Returns a postal code without blanks and punctuation, in capitals.
    static func compact(_ code: String) -> String {
        String(String.UnicodeScalarView(code.unicodeScalars.filter { $0.isWordPart })).uppercased()
    }
}

extension GazetteerBuilder.Entity {
    init(
        kind: GazetteerKind, coordinate: Coordinate, names: LocalizedText, aliases: [(text: String, role: NameRole)]
    ) {
        self.init(
            kind: kind, coordinate: coordinate, municipality: nil, parent: nil, population: 0, names: names,
            aliases: aliases)
    }
}
