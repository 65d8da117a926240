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
    /// Said when no place is found for a text in other letters, see ``Script/hasOthers(_:)``.
    static let lettersWanted = Phrase(
        el: "Γράψτε τον τόπο με ελληνικά ή λατινικά γράμματα", en: "Write the place in Greek or Latin letters")

    /// The position as a form field, see ``PlacedPosition``.
    let at: String
    let label: String
}
