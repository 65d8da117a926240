import GeoStore
import TestSupport
import Testing

struct DecimalNumberTests {
    @Test("Numbers are the nearest Double, as parsed by the standard library")
    func nearest() throws {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<50_000 {
            let digits = (0..<Int.random(in: 1...20, using: &random)).map { _ in
                String(Int.random(in: 0...9, using: &random))
            }.joined()
            let cut = Int.random(in: 0...digits.count, using: &random)
            var text = (Bool.random(using: &random) ? "-" : "") + (cut == 0 ? "0" : String(digits.prefix(cut)))
            if cut < digits.count { text += "." + digits.dropFirst(cut) }
            if Int.random(in: 0...9, using: &random) == 0 { text += "e\(Int.random(in: -30...30, using: &random))" }
            let expected = try #require(Double(text))
            #expect(DecimalNumber.value(of: Array(text.utf8)) == expected, "\(text)")
        }
        #expect(DecimalNumber.value(of: Array("-0".utf8)).sign == .minus)
        #expect(DecimalNumber.value(of: Array("1e999".utf8)) == .infinity)
    }

    @Test("Numbers in tables have a decimal sign and nothing else")
    func tables() {
        #expect(DecimalNumber.value(of: "1.5") == 1.5)
        #expect(DecimalNumber.value(of: "-1,5", decimal: ",") == -1.5)
        #expect(DecimalNumber.value(of: "1,5") == nil)
        #expect(DecimalNumber.value(of: "1.234,5", decimal: ",") == nil)
        for text in ["", "nan", "inf", "0x10", "1 000", "12a", "1e999", "--1"] {
            #expect(DecimalNumber.value(of: text) == nil, "\(text)")
        }
    }
}
