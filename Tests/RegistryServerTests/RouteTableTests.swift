import Registry
import RegistryServer
import Testing

/// The table of routes against the routes that answer, and against what was decided by hand.
struct RouteTableTests {
    @Test func everyRouteNamesItsRow() throws {
        let site = try TestSite()
        let table = RegistryProcess.rights.map { "\($0.method) \($0.path)" }
        #expect(Set(site.process.requests) == Set(table))
        #expect(Set(table).count == table.count)
    }

    @Test func theRoutesForEverybodyAreTheseOnly() {
        let open = RegistryProcess.rights.filter { right in
            if case .everybody = right.access { true } else { false }
        }
        #expect(
            Set(open.map { "\($0.method) \($0.path)" }) == [
                "GET /healthz", "GET /readyz", "GET /metrics", "GET /openapi.json", "GET /assets/icon.svg",
                "GET /assets/plision.css", "GET /assets/registry.css", "GET /assets/map-kit.js", "GET /assets/place.js",
                "GET /assets/closure.js",
                "GET /assets/maplibre-gl.js", "GET /assets/maplibre-gl.css", "POST /registry/v1/sessions",
                "GET /registry/v1/invitations/{token}", "POST /registry/v1/invitations/{token}", "GET /sign-in",
                "POST /sign-in", "GET /invitation/{token}", "POST /invitation/{token}",
            ])
    }

    @Test func everyRowHasARoute() {
        for action in Action.allCases {
            #expect(RegistryProcess.rights.contains { $0.access == .row(action) }, "\(action)")
        }
    }
}
