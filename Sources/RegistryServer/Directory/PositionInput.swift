internal import Geocoding
internal import Locator
internal import Records
internal import Registry
internal import WebSupport

/// The position in a form that was sent: a place that was chosen, or else the numbers.
struct PositionInput {
    /// The input of a chosen place: the texts of the inputs of a position with blanks between them.
    static let place = "position.place"

    private var texts: [String: String] = [:]

    init(_ visit: Visit) {
        let chosen = visit.text(Self.place).split(separator: " ").map(String.init)
        for (index, input) in DirectoryField.position.inputs.enumerated() {
            texts[input] = chosen.isEmpty ? visit.text(input) : chosen.dropFirst(index).first
        }
    }

    /// The text of an input; nil when it is empty.
    subscript(_ input: String) -> String? { texts[input] }

    /// The position, when the texts are one.
    var point: PlacedPoint? {
        (try? DirectoryField.position.value { texts[$0] ?? "" }).flatMap { PlacedPoint($0) }
    }

    /// The places that the address of the form can mean, to choose from.
    static func candidates(
        _ visit: Visit, _ municipality: String, _ dataset: Dataset, name: String, value: String
    ) -> PageForm.Group {
        let text = [visit.text("address.el"), visit.text("address.en")].map(\.trimmed).first { !$0.isEmpty } ?? ""
        let found = try? AddressSearch(text, municipality: municipality, dataset, visit).candidates
        guard let found, !found.isEmpty else {
            return PageForm.Group(
                id: "place", legend: visit.words("Η διεύθυνση δεν βρέθηκε", "The address was not found"),
                hint: text.isEmpty
                    ? visit.words("Γράψτε πρώτα τη διεύθυνση.", "Write the address first.")
                    : visit.words(
                        "Δοκιμάστε οδό, αριθμό και πόλη, ή ορίστε τη θέση στον χάρτη ή με αριθμούς.",
                        "Try street, number and town, or set the position on the map or as numbers."), fields: [])
        }
        return PageForm.Group(
            id: "place", legend: visit.words("Ποιο από αυτά είναι;", "Which of these is it?"),
            fields: found.enumerated().map { index, candidate in
                PageField(
                    id: place, suffix: "-\(index)", label: candidate.label, hint: candidate.note,
                    value: candidate.value, isRadio: true, isOn: candidate.value == visit.text(place))
            },
            button: PageForm.Button(
                name: name, value: value, text: visit.words("Βάλε αυτή τη θέση", "Take this position"), anchor: "place")
        )
    }
}
