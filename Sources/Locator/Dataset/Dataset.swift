public import Entitlement
public import Geocoding
public import GeoIndex
public import OpeningHours
public import Records
internal import Routing

/// An opened dataset. Its files are memory-mapped and from one build. It is immutable and can be used by any number of
/// requests at once.
public final class Dataset: Sendable {
    /// The build of all files.
    public let buildID: BuildID
    /// ``buildID`` in hexadecimal digits.
    let buildText: String
    /// The directory it was opened from.
    public let directory: String
    /// The opened files.
    let opened: DatasetFiles
    let region: RegionFile
    let structureFile: StructureFile
    let placeFile: PlaceFile
    /// Finds places by name.
    public let geocoder: Geocoder
    /// Computes travel times.
    public let travel: TravelNetwork
    /// The time zone and days off of the region.
    public let calendar: ServiceCalendar
    /// The programmes that people can be entitled to; nil when the region has no such rules.
    public let programmes: ProgrammeBook?
    /// The dangers that people may describe, and whom to call.
    public let help: HelpBook
    /// What people need and how they say it.
    public let needs: NeedBook
    /// The opening hours of all structures.
    let hours: HoursBook
    /// Rows of the texts in ``hours`` that are not valid.
    let unreadableHours: Set<UInt32>
    /// The number of each structure's municipality in the calendar, see
    /// ``ServiceCalendar/localNumber(ofMunicipality:)``.
    let hoursLocals: [UInt16]
    let competence: Competence
    /// The sentences about each municipality.
    let municipalityWords: [MunicipalityWords]
    /// Whom to ask in each municipality about its services.
    let municipalDesks: [MunicipalDesk]
    /// Decides which structures must not be located.
    public let locationRule: LocationRule
    /// Data for filters, shared by all questions.
    let filters = FilterIndex()
    private let kindRows: [String: Int]
    private let municipalityRows: [String: Int]

    /// Opens a dataset and verifies all checksums, which reads every file once.
    ///
    /// - Throws: `DatasetError` with the file and the reason.
    public convenience init(directory: String) throws(DatasetError) {
        let files = try DatasetFiles(directory: directory)
        try self.init(directory: directory, files, buildID: files.region.buildID)
    }

