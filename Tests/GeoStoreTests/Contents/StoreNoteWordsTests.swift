import GeoStore
import Records
import Testing

struct StoreNoteWordsTests {
    @Test(
        "A note about numbers of records leaves out those of none, and has a singular",
        arguments: [
            (
                40, 3, "Η θέση 40 υπηρεσιών είναι κατά προσέγγιση – δεν γνωρίζουμε τη θέση 3 υπηρεσιών.",
                "The position of 40 services is approximate – we do not know the position of 3 services."
            ),
            (40, 0, "Η θέση 40 υπηρεσιών είναι κατά προσέγγιση.", "The position of 40 services is approximate."),
            (0, 3, "Δεν γνωρίζουμε τη θέση 3 υπηρεσιών.", "We do not know the position of 3 services."),
            (1, 0, "Η θέση μιας υπηρεσίας είναι κατά προσέγγιση.", "The position of one service is approximate."),
            (0, 1, "Δεν γνωρίζουμε τη θέση μιας υπηρεσίας.", "We do not know the position of one service."),
        ])
    func positions(_ approximate: Int, _ without: Int, _ greek: String, _ english: String) {
        let words = StoreContents.Note.structuresWithoutDoor(approximate: approximate, without: without).words
        #expect(words.text(in: .greek) == greek)
        #expect(words.text(in: .english) == english)
    }

    @Test(
        "A note about outlines says whether it is about some municipalities or all",
        arguments: [
            (24, 25, "Τα όρια 24 από τους 25 δήμους είναι", "The outlines of 24 of the 25 municipalities are"),
            (1, 4, "Τα όρια 1 από τους 4 δήμους είναι", "The outlines of 1 of the 4 municipalities are"),
            (25, 25, "Τα όρια και των 25 δήμων είναι", "The outlines of all 25 municipalities are"),
            (1, 1, "Τα όρια του δήμου είναι", "The outline of the municipality is"),
        ])
    func outlines(_ count: Int, _ all: Int, _ greek: String, _ english: String) {
        let words = StoreContents.Note.sketchOutlines(count: count, of: all).words
        #expect(words.text(in: .greek).hasPrefix(greek))
        #expect(words.text(in: .english).hasPrefix(english))
    }

    @Test("A note about records left out has a singular")
    func leftOut() {
        let words = [1, 2].map { StoreContents.Note.structuresLeftOut(count: $0).words }
        #expect(words[0].text(in: .greek).hasPrefix("Δεν περιλήφθηκε 1 εγγραφή:"))
        #expect(words[1].text(in: .greek).hasPrefix("Δεν περιλήφθηκαν 2 εγγραφές:"))
        #expect(words[0].text(in: .english).hasPrefix("1 record is left out:"))
        #expect(words[1].text(in: .english).hasPrefix("2 records are left out:"))
    }
}
