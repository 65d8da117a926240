internal import Entitlement
internal import Geocoding
internal import GeoIndex
internal import Locator
internal import OpeningHours
internal import Records

/// Prints the nearest structures in each format.
struct NearestOutput {
    let dataset: Dataset
    let reply: Reply
    let origin: GeocodeResult
    let answer: NearestAnswer
    let language: Language

    func print(as format: OutputFormat) {
        switch format {
        case .text: text()
        case .json: Output.document(dataset.document(reply))
        case .geojson: Output.document(dataset.featureCollection(answer))
        case .csv: csv()
        }
    }

    private var isGreek: Bool { language == .greek }

    private func text() {
        Output.line((isGreek ? "Από: " : "From: ") + origin.line(in: language))
        let names = reply.kinds.compactMap { dataset.kind(code: $0)?.names.text(in: language) }
        if !names.isEmpty { Output.line((isGreek ? "Ζητείται: " : "Wanted: ") + names.joined(separator: ", ")) }
        if let match = answer.municipality {
            let name = dataset.municipalities[match.row].names.text(in: language)
            Output.line((isGreek ? "Δήμος " : "Municipality: ") + name)
        }
        Output.line(EmergencyCall.words.text(in: language))
        if answer.results.isEmpty {
            Output.line(isGreek ? "Δεν βρέθηκε δομή που να ταιριάζει." : "No structure that fits was found.")
        }
        for (index, result) in answer.results.enumerated() {
            Output.line("")
            print(result, number: index + 1)
        }
        suggestions()
        uncertain()
        for row in answer.notOffered {
            let structure = dataset.structure(at: row)
            let reason = structure.details.statusReason.text(in: language)
            Output.line("")
            Output.line(
                (isGreek ? "Δεν λειτουργεί: " : "Not working: ") + structure.names.text(in: language)
                    + (reason.isEmpty ? "" : " – \(reason)"))
        }
        Output.line("")
        for note in dataset.description.notes { Output.line("* \(note.text(in: language))") }
        Output.line(
            "\(isGreek ? "Στοιχεία έως" : "Data up to") \(dataset.dataDate), build \(dataset.buildID)")
    }

    private func suggestions() {
        guard !answer.nextBest.isEmpty else { return }
        Output.line("")
        Output.line(isGreek ? "Δοκιμάστε:" : "Try:")
        for suggestion in answer.nextBest {
            let structure = suggestion.result.structure
            Output.line("  \(suggestion.kind.words[language]): \(structure.names.text(in: language))")
            Output.line("    " + line(suggestion.result) + (structure.phone.map { " · \($0)" } ?? ""))
        }
    }

    private func uncertain() {
        guard !answer.uncertain.isEmpty else { return }
        let count = answer.unknownCounts.values.max() ?? 0
        Output.line("")
        Output.line(
            isGreek ? "Χωρίς στοιχείο για όσα ζητήσατε (\(count)):" : "Not known for what you asked (\(count)):")
        for result in answer.uncertain {
            Output.line("  \(result.structure.names.text(in: language)) – \(line(result))")
        }
    }

    /// The way and the hours in one line.
    private func line(_ result: NearestAnswer.Result) -> String {
        [
            result.travel.durationText(in: language), result.travel.distanceText(in: language),
            result.opening.text(in: language),
        ].compactMap { $0 }.joined(separator: " · ")
    }

    private func print(_ result: NearestAnswer.Result, number: Int) {
        let structure = result.structure
        let mark = result.isCompetent ? (isGreek ? "  [αρμόδια]" : "  [competent]") : ""
        Output.line("\(number). \(structure.names.text(in: language))\(mark)")
        Output.line(
            "   \(result.kind.names.text(in: language)) · " + line(result))
        if !structure.address.isEmpty { Output.line("   \(structure.address.text(in: language))") }
        if let phone = structure.phone { Output.line("   \(isGreek ? "τηλ." : "tel.") \(phone)") }
        for reason in result.reasons(in: language, answer: answer) {
            Output.line("   – \(reason)")
        }
    }

    private func csv() {
        Output.csv([
            "id", "name", "kind", "competent", "metres", "lon", "lat", "accuracyMetres", "phone", "status", "opening",
        ])
        for result in answer.results {
            let structure = result.structure
            Output.csv([
                structure.id, structure.names.text(in: language), structure.kind, "\(result.isCompetent)",
                result.travel.metres.isFinite ? "\((result.travel.metres * 10).rounded() / 10)" : "",
                CSVLine.degrees(structure.coordinate?.longitude), CSVLine.degrees(structure.coordinate?.latitude),
                structure.statedAccuracyMetres.map { CSVLine.number($0, decimals: 0) } ?? "", structure.phone ?? "",
                structure.status.rawValue,
                result.opening.state.code,
            ])
        }
    }
}
