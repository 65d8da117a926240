import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Publication
import PublicServer
import Records
import Testing
import WebTestSupport

/// A server that shows what a registry publishes.
@Suite struct PublishedTests {
    private func published(_ client: Client) async throws -> [String: Any] {
        try #require(try await client.json("/readyz")["published"] as? [String: Any])
    }

    private func name(_ client: Client) async throws -> String? {
        let structure = try await client.json("/api/v1/structures/a")["structure"] as? [String: Any]
        return (structure?["name"] as? [String: Any])?["en"] as? String
    }

    @Test func anEditIsShownWithoutABuildAndABadSnapshotChangesNothing() async throws {
        let publisher = try SnapshotPublisher()
        let region = try Region(published: publisher.folder, key: publisher.publicKey)
        try await region.test { client in
            let before = try await name(client)
            #expect(try await published(client)["revision"] is NSNull)
            let build = try await client.json("/readyz")["build"] as? String

            try publisher.publish(publisher.snapshot(2, name: "Renamed"))
            #expect(region.process.refresh())
            #expect(try await name(client) == "Renamed")
            #expect(before != "Renamed")
            #expect(try await client.json("/readyz")["build"] as? String != build)
            let state = try await published(client)
            #expect(state["revision"] as? Int == 2)
            #expect(state["structures"] as? Int == 1)
            #expect(state["leftOut"] as? Int == 0)
            #expect(state["at"] as? String == "2026-02-02T02:40:00Z")
            #expect(state["refused"] is NSNull)

            var cut = try publisher.snapshot(3, name: "Cut")
            cut.removeLast()
            let foreign = try SnapshotPublisher().snapshot(3, name: "Foreign")
            let unknownField = try publisher.snapshot(3, name: "Unknown", extra: ",\"surprise\":1")
            let large = try publisher.snapshot(3, name: String(repeating: "x", count: PublishedSnapshot.byteLimit))
            for bad in [cut, foreign, unknownField, large, try publisher.snapshot(1, name: "Older"), Data()] {
                try publisher.publish(bad)
                #expect(!region.process.refresh())
                #expect(try await name(client) == "Renamed")
                let state = try await published(client)
                #expect(state["revision"] as? Int == 2)
                #expect(state["refused"] is String)
                #expect(try await client.page("/metrics").contains("plision_published_refused 1"))
            }
            try publisher.publish(publisher.snapshot(4, name: "Again", kind: "castle"))
            #expect(region.process.refresh())
            #expect(try await name(client) == before, "its kind is unknown")
            #expect(try await published(client)["leftOut"] as? Int == 1)
            #expect(try await client.page("/metrics").contains("plision_published_revision 4"))

            // A new build is taken up with what is published.
            try publisher.publish(publisher.snapshot(5, name: "Kept"))
            #expect(region.process.refresh())
            try region.write(Region.contents(build: "2"))
            #expect(region.process.refresh())
            #expect(try await name(client) == "Kept")
            try FileManager.default.removeItem(atPath: publisher.folder + "/current")
            #expect(!region.process.refresh())
            #expect(try await name(client) == "Kept", "a file that is gone changes nothing")
        }
    }

    @Test func theServerDoesNotStartWithoutTheSnapshotThatIsThere() async throws {
        let publisher = try SnapshotPublisher()
        // Without it, what it withholds would be shown as it was built.
        try publisher.publish(Data("no snapshot".utf8))
        #expect(throws: SnapshotError.notSigned) { try Region(published: publisher.folder, key: publisher.publicKey) }
        #expect(throws: SnapshotError.badKey) { try Region(published: publisher.folder, key: "12") }
        try publisher.publish(publisher.snapshot(7, name: "At the start"))
        let region = try Region(published: publisher.folder, key: publisher.publicKey)
        try await region.test { client in
            #expect(try await name(client) == "At the start")
            try publisher.publish(publisher.snapshot(6, name: "Older"))
            #expect(!region.process.refresh())
            #expect(try await published(client)["revision"] as? Int == 7)
        }
    }

    @Test func aFigureIsJudgedByWithoutABuildAndOneThatDoesNotFitIsNot() async throws {
        let publisher = try SnapshotPublisher()
        let region = try Region(
            contents: ServiceRegion.contents(), published: publisher.folder, key: publisher.publicKey)
        try await region.test { client in
            func amount() async throws -> Double? {
                let answer = try await client.client.execute(
                    uri: "/api/v1/entitlement", method: .post, headers: [.contentType: "application/json"],
                    body: ByteBuffer(string: #"{"income": 100, "date": "2026-11-10"}"#))
                let json = try JSONSerialization.jsonObject(with: Data(answer.body.readableBytesView)) as? [String: Any]
                return (json?["results"] as? [[String: Any]])?.first?["amount"] as? Double
            }
            func figures(_ id: String, _ value: String) -> String {
                ",\"figures\":[{\"id\":\"\(id)\",\"version\":1,\"values\":[{\"value\":\(value),\"certainty\":\"sourced\","
                    + "\"source\":{\"title\":\"New law\",\"url\":\"https://example.org/new\"}}]}]"
            }
            #expect(try await amount() == 216)
            let build = try await client.json("/readyz")["build"] as? String
            try publisher.publish(publisher.snapshot(2, name: "A", more: figures("single", "230")))
            #expect(region.process.refresh())
            #expect(try await amount() == 230)
            #expect(try await client.json("/readyz")["build"] as? String != build)
            let state = try await published(client)
            #expect(state["figures"] as? Int == 1 && state["leftOut"] as? Int == 0)

            // It is not read at all: the former one stays in force.
            for wrong in ["\"230\"", "true", "-1", "{}"] {
                try publisher.publish(publisher.snapshot(3, name: "A", more: figures("single", wrong)))
                #expect(!region.process.refresh())
                #expect(try await amount() == 230)
                #expect(try await published(client)["refused"] is String)
            }
            // It is read, but is no figure of the region: the built ones stay in force, and it is counted.
            try publisher.publish(publisher.snapshot(4, name: "A", more: figures("unknown", "230")))
            #expect(region.process.refresh())
            #expect(try await amount() == 216)
            #expect(try await published(client)["leftOut"] as? Int == 1)
            #expect(try await published(client)["refused"] is NSNull)
            try publisher.publish(publisher.snapshot(5, name: "A"))
            #expect(region.process.refresh())
            #expect(try await published(client)["figures"] as? Int == 0)
        }
    }
}
