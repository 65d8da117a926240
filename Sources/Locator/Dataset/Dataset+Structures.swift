internal import Geocoding
public import GeoIndex
public import Records

extension Dataset {
    /// What the dataset says of structures and what they refer to, to be changed and given to
    /// ``init(_:structuresOf:others:)``. It has neither outlines, places nor other rule files than the programmes.
    /// O(structures).
    public var structureContents: DatasetContents {
        DatasetContents(
            region: description, kinds: kinds,
            municipalities: municipalities.map { DatasetContents.MunicipalArea(municipality: $0, outline: []) },
            structures: structureFile.rowsByID.map(structure(at:)), organisations: organisations,
            programmes: region.programmes, aliases: structureFile.aliases)
    }

    /// Creates a dataset with other structures and programmes in the place of those of `base`.
    ///
    /// Places, streets, other rules and roads are those of `base`, with their weights and closures. Structures and their names
    /// are written anew in memory, so the answers and the build id equal those of a build with these structures.
    /// O(n log n) in structures and names.
    ///
    /// - Parameters:
    ///   - contents: The ``structureContents`` of `base` with other structures and programmes.
    ///   - others: The files of the build that a dataset does not open, in the order of the build: the base map.
    /// - Throws: ``DatasetError/inconsistent(path:what:)`` when a structure refers to a kind that `base` does not have, or
    ///   two structures have one identifier; ``DatasetError/rules(_:)`` when the programmes are not valid.
    public convenience init(
        _ base: Dataset, structuresOf contents: DatasetContents, others: [PackedFile] = []
    ) throws(DatasetError) {
        try DatasetWriter.check(contents)
        let contents = contents.withholdingPositions()
        let structures = StructureFile.writer(contents)
        var names = GazetteerBuilder(
            settings: GazetteerSettings(language: base.geocoder.language),
            municipalityAt: { base.region.areas.locate($0)?.index })
        names.addStructures(of: contents)
        let gazetteer = names.finish(replacingStructuresOf: base.geocoder)
        var files = base.opened
        var programmes = PackedFileWriter(kind: RegionFile.kind)
        programmes.add(RegionFile.programmesName, contents.programmes ?? [])
        let region =
            contents.programmes == base.region.programmes
            ? nil : PackedFileWriter(files.region, replacing: programmes)
        let hashes =
            [
                region?.contentHash ?? files.region.contentHash, structures.contentHash, files.places.contentHash,
                gazetteer.contentHash,
                files.roads.contentHash,
            ] + others.map(\.contentHash)
        let id = BuildID(combining: hashes)
        if let region { files.region = try Self.open(region, name: RegionFile.name, id) }
        files.structures = try Self.open(structures, name: StructureFile.name, id)
        files.gazetteer = try Self.open(gazetteer, name: GazetteerBuilder.fileName, id)
        try self.init(directory: base.directory, files, buildID: id, router: base.travel.router)
    }

    private static func open(
        _ writer: PackedFileWriter, name: String, _ buildID: BuildID
    ) throws(DatasetError) -> PackedFile {
        do {
            return try PackedFile.open(
                bytes: writer.bytes(buildID: buildID), kind: writer.kind, name: name, verify: false)
        } catch {
            throw .file(error)
        }
    }
}
