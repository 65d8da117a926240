package import Locator
package import NIOCore
package import TileServer

/// A build of a dataset as a server uses it, with what is drawn of it.
package protocol DrawnDataset: Sendable {
    /// The dataset.
    var dataset: Dataset { get }
    /// The build id in hexadecimal.
    var build: String { get }
    /// Draws it, and keeps what was drawn.
    var tiles: TileService<ByteBuffer> { get }
}
