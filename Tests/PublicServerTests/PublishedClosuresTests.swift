import Foundation
import HTTPTypes
import PublicServer
import Synchronization
import Testing
import WebTestSupport

/// Road closures that a registry publishes, alone and beside those of a file.
@Suite struct PublishedClosuresTests {
    private static let route = "/api/v1/route?from=10.5,45.5&to=10.6,45.5"
    private static let wall =
        #"{"type":"Feature","id":"w","geometry":{"type":"LineString","coordinates":[[10.555,45.4],[10.555,45.6]]},"properties":{"source":"x"}}"#
    private static let piece =
        #"{"type":"Feature","id":"p","geometry":{"type":"Point","coordinates":[10.535,45.5]},"properties":{"radiusMetres":20,"note":"γέφυρα","source":"x"}}"#

    private static func member(_ version: Int, _ features: String...) -> String {
        #","closures":{"version":\#(version),"features":[\#(features.joined(separator: ","))]}"#
    }

    private static func file(_ version: Int, _ features: String...) -> String {
        #"{"type":"FeatureCollection","version":\#(version),"features":[\#(features.joined(separator: ","))]}"#
    }

    private struct State: Equatable {
        var seconds: Double?
        var version: Int?
        var refused: Bool
        var counts: [Int?]
    }

    private func state(_ client: Client) async throws -> State {
        let answer = try await client.json(Self.route)
        let closures = try #require(try await client.json("/readyz")["closures"] as? [String: Any])
        #expect(closures["version"] as? Int == answer["closuresVersion"] as? Int)
        return State(
            seconds: answer["seconds"] as? Double, version: answer["closuresVersion"] as? Int,
            refused: closures["refused"] is String,
            counts: [closures["ofFile"] as? Int, closures["ofRegistry"] as? Int])
    }

