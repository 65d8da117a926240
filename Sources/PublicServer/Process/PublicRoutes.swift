internal import Exchange
internal import Hummingbird
internal import Locator
internal import TileServer
internal import WebSupport

/// Every path of the public process.
struct PublicRoutes: Sendable {
    let live: LiveValue<PublicDataset>
    let closures: RoadClosures?
    let assets: PublicAssets
    /// Tiles that are served in the place of drawn ones.
    let archive: PMTilesArchive?
    let library: PageLibrary
    let registry: MetricsRegistry
    /// Under which names the process may say it is reached.
    let names: OutsideNames
    /// Takes mistakes that people report, where they are taken.
    let reports: ReportBox?
    /// Answers what takes long.
    let work: SharedWork<Response>

    /// First components of the paths that programs read, which pages of any origin may read too. People's pages and what
    /// their forms send are not among them.
    static let openRoots: Set = Set(
        ["api", "ogc", "hsds", "export", "openapi.json", "tiles", "styles", "fonts", "sprites", "maps"]
            + OSRMPath.services)

    /// The routes, each answering from the dataset that is current when its request comes; without those of operations where
    /// they have a port of their own.
    func routes(withOperations: Bool) -> Routes {
        var routes = Routes(work: work)
        addInterface(to: &routes)
        addOSRM(to: &routes)
        addTiles(to: &routes)
        addExchange(to: &routes)
        addHealth(to: &routes)
        if withOperations { addOperations(to: &routes) }
        addPages(to: &routes)
        return routes
    }

    /// The routes of the port for those who run the process.
    func adminRoutes() -> Routes {
        var routes = Routes(work: work)
        addHealth(to: &routes)
        addOperations(to: &routes)
        return routes
    }

    /// A problem as a page when the reader is a person at a page; the document otherwise.
    func problemPage(_ problem: Problem, _ request: Request) -> Response? {
        guard request.wantsPage else { return nil }
        return RecordPages(frame: frame(request), library: library).problem(problem, request)
    }

    /// What pages have around their contents.
    func frame(_ request: Request) -> PageFrame {
        PageFrame(data: live.current, language: request.pageLanguage, hasMap: assets.hasMap, reports: reports)
    }
}
