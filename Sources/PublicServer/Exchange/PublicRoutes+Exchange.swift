internal import Hummingbird
internal import WebSupport

extension PublicRoutes {
    /// Adds OGC API – Features, downloads and HSDS.
    func addExchange(to routes: inout Routes) {
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
}
