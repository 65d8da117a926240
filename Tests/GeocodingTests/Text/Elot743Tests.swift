import Geocoding
import Testing

@Suite struct Elot743Tests {
    @Test(arguments: [
        ("Λάρισα", "Larisa"), ("Ηρώων Πολυτεχνείου", "Iroon Polytechneiou"), ("Νέα Αγχίαλος", "Nea Anchialos"),
        ("Τσαγκαράδα", "Tsagkarada"), ("Εύβοια", "Evvoia"), ("Αυλίς", "Avlis"), ("Ναύπακτος", "Nafpaktos"),
        ("Ευθυμίου", "Efthymiou"), ("Μπέης", "Beis"), ("Καλαμπάκα", "Kalampaka"), ("ΘΕΣΣΑΛΙΑ", "THESSALIA"),
        ("Θεσσαλία", "Thessalia"), ("Ψαρών", "Psaron"), ("Ταΰγετος", "Taygetos"), ("Άγγελος", "Angelos"),
        ("Σφίγξ", "Sfinx"), ("ΟΥΛΑΦ", "OULAF"), ("28ης Οκτωβρίου", "28is Oktovriou"), ("Café 12", "Café 12"),
        ("Ρηγίλλης", "Rigillis"), ("Χαϊδάρι", "Chaidari"), ("Μαΐου", "Maiou"), ("Ντόβρα", "Ntovra"),
    ])
    func transliterates(greek: String, latin: String) {
        #expect(Elot743.transliterate(greek) == latin)
    }

    @Test(
        "The rules of ELOT 743: υ after α ε η, γ before γ ξ χ, μπ, ου, diaeresis and accent, capitals",
        arguments: [
            // Before a vowel or a voiced consonant v, before another consonant and at the end f.
            ("Αύρα", "Avra"), ("Εύδηλος", "Evdilos"), ("Εύηνος", "Evinos"), ("Ευγενία", "Evgenia"),
            ("ευλαβώς", "evlavos"),
            ("Αυξεντίου", "Afxentiou"), ("Αυτοκράτορος", "Aftokratoros"), ("Ευκαρπία", "Efkarpia"),
            ("Ευψυχία", "Efpsychia"), ("Εφηύρε", "Efivre"), ("Ηυξημένος", "Ifximenos"), ("ταυ", "taf"), ("ΤΑΥ", "TAF"),
            ("ΑΥΛΩΝΑΣ", "AVLONAS"), ("ΕΥΞΕΙΝΟΥΠΟΛΗ", "EFXEINOUPOLI"), ("Αυ Ευ", "Af Ef"),
            ("Άγγελος", "Angelos"), ("ΑΓΓΕΛΟΣ", "ANGELOS"), ("Αγκίστρι", "Agkistri"), ("Γκούρα", "Gkoura"),
            ("Ελεγξε", "Elenxe"), ("Αγχίαλος", "Anchialos"), ("ΑΓΧΙΑΛΟΣ", "ANCHIALOS"), ("Γγ", "Ng"),
            ("Μπάφρα", "Bafra"), ("ΜΠΑΦΡΑ", "BAFRA"), ("Αμπελώνας", "Ampelonas"), ("Όλυμπος", "Olympos"),
            ("Νέα Μπάφρα", "Nea Bafra"), ("Μεσο-Μπάρι", "Meso-Bari"), ("Κλαμπ", "Klab"), ("Μπαμπαλιό", "Bampalio"),
            ("Ουρανός", "Ouranos"), ("ΟΥΡΑΝΟΣ", "OURANOS"), ("Πλατυκάμπου", "Platykampou"),
            ("προϋπόθεση", "proypothesi"),
            ("Βόυλα", "Voyla"), ("Βούλα", "Voula"), ("άυλος", "aylos"), ("Άυλος", "Aylos"), ("αϋπνία", "aypnia"),
            ("ΠΡΑΫΣ", "PRAYS"), ("Μαΐου", "Maiou"), ("ΜΑΪΟΥ", "MAIOU"), ("Θ. Χ. Ψ.", "Th. Ch. Ps."),
            ("ΘΕΣΣΑΛΟΝΙΚΗΣ 5Β", "THESSALONIKIS 5V"), ("ΨΑΡΩΝ", "PSARON"), ("Χ", "Ch"),
            // Accents apart from their letters (NFD), and the old accents.
            ("Μαι\u{0308}\u{0301}ου", "Maiou"), ("Λα\u{0301}ρισα", "Larisa"), ("Ἀθῆναι", "Athinai"),
            ("Ὀδὸς Ἑρμοῦ", "Odos Ermou"),
        ])
    func rules(greek: String, latin: String) {
        #expect(Elot743.transliterate(greek) == latin)
    }

    /// The municipalities of Thessaly, as the names of the stations and ports in them are written on signs.
    @Test(arguments: [
        ("Αργιθέας", "Argitheas"), ("Καρδίτσας", "Karditsas"), ("Λίμνης Πλαστήρα", "Limnis Plastira"),
        ("Μουζακίου", "Mouzakiou"), ("Παλαμά", "Palama"), ("Σοφάδων", "Sofadon"), ("Αγιάς", "Agias"),
        ("Ελασσόνας", "Elassonas"), ("Κιλελέρ", "Kileler"), ("Λαρισαίων", "Larisaion"), ("Τεμπών", "Tempon"),
        ("Τυρνάβου", "Tyrnavou"), ("Φαρσάλων", "Farsalon"), ("Αλμυρού", "Almyrou"), ("Βόλου", "Volou"),
        ("Ζαγοράς - Μουρεσίου", "Zagoras - Mouresiou"), ("Νοτίου Πηλίου", "Notiou Piliou"),
        ("Ρήγα Φεραίου", "Riga Feraiou"), ("Αλοννήσου", "Alonnisou"), ("Σκιάθου", "Skiathou"),
        ("Σκοπέλου", "Skopelou"), ("Μετεώρων", "Meteoron"), ("Πύλης", "Pylis"), ("Τρικκαίων", "Trikkaion"),
        ("Φαρκαδόνας", "Farkadonas"),
    ])
    func municipalities(greek: String, latin: String) {
        #expect(Elot743.transliterate(greek) == latin)
    }
}
