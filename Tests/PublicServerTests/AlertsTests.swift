import Alerts
import Foundation
import HTTPTypes
import NIOCore
import PublicServer
import Records
import Synchronization
import Testing
import WebTestSupport

/// Alerts on the pages, in the feed and in the interface.
@Suite struct AlertsTests {
    private static let noon = TimeText.instant("2026-02-11T09:30", in: .utc)!

    private func alert(
        _ identifier: String, _ type: Alert.MessageType = .alert, of references: [Alert.Key] = [],
        status: Alert.Status = .actual, headline: String = "Πλημμύρα στον Παλαμά", seconds: Int = 3600
    ) throws -> AlertDocument {
        var alert = Alert(
            key: Alert.Key(sender: "gr.test", identifier: identifier, sent: AlertTime(Self.noon, offsetMinutes: 120)),
            status: status, type: type, scope: .public)
        alert.references = references
        for (language, text) in [("el", headline), ("en", "Flood"), ("ar", "فيضان")] {
            var info = AlertInfo(
                language: language, category: .met, event: text, urgency: .immediate, severity: .extreme,
                certainty: .observed)
            info.headline = text
            info.instruction = "<b>112</b>"
            info.expires = AlertTime(Self.noon.adding(seconds: seconds), offsetMinutes: 120)
            info.areas = [AlertArea("Παλαμάς")]
            alert.infos.append(info)
        }
        return try AlertDocument(writing: alert)
    }

    /// A server and the registry whose snapshots it shows.
    private struct Stage: Sendable {
        let publisher: SnapshotPublisher
        let region: Region

        init() throws {
            publisher = try SnapshotPublisher()
            region = try Region(published: publisher.folder, key: publisher.publicKey)
        }

        func publish(_ revision: Int, _ alerts: [AlertDocument]) throws {
            let texts = try JSONSerialization.data(withJSONObject: alerts.map(\.text))
            try publisher.publish(
                publisher.snapshot(
                    revision, name: "A", more: ",\"alerts\":\(String(decoding: texts, as: UTF8.self))"))
            #expect(region.process.refresh())
        }
    }

    @Test func everyPageShowsTheAlertsInForceInTheLanguageOfTheReader() async throws {
        let stage = try Stage()
        try await stage.region.test { client in
            #expect(try await !client.page("/").contains("class=\"alerts\""))
            let document = try alert("a")
            try stage.publish(1, [document])
            for path in ["/", "/help", "/about", "/structures/a", "/coverage"] {
                let page = try await client.page(path)
                #expect(page.contains("Πλημμύρα στον Παλαμά"), "\(path)")
            }
            let english = try await client.page("/?lang=en")
            #expect(english.contains(">Flood</a>") && english.contains("today"))
            let arabic = try await client.page("/?lang=ar")
            #expect(arabic.contains("lang=\"ar\" dir=\"rtl\">فيضان"))
            // Ukrainian has no text of its own here.
            #expect(try await client.page("/?lang=uk").contains("lang=\"en\" dir=\"ltr\">Flood"))
            let page = try await client.page("/alerts")
            #expect(page.contains("&lt;b&gt;112&lt;/b&gt;") && !page.contains("<b>112"))
            stage.region.moment.text.withLock { $0 = "2026-02-11T10:30" }
            #expect(try await !client.page("/").contains("Πλημμύρα στον Παλαμά"), "it has ended")
            #expect(try await client.page("/alerts").contains("Δεν υπάρχουν ειδοποιήσεις"))
        }
    }

    @Test func testsAndExercisesShowNothing() async throws {
        let stage = try Stage()
        try await stage.region.test { client in
            try stage.publish(2, [try alert("t", status: .test), try alert("e", status: .exercise)])
            for path in ["/", "/alerts", "/alerts.atom"] {
                #expect(try await !client.page(path).contains("Πλημμύρα στον Παλαμά"), "\(path)")
            }
            #expect((try await client.json("/api/v1/alerts")["alerts"] as? [Any])?.isEmpty == true)
        }
    }

    @Test func aCancelTakesAnAlertOffThePagesAndStaysInTheFeed() async throws {
        let stage = try Stage()
        try await stage.region.test { client in
            let first = try alert("a")
            let cancel = try alert("c", .cancel, of: [first.alert.key], headline: "Τέλος")
            try stage.publish(3, [cancel])
            #expect(try await !client.page("/").contains("class=\"alerts\""), "a cancel alone shows nothing")
            try stage.publish(4, [cancel, first])
            #expect(try await !client.page("/").contains("Πλημμύρα στον Παλαμά"))
            let feed = try await client.page("/alerts.atom")
            #expect(feed.contains("Τέλος") && feed.contains("Πλημμύρα στον Παλαμά"))
            let shown = try await client.page("/alerts/\(first.alert.key.word)")
            #expect(shown == first.text)
            let missing = try await client.get("/alerts/\(String(repeating: "0", count: 32))")
            #expect(missing.status == .notFound)
        }
    }

    @Test func aSnapshotWithAnAlertThatCannotBeReadChangesNothing() async throws {
        let publisher = try SnapshotPublisher()
        let region = try Region(published: publisher.folder, key: publisher.publicKey)
        try await region.test { client in
            try publisher.publish(publisher.snapshot(1, name: "A"))
            #expect(region.process.refresh())
            try publisher.publish(publisher.snapshot(2, name: "B", more: ",\"alerts\":[\"<alert/>\"]"))
            #expect(!region.process.refresh())
            #expect(try await client.page("/metrics").contains("plision_published_refused 1"))
        }
    }
}
