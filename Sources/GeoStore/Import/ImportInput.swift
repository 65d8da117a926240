internal import Glibc

/// A source with the file found for it.
struct ImportInput {
    /// The file name endings of OpenStreetMap extracts.
    static let extractEndings = [".osm.pbf", ".osm", ".osm.gz", ".osm.bz2"]

    let source: SourceDescription
    let path: String
    /// The name of the file as recorded in the store.
    let fileName: String

    /// The paths where the source's file may be, most likely first.
    static func candidates(
        for source: SourceDescription, catalog: SourceCatalog, geodata: String?
    ) -> [String] {
        guard let folder = source.isEmbedded ? catalog.folder : geodata else { return [] }
        var names = [source.file]
        if source.reader == .osm,
            let ending = extractEndings.sorted(by: { $0.count > $1.count }).first(where: source.file.hasSuffix)
        {
            let stem = source.file.dropLast(ending.count)
            names += extractEndings.filter { $0 != ending }.map { stem + $0 }
        }
        return names.map { "\(folder)/\($0)" }
    }

    /// The first path that exists.
    static func firstExisting(_ paths: [String]) -> String? {
        paths.first { access($0, F_OK) == 0 }
    }

    /// The SHA-256 of the file.
    func digest() throws(StoreError) -> String { try FileDigest.text(ofFileAt: path) }
}

/// What the store records about a source besides its description.
struct SourceFacts {
    var fileName: String
    var sha256: String
    var definition: String
    /// The date given in the file itself.
    var dataDate: String?
    /// The reference system in which the file was read.
    var referenceSystem: String?
    /// Whether the file says that it is a sample.
    var isSample = false
}
