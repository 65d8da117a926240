internal import Caching
public import GeoIndex
public import Locator
internal import Records
internal import Routing

/// Draws the vector tiles of a dataset. Created once per dataset and shared by all requests.
public final class TileRenderer: Sendable {
    /// A tile set, described by one TileJSON document.
    public enum TileSet: String, CaseIterable, Sendable {
        /// Areas and label points of municipalities.
        case municipalities
        /// Structures as points.
        case structures
        /// All layers of the base map.
        case base
        /// Sea, lakes and wide rivers.
        case water
        /// Rivers and streams.
        case waterways
        /// Woods, built-up land and similar.
        case landuse
        /// Buildings.
        case buildings
        /// Roads, paths and ferries.
        case roads
        /// Settlements.
        case places
        /// House numbers.
        case addresses
        /// Roads that are currently closed.
        case closures

        /// Whether its tiles can change within a build.
        public var isLive: Bool { self == .closures }
    }

    /// The media type of a vector tile.
    public static let mediaType = "application/vnd.mapbox-vector-tile"

    /// The dataset.
    public let dataset: Dataset
    /// The base map of the dataset.
    public let map: BaseMap
    private let prepared = OnceValue<Layers>()
    private let drawnClosures = Memo<String, ClosureLayer>(limit: 1)

    private struct Layers: Sendable {
        var municipalities: MunicipalityLayer
        var structures: StructureLayer
        var bounds: BoundingBox?
    }

    /// Creates a renderer of `dataset` and its base map. The layers are prepared by ``prepare()`` or with the first
    /// tile.
    public init(dataset: Dataset, map: BaseMap = BaseMap()) {
        self.dataset = dataset
        self.map = map
    }

    /// Prepares the layers before the first tile. O(n log n) in border points.
    public func prepare() {
        _ = layers
    }

    /// A tile as Mapbox Vector Tile 2.1; empty when nothing lies in it.
    public func tile(_ set: TileSet, _ coordinate: TileCoordinate) -> [UInt8] {
        switch set {
        case .municipalities: layers.municipalities.encoded(coordinate)
        case .structures: layers.structures.encoded(coordinate)
        case .closures: closures.encoded(coordinate)
        default: set.mapLayers.flatMap { map.encoded($0, coordinate) }
        }
    }

    /// The box in degrees of everything drawn; nil when there is nothing.
    public var bounds: BoundingBox? { layers.bounds }

    /// Identifies the state of a set within a build, also across restarts: the current closures for live sets, else
    /// empty.
    public func revision(_ set: TileSet) -> String {
        set.isLive ? dataset.travel.router.snapshot.closedFingerprint : ""
    }

    /// Whether any municipality has an outline, and whether any outline is a sketch.
    var hasMunicipalities: Bool { dataset.municipalities.contains { $0.outline != .none } }
    var hasSketchOutlines: Bool { dataset.municipalities.contains { $0.outline == .sketch } }
    /// The union of all municipalities in a window.
    func municipalityRings(in window: TileWindow) -> [[TilePoint]] { layers.municipalities.rings(in: window) }
    /// The borders between municipalities and around all of them in a window.
    func municipalityBorders(in window: TileWindow) -> BorderLines { layers.municipalities.borders(in: window) }
    /// The positions of the names of municipalities.
    var municipalityLabels: [(point: WorldPoint, names: LocalizedText)] { layers.municipalities.labels }
    /// The structures as drawn in pictures.
    var structureMarks: [StructureLayer.Mark] { layers.structures.marks }

    /// Calls `body` with the points of the closed roads in a window, marking the first of each line; returns whether
    /// there are any.
    func traceClosures(_ window: TileWindow, _ body: (_ point: TilePoint, _ isFirst: Bool) -> Void) -> Bool {
        let shape = closures.shape(in: window)
        for part in 0..<shape.partCount {
            for (index, point) in shape.part(part).enumerated() { body(point, index == 0) }
        }
        return shape.partCount > 0
    }

    /// The land of the region within `bounds`, in degrees.
    func land(_ bounds: BoundingBox) -> LandMask {
        var box = MapBox.empty
        box.expand(MapPoint(Coordinate(longitude: bounds.west, latitude: bounds.north)))
        box.expand(MapPoint(Coordinate(longitude: bounds.east, latitude: bounds.south)))
        return LandMask(
            municipalities: layers.municipalities, map: map,
            hasMunicipalities: hasMunicipalities, box: box)
    }

    /// Prepares the layer of the current closures, so that no request waits for it. O(arcs).
    public func prepareClosures() { _ = closures }

    private var closures: ClosureLayer {
        let snapshot = dataset.travel.router.snapshot
        return drawnClosures.value(snapshot.closedFingerprint) { ClosureLayer(snapshot) }
    }

    private var layers: Layers {
        prepared.value {
            Layers(
                municipalities: MunicipalityLayer(dataset), structures: StructureLayer(dataset),
                bounds: Self.bounds(dataset, map))
        }
    }

    private static func bounds(_ dataset: Dataset, _ map: BaseMap) -> BoundingBox? {
        var box = BoundingBox.empty
        for row in dataset.municipalities.indices where dataset.municipalities[row].outline != .none {
            box.expand(toInclude: dataset.bounds(ofMunicipality: row))
        }
        for row in 0..<dataset.structureCount {
            if let coordinate = dataset.structure(at: row).coordinate { box.expand(toInclude: coordinate) }
        }
        // The map may extend beyond the municipalities, so it counts only where there are none.
        if dataset.municipalities.isEmpty, let drawn = map.bounds { box.expand(toInclude: drawn) }
        return box.isEmpty ? nil : box
    }
}

extension TileRenderer.TileSet {
    /// The layers of the base map in a tile of this set, from the ground up.
    var mapLayers: [MapLayer] {
        switch self {
        case .municipalities, .structures, .closures: []
        case .base: [.landuse, .water, .waterways, .buildings, .roads, .addresses, .places]
        case .water: [.water]
        case .waterways: [.waterways]
        case .landuse: [.landuse]
        case .buildings: [.buildings]
        case .roads: [.roads]
        case .places: [.places]
        case .addresses: [.addresses]
        }
    }
}
