public import GeoIndex
internal import GRDB

/// Imports files into a store, with one transaction per source: a source is replaced completely or left unchanged.
public struct Importer {
    /// How an OpenStreetMap extract is clipped.
    public enum Clip: Hashable, Sendable {
        /// Not at all.
        case none
        /// To the objects that touch a box.
        case box(BoundingBox)
    }

    let store: FeatureStore
    let progress: (ImportProgress) -> Bool

    /// Prepares imports into `store`.
    ///
    /// - Parameter progress: Called with the progress; returns false to stop the import.
    public init(into store: FeatureStore, progress: @escaping (ImportProgress) -> Bool = { _ in true }) {
        self.store = store
        self.progress = progress
    }

    /// Imports sources of `catalog`, in its order.
    ///
    /// A file that the store has already, read with the same description, is skipped.
    ///
    /// - Parameters:
    ///   - ids: The identifiers of the sources; all sources when empty.
    ///   - geodata: The folder of downloads; nil uses only files beside `sources.json`.
    /// - Returns: One result per source. When all sources are imported, a missing file gives the outcome `missing`.
    /// - Throws: ``StoreError``, also when the file of a source in `ids` is missing. Sources before the failed one stay
    ///   in the store.
    public static func run(
        _ catalog: SourceCatalog, sources ids: [String] = [], geodata: String?, into store: FeatureStore,
        progress: @escaping (ImportProgress) -> Bool = { _ in true }
    ) throws(StoreError) -> [ImportResult] {
        let importer = Importer(into: store, progress: progress)
        for id in ids { _ = try catalog.source(id) }
        let files = try StoredRegionFile.read(of: catalog)
        try store.write { db in
            guard try StoredRegion.store(catalog.region, in: db) else { return }
            try StoredRegionFile.store(files, in: db)
        }
        var results: [ImportResult] = []
        for source in catalog.sources where ids.isEmpty || ids.contains(source.id) {
            results.append(
                try importer.run(source, of: catalog, geodata: geodata, mustExist: ids.contains(source.id)))
        }
        return results
    }

    /// Imports an OpenStreetMap extract of any region by itself; the source is called `osm:` and the file's name.
    ///
    /// - Parameter kinds: The path of the table that maps tags to kinds of structure; nil imports no structures.
    /// - Throws: ``StoreError``; the store is then unchanged.
    public func importOSM(
        file: String, clip: Clip = .none, kinds: String? = nil
    ) throws(StoreError) -> ImportResult {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let source = SourceDescription(extract: name)
        let input = ImportInput(source: source, path: file, fileName: name)
        return try importFile(input, settings: try OSMSettings(clip: clip, kindsPath: kinds))
    }

    private func run(
        _ source: SourceDescription, of catalog: SourceCatalog, geodata: String?, mustExist: Bool
    ) throws(StoreError) -> ImportResult {
        let candidates = ImportInput.candidates(for: source, catalog: catalog, geodata: geodata)
        guard let path = ImportInput.firstExisting(candidates) else {
            var result = ImportResult(
                source: source.id, file: candidates.first ?? source.file, outcome: .missing, licence: source.licence,
                attribution: source.attribution)
            guard !mustExist else {
                throw StoreError(
                    .inputNotFound, at: result.file,
                    "source \(source.id) is not there" + (source.url.map { "; its publisher is \($0)" } ?? ""))
            }
            result.notes = source.url.map { ["its publisher is \($0)"] } ?? []
            return result
        }
        let input = ImportInput(source: source, path: path, fileName: source.file)
        guard source.reader == .osm else { return try importFile(input, settings: nil) }
        let clip = catalog.region.clip.map(Clip.box) ?? .none
        let kinds = catalog.osmKinds.map { "\(catalog.folder)/\($0)" }
        return try importFile(input, settings: try OSMSettings(clip: clip, kindsPath: kinds))
    }

    private func importFile(_ input: ImportInput, settings: OSMSettings?) throws(StoreError) -> ImportResult {
        let source = input.source
        let clock = ContinuousClock()
        let start = clock.now
        var result = ImportResult(
            source: source.id, file: input.path, outcome: .imported, licence: source.licence,
            attribution: source.attribution)
        try report(source.id, .comparing, nil, 0)
        let digest = try input.digest()
        let definition = source.definition + (settings?.fingerprint ?? "")
        if let expected = source.sha256, expected != digest {
            result.notes.append("its SHA-256 is \(digest), sources.json expects \(expected): another edition")
        }
        if try store.holds(source.id, sha256: digest, definition: definition) {
            result.outcome = .unchanged
            result.seconds = (clock.now - start) / .seconds(1)
            return result
        }
        result = try store.write { db in
            let writer = FeatureWriter(source: source.id, in: db)
            try writer.deleteEarlierRows()
            var facts = SourceFacts(fileName: input.fileName, sha256: digest, definition: definition)
            var result = result
            if let settings {
                try readOSM(input, settings, into: writer, &result, &facts)
            } else {
                try readRecords(input, into: writer, &result, &facts)
            }
            try report(source.id, .indexing, nil, writer.accepted)
            try writer.finish()
            result.rejected = writer.rejected
            result.rows = StoreTable.allCases.compactMap { table in
                writer.counts[table].map { ImportResult.Row(table: table.rawValue, count: $0) }
            }
            try FeatureStore.insert(source, facts, result, in: db)
            return result
        }
        result.rejects = try store.rejects(of: source.id, limit: 100)
        result.seconds = (clock.now - start) / .seconds(1)
        return result
    }

    /// Reports the progress; throws when the caller wants to stop.
    func report(
        _ source: String, _ step: ImportProgress.Step, _ fraction: Double?, _ rows: Int
    ) throws(StoreError) {
        guard progress(ImportProgress(source: source, step: step, fraction: fraction, rows: rows)) else {
            throw StoreError(.cancelled, at: source, "the import was stopped; the store is as before")
        }
    }
}

extension SourceDescription {
    /// The description of an extract that is in no catalog.
    init(extract name: String) {
        self.init(
            id: "osm:\(name)", title: ["en": name], file: name, isEmbedded: false, licence: "ODbL-1.0",
            attribution: "© OpenStreetMap contributors", reader: .osm, csv: CSVOptions(), rank: 15, isSketch: false,
            isSample: false, layers: [], definition: "extract")
    }
}
