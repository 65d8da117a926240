internal import Records

/// The sentences of answers that depend on the municipality alone. Made once for each.
struct MunicipalityWords: Sendable {
    /// The name with the word for a municipality before it.
    let titles: LocalizedText
    /// Says that a structure is competent for its residents.
    let residents: (greek: String, english: String)

    init(_ municipality: Municipality) {
        titles = municipality.titles
        residents = (
            greek: "Για τους κατοίκους του Δήμου \(municipality.names.text(in: .greek))",
            english: "Competent for the Municipality of \(municipality.names.text(in: .english))"
        )
    }
}
