internal import Alerts
internal import Caching
internal import GeoIndex
internal import Locator
internal import MapSupport
internal import NIOCore
internal import Records
internal import TileServer
internal import WebSupport

/// One build as the public server uses it: the dataset and values derived from it once.
final class PublicDataset: DrawnDataset {
    let dataset: Dataset
    /// The files that it was opened from.
    let files: [PackedFile]
    /// The structures that a registry has published in it; nil when none.
    let published: Published?
    /// The alerts that a registry has published.
    let alerts: AlertBook
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
    private let settlements = Memo<[AlertArea], [LocalizedText]>(limit: 64)

    /// What a registry has published.
    struct Published: Sendable {
        /// The number of the snapshot.
        var revision: Int
        /// When it was signed.
        var at: UTCInstant
        /// The number of its structures.
        var structures: Int
        /// The number of its figures.
        var figures: Int
        /// Its alerts.
        var alerts: AlertBook
        /// The number of structures and figures that are not shown as published.
        var leftOut: Int
    }

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

    /// Creates what is derived from a dataset.
    ///
    /// - Parameters:
    ///   - base: The opened files.
    ///   - edited: The dataset with the structures of a registry, and what they are; nil for those of `base`.
    init(
        _ base: BaseDataset, edited: (dataset: Dataset, published: Published)? = nil,
        clock: @escaping @Sendable () -> UTCInstant = { .now }, counters: TileCounters = TileCounters(),
        hasAdminPort: Bool = false
    ) {
        self.clock = clock
        self.hasAdminPort = hasAdminPort
        dataset = edited?.dataset ?? base.dataset
        published = edited?.published
        alerts = edited?.published.alerts ?? AlertBook([])
        build = dataset.buildID.description
        locator = ServiceLocator(dataset: dataset)
        files = base.files
        tiles = TileService(
            TileRenderer(dataset: dataset, map: base.map),
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

    /// The names of the settlements inside of any of the areas. O(settlements · positions of the areas) the first time.
    func settlements(in areas: [AlertArea]) -> [LocalizedText] {
        guard !areas.isEmpty else { return [] }
        return settlements.value(areas) {
            dataset.inhabitedPlaces.filter { _, place in
                place.coordinate.map { position in areas.contains { $0.contains(position) } } ?? false
            }.map(\.place.names)
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