    @Test func whatIsPublishedIsInForceAndARefusedSnapshotChangesNothing() async throws {
        let publisher = try SnapshotPublisher()
        let region = try Region(roads: Roads.grid(), published: publisher.folder, key: publisher.publicKey)
        try await region.test { client in
            let open = try await state(client)
            #expect(open.version == 0 && open.seconds != nil && open.counts == [0, 0])

            func publish(_ revision: Int, _ more: String) throws -> Bool {
                try publisher.publish(publisher.snapshot(revision, name: "A", more: more))
                defer { region.process.refreshClosures() }
                return region.process.refresh()
            }
            #expect(try publish(1, Self.member(4, Self.piece)))
            let detour = try await state(client)
            #expect(detour.version == 4 && detour.counts == [0, 1])
            #expect(try #require(detour.seconds) > #require(open.seconds))
            #expect(try publish(2, Self.member(5, Self.piece, Self.wall)))
            let closed = try await state(client)
            #expect(closed.version == 5 && closed.seconds == nil && closed.counts == [0, 2])
            #expect(try await client.page("/metrics").contains("plision_closures{source=\"registry\"} 2"))

            // Refused: a property that no closure has, an older revision, an arc in the place of a number.
            let bad: [(Int, String)] = [
                (
                    3,
                    Self.member(6).replacing(
                        "[]", with: #"[{"type":"Feature","geometry":null,"properties":{"way":1}}]"#)
                ),
                (1, Self.member(6)), (3, #","closures":{"version":0,"features":[]}"#),
                (3, #","closures":{"version":6,"features":[],"name":"x"}"#), (3, #","closures":{"features":[]}"#),
                (3, #","closures":null"#),
            ]
            for (revision, more) in bad {
                #expect(try !publish(revision, more))
                #expect(try await state(client) == closed)
                #expect(try await client.page("/metrics").contains("plision_published_refused 1"))
            }
            // Silence of the registry opens no road.
            try FileManager.default.removeItem(atPath: publisher.folder + "/current")
            region.process.refresh()
            region.process.refreshClosures()
            #expect(try await state(client) == closed)
            // A new build has the same closures.
            try region.write(Region.contents(build: "2"), roads: Roads.grid())
            #expect(region.process.refresh())
            #expect(try await state(client) == closed)

            #expect(try publish(7, Self.member(6)))
            var again = try await state(client)
            #expect(again.version == 6 && again.seconds == open.seconds)
            // A registry that was restored may count from a lower version; answers do not.
            #expect(try publish(8, Self.member(2, Self.piece)))
            again = try await state(client)
            #expect(again.version == 7 && again.seconds == detour.seconds)
        }
    }

    @Test func aFileAndARegistryCloseRoadsTogether() async throws {
        let publisher = try SnapshotPublisher()
        try publisher.publish(publisher.snapshot(1, name: "A", more: Self.member(3, Self.piece)))
        let region = try Region(
            roads: Roads.grid(), closures: Self.file(7, Self.wall), published: publisher.folder,
            key: publisher.publicKey)
        try await region.test { client in
            let both = try await state(client)
            #expect(both.version == 10 && both.seconds == nil && both.counts == [1, 1])
            var versions = [10]
            func step(_ expected: [Int?], isOpen: Bool) async throws {
                region.process.refresh()
                region.process.refreshClosures()
                let now = try await state(client)
                #expect(now.counts == expected && (now.seconds != nil) == isOpen)
                #expect(try #require(now.version) > versions[versions.count - 1])
                versions.append(try #require(now.version))
            }
            // A snapshot without closures lifts none of the file.
            try publisher.publish(publisher.snapshot(2, name: "A"))
            try await step([1, 0], isOpen: false)
            // The version of the file falls, that of answers rises.
            try region.write(closures: Self.file(1))
            try await step([0, 0], isOpen: true)
            try publisher.publish(publisher.snapshot(3, name: "A", more: Self.member(4, Self.wall)))
            try await step([0, 1], isOpen: false)
            try publisher.publish(publisher.snapshot(4, name: "A", more: Self.member(5)))
            try await step([0, 0], isOpen: true)
            let last = try await state(client)
            region.process.refreshClosures()
            #expect(try await state(client) == last, "without a change the version stays")
        }
    }

    @Test func aFileThatTakesTooLongDoesNotKeepTheRegistryOut() async throws {
        let publisher = try SnapshotPublisher()
        let region = try Region(
            roads: Roads.grid(), closures: Self.file(1), published: publisher.folder, key: publisher.publicKey)
        let places = (0..<5000).map { $0 % 2 == 0 ? "[10.2,45.2]" : "[10.9,45.9]" }.joined(separator: ",")
        let large =
            #"{"type":"Feature","geometry":{"type":"LineString","coordinates":[\#(places)]},"properties":{}}"#
        try await region.test { client in
            try region.write(closures: Self.file(2, large))
            region.process.refreshClosures()
            #expect(try await state(client).refused)
            try publisher.publish(publisher.snapshot(1, name: "A", more: Self.member(1, Self.wall)))
            region.process.refresh()
            region.process.refreshClosures()
            let now = try await state(client)
            #expect(now.seconds == nil && now.counts == [0, 1] && now.refused)
            // Both changed, and the one of the registry is too large: that of the file is taken.
            try region.write(closures: Self.file(3, Self.piece))
            try publisher.publish(publisher.snapshot(2, name: "A", more: Self.member(2, large)))
            region.process.refreshClosures()
            region.process.refresh()
            region.process.refreshClosures()
            let other = try await state(client)
            #expect(other.counts == [1, 1] && other.refused && other.seconds == nil)
            // Both are in order again.
            try publisher.publish(publisher.snapshot(3, name: "A", more: Self.member(3)))
            region.process.refresh()
            region.process.refreshClosures()
            let last = try await state(client)
            #expect(last.counts == [1, 0] && !last.refused && last.seconds != nil)
        }
    }

    @Test func thePageListsThoseOfTheRegistryAndNoNoteOfTheFile() async throws {
        let publisher = try SnapshotPublisher()
        let marked = Self.piece.replacing("γέφυρα", with: "<b>bridge</b>").replacing(
            #""source":"x""#, with: #""source":"Police","until":"2026-02-12T12:00:00Z""#)
        try publisher.publish(publisher.snapshot(1, name: "A", more: Self.member(1, marked)))
        let region = try Region(
            roads: Roads.grid(), closures: Self.file(1, Self.piece.replacing("γέφυρα", with: "hidden-note")),
            published: publisher.folder, key: publisher.publicKey)
        try await region.test { client in
            let page = try await client.page("/?lang=en")
            #expect(page.contains("Roads closed now") && page.contains("Police") && page.contains("until "))
            #expect(page.contains("&lt;b&gt;bridge") && !page.contains("<b>bridge") && !page.contains("hidden-note"))
            try publisher.publish(publisher.snapshot(2, name: "A", more: Self.member(2)))
            region.process.refresh()
            region.process.refreshClosures()
            #expect(try await !client.page("/?lang=en").contains("Roads closed now"))
        }
    }

    @Test func aClosureOfTheRegistryBeginsAndEndsByItself() async throws {
        let publisher = try SnapshotPublisher()
        let timed = Self.wall.replacing(
            #""source":"x""#,
            with: #""source":"x","from":"2026-02-11T10:00:00Z","until":"2026-02-11T12:00:00Z""#)
        try publisher.publish(publisher.snapshot(1, name: "A", more: Self.member(1, timed)))
        let region = try Region(
            roads: Roads.grid(), now: "2026-02-11T09:59", published: publisher.folder, key: publisher.publicKey)
        try await region.test { client in
            for (time, isOpen) in [("09:59", true), ("10:00", false), ("11:59", false), ("12:00", true)] {
                region.moment.text.withLock { $0 = "2026-02-11T\(time)" }
                region.process.refreshClosures()
                let seconds = try await state(client).seconds
                #expect((seconds != nil) == isOpen, "\(time)")
            }
        }
    }
}
