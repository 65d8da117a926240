internal import Entitlement
public import Geocoding
public import GeoIndex
internal import Glibc
internal import OpeningHours
public import Records
public import Routing

/// Writes a dataset directory. All files have the same build id, and they replace the previous ones in a single step.
public struct DatasetWriter: Sendable {
    /// A file of the dataset that is not written yet.
    public struct File: Sendable {
        /// File name within the directory.
        public var name: String
        /// Its sections.
        public var writer: PackedFileWriter

        /// Creates a file.
        public init(name: String, writer: PackedFileWriter) {
            self.name = name
            self.writer = writer
        }
    }

    /// The size of a written file.
    public struct Size: Sendable, Hashable {
        /// File name.
        public var name: String
        /// Size in bytes.
        public var bytes: Int
    }

    /// The files, in order.
    public private(set) var files: [File]
    /// The summary of the road graph's construction.
    public let roadSummary: RoadGraphBuilder.Summary

    /// Packs `contents` into the files that every dataset has.
    ///
    /// - Parameters:
    ///   - contents: The records.
    ///   - roads: The road graph being built.
    ///   - postcodes: The formats of postal codes in the region.
    ///   - bounds: The box that a typed position must lie in; nil for the box of all entries.
    ///   - names: Adds streets and doors to the gazetteer.
    /// - Throws: ``DatasetError/inconsistent(path:what:)`` when a record refers to one that `contents` does not have,
    ///   ``DatasetError/rules(_:)`` when a rule file is not valid, and the errors of `names`.
    public init(
        _ contents: DatasetContents, roads: RoadGraphBuilder = RoadGraphBuilder(),
        postcodes: [PostcodePattern] = [], bounds: BoundingBox? = nil,
        names: (inout GazetteerBuilder) throws -> Void = { _ in }
    ) throws {
        try Self.check(contents)
        let contents = contents.withholdingPositions()
        let region = RegionFile.writer(contents)
        let areas = try AreaIndex(
            file: PackedFile.open(
                bytes: region.bytes(buildID: BuildID(high: 0, low: 0)), kind: RegionFile.kind, name: RegionFile.name),
            prefix: RegionFile.areasPrefix)
        var gazetteer = GazetteerBuilder(
            settings: GazetteerSettings(language: contents.region.language, postcodes: postcodes, bounds: bounds),
            municipalityAt: { areas.locate($0)?.index })
        for area in contents.municipalities { gazetteer.add(area.municipality) }
        for place in contents.places { gazetteer.add(place) }
        try names(&gazetteer)
        for kind in contents.kinds { gazetteer.add(kind) }
        gazetteer.addStructures(of: contents)
        var roadWriter = PackedFileWriter(kind: RoadGraph.fileKind)
        roadSummary = roads.finish(into: &roadWriter)
        files = [
            File(name: RegionFile.name, writer: region),
            File(name: StructureFile.name, writer: StructureFile.writer(contents)),
            File(name: PlaceFile.name, writer: PlaceFile.writer(contents)),
            File(name: GazetteerBuilder.fileName, writer: gazetteer.finish()),
            File(name: DatasetFiles.roadsName, writer: roadWriter),
        ]
    }

    /// Throws when the contents do not fit together.
    static func check(_ contents: DatasetContents) throws(DatasetError) {
        let kinds = Set(contents.kinds.map(\.code))
        for structure in contents.structures where !kinds.contains(structure.kind) {
            throw .inconsistent(
                path: StructureFile.name, what: "structure «\(structure.id)» has the unknown kind «\(structure.kind)»")
        }
        do {
            if let calendar = contents.calendar {
                _ = try ServiceCalendar.read(calendar, file: "calendar.json")
            }
            if let programmes = contents.programmes {
                _ = try ProgrammeFile(programmes)
            }
            if let help = contents.help { _ = try HelpBook.read(help, file: "help.json") }
            if let needs = contents.needs { _ = try NeedBook.read(needs, file: "needs.json", kinds: kinds) }
        } catch {
            throw .rules(error)
        }
        var seen: Set<String> = []
        for structure in contents.structures where !seen.insert(structure.id).inserted {
            throw .inconsistent(path: StructureFile.name, what: "structure «\(structure.id)» comes twice")
        }
    }

    /// Adds a file of another part of the dataset.
    public mutating func add(_ file: File) {
        files.append(file)
    }

    /// The build id: a hash of all contents, so that equal inputs give equal files.
    public var buildID: BuildID {
        BuildID(combining: files.map(\.writer.contentHash))
    }

    /// Writes the files next to `directory`, then replaces the directory by a single rename. Processes that have the
    /// old files open keep them.
    ///
    /// - Returns: The sizes of the files.
    /// - Throws: `DatasetError` when writing fails. The previous directory then remains.
    public func write(to directory: String) throws(DatasetError) -> [Size] {
        let path = directory.hasSuffix("/") ? String(directory.dropLast()) : directory
        let staging = "\(path).new-\(getpid())"
        try Directory.create(Directory.parent(of: path))
        Directory.remove(staging)
        try Directory.create(staging)
        var sizes: [Size] = []
        let buildID = buildID
        for file in files {
            let target = "\(staging)/\(file.name)"
            do {
                try file.writer.write(to: target, buildID: buildID)
            } catch {
                Directory.remove(staging)
                throw .cannotWrite(path: target, reason: "\(error)")
            }
            sizes.append(Size(name: file.name, bytes: Directory.size(ofFile: target)))
        }
        try Directory.replace(path, with: staging)
        return sizes
    }
}

extension DatasetContents {
    /// Returns the contents without the positions that must not be published.
    func withholdingPositions() -> DatasetContents {
        var contents = self
        let rule = LocationRule(kinds)
        for index in contents.structures.indices { contents.structures[index].withholdPosition(rule) }
        return contents
    }
}

extension GazetteerBuilder {
    /// Adds the structures with their rows in ``StructureFile``.
    mutating func addStructures(of contents: DatasetContents) {
        let kinds = Dictionary(contents.kinds.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        for (row, structure) in StructureFile.ordered(contents.structures).enumerated() {
            add(structure, kind: kinds[structure.kind], row: row)
        }
    }
}
