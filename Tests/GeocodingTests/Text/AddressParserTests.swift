import Geocoding
import Testing
import TestSupport

@Suite struct AddressParserTests {
    private static let patterns = [
        PostcodePattern(shape: "999 99", prefixes: ["37", "38", "39", "40", "41", "42", "43"])
    ]

    private func parse(_ text: String) -> ParsedAddress { AddressParser.parse(text, postcodes: Self.patterns) }

    @Test func areaAndCity() {
        let address = parse("Δημοσθένους 45, Ν. Σμύρνη, Λάρισα")
        #expect(address.street == "Δημοσθένους")
        #expect(address.houseNumber == HouseNumber(number: 45))
        #expect(address.areas == ["Ν. Σμύρνη", "Λάρισα"])
        #expect(address.city == "Λάρισα")
    }

    @Test func capitalsWithoutComma() {
        let address = parse("ΓΕΩΡΓΙΑΔΟΥ 33 ΛΑΡΙΣΑ")
        #expect(address.street == "ΓΕΩΡΓΙΑΔΟΥ")
        #expect(address.houseNumber?.number == 33)
        #expect(address.city == "ΛΑΡΙΣΑ")
    }

    @Test func typeWordAndNumberMark() {
        let address = parse("οδός Γεωργιάδου αρ.33")
        #expect(address.street == "Γεωργιάδου")
        #expect(address.houseNumber?.number == 33)
        #expect(address.areas.isEmpty)
    }

    @Test func crossingAndFloor() {
        let address = parse("Οικονόμου εξ Οικονόμων 8Α και Ρούσβελτ (3ος όροφος)")
        #expect(address.street == "Οικονόμου εξ Οικονόμων")
        #expect(address.houseNumber?.description == "8Α")
        #expect(address.crossStreet == "Ρούσβελτ")
        #expect(address.floor == "3")
        #expect(address.areas.isEmpty)
    }

    @Test func theNumberOfADateStreetIsNotAHouseNumber() {
        let crossing = parse("Ηρώων Πολυτεχνείου και 23ης Οκτωβρίου")
        #expect(crossing.street == "Ηρώων Πολυτεχνείου")
        #expect(crossing.crossStreet == "23ης Οκτωβρίου")
        #expect(crossing.houseNumber == nil)
        for text in ["28ης Οκτωβρίου 12", "28 Οκτωβρίου 12", "28η Οκτωβρίου 12", "28hs Oktwbriou 12"] {
            let address = parse(text)
            #expect(address.houseNumber?.number == 12, "\(text)")
            #expect(address.street.map { PhoneticKey.key(of: $0).hasPrefix("28 ") } == true, "\(text)")
        }
    }

    @Test func between() {
        let address = parse("Αγ.Νικολάου μεταξύ Ιάσονος και Δημητριάδος")
        #expect(address.street == "Αγ.Νικολάου")
        #expect(address.between == ["Ιάσονος", "Δημητριάδος"])
    }

    @Test(arguments: [
        ("Κ. Καρτάλη 152, Βόλος", "Κ. Καρτάλη", 152, "Βόλος"),
        ("Κουμουνδούρου 29, Καρδίτσα", "Κουμουνδούρου", 29, "Καρδίτσα"),
        ("Ομήρου 6 Τρίκαλα", "Ομήρου", 6, "Τρίκαλα"), ("Λάρισα, Ερμού 12", "Ερμού", 12, "Λάρισα"),
        ("Ερμού12 Βόλος Ελλάδα", "Ερμού", 12, "Βόλος"),
    ])
    func streetNumberCity(text: String, street: String, number: Int, city: String) {
        let address = parse(text)
        #expect(address.street == street)
        #expect(address.houseNumber?.number == number)
        #expect(address.city == city)
    }

    @Test func postcodes() {
        let address = parse("Ίωνος Δραγούμη, 412 22 Λάρισα")
        #expect(address.street == "Ίωνος Δραγούμη")
        #expect(address.houseNumber == nil)
        #expect(address.postcode == "41222")
        #expect(address.city == "Λάρισα")
        for text in ["T.K. 41222", "Τ.Κ. 412 22", "ΤΚ 41222", "41222", "tk41222"] {
            #expect(parse(text).postcode == "41222", "\(text)")
            #expect(parse(text).street == nil, "\(text)")
        }
    }

    @Test func aBlockIsNotANumber() {
        let address = parse("Garitsiou O.T. 77A")
        #expect(address.street == "Garitsiou")
        #expect(address.houseNumber == nil)
        #expect(address.block == "77Α")
    }

    @Test func ranges() {
        let address = parse("Παπαναστασίου 23-25")
        #expect(address.houseNumber == HouseNumber(number: 23, last: 25))
        #expect(parse("Παπαναστασίου 23–25, Λάρισα").houseNumber?.description == "23–25")
        #expect(parse("Παπαναστασίου 23 - 25").houseNumber?.last == 25)
    }

    @Test func landmarks() {
        #expect(parse("κοντά στο Νοσοκομείο").landmark == "Νοσοκομείο")
        let address = parse("Ερμού 3, έναντι ΔΕΗ")
        #expect(address.landmark == "ΔΕΗ")
        #expect(address.street == "Ερμού")
        #expect(address.houseNumber?.number == 3)
    }

    @Test func anyBytesAreAnswered() {
        var random = SeededGenerator(seed: 3)
        let pieces = Array("αΒ12.,/-&()'«»°·\u{0}\u{301}\u{200B}漢🙂 τκ οτ ος μεταξύ κοντά σε και".unicodeScalars)
        for _ in 0..<3000 {
            var view = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...30, using: &random) { view.append(pieces.randomElement(using: &random)!) }
            _ = AddressParser.parse(String(view), postcodes: Self.patterns)
        }
    }
}
