internal import Records

/// A structure in a list.
struct Card: PageValue {
    let id: String
    /// The structure's page.
    let page: String
    let name: String
    let kindName: String
    /// The code of the kind, also the identifier of its pictogram.
    let kind: String
    /// Whether the kind has a pictogram.
    let isDrawn: Bool
    /// The letters on the disc of a kind without a pictogram.
    let sign: String
    let municipality: String?
    /// Whether the structure is competent for the person's municipality.
    let competent: Bool
    let competentText: String?
    let address: String?
    /// The position in degrees.
    let lon: String?
    let lat: String?
    /// The accuracy of the position in metres.
    let accuracy: String?
    /// The way there from the person's place.
    let distance: String?
    /// A note about the position.
    let position: String?
    /// Whether to say that the position is unknown.
    let withoutPosition: Bool
    let opening: OpeningLine?
    let phones: [Call]
    let status: String
    let statusReason: String?
    /// The important facts that are unknown, in one sentence.
    let unknown: String?
    let sourceText: String?
    let sourceLink: String?
    let sourceDate: String?
    let checkedOn: String?

    struct Words {
        let noPosition = Phrase(
            el: "Δεν γνωρίζουμε πού ακριβώς βρίσκεται.", en: "We do not know where exactly it is.")
        let showOnMap = Phrase(el: "Στον χάρτη", en: "On the map")
        let source = Phrase(el: "Πηγή:", en: "Source:")
        let checked = Phrase(el: "Ελέγχθηκε", en: "Checked")
    }
    static let words = WordList(Words())
}

/// The state of opening hours.
struct OpeningLine: PageValue {
    let openState: String
    /// The state in a word.
    let openWord: String
    /// What follows the word.
    let openText: String
}
