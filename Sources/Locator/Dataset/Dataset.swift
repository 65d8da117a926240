public import Entitlement
public import Geocoding
public import GeoIndex
public import OpeningHours
public import Records
internal import Routing

/// An opened dataset: mapped, immutable, all its files from one build; shared freely between requests.
public final class Dataset: Sendable {
    /// The build all files belong to.
    public let buildID: BuildID
    /// The directory it was opened from.
    public let directory: String
    /// The files it is read from.
    package let files: [PackedFile]
    let region: RegionFile
    let structureFile: StructureFile
    let placeFile: PlaceFile
    /// Finds places by name in this dataset.
    public let geocoder: Geocoder
    /// Travel times in this dataset.
    public let travel: TravelNetwork
    /// Clocks and days off of the region.
    public let calendar: ServiceCalendar
    /// What people may be entitled to, nothing when the region has no such rules.
    public let programmes: ProgrammeBook?
    /// Dangers that people put in words, and whom to call.
    public let help: HelpBook
    /// The opening hours of all structures.
    let hours: HoursBook
    /// Texts of ``hours`` that cannot be read.
    let unreadableHours: Set<UInt32>
    /// The number of each structure's municipality among those with days off of their own.
    let hoursLocals: [UInt16]
    let competence: Competence
    /// Which structures must not be located.
    public let locationRule: LocationRule
    /// What filtered questions share.
    let filters = FilterIndex()
    static let roadsName = "roads.plz"
    private let kindRows: [String: Int]
    private let municipalityRows: [String: Int]

