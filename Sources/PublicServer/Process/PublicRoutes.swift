internal import Exchange
internal import Hummingbird
internal import Locator
internal import TileServer
internal import WebSupport

/// All paths of the public server.
struct PublicRoutes: Sendable {
    let live: LiveValue<PublicDataset>
    let closures: RoadClosures?
    let published: PublishedStructures?
    let assets: PublicAssets
    /// The tile archive, served in place of the tile set of the same name.
    let archive: PMTilesArchive?
    let library: PageLibrary
    let registry: MetricsRegistry
    /// The external names of the server.
    let names: OutsideNames
    /// Accepts reports of mistakes; nil when they are not accepted.
    let reports: ReportBox?
    /// The forms whose answers can be read again.
    let sent: SentForms
    /// Whether the page of all components is served.
    let showsKit: Bool
    /// Runs expensive work.
    let work: SharedWork<Response>

    /// The first components of the paths for programs, which pages of other origins may read. Pages for people and
    /// their forms are not included.
    static let openRoots: Set = Set(
        ["api", "ogc", "hsds", "export", "openapi.json", "tiles", "styles", "fonts", "sprites", "maps"]
            + OSRMPath.services)

    /// The routes of the public port. Each request uses the dataset current at its arrival.
    ///
    /// - Parameter withOperations: Whether the operators' paths are included.
    func routes(withOperations: Bool) -> Routes {
        var routes = Routes(work: work)
        addInterface(to: &routes)
        addOSRM(to: &routes)
        addTiles(to: &routes)
        addExchange(to: &routes)
        addHealth(to: &routes)
        if withOperations { addOperations(to: &routes) }
        addPages(to: &routes)
        addAlerts(to: &routes)
        return routes
    }

    /// The routes of the operators' port.
    func adminRoutes() -> Routes {
        var routes = Routes(work: work)
        addHealth(to: &routes)
        addOperations(to: &routes)
        return routes
    }

    /// A problem as a page for browsers; nil to send the problem document.
    func problemPage(_ problem: Problem, _ request: Request) -> Response? {
        guard request.wantsPage else { return nil }
        return RecordRoutes(frame: frame(request), library: library).problem(problem, request)
    }

    /// The frame of a page.
    func frame(_ request: Request) -> PageFrame {
        PageFrame(
            data: live.current, language: request.pageLanguage, reader: request.pageLanguage,
            unnamed: request.defaultPageLanguage, hasMap: assets.hasMap, sent: sent, reports: reports,
            closures: closures?.ofRegistry)
    }
}
