import InputFiles
import Testing

struct Windows1253Tests {
    @Test("Letters, signs and undefined bytes of the code page")
    func table() {
        #expect(Windows1253.text(of: (0xC1...0xD1)) == "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡ")
        #expect(Windows1253.text(of: (0xD3...0xDB)) == "ΣΤΥΦΧΨΩΪΫ")
        #expect(Windows1253.text(of: (0xDC...0xFE)) == "άέήίΰαβγδεζηθικλμνξοπρςστυφχψωϊϋόύώ")
        #expect(Windows1253.text(of: [0xA2, 0xB8, 0xB9, 0xBA, 0xBC, 0xBE, 0xBF, 0xC0, 0xA1, 0xB4]) == "ΆΈΉΊΌΎΏΐ΅΄")
        #expect(Windows1253.text(of: [0x80, 0x93, 0x94, 0x96, 0xAB, 0xBB, 0xB7, 0xAF]) == "€“”–«»·―")
        #expect(Windows1253.text(of: Array("plain".utf8)) == "plain")
        let gaps: [UInt8] = [
            0x81, 0x88, 0x8A, 0x8C, 0x8D, 0x8E, 0x8F, 0x90, 0x98, 0x9A, 0x9C, 0x9D, 0x9E, 0x9F, 0xAA, 0xD2, 0xFF,
        ]
        for byte in UInt8.min...UInt8.max {
            #expect((Windows1253.scalar(of: byte) == nil) == gaps.contains(byte), "\(byte)")
        }
    }
}
