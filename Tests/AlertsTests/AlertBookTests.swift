import Alerts
import GeoIndex
import Records
import Testing
import TestSupport

/// Which messages are shown, whatever the order in which they came.
struct AlertBookTests {
    private let noon = AlertFixture.now.instant

    private func message(
        _ identifier: String, _ type: Alert.MessageType = .alert, of references: [Alert.Key] = [],
        sender: String = "gr.test",
        hours: Int = 0, status: Alert.Status = .actual, lasts: Int = 24
    ) throws -> AlertDocument {
        var alert = Alert(
            key: Alert.Key(
                sender: sender, identifier: identifier,
                sent: AlertTime(noon.adding(seconds: hours * 3600), offsetMinutes: 180)),
            status: status, type: type, scope: .public)
        alert.references = references
        var info = AlertInfo(
            language: "el", category: .met, event: "Πλημμύρα", urgency: .immediate, severity: .extreme,
            certainty: .observed)
        info.expires = AlertTime(noon.adding(seconds: (hours + lasts) * 3600), offsetMinutes: 180)
        alert.infos = [info]
        return try AlertDocument(writing: alert)
    }

    private func shown(_ messages: [AlertDocument], hours: Int = 5) -> [String] {
        AlertBook(messages).live(at: noon.adding(seconds: hours * 3600)).map(\.key.identifier)
    }

    @Test func anUpdateReplacesAndACancelTakesBackAllThatItNames() throws {
        let first = try message("a")
        let second = try message("b", .update, of: [first.alert.key], hours: 1)
        let other = try message("c", hours: 1)
        let cancel = try message("d", .cancel, of: [second.alert.key, other.alert.key], hours: 2)
        #expect(shown([first]) == ["a"])
        #expect(shown([first, second]) == ["b"])
        #expect(shown([first, second, other]) == ["c", "b"])
        #expect(shown([first, second, other, cancel]).isEmpty)
        // What was taken back before it came does not appear.
        #expect(shown([cancel, other]).isEmpty)
    }

    @Test func onlyWhatHappensIsShownUntilItsEnd() throws {
        for status in Alert.Status.allCases where status != .actual {
            #expect(shown([try message("a", status: status)]).isEmpty)
        }
        let short = try message("a", lasts: 3)
        #expect(shown([short], hours: 2) == ["a"])
        #expect(shown([short], hours: 3).isEmpty)
        #expect(AlertBook([short]).nextChange(after: noon) == noon.adding(seconds: 3 * 3600))
    }

    @Test func nobodyTakesBackTheMessageOfAnotherSender() throws {
        let first = try message("a")
        let foreign = try message("b", .cancel, of: [first.alert.key], sender: "gr.other", hours: 1)
        #expect(shown([first, foreign]) == ["a"])
    }

    @Test func aMissingMessageLeavesADoubt() throws {
        let first = try message("a")
        let middle = try message("b", .update, of: [first.alert.key], hours: 1)
        let last = try message("c", .update, of: [middle.alert.key], hours: 2)
        let moment = noon.adding(seconds: 3 * 3600)
        #expect(AlertBook([first, middle, last]).doubts(at: moment).isEmpty)
        let doubts = AlertBook([first, last]).doubts(at: moment)
        #expect(doubts.map(\.key) == [first.alert.key] && doubts.map(\.newer) == [last.alert.key])
    }

    /// A feed of 40 random messages in 100 random orders, cut anywhere, ends in the same banner, which equals that of the
    /// definition: a message is shown when no message of its sender names it.
    @Test func theOrderOfArrivalHasNoEffect() throws {
        var random = SeededGenerator(seed: 172)
        for _ in 0..<20 {
            var feed: [AlertDocument] = []
            for index in 0..<40 {
                let named = feed.shuffled(using: &random).prefix(Int.random(in: 0...2, using: &random)).map(\.alert.key)
                let type: Alert.MessageType =
                    named.isEmpty ? .alert : [.update, .update, .cancel].randomElement(using: &random)!
                feed.append(
                    try message(
                        "m\(index)", type, of: Array(named), sender: Bool.random(using: &random) ? "gr.a" : "gr.b",
                        hours: index / 10, lasts: Int.random(in: 1...12, using: &random)))
            }
            let moment = noon.adding(seconds: 5 * 3600)
            let expected = feed.map(\.alert).filter { message in
                message.type != .cancel && message.end > moment
                    && !feed.contains {
                        $0.alert.key.sender == message.key.sender && $0.alert.references.contains(message.key)
                    }
            }
            for _ in 0..<100 {
                let live = AlertBook(feed.shuffled(using: &random)).live(at: moment)
                #expect(Set(live) == Set(expected))
                #expect(live == AlertBook(feed).live(at: moment))
            }
        }
    }

    @Test func wordsOfKeysDiffer() throws {
        var words: Set<String> = []
        for index in 0..<5000 {
            words.insert(Alert.Key(sender: "gr.test", identifier: "a\(index)", sent: AlertFixture.now).word)
        }
        #expect(words.count == 5000 && words.allSatisfy { $0.count == 32 })
    }

    @Test func readersGetTheirLanguageElseEnglishElseGreek() throws {
        var random = SeededGenerator(seed: 173)
        var alert = AlertFixture.random(0, using: &random)
        func infos(_ tags: [String]) -> [AlertInfo] {
            tags.map {
                AlertInfo(
                    language: $0, category: .met, event: $0, urgency: .future, severity: .minor, certainty: .likely)
            }
        }
        alert.infos = infos(["el-GR", "en-US", "ar"])
        #expect(alert.info(for: .greek)?.event == "el-GR")
        #expect(alert.info(for: .arabic)?.event == "ar")
        #expect(alert.info(for: .ukrainian)?.event == "en-US")
        alert.infos = infos(["de", "el"])
        #expect(alert.info(for: .english)?.event == "el")
        alert.infos = infos(["de"])
        #expect(alert.info(for: .greek)?.event == "de")
    }
}
