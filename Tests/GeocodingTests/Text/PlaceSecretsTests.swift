import Geocoding
import GeoIndex
import Testing

/// Texts that reveal where a withheld structure is, and texts that do not.
struct PlaceSecretsTests {
    private static let phone = "2410 555000"

    private var secrets: PlaceSecrets {
        var secrets = PlaceSecrets(publishedNames: ["Λαρισαίων", "Λάρισα", "Ξενώνας φιλοξενίας", "Refuge"])
        secrets.add(address: "Οδός Ασφοδελών 47Α, 412 77 Μηλοχώρι, 2ος όροφος")
        secrets.add(address: "Asphodel Street 47A")
        secrets.add(settlement: "Μηλοχώρι")
        secrets.add(phone: "+30 2410 777123")
        secrets.add(phone: Self.phone)
        secrets.add(Coordinate(longitude: 22.41803, latitude: 39.63652))
        return secrets
    }

    @Test(
        "Street, number, settlement, postal code, position and telephone reveal it in any spelling",
        arguments: [
            "Ασφοδελών 47Α", "στην οδό ΑΣΦΟΔΕΛΩΝ", "η Ασφοδελός", "asfodelwn 47", "Asfodelon", "ασφοδ\u{AD}ελων",
            "α\u{301}σφοδελών", "Ασφοδελόν", "Ασφοδέλων και Κρίνων", "xenonas@asfodelon47.example",
            "https://example.org/xenonas-asfodelon-47",
            "https://example.org/%CE%B1%CF%83%CF%86%CE%BF%CE%B4%CE%B5%CE%BB%CF%89%CE%BD",
            "#asfodelon47", "Asphodel Str.", "asphodels", "στο 47", "αριθμός 47", "No 47A", "ΣΤΟ ΜΗΛΟΧΩΡΙ", "Milochori",
            "του Μηλοχωρίου", "Τ.Κ. 41277", "412 77", "ΤΚ 412-77", "39.6365, 22.4180", "39,6365 22,4180", "39.64",
            "39°38'11\"N 22°25'05\"E", "39° 38.191'", "39 38 11 Β", "geo:39.63,22.41", "https://maps.app.goo.gl/Xyz",
            "https://www.openstreetmap.org/node/123", "8GC2+9V Λάρισα", "///λέξη.λέξη.λέξη", "https://w3w.co/a.b.c",
            "ΕΓΣΑ 362345, 4388123", "2410777123", "2410-777.123", "(2410) 777 123", "+302410777123", "00302410777123",
            "τηλ. 777123", "２４１０７７７１２３", "6971234567", "+30 697 123 4567", "Πλατεία Ταχυδρομείου 9", "Οδός Άλλη 3",
        ])
    func revealing(_ text: String) {
        #expect(secrets.isRevealed(by: ExaminedText(text), published: Self.phone))
    }

    @Test(
        "Published facts and numbers of other things do not reveal it",
        arguments: [
            "Τηλεφωνήστε πρώτα, όλο το 24ωρο", "Ξενώνας φιλοξενίας του Δήμου Λαρισαίων", "στη Λάρισα", "Refuge",
            "2410555000", "+30 2410 555000", "2410 555 000 (εσωτ. 3)", "15900", "112, 197 και 1056", "Ταυτότητα",
            "έως 18 ετών",
            "από 2021-2027", "ΟΠΣ 5001234", "έλεγχος 2026-02-11 10:00", "11/02/2026", "47 €", "47%", "1.500,00 €",
            "08:47", "info@example.org", "https://www.example.org/domi?id=12", "Δωρεάν", "7 ημέρες", "ΦΕΚ 123",
        ])
    func harmless(_ text: String) {
        #expect(!secrets.isRevealed(by: ExaminedText(text), published: Self.phone))
    }

