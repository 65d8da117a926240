internal import Geocoding
internal import GeoIndex
internal import Routing

/// The files of a dataset that answer questions.
struct DatasetFiles: Sendable {
    static let roadsName = "roads.plz"

    var region: PackedFile
    var structures: PackedFile
    var places: PackedFile
    var gazetteer: PackedFile
    var roads: PackedFile

    /// Opens the files of a directory and verifies their checksums. O(bytes).
    ///
    /// - Throws: `DatasetError` when a file is missing, damaged or of another build than the first one.
    init(directory: String) throws(DatasetError) {
        region = try Self.open(RegionFile.name, RegionFile.kind, in: directory, buildID: nil)
        let id = region.buildID
        structures = try Self.open(StructureFile.name, StructureFile.kind, in: directory, buildID: id)
        places = try Self.open(PlaceFile.name, PlaceFile.kind, in: directory, buildID: id)
        gazetteer = try Self.open(
            GazetteerBuilder.fileName, GazetteerBuilder.fileKind, in: directory, buildID: id)
        roads = try Self.open(Self.roadsName, RoadGraph.fileKind, in: directory, buildID: id)
    }

    /// All of them, in the order of the build.
    var all: [PackedFile] { [region, structures, places, gazetteer, roads] }

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
}
