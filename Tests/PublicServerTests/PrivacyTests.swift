import Foundation
import HTTPTypes
import Hummingbird
import PublicServer
import Testing
import WebTestSupport

@Suite struct PrivacyTests {
    @Test func noLogOrMetricContainsAnyOfAThousandQuestions() async throws {
        let region = try Region()
        let metrics = try await region.test { client in
            for index in 0..<250 {
                let canary = "Καναρίνι\(index)"
                _ = try await client.get("/api/v1/nearest?q=\(canary.escaped)")
                _ = try await client.get("/api/v1/nearest?lon=10.98765&lat=45.12345&canary=canary")
                _ = try await client.post("/", [("q", canary), ("at", "10.98765,45.12345,7"), ("placed", canary)])
                _ = try await client.get(
                    "/structures/canary\(index)", [.referer: "http://canary", .userAgent: "canary"])
            }
            return try await client.page("/metrics")
        }
        let log = region.log
        #expect(log.split(separator: "\n").count == 1251)
        for text in [log, metrics] {
            for canary in ["Καναρίνι", "canary", "98765", "12345", "%CE", "%ce", "127.0.0.1"] {
                #expect(!text.contains(canary))
            }
        }
        for line in log.split(separator: "\n") {
            let names = line.split(separator: " ").map { $0.prefix { $0 != "=" } }
            #expect(names == ["route", "status", "ms", "bytes"])
        }
    }

    @Test func labelsOfMetricsAreTemplates() async throws {
        let region = try Region()
        let metrics = try await region.test { client in
            for index in 0..<300 { _ = try await client.get("/any/\(index)") }
            for index in 0..<50 { _ = try await client.get("/api/v1/structures/\(index)") }
            return try await client.page("/metrics")
        }
        let known = Set(region.process.paths + ["(unknown)", "(refused)"])
        for line in metrics.split(separator: "\n") where line.contains("route=\"") {
            let route = line.components(separatedBy: "route=\"")[1].prefix { $0 != "\"" }
            #expect(known.contains(String(route)))
        }
        #expect(metrics.contains("http_requests_total{route=\"(unknown)\",status=\"404\"} 300"))
    }
}
