import Foundation
import Records
import Testing
import TestSupport

struct JSONWriterTests {
    private func write(_ body: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter()
        body(&json)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    @Test func separatesMembersAndElements() {
        let text = write { json in
            json.object { json in
                json.member("a", 1)
                json.member("b", ["x", "y{"])
                json.key("c")
                json.array { json in
                    json.object { _ in }
                    json.array { _ in }
                    json.null()
                    json.bool(true)
                }
                json.member("d", nil as String?)
            }
        }
        #expect(text == #"{"a":1,"b":["x","y{"],"c":[{},[],null,true],"d":null}"#)
    }

    @Test func roundsNumbers() {
        #expect(write { $0.number(22.41965149, decimals: 7) } == "22.4196515")
        #expect(write { $0.number(-0.05, decimals: 1) } == "-0.1")
        #expect(write { $0.number(3.0, decimals: 7) } == "3")
        #expect(write { $0.number(0.0000004, decimals: 6) } == "0")
        #expect(write { $0.number(.infinity, decimals: 1) } == "null")
        #expect(write { $0.number(.nan, decimals: 1) } == "null")
        #expect(write { $0.integer(.min) } == "\(Int.min)")
    }

    /// A different parser reads back the same text.
    @Test func escapesAnyText() throws {
        var random = SeededGenerator(seed: 1)
        for length in 0..<300 {
            let scalars = (0..<length).compactMap { _ in Unicode.Scalar(UInt32.random(in: 0...0x2FF, using: &random)) }
            let text = String(String.UnicodeScalarView(scalars))
            let bytes = write { json in json.array { $0.string(text) } }
            let read = try JSONSerialization.jsonObject(with: Data(bytes.utf8)) as? [String]
            #expect(read == [text])
        }
    }

    @Test func textAlwaysHasGreekAndEnglish() {
        #expect(write { $0.text(LocalizedText(["und": "Vaduz"])) } == #"{"el":"Vaduz","en":"Vaduz","und":"Vaduz"}"#)
        #expect(write { $0.text(LocalizedText()) } == "null")
    }
}