    @Test func aStreetNamedLikeItsTownIsRevealedByItsNumber() {
        var secrets = PlaceSecrets(publishedNames: ["Ρήγα Φεραίου"])
        secrets.add(address: "Ρήγα Φεραίου 9")
        #expect(!secrets.isRevealed(by: ExaminedText("Δήμος Ρήγα Φεραίου"), published: nil))
        #expect(secrets.isRevealed(by: ExaminedText("Ρήγα Φεραίου 9"), published: nil))
        #expect(secrets.isRevealed(by: ExaminedText("στο 9"), published: nil))
        #expect(!secrets.isRevealed(by: ExaminedText("9 δωμάτια"), published: nil))
    }

    @Test func aStreetOfADateNeedsAllItsWords() {
        var secrets = PlaceSecrets()
        secrets.add(address: "25ης Μαρτίου 12")
        #expect(secrets.isRevealed(by: ExaminedText("25ης Μαρτίου"), published: nil))
        #expect(secrets.isRevealed(by: ExaminedText("25 Μαρτίου"), published: nil))
        #expect(!secrets.isRevealed(by: ExaminedText("κλειστά τον Μάρτιο"), published: nil))
    }

    @Test func aSentenceInsteadOfAnAddressIsNotAStreet() {
        var secrets = PlaceSecrets()
        secrets.add(address: "Η διεύθυνση δεν δημοσιεύεται, τηλεφωνήστε στη γραμμή")
        #expect(!secrets.isRevealed(by: ExaminedText("Τηλεφωνήστε"), published: nil))
    }

    @Test(
        "Laws, gazettes, amounts and links with dates are not telephone numbers",
        arguments: [
            "(ν. 3500/2006)", "ν. 4604/2019", "ΦΕΚ Β 1163/2018", "Ν.4604/2019 και 4531/2018", "12.000.000 €",
            "12.000.000,50 ευρώ", "€12.000.000", "έως 1 200 000 €", "https://x.gr/2021/12/345-odigos",
            "https://x.gr/2021/12/34567", "x.gr/2021/12/345-odigos", "https://wa.me/302410555000",
            "https://x.gr/2021-12-31-1234-neo", "www.x.gr/?id=12345678", "αρ. πρωτ. 45678/12.03.2021",
            "Απόφαση 123/12-03-2021", "ΚΥΑ 12345/2020", "από 11/02/2026 έως 2027-03-01 10:00", "Δευ-Παρ, ώρες 9-17",
            "Δευ-Παρ 9-17",
            "Δευτ. έως Παρ. 8 με 15",
        ])
    func numbersOfOtherThings(_ text: String) {
        #expect(!secrets.isRevealed(by: ExaminedText(text), published: Self.phone))
    }

    @Test(
        "Telephone numbers beside them are found",
        arguments: [
            "(ν. 3500/2006) 2410 777123", "https://wa.me/306971234567", "https://x.gr/2410777123", "τηλ.2410/888321",
            "2410-777.123 €",
            "https://x.gr/tel/2410-777123", "697.123.4567", "69 71 2034 56", "24 10 77 71 23", "Λεωφ. Άλλη 3",
            "Πάροδος Άλλη 3",
        ])
    func phonesBesideThem(_ text: String) {
        #expect(secrets.isRevealed(by: ExaminedText(text), published: Self.phone))
    }

    @Test("Hours, ages, people and money are not house numbers", arguments: [24, 18])
    func measures(_ door: Int) {
        var secrets = PlaceSecrets()
        secrets.add(address: "Οδός Ασφοδελών \(door)")
        for text in [
            "\(door) ώρες", "όλο το \(door)ωρο", "άνω των \(door) ετών", "\(door) άτομα", "\(door) ευρώ",
            "\(door) έως 65 ετών",
            "\(door)-65 ετών", "ώρες 9-\(door)", "\(door) hours", "over \(door) years", "για \(door) μήνες",
            "ανοιχτά στο \(door)ωρο",
        ] {
            #expect(!secrets.isRevealed(by: ExaminedText(text), published: nil), "\(text)")
        }
        for text in ["στο \(door)", "στο \(door), ώρες 9-14", "\(door)", "κτίριο \(door)", "αρ. \(door)"] {
            #expect(secrets.isRevealed(by: ExaminedText(text), published: nil), "\(text)")
        }
    }

