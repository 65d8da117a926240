public import Publication
public import Records
public import WebSupport

/// The configuration of the public server.
public struct PublicConfiguration: Sendable {
    /// The directory of the dataset.
    public var datasetDirectory: String
    /// The host name or address to listen on.
    public var host: String
    /// The port to listen on, 0 for any free one.
    public var port: Int
    /// The port on 127.0.0.1 for `/readyz` and `/metrics`, 0 for any free one; nil to serve them on `port`.
    public var adminPort: Int?
    /// The folder of `maplibre-gl.js` and `maplibre-gl.css`; without them the pages have no map.
    public var assetFolder: String?
    /// A PMTiles archive that is served in place of the tile set of the same name.
    public var tileArchive: String?
    /// The external names of the server, for absolute links.
    public var names: OutsideNames
    /// The file for reports of mistakes, one JSON object per line; nil to accept none.
    public var reportFile: String?
    /// The current time.
    public var clock: @Sendable () -> UTCInstant
    /// The file of road closures, watched while the process runs; nil for no closures.
    public var closureFile: String?
    /// Where a registry publishes structures, watched while the process runs; nil for none.
    public var published: PublishedSource?
    /// The largest number of comparisons of roads with closures for a set of closures; a set that needs more is
    /// refused.
    public var closureSteps: Int
    /// The limits of requests.
    public var limits: RequestLimits
    /// Whether `/kit` shows every component of the pages in its states, for those who work on the pages.
    public var showsKit = false

    /// Creates a configuration.
    public init(
        datasetDirectory: String, host: String = "127.0.0.1", port: Int = 8080, adminPort: Int? = nil,
        assetFolder: String? = nil,
        tileArchive: String? = nil, names: OutsideNames = OutsideNames(), closureFile: String? = nil,
        closureSteps: Int = 100_000_000,
        limits: RequestLimits = RequestLimits(),
        reportFile: String? = nil,
        clock: @escaping @Sendable () -> UTCInstant = { .now }
    ) {
        self.datasetDirectory = datasetDirectory
        self.host = host
        self.port = port
        self.adminPort = adminPort
        self.assetFolder = assetFolder
        self.tileArchive = tileArchive
        self.names = names
        self.closureFile = closureFile
        self.closureSteps = closureSteps
        self.limits = limits
        self.reportFile = reportFile
        self.clock = clock
    }
}
