import Locator
import Testing

@Suite struct WordPartsTests {
    @Test(arguments: [
        ("8Α", 8, "Α", nil as Int?), ("8 α", 8, "Α", nil), ("23-25", 23, "", 25), ("23–25", 23, "", 25),
        ("12/3", 12, "/3", nil),
        ("A7", 0, "A7", nil), ("", 0, "", nil), ("110", 110, "", nil), ("25-23", 25, "-23", nil),
    ])
    func houseNumbers(text: String, number: Int, suffix: String, last: Int?) {
        #expect(HouseNumber(parsing: text) == HouseNumber(number: number, suffix: suffix, last: last))
    }

    @Test func postcodePatterns() {
        let greek = PostcodePattern(shape: "999 99", prefixes: ["41"])
        #expect(greek.compact("411 10") == "41110")
        #expect(greek.compact("41110") == "41110")
        #expect(greek.compact("51110") == nil)
        #expect(greek.compact("4111") == nil)
        #expect(PostcodePattern(shape: "9999-999").compact("4000-322") == "4000322")
        #expect(PostcodePattern(shape: "AA999").compact("ad500") == "AD500")
    }

    @Test(arguments: [
        ("Βελεστίνον", "βελεστινο"), ("Μουζάκιον", "μουζακι"), ("Μουζάκιον", "μουζακιο"),
        ("Μεταμόρφωσις", "μεταμορφωση"),
        ("Ελασσών", "ελασσονα"), ("Αμπελών", "αμπελωνασ"), ("Αγία Τριάς", "αγια τριαδα"), ("Μηλέα", "μηλια"),
        ("Λογγαί", "λογγεσ"),
    ])
    func demoticForms(learned: String, demotic: String) {
        #expect(NameForms.demotic(learned).contains(TextFolding.fold(demotic)))
    }

    @Test func registerEntries() {
        #expect(NameForms.split("Κιλελέρ (τ. Κυψέλη)") == ("Κιλελέρ", ["Κυψέλη"]))
        #expect(NameForms.split("Λάρισα,η").name == "Λάρισα")
        #expect(NameForms.split("Οιχαλία (Νεοχώρι)").others == ["Νεοχώρι"])
        #expect(NameForms.split("((").name == "")
    }
}
