internal import Glibc

/// A source with the file that was found for it.
struct ImportInput {
    /// Endings of the forms an OpenStreetMap extract comes in.
    static let extractEndings = [".osm.pbf", ".osm", ".osm.gz", ".osm.bz2"]

    let source: SourceDescription
    let path: String
    /// The file's name as the store keeps it.
    let fileName: String

    /// Paths at which the source's file may be, the likeliest first.
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

    /// The first of the paths at which there is something.
    static func firstExisting(_ paths: [String]) -> String? {
        paths.first { access($0, F_OK) == 0 }
    }

    /// SHA-256 of the file.
    func digest() throws(StoreError) -> String { try FileDigest.text(ofFileAt: path) }
}

/// What the store keeps of a source beside its description.
struct SourceFacts {
    var fileName: String
    var sha256: String
    var definition: String
    /// Date the file itself bears.
    var dataDate: String?
    /// Reference system the file was read in.
    var referenceSystem: String?
    /// Whether the file says that it is a sample.
    var isSample = false
}
