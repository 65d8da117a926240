import GeoIndex
import Locator
import Testing

/// Texts that tell where a withheld structure is, and texts that do not.
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
        "Street, number, settlement, postal code, position and telephone in any spelling",
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
    func telling(_ text: String) {
        #expect(secrets.isTold(by: text, published: Self.phone))
    }

    @Test(
        "What is published anyway, and numbers of other things",
        arguments: [
            "Τηλεφωνήστε πρώτα, όλο το 24ωρο", "Ξενώνας φιλοξενίας του Δήμου Λαρισαίων", "στη Λάρισα", "Refuge",
            "2410555000", "+30 2410 555000", "2410 555 000 (εσωτ. 3)", "15900", "112, 197 και 1056", "Ταυτότητα",
            "έως 18 ετών",
            "από 2021-2027", "ΟΠΣ 5001234", "έλεγχος 2026-02-11 10:00", "11/02/2026", "47 €", "47%", "1.500,00 €",
            "08:47", "info@example.org", "https://www.example.org/domi?id=12", "Δωρεάν", "7 ημέρες", "ΦΕΚ 123",
        ])
    func silent(_ text: String) {
        #expect(!secrets.isTold(by: text, published: Self.phone))
    }

    @Test func aStreetCalledLikeItsTownIsToldWithItsNumber() {
        var secrets = PlaceSecrets(publishedNames: ["Ρήγα Φεραίου"])
        secrets.add(address: "Ρήγα Φεραίου 9")
        #expect(!secrets.isTold(by: "Δήμος Ρήγα Φεραίου", published: nil))
        #expect(secrets.isTold(by: "Ρήγα Φεραίου 9", published: nil))
        #expect(secrets.isTold(by: "στο 9", published: nil))
        #expect(!secrets.isTold(by: "9 δωμάτια", published: nil))
    }

    @Test func aStreetOfADateNeedsAllItsWords() {
        var secrets = PlaceSecrets()
        secrets.add(address: "25ης Μαρτίου 12")
        #expect(secrets.isTold(by: "25ης Μαρτίου", published: nil))
        #expect(secrets.isTold(by: "25 Μαρτίου", published: nil))
        #expect(!secrets.isTold(by: "κλειστά τον Μάρτιο", published: nil))
    }

    @Test func aSentenceInPlaceOfAnAddressIsNoStreet() {
        var secrets = PlaceSecrets()
        secrets.add(address: "Η διεύθυνση δεν δημοσιεύεται, τηλεφωνήστε στη γραμμή")
        #expect(!secrets.isTold(by: "Τηλεφωνήστε", published: nil))
    }

    @Test func identifiersAndDoors() {
        #expect(secrets.isTold(byIdentifier: "xenonas-asfodelon-47"))
        #expect(secrets.isTold(byIdentifier: "tel-2410777123"))
        #expect(!secrets.isTold(byIdentifier: "hsds-12345678-9047-8123-a41277412345"))
        #expect(secrets.isDoorTold(by: "Ο ξενώνας μας, Ασφοδελών 47"))
        #expect(!secrets.isDoorTold(by: "Ασφοδελών 12"))
    }
}
