import TestSupport
import Testing
import WebSupport

@Suite struct PercentTextTests {
    @Test func encodesAndDecodesBack() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<2000 {
            let scalars = (0..<8).compactMap { _ in Unicode.Scalar(UInt32.random(in: 0...0x1FFFF, using: &random)) }
            var text = ""
            text.unicodeScalars.append(contentsOf: scalars)
            let encoded = PercentText.encode(text)
            #expect(encoded.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "&") })
            #expect(PercentText.decode(encoded.utf8, plusIsSpace: true) == text)
        }
    }

    @Test func plusIsASpaceOnlyInForms() {
        #expect(PercentText.decode("a+b".utf8) == "a+b")
        #expect(PercentText.decode("a+b".utf8, plusIsSpace: true) == "a b")
    }

    @Test(arguments: ["%", "%1", "%g1", "%1g", "%C3", "%FF", "%ED%A0%80", "%C0%80"])
    func refuses(_ text: String) {
        #expect(PercentText.decode(text.utf8) == nil)
    }
}
