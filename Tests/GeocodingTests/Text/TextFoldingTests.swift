import Foundation
import Geocoding
import Testing
import TestSupport

@Suite struct TextFoldingTests {
    @Test(arguments: [
        ("Άγιος", "αγιοσ"), ("ΑΓΙΟΣ", "αγιοσ"), ("Ἑρμοῦ", "ερμου"), ("Ρωμιοσύνη ᾧ ᾳ", "ρωμιοσυνη ω α"),
        ("Κων/νου 5", "κωνσταντινου 5"), ("Μαρινόπουλος & Σία", "μαρινοπουλοσ και σια"), ("µ", "μ"),
        ("Straße", "strasse"), ("Müller", "muller"), ("São João", "sao joao"),
        ("Sant Julià de Lòria", "sant julia de loria"),
        ("Escal·les", "escalles"), ("l’Aldosa", "l aldosa"), ("Ødegård Æbelø", "odegard aebelo"), ("  Α -  Β ", "α β"),
        ("ΛAPIΣA", "λαρισα"), ("e\u{301}", "e"), ("", ""), ("«»", ""), ("Ёлка", "елка"),
    ])
    func folds(text: String, expected: String) {
        #expect(TextFolding.fold(text) == expected)
    }

    @Test func everyGreekLetterFoldsAsItsDecompositionSays() {
        for value in Array(0x386...0x3CE) + Array(0x1F00...0x1FFC) {
            guard let scalar = Unicode.Scalar(UInt32(value)), scalar.properties.isAlphabetic else { continue }
            let expected = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars
                .filter { !(0x300..<0x370).contains($0.value) }
                .map { String($0).lowercased() }.joined().replacingOccurrences(of: "ς", with: "σ")
            #expect(TextFolding.fold(String(scalar)) == expected, "U+\(String(value, radix: 16))")
        }
    }

    @Test func everyDecomposableLatinLetterLosesItsMarks() {
        for value in Array(0xC0...0x17F) + Array(0x1CD...0x233) + Array(0x1E00...0x1EF9) {
            guard let scalar = Unicode.Scalar(UInt32(value)), scalar.properties.isAlphabetic else { continue }
            let plain = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars
                .filter { !(0x300..<0x370).contains($0.value) }
                .map { String($0).lowercased() }.joined()
            guard plain.allSatisfy({ $0.isASCII }) else { continue }
            #expect(TextFolding.fold(String(scalar)) == plain, "U+\(String(value, radix: 16))")
        }
    }

    @Test func foldingIsIdempotentAndIgnoresCaseAndForm() {
        var random = SeededGenerator(seed: 11)
        let greek = Array("αάΆβγΓδεέζηήθιίϊΐκλμνξοόπρσςΣτυύϋφχψωώ .,-/&0123".unicodeScalars)
        let latin = Array("abcÇñüßØéõ zy.,-/0123".unicodeScalars)
        for round in 0..<500 {
            let letters = round % 2 == 0 ? greek : latin
            var view = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...20, using: &random) { view.append(letters.randomElement(using: &random)!) }
            let text = String(view)
            let folded = TextFolding.fold(text)
            #expect(TextFolding.fold(folded) == folded)
            #expect(TextFolding.fold(text.decomposedStringWithCanonicalMapping) == folded)
        }
    }
}
