public import Records
public import WebSupport

/// What the public process is told when it starts.
public struct PublicConfiguration: Sendable {
    /// Directory of the dataset it answers from.
    public var datasetDirectory: String
    /// Host name or address to listen on.
    public var host: String
    /// Port to listen on, 0 for any free one.
    public var port: Int
    /// Port of 127.0.0.1 that alone answers `/readyz` and `/metrics`, 0 for any free one; nil lets `port` answer them.
    public var adminPort: Int?
    /// Folder that holds `maplibre-gl.js` and `maplibre-gl.css`; without them the pages have no map.
    public var assetFolder: String?
    /// A PMTiles archive whose tiles are served in the place of drawn ones, as its name says.
    public var tileArchive: String?
    /// Under which names the process may say it is reached, in documents that hold full addresses.
    public var names: OutsideNames
    /// File that takes the mistakes people report, one JSON object a line; nothing takes none.
    public var reportFile: String?
    /// What time it is.
    public var clock: @Sendable () -> UTCInstant
    /// File of road closures, watched while the process runs; without it no road is closed.
    public var closureFile: String?
    /// Comparisons of roads with closures that one set of closures may take; a set that takes more is refused.
    public var closureSteps: Int
    /// The bounds requests are held to.
    public var limits: RequestLimits

    /// A process on `host` and `port` that answers from `datasetDirectory`.
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
