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
}
