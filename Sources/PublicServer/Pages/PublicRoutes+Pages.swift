internal import Hummingbird
internal import WebSupport

extension PublicRoutes {
    /// Adds the pages and their assets.
    func addPages(to routes: inout Routes) {
        let (assets, library, names) = (assets, library, names)
        let this = self
        routes.get("/") { request, _ in
            try FinderRoute(frame: this.frame(request), library: library).show(request)
        }
        routes.waiting("/", method: .post) { request, context in
            try await FinderRoute(frame: this.frame(request), library: library).search(request, context)
        }
        routes.get("/answers/{key}") { request, context in
            try FinderRoute(frame: this.frame(request), library: library).kept(request, context)
        }
        routes.get("/structures/{id}") { request, context in
            let address = names.address(of: request, context)
            return try StructureRoute(frame: this.frame(request), library: library).show(
                request, context, address: address)
        }
        routes.waiting("/structures/{id}", method: .post) { request, context in
            let address = names.address(of: request, context)
            return try await StructureRoute(frame: this.frame(request), library: library).take(
                request, context, address: address)
        }
        routes.get("/help") { request, _ in
            try HelpRoute(frame: this.frame(request), library: library).list(request)
        }
        routes.get("/help/{topic}") { request, context in
            try HelpRoute(frame: this.frame(request), library: library).topic(request, context)
        }
        routes.get("/benefits") { request, _ in
            try BenefitsRoute(frame: this.frame(request), library: library).show(request)
        }
        routes.waiting("/benefits", method: .post) { request, context in
            try await BenefitsRoute(frame: this.frame(request), library: library).take(request, context)
        }
        routes.get("/benefits/answers/{key}") { request, context in
            try BenefitsRoute(frame: this.frame(request), library: library).kept(request, context)
        }
        routes.waiting("/structures/{id}/report", method: .post) { request, context in
            try await ReportRoute(frame: this.frame(request), library: library, names: names).take(request, context)
        }
        routes.expensive("/coverage", .quick) { request, _ in
            try await CoveragePageRoute(frame: this.frame(request).forPlanners, library: library).show(request)
        }
        routes.expensive("/quality", .quick) { request, _ in
            try QualityPageRoute(frame: this.frame(request).forPlanners, library: library).show(request)
        }
        routes.get("/about") { request, _ in
            try RecordRoutes(frame: this.frame(request), library: library).about(request)
        }
        let siteMap: @Sendable (Request, WebContext) -> SiteMap = { request, context in
            SiteMap(data: this.live.current, address: names.address(of: request, context))
        }
        routes.expensive("/sitemap.xml", .quick) { request, context in try siteMap(request, context).map(request) }
        routes.get("/robots.txt") { request, context in try siteMap(request, context).robots(request) }
        routes.waiting("/suggestions", method: .post) { request, context in
            try await SuggestionRoute(frame: this.frame(request)).answer(request, context)
        }
        routes.get("/kept") { request, _ in
            try RecordRoutes(frame: this.frame(request), library: library).kept(request)
        }
        routes.get("/manifest.webmanifest") { request, _ in try assets.manifest(request) }
        routes.get("/service-worker.js") { request, _ in assets.worker.response(to: request) }
        if showsKit {
            routes.get("/kit") { request, _ in
                try KitPage.response(to: request, frame: this.frame(request), library: library)
            }
        }
        routes.get("/assets/{name}") { request, context in try assets.answer(request, context) }
    }
}
