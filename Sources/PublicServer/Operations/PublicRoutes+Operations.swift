internal import Hummingbird
internal import WebSupport

extension PublicRoutes {
    /// Adds `/healthz`.
    func addHealth(to routes: inout Routes) {
        routes.get("/healthz") { request, _ in try OperationsRoutes.health(request) }
    }

    /// Adds `/readyz` and `/metrics`.
    func addOperations(to routes: inout Routes) {
        let live = live
        let (registry, closures, published, reports) = (registry, closures, published, reports)
        routes.get("/readyz") { request, _ in try OperationsRoutes.readiness(request, live.current, closures, published)
        }
        routes.get("/metrics") { request, _ in
            reports?.measure()
            return try OperationsRoutes.metrics(request, registry)
        }
    }
}
