internal import PageKit
internal import Records

/// An option of a list to choose from in a form.
struct SelectOption: PageValue {
    let code: String
    let words: String
    let chosen: Bool
}

/// A place that a typed text can mean, as a button.
struct PlaceOption: PageValue {
    /// The heading above the buttons.
    static let heading = Phrase(el: "Ποιο μέρος εννοείτε;", en: "Which place do you mean?")

    /// The position as a form field, see ``PlacedPosition``.
    let at: String
    let label: String
}
