internal import GeoIndex

/// The columns of a gazetteer file, as written by ``GazetteerBuilder``.
///
/// A class, because copying a struct with this many columns would change the reference count of their owner for each.
final class GazetteerFile: Sendable {
    let sound: KeyTable
    let stem: KeyTable
    let spelling: KeyTable
    let nameFolded: TextColumn
    let nameWords: Column<UInt8>
    let nameOptional: Column<UInt16>
    let nameFirstRow: Column<UInt32>
    let nameRow: Column<UInt32>
    let nameFirstHolder: Column<UInt32>
    let nameHolder: Column<UInt32>
    let nameRole: Column<UInt8>
    let firstName: Column<UInt32>
    let entityName: Column<UInt32>
    let texts: TextColumn
    let kinds: Column<UInt8>
    let longitudes: Column<Int32>
    let latitudes: Column<Int32>
    let municipalities: Column<UInt16>
    let parents: Column<UInt32>
    let populations: Column<UInt32>
    let locals: Column<UInt32>
    let englishes: Column<UInt32>
    let references: Column<UInt32>
    let weights: Column<UInt8>
    let accuracies: Column<UInt16>
    let municipalityStreets: Column<UInt32>
    let placeStreets: Column<UInt32>
    let doors: DoorColumns
    let municipalityBase: Int
    let placeBase: Int
    let streetBase: Int
    let postcodeBase: Int
    let structureKindBase: Int
    let structureBase: Int
    let language: String
    let postcodePatterns: [PostcodePattern]
    let bounds: BoundingBox

    init(_ file: PackedFile) throws(PackedFileError) {
        sound = try KeyTable(file: file, prefix: "sound")
        stem = try KeyTable(file: file, prefix: "stem")
        spelling = try KeyTable(file: file, prefix: "spelling")
        nameFolded = try file.texts("name.folded")
        nameWords = try file.column("name.words")
        nameOptional = try file.column("name.optional")
        nameFirstRow = try file.column("name.firstRow")
        nameRow = try file.column("name.row")
        nameFirstHolder = try file.column("name.firstBearer")
        nameHolder = try file.column("name.bearer")
        nameRole = try file.column("name.role")
        firstName = try file.column("entity.firstName")
        entityName = try file.column("entity.name")
        texts = try file.texts("text")
        kinds = try file.column("entity.kind")
        longitudes = try file.column("entity.lon")
        latitudes = try file.column("entity.lat")
        municipalities = try file.column("entity.municipality")
        parents = try file.column("entity.parent")
        populations = try file.column("entity.population")
        locals = try file.column("entity.local")
        englishes = try file.column("entity.english")
        references = try file.column("entity.reference")
        weights = try file.column("entity.weight")
        accuracies = try file.column("entity.accuracy")
        municipalityStreets = try file.column("municipality.streets")
        placeStreets = try file.column("place.streets")
        doors = try DoorColumns(file)
        let bases = try file.column("bases", as: UInt32.self)
        let corners = try file.column("settings.bounds", as: Double.self)
        let settings = try file.texts("settings.texts")
        guard bases.count == 6, corners.count == 4, settings.count % 2 == 1 else {
            throw .malformed(
                path: file.path, part: "sections bases and settings",
                found: "\(bases.count), \(corners.count) and \(settings.count) elements",
                expected: "6, 4 and an odd number")
        }
        municipalityBase = Int(bases[0])
        placeBase = Int(bases[1])
        streetBase = Int(bases[2])
        postcodeBase = Int(bases[3])
        structureKindBase = Int(bases[4])
        structureBase = Int(bases[5])
        bounds = BoundingBox(west: corners[0], south: corners[1], east: corners[2], north: corners[3])
        language = settings[0]
        postcodePatterns = stride(from: 1, to: settings.count, by: 2).map { index in
            PostcodePattern(
                shape: settings[index], prefixes: settings[index + 1].split(separator: " ").map(String.init))
        }
    }

    /// Returns the key table that the rows of a tier's hits belong to.
    func table(_ tier: SpanHit.Tier) -> KeyTable {
        switch tier {
        case .sound, .fuzzySound: sound
        case .stem: stem
        case .fuzzySpelling: spelling
        }
    }

    /// Number of entries.
    var count: Int { kinds.count }

    func kind(_ entity: Int) -> GazetteerKind { GazetteerKind(rawValue: kinds[entity]) ?? .region }

    func coordinate(_ entity: Int) -> Coordinate {
        Coordinate(
            longitude: FixedCoordinate.decode(longitudes[entity]), latitude: FixedCoordinate.decode(latitudes[entity]))
    }

    /// Returns the row of an entry's municipality in the dataset's table.
    func municipality(_ entity: Int) -> Int? {
        let row = municipalities[entity]
        return row == 0xFFFF ? nil : Int(row)
    }

    /// Returns the settlement, unit or region around an entry.
    func parent(_ entity: Int) -> Int? {
        let row = parents[entity]
        return row == UInt32.max ? nil : Int(row)
    }

    /// Returns the row of a structure or municipality in the dataset's table; nil for other entries.
    func reference(_ entity: Int) -> Int? {
        let row = references[entity]
        return row == UInt32.max ? nil : Int(row)
    }

    /// Returns the positions of the entries with a name in ``nameHolder``: areas first, each group by weight,
    /// descending.
    func holders(_ name: Int) -> Range<Int> { Int(nameFirstHolder[name])..<Int(nameFirstHolder[name + 1]) }

    /// The average number of entries per name, rounded up.
    var holdersPerName: Int { (nameHolder.count + nameFirstHolder.count - 1) / max(1, nameFirstHolder.count - 1) }

    /// Returns the positions of an entry's names in ``entityName``.
    func names(_ entity: Int) -> Range<Int> { Int(firstName[entity])..<Int(firstName[entity + 1]) }

    /// Returns the streets of a place or municipality, which are contiguous in the file.
    func streets(in area: Int) -> Range<Int> {
        switch kind(area) {
        case .municipality:
            let row = area - municipalityBase
            return Int(municipalityStreets[row * 2])..<Int(municipalityStreets[row * 2 + 1])
        case .settlement, .neighbourhood:
            let row = area - placeBase
            return Int(placeStreets[row * 2])..<Int(placeStreets[row * 2 + 1])
        default:
            return 0..<0
        }
    }

    /// Returns the postal code in `row` of the postal codes; nil for 0xFFFF, which means unknown.
    func postcode(row: UInt16) -> String? { row == 0xFFFF ? nil : texts[Int(locals[postcodeBase + Int(row)])] }

    /// Returns the postal code of a door, or of its street where the door has none or is nil; nil when unknown.
    func postcode(ofStreet entity: Int, door: Int?) -> String? {
        door.flatMap { postcode(row: doors.postcode[$0]) } ?? postcode(row: doors.streetPostcode[entity - streetBase])
    }

    /// Returns the first name of `entity` with a row in `rows`, or nil.
    func name(of entity: Int, in rows: KeyTable.Range) -> Int? {
        for index in names(entity) {
            let name = Int(entityName[index])
            for position in Int(nameFirstRow[name])..<Int(nameFirstRow[name + 1]) {
                let row = Int(nameRow[position])
                if row >= rows.low, row < rows.high { return name }
            }
        }
        return nil
    }
}
