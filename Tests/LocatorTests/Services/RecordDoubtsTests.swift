import GeoIndex
import Locator
import Records
import RuleFixtures
import Testing

/// What is said about old, unverified and overdue records.
struct RecordDoubtsTests {
    private let today = CalendarFixture.date("2026-11-28")

    private func doubts(_ change: (inout Structure) -> Void) throws -> [String] {
        var structure = Toyland.structure("one", "centre", 0.5, municipality: "T0")
        structure.status = .active
        change(&structure)
        return try Toyland.dataset([structure]).recordDoubts(0, on: today).map { $0.english }
    }

    @Test(arguments: [
        ("2017-07-15", "2017"), ("2021-11-27", "2021"), ("2021-03", "2021"), ("2021", "2021"), ("2012", "2012"),
    ])
    func anOldTelephoneSaysItsYear(_ date: String, _ year: String) throws {
        #expect(
            try doubts {
                $0.phone = "1"
                $0.sourceDate = date
            } == ["The telephone is of \(year), it may have changed"])
    }

    @Test(arguments: ["2021-11-29", "2022", "2026-01-12", "2023-09", "unknown", ""])
    func aNewerOneSaysNone(_ date: String) throws {
        #expect(
            try doubts {
                $0.phone = "1"
                $0.address = LocalizedText(["en": "Street 1"])
                $0.sourceDate = date
            }.isEmpty)
    }

    @Test func anAddressAndBothSayItToo() throws {
        let address = LocalizedText(["en": "Street 1"])
        #expect(
            try doubts {
                $0.address = address
                $0.sourceDate = "2018-01"
            } == ["The address is of 2018, it may have changed"])
        #expect(
            try doubts {
                $0.address = address
                $0.phone = "1"
                $0.sourceDate = "2018-01"
            } == ["Telephone and address are of 2018, they may have changed"])
    }

    @Test func theLastCheckCountsAndARecordWithoutBothSaysNothing() throws {
        #expect(
            try doubts {
                $0.phone = "1"
                $0.sourceDate = "2012"
                $0.checkedOn = "2026-05-01"
            }.isEmpty)
        #expect(try doubts { $0.sourceDate = "2012" }.isEmpty)
    }

    @Test func anUnverifiedRecordNamesWhomToAsk() throws {
        #expect(try doubts { $0.status = .unverified } == ["Not verified: ask the municipality before you go"])
        #expect(
            try doubts {
                $0.status = .unverified
                $0.phone = "1"
            } == ["Not verified: phone before you go"])
    }

    @Test func aPlaceFarFromTheRegionHasNoStructures() throws {
        let locator = ServiceLocator(
            dataset: try Toyland.dataset([Toyland.structure("one", "centre", 0.5, municipality: "T0")]))
        for (longitude, latitude) in [(23.73, 37.98), (-8.6, 41.1), (0.5, 3.5)] {
            let reply = try locator.reply(
                to: Question(.position(Coordinate(longitude: longitude, latitude: latitude))))
            guard case .answer(let answer, _) = reply.outcome else {
                Issue.record("no answer")
                return
            }
            #expect(reply.isOutside && answer.results.isEmpty && answer.nextBest.isEmpty)
        }
        let near = try locator.reply(to: Question(.position(Coordinate(longitude: 0.5, latitude: 0.5))))
        #expect(!near.isOutside)
    }
}
