import Geocoding
import Testing
import TestSupport

@Suite struct PhoneticKeyTests {
    @Test(arguments: [
        ("Βόλος", "Βώλος"), ("Λάρισα", "Λάρησσα"), ("Νίκαια", "Νύκεα"), ("Μακρυχώρι", "Μακριχόρι"),
        ("Τρικκαίων", "Τρικέων"), ("Φεραίου", "Φερραίου"), ("Ιάσονος", "Ιάσωνος"), ("ΝΕΡΑΪΔΑ", "Νεράιδα"),
        ("Λογγού", "Λογκού"), ("Straße", "Strasse"), ("Müller", "Mueller"), ("Escal·les", "Escalles"),
    ])
    func sameSound(a: String, b: String) {
        #expect(PhoneticKey.key(of: a) == PhoneticKey.key(of: b))
    }

    @Test(arguments: [("23ης", "28ης"), ("Βόλος", "Πόλος"), ("Θήβα", "Τήβα"), ("Ελασσών", "Ελασσόνα")])
    func differentSound(a: String, b: String) {
        #expect(PhoneticKey.key(of: a) != PhoneticKey.key(of: b))
    }

    @Test(arguments: [
        ("larhsa", "Λάρισα"), ("Turnabos", "Τύρναβος"), ("Tyrnavos", "Τύρναβος"), ("Skia8os", "Σκιάθος"),
        ("Kalabaka", "Καλαμπάκα"), ("Kalambaka", "Καλαμπάκα"), ("Kalampaka", "Καλαμπάκα"), ("Anchialos", "Αγχίαλος"),
        ("Agxialos", "Αγχίαλος"), ("Vloxos", "Βλοχός"), ("ermoy", "Ερμού"), ("Ermu", "Ερμού"), ("Iroon", "Ηρώων"),
        ("Hrwwn", "Ηρώων"), ("Polytexneiou", "Πολυτεχνείου"), ("Politechniou", "Πολυτεχνείου"),
        ("Loggou", "Λόγγου"), ("Longou", "Λόγγου"), ("Tsagkarada", "Τσαγκαράδα"), ("Tsagarada", "Τσαγκαράδα"),
        ("3anthi", "Ξάνθη"), ("4ara", "Ψαρά"), ("Eyripidoy", "Ευριπίδου"), ("Evripidou", "Ευριπίδου"),
        ("Yiannouli", "Γιάννουλη"), ("Nikea", "Νίκαια"), ("thessaloniki", "Θεσσαλονίκη"),
        ("8essalonikh", "Θεσσαλονίκη"),
    ])
    func greeklishHasTheKeyOfTheName(typed: String, name: String) {
        #expect(PhoneticKey.readings(of: typed).contains(PhoneticKey.key(of: name)))
    }

    @Test func readingsAreBoundedAndDistinct() {
        for word in ["thchphkhthchphkhth", "aeiouyhbxwaeiouyhbxw", "x", String(repeating: "h", count: 60)] {
            let readings = PhoneticKey.readings(of: word)
            #expect(readings.count <= PhoneticKey.readingLimit)
            #expect(Set(readings).count == readings.count)
            #expect(!readings.isEmpty)
        }
    }

    @Test func elotOfAnyGreekWordHasItsKey() {
        var random = SeededGenerator(seed: 5)
        let syllables = [
            "αι", "ου", "ευ", "αυ", "μπα", "ντο", "γγε", "γκα", "χω", "θη", "ξυ", "ψο", "κι", "λα", "ρι", "σο", "τσα",
            "τζι", "φε", "βα", "δη", "νε", "πα", "γχο", "μη", "οι", "ει", "υι",
        ]
        for _ in 0..<2000 {
            let word = (0..<Int.random(in: 1...4, using: &random))
                .map { _ in syllables.randomElement(using: &random)! }.joined()
            let typed = Elot743.transliterate(word)
            #expect(PhoneticKey.readings(of: typed).contains(PhoneticKey.key(of: word)), "\(word) \(typed)")
        }
    }
}