    /// Opens the directory; every checksum is read once. Throws ``DatasetError`` saying which file and why.
    public init(directory: String) throws(DatasetError) {
        let regionFile = try Self.open(RegionFile.name, RegionFile.kind, in: directory, buildID: nil)
        buildID = regionFile.buildID
        let structures = try Self.open(StructureFile.name, StructureFile.kind, in: directory, buildID: buildID)
        let places = try Self.open(PlaceFile.name, PlaceFile.kind, in: directory, buildID: buildID)
        let gazetteer = try Self.open(
            GazetteerBuilder.fileName, GazetteerBuilder.fileKind, in: directory, buildID: buildID)
        let roads = try Self.open(Self.roadsName, RoadGraph.fileKind, in: directory, buildID: buildID)
        files = [regionFile, structures, places, gazetteer, roads]
        let graph: RoadGraph
        do {
            region = try RegionFile(regionFile)
            structureFile = try StructureFile(
                structures, kinds: region.kinds.count, municipalities: region.municipalities.count)
            placeFile = try PlaceFile(places)
            geocoder = try Geocoder(gazetteer)
            graph = try RoadGraph(file: roads)
        } catch {
            throw .file(error)
        }
        do {
            calendar =
                try region.calendar.map { bytes throws(DataFileError) in
                    try ServiceCalendar.read(bytes, file: "calendar.json")
                } ?? .plain
            programmes = try region.programmes.map { bytes throws(DataFileError) in
                try ProgrammeBook.read(bytes, file: "programmes.json")
            }
            help =
                try region.help.map { bytes throws(DataFileError) in try HelpBook.read(bytes, file: "help.json") }
                ?? .empty
        } catch {
            throw .rules(error)
        }
        locationRule = LocationRule(region.kinds)
        let calendar = calendar
        travel = TravelNetwork(graph: graph, structures: structureFile, calendar: calendar)
        hours = HoursBook(texts: structureFile.services.hoursTexts, calendar: calendar)
        unreadableHours = Set(hours.faults.map { UInt32($0.row) })
        let locals = region.municipalities.map { UInt16(calendar.localNumber(ofMunicipality: $0.code)) }
        hoursLocals = structureFile.municipalityIndex.map { $0 == .max ? 0 : locals[Int($0)] }
        competence = Competence(structureFile, region: region, places: placeFile)
        self.directory = directory
        kindRows = Dictionary(
            region.kinds.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
        municipalityRows = Dictionary(
            region.municipalities.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func open(
        _ name: String, _ kind: FileKind, in directory: String, buildID: BuildID?
    ) throws(DatasetError) -> PackedFile {
        let path = "\(directory)/\(name)"
        guard Directory.exists(path) else { throw .notFound(path: path) }
        do {
            return try PackedFile.open(path: path, kind: kind, buildID: buildID)
        } catch {
            throw .file(error)
        }
    }

    /// What the dataset says about itself.
    public var description: RegionDescription { region.description }
    /// Date of the newest data in it, ISO 8601.
    public var dataDate: String { region.description.dataDate }
    /// The kinds of structure it knows.
    public var kinds: [StructureKind] { region.kinds }
    /// Its municipalities; a municipality's index here is its index in every table.
    public var municipalities: [Municipality] { region.municipalities }
    /// The bodies that run its structures, by identifier.
    public var organisations: [Organisation] { region.organisations }
    /// The body called `id`.
    public func organisation(id: String) -> Organisation? { region.organisations.first { $0.id == id } }
    /// How many structures it has.
    public var structureCount: Int { structureFile.count }
    /// How many places it has.
    public var placeCount: Int { placeFile.count }

    /// The kind with `code`; O(1).
    public func kind(code: String) -> StructureKind? { kindRows[code].map { region.kinds[$0] } }

    /// The row of the kind with `code`; O(1).
    func kindRow(code: String) -> Int? { kindRows[code] }

    /// The municipality with `code`; O(1).
    public func municipality(code: String) -> Municipality? { municipalityRows[code].map { region.municipalities[$0] } }

    /// The row of the municipality with `code`; O(1).
    public func municipalityRow(code: String) -> Int? { municipalityRows[code] }

    /// The structure in `row`, 0 ..< ``structureCount``.
    public func structure(at row: Int) -> Structure { structureFile.structure(at: row, kinds: region.kinds) }

    /// The kind of the structure in `row`.
    func kind(ofStructure row: Int) -> StructureKind { region.kinds[Int(structureFile.kindIndex[row])] }

    /// The structure called `id`; O(log n).
    public func structure(id: String) -> Structure? { structureRow(id: id).map(structure(at:)) }

    /// The row of the structure called `id`; O(log n).
    public func structureRow(id: String) -> Int? { structureFile.row(id: id) }

    /// Whether the structure in `row` may be offered on `date`: it works, between its dates, and is paid for.
    public func isOffered(_ row: Int, on date: CivilDate) -> Bool {
        structureFile.isOffered(row, onDay: date.dayNumber)
    }

    /// Whether the structure in `row` must not be located.
    public func isWithheld(_ row: Int) -> Bool {
        locationRule.withholds(kind: kind(ofStructure: row).code, isMarked: structureFile.services.isMarked(row))
    }

    /// Whether the record of the structure in `row` should have been checked again by `date`.
    public func isOverdue(_ row: Int, on date: CivilDate) -> Bool {
        structureFile.services.isOverdue(row, onDay: date.dayNumber)
    }

    /// Kinds of structure that municipalities ought to have.
    public var expectedKinds: [ExpectedKind] { region.expected }
    /// The languages that any structure is known to speak, in the order of their tags.
    public var spokenLanguages: [String] { structureFile.services.languages.codes }
    /// The audiences that any structure is known to be meant for.
    public var audiences: [String] { structureFile.services.audiences.codes }
    /// The services that any structure is known to offer.
    public var serviceCodes: [String] { structureFile.services.services.codes }

    /// The date that the region's calendars show at `instant`.
    public func date(at instant: UTCInstant) -> CivilDate { calendar.zone.wallTime(at: instant).date }

    /// The place in `row`, 0 ..< ``placeCount``.
    public func place(at row: Int) -> Place { placeFile.place(at: row) }

    /// The place called `id`; O(log n).
    public func place(id: String) -> Place? { placeFile.row(id: id).map(placeFile.place(at:)) }

    /// The municipality a coordinate lies in, or the nearest within 500 m (a pin in the harbour), flagged so.
    public func municipality(containing coordinate: Coordinate, snapMetres: Double = 500) -> MunicipalityMatch? {
        guard let match = region.areas.locate(coordinate, snapMetres: snapMetres) else { return nil }
        return MunicipalityMatch(row: match.index, isSnapped: match.isSnapped, metres: match.metres)
    }

    /// The outline of the municipality in `row`, WGS 84; empty when there is none.
    public func outline(ofMunicipality row: Int) -> MultiPolygon { region.areas.rings(of: row) }

    /// The box of the municipality in `row`, WGS 84 degrees.
    public func bounds(ofMunicipality row: Int) -> BoundingBox { region.areas.bounds(of: row) }
}

/// A municipality found for a coordinate.
public struct MunicipalityMatch: Hashable, Sendable {
    /// Row in ``Dataset/municipalities``.
    public var row: Int
    /// Whether the coordinate lies outside every municipality and this is merely the nearest.
    public var isSnapped: Bool
    /// Distance to the municipality in metres; 0 inside.
    public var metres: Double

    /// Creates a match.
    public init(row: Int, isSnapped: Bool, metres: Double) {
        self.row = row
        self.isSnapped = isSnapped
        self.metres = metres
    }
}
