internal import PageKit
internal import Records

/// How to get to a structure: its address, links to maps, and the way from a person's place.
struct WayPart: PageValue {
    let address: String?
    /// The address in Latin letters, when it is in others.
    let addressLatin: String?
    /// A note about the position.
    let position: String?
    /// Why there is no way: the structure comes to people or helps by telephone, or its position is unknown.
    let placeless: String?
    let maps: MapLinks?
    /// The person's place; nil when it is not known.
    let from: String?
    let ways: [Way]
    let notes: [String]
    let form: WayForm?

    /// Links that open the position in a map of the device. Nothing is requested before a tap.
    struct MapLinks: PageValue {
        let geo: String
        let apple: String
    }

    /// A way on foot or by car.
    struct Way: PageValue {
        /// The time and length.
        let length: String
        /// The way in steps; nil when an end is not known well enough.
        let walk: Steps?
    }

    /// A way in steps.
    struct Steps: PageValue {
        let steps: [Step]
    }

    /// A step of a way.
    struct Step: PageValue {
        let instruction: String
        /// How far it is to the next step.
        let length: String?
    }

    /// The form that asks for the person's place.
    struct WayForm: PageValue {
        let action: String
        let hint: String
        let q: String
        let fault: String?
        let suggest: SuggestField
        let choices: Choices?
    }

    /// The places that the typed text can mean.
    struct Choices: PageValue {
        let places: [PlaceOption]
    }

    struct Words {
        let wayTitle = Phrase(el: "Πώς θα πάτε", en: "How to get there")
        let android = Phrase(el: "Χάρτες Android", en: "Android maps")
        let apple = Phrase(el: "Χάρτες iPhone", en: "iPhone maps")
        let wayFrom = Phrase(el: "Από:", en: "From:")
        let wayAsk = Phrase(el: "Από πού ξεκινάτε;", en: "Where do you start?")
        let wayOther = Phrase(el: "Από αλλού", en: "From somewhere else")
        let wayOf = PlaceOption.heading
        let wayShow = Phrase(el: "Δείτε τον δρόμο", en: "Show the way")
        let addressUnknown = Phrase(el: "Δεν γνωρίζουμε τη διεύθυνση.", en: "We do not know the address.")
    }
    static let words = WordList(Words())
}
