internal import GeoIndex
internal import Locator

/// Prints a nearest answer in each format.
struct NearestOutput {
    let dataset: Dataset
    let origin: GeocodeResult
    let kinds: [String]
    let answer: NearestAnswer
    let language: String

    func print(as format: OutputFormat) {
        switch format {
        case .text: text()
        case .json: Output.document(dataset.document(answer, origin: origin, kinds: kinds))
        case .geojson: Output.document(dataset.featureCollection(answer))
        case .csv: csv()
        }
    }

    private var isGreek: Bool { language == "el" }

    private func text() {
        Output.line((isGreek ? "Από: " : "From: ") + origin.line(in: language))
        let names = kinds.compactMap { dataset.kind(code: $0)?.names.text(in: language) }
        if !names.isEmpty { Output.line((isGreek ? "Ζητείται: " : "Wanted: ") + names.joined(separator: ", ")) }
        if let match = answer.municipality {
            let name = dataset.municipalities[match.row].names.text(in: language)
            Output.line((isGreek ? "Δήμος " : "Municipality: ") + name)
        }
        if answer.results.isEmpty {
            Output.line(isGreek ? "Δεν βρέθηκε δομή αυτού του είδους." : "No structure of this kind was found.")
        }
        for (index, result) in answer.results.enumerated() {
            let structure = result.structure
            Output.line("")
            let mark = result.isCompetent ? (isGreek ? "  [αρμόδια]" : "  [competent]") : ""
            Output.line("\(index + 1). \(structure.names.text(in: language))\(mark)")
            Output.line(
                "   \(result.kind.names.text(in: language)) · "
                    + [result.travel.durationText(in: language), result.travel.distanceText(in: language)]
                    .compactMap { $0 }.joined(separator: " · "))
            if !structure.address.isEmpty { Output.line("   \(structure.address.text(in: language))") }
            if let phone = structure.phone { Output.line("   \(isGreek ? "τηλ." : "tel.") \(phone)") }
            for reason in result.reasons(in: language, answer: answer, dataset: dataset) {
                Output.line("   – \(reason)")
            }
        }
        Output.line("")
        for note in dataset.description.notes { Output.line("* \(note.text(in: language))") }
        Output.line(
            "\(isGreek ? "Στοιχεία έως" : "Data up to") \(dataset.dataDate), build \(dataset.buildID)")
    }

    private func csv() {
        Output.csv(["id", "name", "kind", "competent", "metres", "lon", "lat", "accuracyMetres", "phone", "status"])
        for result in answer.results {
            let structure = result.structure
            Output.csv([
                structure.id, structure.names.text(in: language), structure.kind, "\(result.isCompetent)",
                "\((result.travel.metres * 10).rounded() / 10)", structure.coordinate.map { "\($0.longitude)" } ?? "",
                structure.coordinate.map { "\($0.latitude)" } ?? "",
                structure.accuracyMetres.map { "\($0)" } ?? "", structure.phone ?? "", structure.status.rawValue,
            ])
        }
    }
}
