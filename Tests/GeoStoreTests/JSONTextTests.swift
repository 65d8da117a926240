import Foundation
import GeoStore
import Records
import Testing
import TestSupport

struct JSONTextTests {
    @Test("Objects and lists of any texts can be read back, also by Foundation")
    func roundTrip() throws {
        var random = SeededGenerator(seed: 12)
        let letters: [Character] = ["a", "ά", "\"", "\\", "\n", "\u{0}", "\u{1F}", "/", "𐐷", " "]
        func word() -> String {
            String((0..<Int.random(in: 0...5, using: &random)).map { _ in letters.randomElement(using: &random)! })
        }
        for _ in 0..<300 {
            let texts = (0..<Int.random(in: 0...4, using: &random)).map { (key: "\($0)" + word(), value: word()) }
            let object = JSONText.object(texts)
            let read = try #require(JSONText.texts(of: object))
            #expect(read.map(\.key) == texts.map(\.key))
            #expect(read.map(\.value) == texts.map(\.value))
            let list = texts.map(\.value)
            #expect(JSONText.list(of: JSONText.array(list)) == list)
            let other = try JSONSerialization.jsonObject(with: Data(object.utf8)) as? [String: String]
            #expect(other == Dictionary(uniqueKeysWithValues: texts.map { ($0.key, $0.value) }))
        }
    }

    @Test("Texts by language keep their tags")
    func localized() {
        #expect(JSONText.object(LocalizedText(["el": "α", "en": "a"])) == #"{"el":"α","en":"a"}"#)
        #expect(JSONText.object(LocalizedText()) == "{}")
    }

    @Test("Other or damaged JSON gives nil", arguments: ["", "{", "[]", #"{"a":1}"#, #"{"a":"b""#, "null", #"["a",]"#])
    func refused(json: String) {
        #expect(JSONText.texts(of: json) == nil)
        #expect(json == "[]" || JSONText.list(of: json) == nil)
    }
}
