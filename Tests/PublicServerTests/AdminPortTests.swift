import Foundation
import HTTPTypes
import PublicServer
import Testing
import WebTestSupport

@Suite struct AdminPortTests {
    @Test func withAnAdminPortThePublicPortHasNoOperations() async throws {
        let region = try Region(adminPort: 0)
        try await region.test { client in
            for path in ["/readyz", "/metrics", "/readyz/", "/metrics?x=1"] {
                let answer = try await client.get(path)
                #expect(answer.status == .notFound, "\(path)")
            }
            #expect(try await client.get("/healthz").status == .ok)
            let paths = try #require(try await client.json("/openapi.json")["paths"] as? [String: Any])
            #expect(paths["/healthz"] != nil && paths["/readyz"] == nil && paths["/metrics"] == nil)
        }
        let admin = try #require(region.process.adminApplication())
        try await admin.test(.router) { client in
            let client = Client(client: client)
            for path in ["/healthz", "/readyz", "/metrics"] {
                let answer = try await client.get(path)
                #expect(answer.status == .ok, "\(path)")
            }
            for path in ["/", "/api/v1/structures", "/tiles/base.json", "/openapi.json"] {
                let answer = try await client.get(path)
                #expect(answer.status == .notFound, "\(path)")
            }
            #expect(try await client.page("/metrics").contains("route=\"/readyz\""))
        }
    }

    @Test func withoutAnAdminPortThePublicPortHasAllPaths() async throws {
        let region = try Region()
        #expect(region.process.adminApplication() == nil)
        try await region.test { client in
            for path in ["/healthz", "/readyz", "/metrics"] {
                let answer = try await client.get(path)
                #expect(answer.status == .ok, "\(path)")
            }
        }
    }
}
