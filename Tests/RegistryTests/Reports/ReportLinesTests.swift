import Foundation
import Records
import Registry
import TestSupport
import Testing

/// Lines as the public process writes them, and damaged ones.
struct ReportLinesTests {
    static let id = "00112233445566778899aabbccddeeff"
    static let whole =
        #"{"date":"2026-05-20","id":"\#(id)","structure":"centre","municipality":"9001","topic":"phone","text":"Λάθος\nνούμερο","contact":"2410 1","state":"open"}"#

    @Test("A whole line, and one of a former version without identifier and municipality")
    func readsLines() throws {
        let line = try ReportLine(Array(Self.whole.utf8))
        #expect(line.id == Self.id && line.structure == "centre" && line.municipality == "9001")
        #expect(line.topic == .phone && line.words == Report.Words(text: "Λάθος\nνούμερο", contact: "2410 1"))
        #expect(line.isOpen && line.date == CivilDate(year: 2026, month: 5, day: 20))
        let former =
            #"{"date":"2026-05-20","structure":"centre","topic":"other","text":"x","contact":null,"state":"handled"}"#
        let old = try ReportLine(Array(former.utf8))
        #expect(old.id == nil && old.municipality == nil && old.words.contact == nil && !old.isOpen)
    }

    @Test(
        "What is no report is refused",
        arguments: [
            "", "null", "[]", "{}", "{\"date\":\"2026-05-20\"", whole.replacing("2026-05-20", with: "2026-02-30"),
            whole.replacing("phone", with: "weather"),
            whole.replacing("Λάθος", with: String(repeating: "x", count: 1001)),
            whole.replacing(id, with: "7"), whole.replacing("\"centre\"", with: "\"ce\\u202Entre\""),
            whole.replacing("\"text\":", with: "\"age\":"), whole.replacing("\"open\"", with: "7"),
        ])
    func refusesOtherLines(text: String) {
        #expect(throws: DataFileError.self) { try ReportLine(Array(text.utf8)) }
    }

    @Test("A damaged line stops no other, a torn last line waits, and nothing of either is told")
    func damagedAndTorn() {
        let secret = "6912345678"
        let other = Self.whole.replacing(Self.id, with: String(Self.id.reversed()))
        let file = "\(Self.whole)\n{\"text\":\"\(secret)\"}\nπ\n\(other)\n{\"date\":\"\(secret)"
        let lines = ReportLines(Array(file.utf8))
        #expect(lines.entries.map(\.line.structure) == ["centre", "centre"])
        #expect(lines.findings.map(\.line) == [2, 3] && lines.isTorn)
        #expect(!lines.findings.description.contains(secret))
        #expect(!ReportLines(Array("\(Self.whole)\n".utf8)).isTorn && ReportLines([]).entries.isEmpty)
    }

    @Test("Equal lines without identifiers are told apart, whether handled or not")
    func repetitions() {
        let line = Self.whole.replacing("\"id\":\"\(Self.id)\",", with: "")
        let file = "\(line)\n\(line.replacing("open", with: "done"))\n\(Self.whole)\n\(line)\n"
        #expect(ReportLines(Array(file.utf8)).entries.map(\.repetition) == [0, 1, 0, 2])
    }

    @Test("10,000 damaged files: no crash, and every line is an entry or a finding")
    func damagedFiles() {
        var random = SeededGenerator(seed: 29)
        let file = Array("\(Self.whole)\n\(Self.whole)\n".utf8)
        for _ in 0..<10_000 {
            var bytes = file
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                if Bool.random(using: &random) {
                    bytes[index] = .random(in: .min ... .max, using: &random)
                } else {
                    bytes.remove(at: index)
                }
            }
            let lines = ReportLines(bytes)
            #expect(lines.entries.count + lines.findings.count == bytes.count { $0 == UInt8(ascii: "\n") })
        }
    }
}