    /// Creates a dataset of opened files.
    ///
    /// - Parameter router: The router of another dataset with the same roads; nil to create one.
    init(
        directory: String, _ files: DatasetFiles, buildID: BuildID, router: Router? = nil
    ) throws(DatasetError) {
        self.directory = directory
        self.buildID = buildID
        buildText = buildID.description
        opened = files
        let usedRouter: Router
        do {
            region = try RegionFile(files.region)
            structureFile = try StructureFile(
                files.structures, kinds: region.kinds.count, municipalities: region.municipalities.count)
            placeFile = try PlaceFile(files.places)
            geocoder = try Geocoder(files.gazetteer)
            if let router { usedRouter = router } else { usedRouter = Router(graph: try RoadGraph(file: files.roads)) }
        } catch {
            throw .file(error)
        }
        do {
            calendar =
                try region.calendar.map { bytes throws(DataFileError) in
                    try ServiceCalendar.read(bytes, file: "calendar.json")
                } ?? .plain
            programmes = try region.programmes.map { bytes throws(DataFileError) in
                try ProgrammeBook.read(bytes, file: ProgrammeFile.name)
            }
            help =
                try region.help.map { bytes throws(DataFileError) in try HelpBook.read(bytes, file: "help.json") }
                ?? .empty
            needs =
                try region.needs.map { bytes throws(DataFileError) in try NeedBook.read(bytes, file: "needs.json") }
                ?? .empty
        } catch {
            throw .rules(error)
        }
        locationRule = LocationRule(region.kinds)
        let calendar = calendar
        travel = TravelNetwork(router: usedRouter, structures: structureFile, calendar: calendar)
        hours = HoursBook(texts: structureFile.services.hoursTexts, calendar: calendar)
        unreadableHours = Set(hours.faults.map { UInt32($0.row) })
        let locals = region.municipalities.map { UInt16(calendar.localNumber(ofMunicipality: $0.code)) }
        hoursLocals = structureFile.municipalityIndex.map { $0 == .max ? 0 : locals[Int($0)] }
        competence = Competence(structureFile, region: region, places: placeFile)
        kindRows = Dictionary(
            region.kinds.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
        municipalityWords = region.municipalities.map { MunicipalityWords($0) }
        municipalDesks = Self.municipalDesks(
            structureFile, region, asked: needs.asked.compactMap { [kindRows] in kindRows[$0] })
        municipalityRows = Dictionary(
            region.municipalities.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// ``programmes`` with the file that they were read from.
    package var programmeFile: ProgrammeFile? {
        guard let programmes, let bytes = region.programmes else { return nil }
        return ProgrammeFile(bytes: bytes, book: programmes)
    }

    /// The opened files, in the order of the build.
    package var files: [PackedFile] { opened.all }

    /// The description of the region.
    public var description: RegionDescription { region.description }
    /// Date of the newest data in it, ISO 8601.
    public var dataDate: String { region.description.dataDate }
    /// The kinds of structure.
    public var kinds: [StructureKind] { region.kinds }
    /// The municipalities. Their indices are the rows in all tables.
    public var municipalities: [Municipality] { region.municipalities }
    /// The bodies that run structures, sorted by identifier.
    public var organisations: [Organisation] { region.organisations }
    /// Returns the body with this identifier, or nil.
    public func organisation(id: String) -> Organisation? { region.organisations.first { $0.id == id } }
    /// The number of structures.
    public var structureCount: Int { structureFile.count }
    /// The number of places.
    public var placeCount: Int { placeFile.count }

    /// Returns the kind with this code, or nil. O(1).
    public func kind(code: String) -> StructureKind? { kindRows[code].map { region.kinds[$0] } }

    /// Returns the row of the kind with this code, or nil. O(1).
    func kindRow(code: String) -> Int? { kindRows[code] }

    /// Returns the municipality with this code, or nil. O(1).
    public func municipality(code: String) -> Municipality? { municipalityRows[code].map { region.municipalities[$0] } }

    /// Returns the row of the municipality with this code, or nil. O(1).
    public func municipalityRow(code: String) -> Int? { municipalityRows[code] }

    /// Returns the structure in `row`, 0..<``structureCount``. O(1).
    public func structure(at row: Int) -> Structure { structureFile.structure(at: row, kinds: region.kinds) }

    /// Returns the kind of the structure in `row`.
    func kind(ofStructure row: Int) -> StructureKind { region.kinds[Int(structureFile.kindIndex[row])] }

    /// Returns the structure with this identifier, or nil. O(log n).
    public func structure(id: String) -> Structure? { structureRow(id: id).map(structure(at:)) }

    /// Returns the row of the structure with this identifier, or nil. O(log n).
    public func structureRow(id: String) -> Int? { structureFile.row(id: id) }

    /// Returns whether people may be sent to the structure in `row` on `date`: its status allows it, and its dates and
    /// its funding include the date.
    public func isOffered(_ row: Int, on date: CivilDate) -> Bool {
        structureFile.isOffered(row, onDay: date.dayNumber)
    }

    /// Returns whether the structure in `row` must not be located.
    public func isWithheld(_ row: Int) -> Bool {
        locationRule.withholds(kind: kind(ofStructure: row).code, isMarked: structureFile.services.isMarked(row))
    }

    /// Returns whether the record of the structure in `row` is overdue for a check on `date`.
    public func isOverdue(_ row: Int, on date: CivilDate) -> Bool {
        structureFile.services.isOverdue(row, onDay: date.dayNumber)
    }

    /// The kinds of structure that municipalities should have.
    public var expectedKinds: [ExpectedKind] { region.expected }
    /// The languages known to be spoken at any structure, sorted by tag.
    public var spokenLanguages: [String] { structureFile.services.languages.codes }
    /// The audiences that any structure is known to be meant for.
    public var audiences: [String] { structureFile.services.audiences.codes }
    /// The services that any structure is known to provide.
    public var serviceCodes: [String] { structureFile.services.services.codes }

    /// Returns the local date at `instant`.
    public func date(at instant: UTCInstant) -> CivilDate { calendar.zone.wallTime(at: instant).date }

    /// Returns the place in `row`, 0..<``placeCount``.
    public func place(at row: Int) -> Place { placeFile.place(at: row) }

    /// Returns the place with this identifier, or nil. O(log n).
    public func place(id: String) -> Place? { placeFile.row(id: id).map(placeFile.place(at:)) }

    /// Returns the municipality that contains a coordinate.
    ///
    /// Outside of all municipalities, such as in a harbour, returns the nearest within `snapMetres`, marked as snapped;
    /// nil when there is none.
    public func municipality(containing coordinate: Coordinate, snapMetres: Double = 500) -> MunicipalityMatch? {
        guard let match = region.areas.locate(coordinate, snapMetres: snapMetres) else { return nil }
        return MunicipalityMatch(row: match.index, isSnapped: match.isSnapped, metres: match.metres)
    }

    /// Returns the outline of the municipality in `row`, WGS 84; empty when it has none.
    public func outline(ofMunicipality row: Int) -> MultiPolygon { region.areas.rings(of: row) }

    /// Returns the box of the municipality in `row`, in WGS 84 degrees; empty when it has no outline.
    public func bounds(ofMunicipality row: Int) -> BoundingBox { region.areas.bounds(of: row) }
}

/// The municipality found for a coordinate.
public struct MunicipalityMatch: Hashable, Sendable {
    /// Row in ``Dataset/municipalities``.
    public var row: Int
    /// Whether the coordinate is outside of all municipalities and this is the nearest one.
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
