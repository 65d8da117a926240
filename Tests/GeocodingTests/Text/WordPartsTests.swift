import Geocoding
import Testing

@Suite struct WordPartsTests {
    @Test(arguments: [
        ("8Α", 8, "Α", nil as Int?), ("8 α", 8, "α", nil), ("4a", 4, "a", nil), ("23-25", 23, "", 25),
        ("23–25", 23, "", 25),
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
        #expect(greek.isWellFormed && greek.canBegin(with: "41") && !greek.canBegin(with: "4A"))
        #expect(!greek.canBegin(with: "411234") && !greek.canBegin(with: ""))
        #expect(PostcodePattern(shape: "A9").canBegin(with: "B") && !PostcodePattern(shape: "A9").canBegin(with: "b"))
        #expect(!PostcodePattern(shape: "99x").isWellFormed && !PostcodePattern(shape: " -").isWellFormed)
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

    @Test(arguments: [
        ("ΓΙΑΝΝΟΥΛΗΣ", "Γιάννουλης"), ("ΛΑΡΙΣΑΙΩΝ", "Λαρισαίων"), ("ΚΑΤΩ ΟΛΥΜΠΟΣ", "Κατω Όλυμπος"), ("ΑΓΙΑΣ", "Αγιάς"),
        ("ΙΤΑΜΟΣ", "Ιταμος"), ("Ήδη Γραμμένο", "Ήδη Γραμμένο"), ("", ""),
        ("ΖΑΓΟΡΑΣ - ΜΟΥΡΕΣΙΟΥ", "Ζαγοράς - Μουρεσίου"),
    ])
    func capitalsBecomeNormalCase(capitals: String, written: String) {
        let names = CapitalNames(
            knowing: ["Γιάννουλη", "Λαρισαίων", "Όλυμπος", "Αγιά", "Ζαγορά", "Μουρεσίου", "ΙΤΑΜΟΣ"])
        #expect(names.written(capitals) == written)
    }

    @Test(arguments: [
        (22.419999999999998, "22.42"), (39.639, "39.639"), (-0.5, "-0.5"), (0, "0"), (-12, "-12"), (1e-7, "0"),
        (-8.6123456, "-8.612346"), (179.9999999, "180"), (.nan, "nan"),
    ])
    func degreesAreShort(degrees: Double, text: String) {
        #expect(PlainDegrees.text(degrees) == text)
    }

    @Test func registerEntries() {
        #expect(NameForms.split("Κιλελέρ (τ. Κυψέλη)") == ("Κιλελέρ", ["Κυψέλη"]))
        #expect(NameForms.split("Λάρισα,η").name == "Λάρισα")
        #expect(NameForms.split("Οιχαλία (Νεοχώρι)").others == ["Νεοχώρι"])
        #expect(NameForms.split("((").name == "")
    }
}
