public import Records

extension StoreContents.Note {
    /// The note as text for a page.
    public var words: LocalizedText { LocalizedText(texts) }

    private var texts: [String: String] {
        switch self {
        case .sketchOutlines(let count, let all):
            [
                "el":
                    "Τα όρια \(count) από \(all) δήμους είναι σκαρίφημα: κοντά σε όριο ο δήμος μπορεί να είναι λάθος.",
                "en":
                    "The outlines of \(count) of \(all) municipalities are sketches: near a border the municipality may"
                    + " be wrong.",
            ]
        case .withoutOutline(let codes):
            [
                "el": "Χωρίς όρια: \(codes.joined(separator: ", ")).",
                "en": "Without an outline: \(codes.joined(separator: ", ")).",
            ]
        case .samples(let titles):
            [
                "el": "Δείγμα και όχι μητρώο: \(titles.map { $0.text(in: "el") }.joined(separator: ", ")).",
                "en": "A sample and no register: \(titles.map { $0.text(in: "en") }.joined(separator: ", ")).",
            ]
        case .structuresLeftOut(let count):
            [
                "el": "Δεν περιλήφθηκαν \(count) εγγραφές δομών: μοιάζουν με άλλες ή είναι άγνωστου είδους.",
                "en": "\(count) records of structures are left out: they look like others or are of no known kind.",
            ]
        case .structuresWithoutDoor(let approximate, let without):
            [
                "el": "Η θέση \(approximate) δομών είναι κατά προσέγγιση· \(without) δεν έχουν θέση.",
                "en": "The position of \(approximate) structures is approximate; \(without) have none.",
            ]
        case .noMunicipalities: ["el": "Δεν υπάρχουν δήμοι.", "en": "There are no municipalities."]
        case .noStructures: ["el": "Δεν υπάρχουν δομές.", "en": "There are no structures."]
        case .noRoads:
            [
                "el": "Δεν υπάρχουν δρόμοι: οι αποστάσεις είναι σε ευθεία.",
                "en": "There are no roads: distances are straight lines.",
            ]
        case .sampleRoads:
            [
                "el": "Πρότυπο δίκτυο δρόμων και όχι χάρτης: οι χρόνοι είναι κατ’ εκτίμηση.",
                "en": "A sample road network and no map: times are estimates.",
            ]
        case .noAddresses: ["el": "Δεν υπάρχουν διευθύνσεις.", "en": "There are no addresses."]
        }
    }
}
