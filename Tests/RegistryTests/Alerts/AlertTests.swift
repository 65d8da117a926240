import Alerts
import Foundation
import GeoIndex
import Publication
import Records
import Registry
import RegistryTestSupport
import Testing

/// Alerts from a document to the snapshot: who may do what, and what becomes public.
struct AlertTests {
    private let registry: TestRegistry
    private let first: Caller
    private let second: Caller

    init() throws {
        registry = try TestRegistry()
        let until = registry.clock.now.adding(seconds: 30 * 86_400)
        first = try registry.caller("first", [(.coordinator, .region)], until: until)
        second = try registry.caller("second", [(.coordinator, .region)], until: until)
    }

    private var home: RegistryHome { registry.home }
    private var now: UTCInstant { UTCInstant(seconds: registry.clock.now.milliseconds / 1000) }

    private func written(
        _ type: Alert.MessageType = .alert, of references: [Alert.Key] = [], status: Alert.Status = .actual,
        description: String = "Το νερό ανεβαίνει.", corners: String = "39.50,22.05 39.53,22.05 39.53,22.12 39.50,22.12",
        hours: Int = 6, area: String = "Παλαμάς"
    ) throws -> AlertDocument {
        let alert = WrittenAlert(
            template: AlertTemplate.all[0], status: status, type: type, references: references, urgency: .immediate,
            severity: .extreme, certainty: .observed, expires: now.adding(seconds: hours * 3600),
            area: LocalizedText(["el": area]), municipalities: ["2204"], corners: corners,
            description: LocalizedText(["el": description]))
        return try alert.document(
            sender: home.alertSender, identifier: RecordID.random().description, senderName: "Περιφέρεια Θεσσαλίας",
            at: now,
            zone: .utc)
    }

    private func approved(_ document: AlertDocument) throws -> RecordID {
        let id = try home.take(document, origin: .written, by: first)
        try home.reviewAlert(id, approve: true, by: second)
        registry.clock.move(seconds: 30)
        return id
    }

    private var published: [Alert] {
        get throws { try home.publish(by: .systemOperator).alerts.map(\.alert) }
    }

