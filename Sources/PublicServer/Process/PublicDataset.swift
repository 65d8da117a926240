internal import Caching
internal import GeoIndex
internal import Locator
internal import NIOCore
internal import Records
internal import TileServer
internal import WebSupport

/// One build as the public server uses it: the dataset and values derived from it once.
final class PublicDataset: Sendable {
    let dataset: Dataset
    /// The files of the dataset.
    let files: [PackedFile]
    /// The build id in hexadecimal.
    let build: String
    let locator: ServiceLocator
    let tiles: TileService<ByteBuffer>
    let parameters: APIParameters
    /// The current time.
    let clock: @Sendable () -> UTCInstant
    private let hasAdminPort: Bool
    private let madeOverview = OnceValue<Overview>()
    private let madeInterface = OnceValue<Asset>()

    /// Counts and bounds of the whole dataset, for the pages.
    struct Overview: Sendable {
        /// The box of the map in degrees.
        var bounds: BoundingBox?
        /// Whether any municipality's outline is a sketch.
        var isSketch: Bool
        /// The number of offered structures by code of their kind.
        var countByKind: [String: Int] = [:]
        /// The number of offered structures by code of their municipality.
        var countByMunicipality: [String: Int] = [:]
    }

    /// Opens the base map in the dataset's directory.
    ///
    /// - Throws: ``PackedFileError`` when it is missing, damaged or of another build.
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

    /// Computes everything that is computed only once, so that no request waits for it.
    func prepare() {
        tiles.prepare()
        interface.prepare()
        _ = overview
    }

    /// The OpenAPI document of this build.
    var interface: Asset {
        madeInterface.value {
            Asset(
                OpenAPIDocument(parameters, hasAdminPort: hasAdminPort).bytes(build: build),
                mediaType: "application/json",
                cacheControl: "public, max-age=60")
        }
    }

    /// Today's date in the region.
    var today: CivilDate { dataset.date(at: clock()) }

    /// Counts and bounds. O(structures) the first time.
    var overview: Overview {
        madeOverview.value {
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
            return overview
        }
    }
}
