public import Locator
internal import Synchronization

/// Draws the vector tiles of one dataset; made once per dataset, shared by all requests.
public final class TileRenderer: Sendable {
    /// A tile set: what one TileJSON document describes.
    public enum TileSet: String, CaseIterable, Sendable {
        /// Areas and label points of municipalities.
        case municipalities
        /// Structures as points.
        case structures
    }

    /// The media type of a vector tile.
    public static let mediaType = "application/vnd.mapbox-vector-tile"

    /// The dataset it draws.
    public let dataset: Dataset
    private let prepared = Mutex<Layers?>(nil)

    private struct Layers: Sendable {
        var municipalities: MunicipalityLayer
        var structures: StructureLayer
    }

    /// A renderer of `dataset`; the layers are prepared when the first tile is asked for, or by ``prepare()``.
    public init(dataset: Dataset) {
        self.dataset = dataset
    }

    /// Prepares the layers ahead of the first tile; O(n log n) in border points.
    public func prepare() {
        _ = layers
    }

    /// A tile as Mapbox Vector Tile 2.1; no bytes when nothing lies in it.
    public func tile(_ set: TileSet, _ coordinate: TileCoordinate) -> [UInt8] {
        switch set {
        case .municipalities: layers.municipalities.encoded(coordinate)
        case .structures: layers.structures.encoded(coordinate)
        }
    }

    private var layers: Layers {
        prepared.withLock { prepared in
            if let prepared { return prepared }
            let made = Layers(municipalities: MunicipalityLayer(dataset), structures: StructureLayer(dataset))
            prepared = made
            return made
        }
    }
}
