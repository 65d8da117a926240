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

    private func addInterface(to routes: inout Routes) {
        let live = live
        routes.get("/api/v1/nearest") { request, _ in try NearestRoute.answer(request, live.current) }
        routes.get("/api/v1/geocode") { request, _ in try GeocodeRoutes.search(request, live.current) }
        routes.get("/api/v1/autocomplete") { request, _ in try GeocodeRoutes.autocomplete(request, live.current) }
        routes.get("/api/v1/reverse") { request, _ in try GeocodeRoutes.reverse(request, live.current) }
        routes.get("/api/v1/structures") { request, _ in try StructureRoutes.list(request, live.current) }
        routes.get("/api/v1/structures/{id}") { request, context in
            try StructureRoutes.single(request, context, live.current)
        }
        routes.get("/api/v1/municipalities") { request, _ in try MunicipalityRoutes.list(request, live.current) }
        routes.get("/api/v1/municipalities/{code}") { request, context in
            try MunicipalityRoutes.single(request, context, live.current)
        }
        routes.get("/api/v1/programmes") { request, _ in try ProgrammeRoutes.list(request, live.current) }
        routes.waiting("/api/v1/entitlement", method: .post) { request, context in
            try await ProgrammeRoutes.judge(request, context, live.current)
        }
        routes.expensive("/api/v1/quality", .quick) { request, _ in
            let data = live.current
            _ = try request.parameters(data.parameters.single)
            let today = data.dataset.date(at: data.clock())
            return JSONAnswer.ofBuild("\(data.build)-\(today.dayNumber)", request) {
                data.dataset.document(data.dataset.quality(today: today))
            }
        }
        routes.get("/api/v1/route") { request, _ in try TravelRoutes.route(request, live.current) }
        routes.expensive("/api/v1/matrix", .quick) { request, _ in try TravelRoutes.matrix(request, live.current) }
        routes.expensive("/api/v1/isochrone") { request, _ in try TravelRoutes.isochrone(request, live.current) }
        routes.get("/api/v1/kinds") { request, _ in try KindRoute.list(request, live.current) }
        routes.expensive("/api/v1/coverage") { request, _ in try CoverageRoute.answer(request, live.current) }
        routes.get("/openapi.json") { request, _ in
            _ = try request.parameters(.none)
            return live.current.interface.response(to: request)
        }
    }

    private func addOSRM(to routes: inout Routes) {
        let live = live
        for service in OSRMPath.services {
            routes.expensive(RouterPath("/\(service)/**"), service == "table" ? .long : .quick) { request, _ in
                try await OSRMRoutes.answer(service, request, live.current)
            }
        }
        routes.get("/{service}/v1/{profile}/{coordinates}") { _, context in try OSRMRoutes.noService(context) }
    }

    private func addTiles(to routes: inout Routes) {
        let live = live
        let (names, archive) = (names, archive)
        routes.expensiveUnlessKnown("/tiles/{layer}.json", .quick) { request, context, works in
            let address = names.address(of: request, context)
            return try TileRoutes.tileJSON(request, context, live.current, address: address, works: works)
        }
        routes.expensiveUnlessKnown("/tiles/{layer}/{z}/{x}/{y}.mvt", .quick) { request, context, works in
            try TileRoutes.tile(request, context, live.current, archive, works: works)
        }
        routes.expensiveUnlessKnown("/tiles/{layer}/{z}/{x}/{y}.png", .quick) { request, context, works in
            try PictureRoutes.tile(request, context, live.current, works: works)
        }
        routes.expensive("/maps/static.png", .quick) { request, _ in try PictureRoutes.map(request, live.current) }
        routes.expensive("/maps/coverage.pdf") { request, _ in try SheetRoute.sheet(request, live.current) }
        routes.get("/sprites/{name}") { request, context in
            try PictureRoutes.sprite(request, context, live.current)
        }
        routes.get("/ogc/tileMatrixSets") { request, context in
            try OGCTileRoutes.matrixSets(request, live.current, address: names.address(of: request, context))
        }
        routes.get("/ogc/tileMatrixSets/{matrix}") { request, context in
            try OGCTileRoutes.matrixSet(request, context, live.current)
        }
        for type in TileDataType.allCases {
            let sets = "/ogc/collections/{collection}/\(type.path)"
            routes.get(RouterPath(sets)) { request, context in
                let address = names.address(of: request, context)
                return try OGCTileRoutes.sets(type, request, context, live.current, address: address)
            }
            routes.get(RouterPath("\(sets)/{matrix}")) { request, context in
                let address = names.address(of: request, context)
                return try OGCTileRoutes.set(type, request, context, live.current, address: address)
            }
        }
        let ogcTile: RouterPath = "/ogc/collections/{collection}/tiles/{matrix}/{z}/{y}/{x}"
        routes.expensiveUnlessKnown(ogcTile, .quick) { request, context, works in
            _ = try OGCTileRoutes.matrix(context, among: TileDataType.vector.matrixSets)
            return try TileRoutes.tile(request, context, live.current, archive, layer: "collection", works: works)
        }
        let ogcPicture: RouterPath = "/ogc/collections/{collection}/map/tiles/{matrix}/{z}/{y}/{x}"
        routes.expensiveUnlessKnown(ogcPicture, .quick) { request, context, works in
            try OGCTileRoutes.picture(request, context, live.current, works: works)
        }
        let glyphs = GlyphServer()
        routes.expensiveUnlessKnown("/fonts/{stack}/{range}.pbf", .quick) { request, context, works in
            try FontRoute.glyphs(request, context, glyphs, works: works)
        }
        routes.expensiveUnlessKnown("/styles/{name}.json", .quick) { request, context, works in
            let address = names.address(of: request, context)
            return try TileRoutes.style(request, context, live.current, address: address, works: works)
        }
    }

    private func addExchange(to routes: inout Routes) {
        let live = live
        let names = names
        let ogc: @Sendable (Request, WebContext) -> OGCRoutes = { request, context in
            OGCRoutes(data: live.current, address: names.address(of: request, context))
        }
        routes.get("/ogc") { request, context in try ogc(request, context).landing(request) }
        routes.get("/ogc/conformance") { request, context in try ogc(request, context).conformance(request) }
        routes.get("/ogc/collections") { request, context in try ogc(request, context).collections(request) }
        routes.get("/ogc/collections/{collection}") { request, context in
            try ogc(request, context).collection(request, context)
        }
        routes.expensive("/ogc/collections/{collection}/items", .quick) { request, context in
            try ogc(request, context).items(request, context)
        }
        routes.get("/ogc/collections/{collection}/items/{feature}") { request, context in
            try ogc(request, context).item(request, context)
        }
        routes.expensive("/export/{name}") { request, context in
            try ExportRoutes.answer(
                request, context, live.current, address: names.address(of: request, context))
        }
        let hsds: @Sendable (Request, WebContext) -> HSDSRoutes = { request, context in
            HSDSRoutes(data: live.current, address: names.address(of: request, context))
        }
        routes.get("/hsds") { request, context in try hsds(request, context).root(request) }
        for table in HSDSRoutes.Table.allCases {
            routes.expensive(RouterPath("/hsds/\(table.rawValue)"), .quick) { request, context in
                try hsds(request, context).list(table, request)
            }
            routes.get(RouterPath("/hsds/\(table.rawValue)/{id}")) { request, context in
                try hsds(request, context).single(table, request, context)
            }
        }
    }

    private func addHealth(to routes: inout Routes) {
        routes.get("/healthz") { request, _ in try OperationsRoutes.health(request) }
    }

    private func addOperations(to routes: inout Routes) {
        let live = live
        let (registry, closures, reports) = (registry, closures, reports)
        routes.get("/readyz") { request, _ in try OperationsRoutes.readiness(request, live.current, closures) }
        routes.get("/metrics") { request, _ in
            reports?.measure()
            return try OperationsRoutes.metrics(request, registry)
        }
    }

    private func addPages(to routes: inout Routes) {
        let (assets, library, names) = (assets, library, names)
        let this = self
        routes.get("/") { request, _ in
            try FinderPage(frame: this.frame(request), library: library).show(request)
        }
        routes.waiting("/", method: .post) { request, context in
            try await FinderPage(frame: this.frame(request), library: library).search(request, context)
        }
        routes.get("/structures/{id}") { request, context in
            let address = names.address(of: request, context)
            return try RecordPages(frame: this.frame(request), library: library).structure(
                request, context, address: address)
        }
        routes.get("/help") { request, _ in
            try HelpPage(frame: this.frame(request), library: library).list(request)
        }
        routes.get("/help/{topic}") { request, context in
            try HelpPage(frame: this.frame(request), library: library).topic(request, context)
        }
        routes.get("/benefits") { request, _ in
            try BenefitsPage(frame: this.frame(request), library: library).show(request)
        }
        routes.waiting("/benefits", method: .post) { request, context in
            try await BenefitsPage(frame: this.frame(request), library: library).judge(request, context)
        }
        routes.waiting("/structures/{id}/report", method: .post) { request, context in
            try await ReportRoute(frame: this.frame(request), library: library, names: names).take(request, context)
        }
        routes.expensive("/coverage", .quick) { request, _ in
            try CoveragePage(frame: this.frame(request), library: library).show(request)
        }
        routes.get("/about") { request, _ in
            try RecordPages(frame: this.frame(request), library: library).about(request)
        }
        let siteMap: @Sendable (Request, WebContext) -> SiteMap = { request, context in
            SiteMap(data: this.live.current, address: names.address(of: request, context))
        }
        routes.expensive("/sitemap.xml", .quick) { request, context in try siteMap(request, context).map(request) }
        routes.get("/robots.txt") { request, context in try siteMap(request, context).robots(request) }
        routes.get("/assets/{name}") { request, context in try assets.answer(request, context) }
    }

    /// A problem as a page when the reader is a person at a page; the document otherwise.
    func problemPage(_ problem: Problem, _ request: Request) -> Response? {
        guard request.wantsPage else { return nil }
        return RecordPages(frame: frame(request), library: library).problem(problem, request)
    }

    private func frame(_ request: Request) -> PageFrame {
        PageFrame(data: live.current, language: request.pageLanguage, hasMap: assets.hasMap, reports: reports)
    }
}