    @Test(
        "A long address is read part by part",
        arguments: [
            "Ασφοδελών, Νεάπολη Λάρισας, δίπλα στο δημοτικό σχολείο",
            "Νεάπολη, οδός Ασφοδελών, απέναντι από το πάρκο του σταθμού",
            "Ασφοδελών και Κρίνων (πίσω από την παλιά αγορά)",
        ])
    func manyWords(_ address: String) {
        var secrets = PlaceSecrets()
        secrets.add(address: address)
        #expect(secrets.isRevealed(by: ExaminedText("στην Ασφοδελών"), published: nil))
        #expect(!secrets.isRevealed(by: ExaminedText("μαθήματα στο σχολείο"), published: nil))
        #expect(!secrets.isRevealed(by: ExaminedText("βόλτα στο πάρκο"), published: nil))
    }

    @Test(
        "A street is found in an address with a landmark",
        arguments: [
            "Έναντι Ασφοδελών 12", "Δίπλα στην Ασφοδελών", "Πίσω από το παλιό σχολείο, Ασφοδελών",
        ])
    func nearAStreet(_ address: String) {
        var secrets = PlaceSecrets()
        secrets.add(address: address)
        #expect(secrets.isRevealed(by: ExaminedText("στην Ασφοδελών"), published: nil))
    }

    @Test(
        "The house number is found in any order and within a range",
        arguments: [
            "Ασφοδελών 47", "Our house is at 47 Asphodel Street", "Ασφοδελών 45-47", "Ασφοδελών 45–49",
            "47, Asphodel Str.",
            "https://x.gr/47-asphodel-street",
        ])
    func doors(_ text: String) {
        #expect(secrets.isDoorTold(by: ExaminedText(text)))
    }

    @Test(arguments: ["Ασφοδελών 12", "Ασφοδελών 48-52", "Κρίνων 47", "47 άτομα στη γειτονιά", "Asphodel Street"])
    func otherDoors(_ text: String) {
        #expect(!secrets.isDoorTold(by: ExaminedText(text)))
    }

    @Test func positionsInTextsOfOthers() {
        for (text, isRevealed) in [
            ("39.6365, 22.4180", true), ("q=22.41803,39.63652", true), ("39,6365 / 22,4180", true),
            ("39.6465, 22.4180", false), ("39.64 22.42", false), ("39.6365", false),
            ("39°38'11.4\"N 22°25'4.8\"E", true), ("39° 38′ 11″, 22° 25′ 05″", true), ("Ε 22 25.08, Β 39 38.19", true),
            ("39°38'41\"N 22°25'04\"E", false), ("39°38'11\"N", false), ("39°38'N 22°25'E", false),
            ("JCP9+J6", true), ("8GF4JCP9+J6X", true), ("κωδικός JCP9%2BJ6 Λάρισα", true), ("JCX9+J6", false),
            ("J7P9+J6", false),
        ] {
            #expect(secrets.isPointRevealed(by: ExaminedText(text)) == isRevealed, "\(text)")
        }
    }

    @Test func identifiersAndDoors() {
        #expect(secrets.isRevealed(byIdentifier: ExaminedText("xenonas-asfodelon-47")))
        #expect(secrets.isRevealed(byIdentifier: ExaminedText("tel-2410777123")))
        #expect(!secrets.isRevealed(byIdentifier: ExaminedText("hsds-12345678-9047-8123-a41277412345")))
        #expect(secrets.isDoorTold(by: ExaminedText("Ο ξενώνας μας, Ασφοδελών 47")))
        #expect(!secrets.isDoorTold(by: ExaminedText("Ασφοδελών 12")))
    }
}