    @Test func anActualAlertIsPublicAfterAnotherPersonHasApprovedIt() throws {
        let document = try written()
        let id = try home.take(document, origin: .written, by: first)
        #expect(try published.isEmpty)
        #expect(error { try home.reviewAlert(id, approve: true, by: first) }?.code == .refused)
        #expect(throws: (any Error).self) {
            try registry.sql("UPDATE alert SET state = 'published', reviewer = author")
        }
        #expect(try home.alert(id, by: second).live.map(\.key) == [document.alert.key])
        try home.reviewAlert(id, approve: true, note: "είδα τα νερά", by: second)
        #expect(try published.map(\.key) == [document.alert.key])
        #expect(error { try home.reviewAlert(id, approve: false, by: second) }?.code == .conflict)
        let record = try home.alert(id, by: first).record
        #expect(record.state == .published && record.reviewerName == "Fixture second" && record.note == "είδα τα νερά")
        #expect(registry.isAuditWhole)
    }

    @Test func itsTextsAreInFiveLanguagesAndSayWhoWroteThem() throws {
        let alert = try written().alert
        #expect(Set(alert.infos.map(\.language)) == ["el", "en", "sq", "ar", "uk"])
        for info in alert.infos {
            #expect(info.instruction?.contains("112") == true)
            #expect(info.translation == (info.language == "el" ? .human : .template))
            #expect(info.areas[0].contains(.init(longitude: 22.09, latitude: 39.515)))
            #expect(info.areas[0].geocodes.map(\.value) == ["2204"])
        }
    }

    @Test func exercisesTestsAndMessagesForFewAreNeverPublic() throws {
        for status in Alert.Status.allCases where status != .actual {
            let id = try home.take(written(status: status), origin: .written, by: first)
            #expect(error { try home.reviewAlert(id, approve: true, by: second) }?.code == .conflict)
        }
        var restricted = try written().alert
        restricted.scope = .restricted
        _ = try home.take(AlertDocument(writing: restricted), origin: .file, by: first)
        #expect(try published.isEmpty)
    }

    @Test func anUpdateAndACancelArePublishedWithWhatTheyName() throws {
        let first = try written()
        _ = try approved(first)
        let update = try written(.update, of: [first.alert.key], description: "Περισσότερο νερό.")
        _ = try approved(update)
        let cancel = try written(.cancel, of: [update.alert.key])
        _ = try approved(cancel)
        let alerts = try home.publish(by: .systemOperator).alerts
        #expect(alerts.count == 3)
        #expect(AlertBook(Array(alerts[..<1])).live(at: now).count == 1)
        #expect(AlertBook(Array(alerts[..<2])).live(at: now).map(\.key) == [update.alert.key])
        #expect(AlertBook(alerts).live(at: now).isEmpty)
        registry.clock.move(seconds: 40 * 86_400)
        #expect(try published.isEmpty, "what has ended long ago is in no snapshot")
    }

    @Test func theSameMessageTwiceIsOneAndAnotherWithItsNameIsRefused() throws {
        let document = try written()
        let id = try home.take(document, origin: .file, by: first)
        #expect(try home.take(document, origin: .file, by: second) == id)
        var other = document.alert
        other.infos[0].headline = "Άλλο"
        let changed = try AlertDocument(writing: other)
        #expect(error { _ = try home.take(changed, origin: .file, by: first) }?.code == .conflict)
        #expect(try home.alerts(by: first).count == 1)
    }

    @Test func onlyCoordinatorsOfTheRegionWriteAndOnlyTheAuthorWithdraws() throws {
        let until = registry.clock.now.adding(seconds: 86_400)
        for (login, role, place) in [
            ("editor", Role.editor, Grant.Place.region), ("crew", .crew, .region),
            ("local", .coordinator, .municipality("2204")),
        ] {
            let caller = try registry.caller(login, [(role, place)], until: role.isTimeLimited ? until : nil)
            #expect(error { _ = try home.take(written(), origin: .written, by: caller) }?.code == .refused)
        }
        let id = try home.take(written(), origin: .written, by: first)
        #expect(error { try home.withdrawAlert(id, by: second) }?.code == .refused)
        try home.withdrawAlert(id, by: first)
        #expect(error { try home.reviewAlert(id, approve: true, by: second) }?.code == .conflict)
        #expect(error { _ = try home.alert(.random(), by: first) }?.code == .notFound)
    }

    @Test func anApprovalNeedsARecentSecondFactorAndAnAlertThatHasNotEnded() throws {
        let id = try home.take(written(hours: 1), origin: .written, by: first)
        registry.clock.move(seconds: Caller.freshSeconds + 1)
        #expect(error { try home.reviewAlert(id, approve: true, by: second) }?.code == .secondFactorNeeded)
        registry.clock.move(seconds: 3600)
        let fresh = try registry.caller(
            "third", [(.coordinator, .region)], until: registry.clock.now.adding(seconds: 86_400))
        #expect(error { try home.reviewAlert(id, approve: true, by: fresh) }?.code == .conflict)
    }

    @Test func personalNumbersAndBadAreasAreRefused() throws {
        let number = try written(description: "Καλέστε τον 01017012340, ΑΜΚΑ 01017012345")
        #expect(error { _ = try home.take(number, origin: .written, by: first) }?.code == .invalid)
        #expect(error { _ = try written(corners: "39.5,22 39.6") }?.place == "corners")
        #expect(error { _ = try written(corners: "39.5,22.0 39.6,22.1 39.6,22.0 39.5,22.1") }?.place == "corners")
        #expect(error { _ = try written(hours: -1) }?.place == "expires")
        #expect(error { _ = try written(hours: 24 * 8) }?.place == "expires")
        #expect(error { _ = try written(area: "") }?.place == "area")
        #expect(error { _ = try written(.update) }?.place == "references")
    }

    @Test func whatWasDecidedNeverChanges() throws {
        _ = try approved(written())
        #expect(throws: (any Error).self) { try registry.sql("UPDATE alert SET cap = 'x'") }
        #expect(throws: (any Error).self) { try registry.sql("DELETE FROM alert") }
    }
}
