internal import GeoIndex
internal import Locator
internal import MapSupport
internal import NIOCore
internal import TileServer

/// The dataset of the region: what its codes are called, where addresses are, and what its map looks like. It is only read.
final class RegionDataset: DrawnDataset {
    let dataset: Dataset
    let build: String
    let tiles: TileService<ByteBuffer>
    /// What closures would cut off.
    let impacts: ClosureImpacts
    private let files: [PackedFile]

    /// The most bytes of tiles that are kept.
    private static let keptBytes = 16 << 20

    init(_ base: BaseDataset) {
        dataset = base.dataset
        build = base.dataset.buildID.description
        files = base.files
        impacts = ClosureImpacts(base.dataset)
        tiles = TileService(
            TileRenderer(dataset: base.dataset, map: base.map),
            cache: TileCache(byteLimit: Self.keptBytes, pack: { ByteBuffer(bytes: $0) }))
    }

    /// Throws when a file was written to since it was opened. A few system calls.
    func requireUnchanged() throws {
        for file in files { try file.requireUnchanged() }
    }
}
