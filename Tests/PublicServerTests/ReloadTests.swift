import Foundation
import Hummingbird
import Locator
import PublicServer
import Records
import Testing
import WebTestSupport

@Suite struct ReloadTests {
    @Test func aNewBuildIsLoadedAndADamagedOneRefused() async throws {
        let region = try Region()
        @Sendable func build(_ client: Client) async throws -> String? {
            try await client.json("/readyz")["build"] as? String
        }
        try await region.test { client in
            let first = try await build(client)
            #expect(!region.process.refresh())
            try region.write(Region.contents(build: "2"))
            #expect(region.process.refresh())
            let second = try await build(client)
            #expect(first != nil && second != nil && first != second)
            try FileManager.default.removeItem(atPath: "\(region.folder)/dataset/structures.plz")
            #expect(!region.process.refresh())
            #expect(try await build(client) == second)
            try FileManager.default.removeItem(atPath: "\(region.folder)/dataset")
            #expect(!region.process.refresh())
            #expect(try await client.json("/api/v1/structures/a")["build"] as? String == second)
            try region.write(Region.contents(build: "3"))
            #expect(region.process.refresh())
            #expect(try await build(client) != second)
            let shown1 = try await client.page("/metrics")
            #expect(shown1.contains("plision_dataset_loads_total 3"))
        }
    }

    @Test func requestsAreAnsweredWhileBuildsChange() async throws {
        let region = try Region()
        try await region.test { client in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        var answered = 0
                        for _ in 0..<100 {
                            let status = try await client.get("/api/v1/nearest?lon=10.5&lat=45.5").status
                            answered += status == .ok ? 1 : 0
                        }
                        return answered
                    }
                }
                for build in 2..<6 {
                    try region.write(Region.contents(build: "\(build)"))
                    #expect(region.process.refresh())
                }
                let answered = try await group.reduce(0, +)
                #expect(answered == 400)
            }
        }
    }

    @Test func theServerDoesNotStartWithoutADataset() throws {
        #expect(throws: DatasetError.self) {
            try Region().write(
                DatasetContents(region: Region.contents().region, structures: [Region.structure("x", at: 1)]))
        }
        #expect(throws: DatasetError.notFound(path: "/nonexistent/region.plz")) {
            try Region.process(in: "/nonexistent")
        }
    }
}
