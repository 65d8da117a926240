internal import GeoIndex
internal import Locator
internal import NIOCore
internal import Records
internal import Synchronization
internal import TileServer
internal import WebSupport

/// One build as the public process uses it: the dataset and what is worked out from it once.
final class PublicDataset: Sendable {
    let dataset: Dataset
    /// The files it is read from.
    let files: [PackedFile]
    /// The build id in hexadecimal.
    let build: String
    let locator: ServiceLocator
    let tiles: TileService<ByteBuffer>
    let parameters: APIParameters
    /// What time it is.
    let clock: @Sendable () -> UTCInstant
    private let hasAdminPort: Bool
    private let madeOverview = Mutex<Overview?>(nil)
    private let madeInterface = Mutex<Asset?>(nil)

    /// What the pages say of the whole dataset.
    struct Overview: Sendable {
        /// The box of everything on the map, degrees.
        var bounds: BoundingBox?
        /// Whether any municipality's outline is a sketch.
        var isSketch: Bool
        /// How many offered structures each kind has, by code.
        var countByKind: [String: Int] = [:]
        /// How many offered structures each municipality has, by code.
        var countByMunicipality: [String: Int] = [:]
    }

    /// Opens the base map beside the dataset's other files; throws when it is missing, damaged or of another build.
    init(
        _ dataset: Dataset, clock: @escaping @Sendable () -> UTCInstant = { .now },
        counters: TileCounters = TileCounters(), hasAdminPort: Bool = false
    ) throws(PackedFileError) {
        self.clock = clock
        self.hasAdminPort = hasAdminPort
        self.dataset = dataset
        build = dataset.buildID.description
        locator = ServiceLocator(dataset: dataset)
        let map = try BaseMap(directory: dataset.directory, buildID: dataset.buildID)
        files = dataset.files + (map.file.map { [$0] } ?? [])
        tiles = TileService(
            TileRenderer(dataset: dataset, map: map),
            cache: TileCache(byteLimit: 48 << 20, pack: { ByteBuffer(bytes: $0) }, count: counters.count))
        parameters = APIParameters(dataset)
    }

    /// Makes ahead what is made once, so that no request waits for it.
    func prepare() {
        tiles.prepare()
        interface.prepare()
        _ = overview
    }

    /// The interface document of this build.
    var interface: Asset {
        madeInterface.withLock { made in
            if let made { return made }
            let asset = Asset(
                OpenAPIDocument(parameters, hasAdminPort: hasAdminPort).bytes(build: build),
                mediaType: "application/json",
                cacheControl: "public, max-age=60")
            made = asset
            return asset
        }
    }

    /// The region's date.
    var today: CivilDate { dataset.date(at: clock()) }

    /// Counts and bounds; O(structures) the first time.
    var overview: Overview {
        madeOverview.withLock { made in
            if let made { return made }
            var overview = Overview(
                bounds: tiles.renderer.bounds, isSketch: dataset.municipalities.contains { $0.outline == .sketch })
            for row in 0..<dataset.structureCount {
                let structure = dataset.structure(at: row)
                guard structure.status.isOffered else { continue }
                overview.countByKind[structure.kind, default: 0] += 1
                if let municipality = structure.municipality {
                    overview.countByMunicipality[municipality, default: 0] += 1
                }
            }
            made = overview
            return overview
        }
    }
}
