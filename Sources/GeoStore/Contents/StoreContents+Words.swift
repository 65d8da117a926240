public import Records

extension StoreContents.Note {
    /// The note as text for a page.
    public var words: LocalizedText { LocalizedText(texts) }

    private var texts: [String: String] {
        switch self {
        case .sketchOutlines(let count, let all):
            [
                "el":
                    (all == 1
                    ? "Τα όρια του δήμου είναι"
                    : "Τα όρια \(count == all ? "και των \(all) δήμων" : "\(count) από τους \(all) δήμους") είναι")
                    + " σκαρίφημα: κοντά σε όριο ο δήμος μπορεί να είναι λάθος.",
                "en":
                    (all == 1
                    ? "The outline of the municipality is a sketch:"
                    : "The outlines of \(count == all ? "all \(all)" : "\(count) of the \(all)") municipalities are sketches:")
                    + " near a border the municipality may be wrong.",
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
                "el":
                    (count == 1 ? "Δεν περιλήφθηκε 1 εγγραφή: μοιάζει" : "Δεν περιλήφθηκαν \(count) εγγραφές: μοιάζουν")
                    + " με άλλη ή είναι άγνωστου είδους.",
                "en":
                    (count == 1
                    ? "1 record is left out: it looks like another or is"
                    : "\(count) records are left out: they look like others or are")
                    + " of no known kind.",
            ]
        case .structuresWithoutDoor(let approximate, let without):
            [
                "el": Self.sentence(
                    "Η θέση \(approximate == 1 ? "μιας υπηρεσίας" : "\(approximate) υπηρεσιών") είναι κατά προσέγγιση",
                    approximate,
                    "δεν γνωρίζουμε τη θέση \(without == 1 ? "μιας υπηρεσίας" : "\(without) υπηρεσιών")", without),
                "en": Self.sentence(
                    "The position of \(approximate == 1 ? "one service" : "\(approximate) services") is approximate",
                    approximate,
                    "we do not know the position of \(without == 1 ? "one service" : "\(without) services")", without),
            ]
        case .noMunicipalities: ["el": "Δεν υπάρχουν δήμοι.", "en": "There are no municipalities."]
        case .noStructures: ["el": "Δεν υπάρχουν υπηρεσίες.", "en": "There are no services."]
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

    /// Two statements about numbers of records as a sentence, without one about no record.
    private static func sentence(_ first: String, _ firstCount: Int, _ second: String, _ secondCount: Int) -> String {
        let text = [(first, firstCount), (second, secondCount)].filter { $0.1 > 0 }.map(\.0).joined(separator: " – ")
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }
}
