internal import PageKit
internal import Records

/// A structure in a list.
struct Card: PageValue {
    let id: String
    /// The structure's page.
    let page: String
    let name: String
    /// The name in Latin letters, when it is in others.
    let nameLatin: String?
    let kindName: String
    /// The code of the kind, also the identifier of its pictogram.
    let kind: String
    /// Whether the kind has a pictogram.
    let isDrawn: Bool
    /// The letters on the disc of a kind without a pictogram.
    let sign: String
    /// What the name does not say: the kind, the municipality, and that the record is not confirmed.
    let facts: String?
    /// Whether the structure is competent for the person's municipality.
    let competent: Bool
    let competentText: String?
    let address: String?
    /// The address in Latin letters, when it is in others.
    let addressLatin: String?
    /// The position in degrees.
    let lon: String?
    let lat: String?
    /// The accuracy of the position in metres.
    let accuracy: String?
    /// The way there from the person's place.
    let distance: String?
    /// How to reach a structure that has no position.
    let placeless: String?
    /// Whether to say that the position is unknown.
    let withoutPosition: Bool
    let opening: OpeningLine?
    /// The telephones of the structure, or that of its municipality when it has none.
    var phones: [Call]
    /// Why the structure is not in operation, or until when it is.
    let notice: String?
    /// The important facts that are unknown, in one sentence.
    let unknown: String?
    /// The other structures in its building.
    var building: SameBuilding?

    struct Words {
        let noPosition = Phrase(
            el: "Δεν γνωρίζουμε πού ακριβώς βρίσκεται.", en: "We do not know where exactly it is.")
        let showOnMap = Phrase(el: "Στον χάρτη", en: "On the map")
    }
    static let words = WordList(Words())
}

extension Card {
    /// The card with one button to call; the structure's page has all telephones.
    var short: Card {
        var card = self
        card.phones = Array(phones.prefix(1))
        return card
    }
}

/// The state of opening hours.
struct OpeningLine: PageValue {
    let openState: String
    /// The state in a word.
    let openWord: String
    /// What follows the word.
    let openText: String
}
