internal import Entitlement
internal import GRDB
internal import Records

extension FeatureStore {
    /// Returns everything but roads, addresses and the base map, merged from all sources.
    ///
    /// For each field the source of highest rank that has a value counts. Surveyed outlines take precedence over
    /// sketches. Structures that duplicate one of a higher rank are left out and listed.
    public func contents() throws(StoreError) -> StoreContents {
        try read { db in try StoreMerge(db).contents }
    }
}

/// The merged view of a store, for the builder and the checks.
struct StoreMerge {
    let sources: [StoredSource]
    let region: StoredRegion
    let kinds: [StructureKind]
    let storedMunicipalities: [StoredMunicipality]
    let storedAreas: [StoredArea]
    let storedPlaces: [StoredPlace]
    /// The rows of all sources, after removing what must not be published.
    let storedStructures: [StoredStructure]
    /// The findings about what was removed.
    let withheld: [Finding]
    /// The published identifiers of structures whose own identifier would reveal their place.
    let newIdentifiers: [String: String]
    let municipalities: [DatasetContents.MunicipalArea]
    let places: [Place]
    let structures: StructureMerge
    let resolver: MunicipalityResolver
    let organisations: [Organisation]
    /// The structures that services and areas refer to.
    let namedByOffers: Set<String>
    let expected: [ExpectedKind]
    let regionFiles: [SourceCatalog.RegionFile: [UInt8]]

    init(_ db: Database) throws {
        var sources = try StoredSource.all(in: db)
        region = try StoredRegion.stored(in: db, sources: sources)
        var kinds = try StoredKinds.merged(in: db)
        storedMunicipalities = try StoredMunicipality.all(in: db)
        storedAreas = try StoredArea.all(in: db)
        var storedPlaces = try StoredPlace.all(in: db)
        municipalities =
            MunicipalityMerge(
                municipalities: storedMunicipalities, areas: storedAreas, populations: try StoredPopulation.all(in: db),
                language: region.language
            ).areas
        resolver = MunicipalityResolver(municipalities)
        var places = PlaceMerge(storedPlaces, resolver: resolver).places
        var organisations = try StoredOrganisations.merged(in: db)
        var withholding = Withholding(
            try StoredStructure.all(in: db), kinds: kinds, municipalities: municipalities.map(\.municipality),
            organisations: organisations, resolver: resolver, places: places, names: try WithheldNames(in: db))
        newIdentifiers = withholding.identifiers
        storedStructures = withholding.rows
        withholding.clean(&kinds, positions: try StoredKinds.positions(in: db))
        withholding.clean(&sources)
        let count = withholding.findings.count
        withholding.clean(&storedPlaces)
        if withholding.findings.count > count { places = PlaceMerge(storedPlaces, resolver: resolver).places }
        var files = try StoredRegionFile.stored(in: db)
        withholding.clean(&files)
        (self.sources, self.kinds, self.storedPlaces, self.places) = (sources, kinds, storedPlaces, places)
        regionFiles = files
        let offers = try StoredOffers(in: db, &withholding)
        namedByOffers = offers.named
        structures = StructureMerge(
            storedStructures, kinds: kinds, municipalities: municipalities, resolver: resolver, places: places,
            offers: offers)
        withholding.clean(&organisations)
        self.organisations = organisations
        withheld = withholding.findings
        expected = try StoredExpectations.all(in: db)
    }

    var contents: StoreContents {
        let notes = self.notes
        let credits = sources.map { source in
            RegionDescription.Credit(
                id: source.id, title: source.titles, attribution: source.attribution,
                licence: source.licence, url: source.url, dataDate: source.dataDate)
        }
        let description = RegionDescription(
            code: region.code, names: region.names, language: region.language,
            dataDate: sources.compactMap(\.dataDate).max() ?? "", credits: credits, notes: notes.map(\.words))
        return StoreContents(
            dataset: DatasetContents(
                region: description, kinds: kinds, municipalities: municipalities,
                structures: structures.structures, places: places, organisations: organisations,
                expected: expected, calendar: regionFiles[.calendar], programmes: regionFiles[.programmes],
                help: regionFiles[.help], needs: regionFiles[.needs], aliases: structures.replacements),
            clip: region.clip, postcodes: region.postcodes, speedLimits: region.speedLimits, notes: notes,
            leftOut: structures.leftOut)
    }

    private var notes: [StoreContents.Note] {
        var notes: [StoreContents.Note] = []
        let sketches = municipalities.count { $0.municipality.outline == .sketch }
        if sketches > 0 { notes.append(.sketchOutlines(count: sketches, of: municipalities.count)) }
        let bare = municipalities.filter { $0.municipality.outline == .none }.map(\.municipality.code)
        if !bare.isEmpty { notes.append(.withoutOutline(codes: bare)) }
        func hasRoads(_ source: StoredSource) -> Bool { (source.counts[StoreTable.road.rawValue] ?? 0) > 0 }
        let samples = sources.filter { $0.isSample && !hasRoads($0) }.map(\.titles)
        if !samples.isEmpty { notes.append(.samples(titles: samples)) }
        if !structures.leftOut.isEmpty { notes.append(.structuresLeftOut(count: structures.leftOut.count)) }
        let approximate = structures.structures.count { $0.coordinate != nil && $0.accuracyMetres != nil }
        let without = structures.structures.count { $0.coordinate == nil }
        if approximate + without > 0 {
            notes.append(.structuresWithoutDoor(approximate: approximate, without: without))
        }
        if municipalities.isEmpty { notes.append(.noMunicipalities) }
        if structures.structures.isEmpty { notes.append(.noStructures) }
        let tables = Set(sources.flatMap(\.counts.keys))
        if !tables.contains(StoreTable.road.rawValue) { notes.append(.noRoads) }
        if sources.contains(where: { $0.isSample && hasRoads($0) }) { notes.append(.sampleRoads) }
        if !tables.contains(StoreTable.address.rawValue) { notes.append(.noAddresses) }
        return notes
    }
}
