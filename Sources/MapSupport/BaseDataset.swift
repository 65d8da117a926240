package import GeoIndex
package import Locator
internal import Synchronization
package import TileServer
package import WebSupport

/// The files of a dataset directory, opened: what structures are published upon.
package struct BaseDataset: Sendable {
    /// The dataset.
    package let dataset: Dataset
    /// Its base map.
    package let map: BaseMap
    /// The files, which must not be written to while they are used.
    package let files: [PackedFile]

    /// Opens and verifies the files. O(bytes).
    ///
    /// - Throws: `DatasetError` or `PackedFileError`.
    package init(directory: String) throws {
        dataset = try Dataset(directory: directory)
        map = try BaseMap(directory: directory, buildID: dataset.buildID)
        files = dataset.files + (map.file.map { [$0] } ?? [])
    }
}

/// Opens a dataset directory, and keeps what it opened until the directory is replaced.
package final class BaseDatasetSource: Sendable {
    private let directory: String
    private let kept = Mutex<(identity: FileIdentity?, base: BaseDataset)?>(nil)

    /// Creates the source of a directory, which is opened later.
    package init(directory: String) { self.directory = directory }

    /// Identifies the files that are in the directory; nil when it does not exist.
    package var identity: FileIdentity? { FileIdentity.of(directory) }

    /// The opened dataset. O(bytes) when the directory is new.
    package func open() throws -> BaseDataset {
        // Read the identity first, so that a change between the two calls is noticed by the next check.
        let identity = identity
        if let kept = kept.withLock({ $0 }), kept.identity == identity { return kept.base }
        let base = try BaseDataset(directory: directory)
        kept.withLock { $0 = (identity, base) }
        return base
    }
}
