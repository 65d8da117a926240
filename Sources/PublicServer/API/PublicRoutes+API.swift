internal import Exchange
internal import Hummingbird
internal import Locator
internal import Records
internal import WebSupport

extension PublicRoutes {
    /// Adds `/api/v1/…` and the OpenAPI document.
    func addInterface(to routes: inout Routes) {
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
            try QualityRoute.answer(request, live.current)
        }
        routes.get("/api/v1/route") { request, _ in try TravelRoutes.route(request, live.current) }
        routes.expensive("/api/v1/matrix", .quick) { request, _ in try TravelRoutes.matrix(request, live.current) }
        routes.expensive("/api/v1/isochrone") { request, _ in try TravelRoutes.isochrone(request, live.current) }
        routes.get("/api/v1/kinds") { request, _ in try KindRoute.list(request, live.current) }
        routes.expensive("/api/v1/coverage") { request, _ in try await CoverageRoute.answer(request, live.current) }
        routes.get("/openapi.json") { request, _ in
            _ = try request.parameters(.none)
            return live.current.interface.response(to: request)
        }
    }

    /// Adds the paths of OSRM's form.
    func addOSRM(to routes: inout Routes) {
        let live = live
        for service in OSRMPath.services {
            routes.expensive(RouterPath("/\(service)/**"), service == "table" ? .long : .quick) { request, _ in
                try await OSRMRoutes.answer(service, request, live.current)
            }
        }
        routes.get("/{service}/v1/{profile}/{coordinates}") { _, context in try OSRMRoutes.noService(context) }
    }
}
