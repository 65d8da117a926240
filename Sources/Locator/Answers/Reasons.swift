/// Why a structure is in an answer, and what is uncertain about it, in plain words.
struct Reasons {
    let greek: [String]
    let english: [String]

    init(_ result: NearestAnswer.Result, municipality: Municipality?, isSnapped: Bool) {
        var greek: [String] = []
        var english: [String] = []
        if result.isCompetent, let municipality {
            greek.append("Αρμόδια δομή για τον Δήμο \(municipality.names.text(in: "el"))")
            english.append("Competent for the Municipality of \(municipality.names.text(in: "en"))")
            if isSnapped {
                greek.append("Το σημείο είναι έξω από τα όρια· θεωρήθηκε ο πλησιέστερος δήμος")
                english.append("The point lies outside every municipality; the nearest one was taken")
            }
            if municipality.outline == .sketch {
                greek.append("Τα όρια των δήμων είναι σχηματικά, κατά προσέγγιση")
                english.append("The municipal boundaries are a sketch, approximate")
            }
        }
        greek.append("\(Self.words(of: result.travel, in: "el")) σε ευθεία γραμμή")
        english.append("\(Self.words(of: result.travel, in: "en")) in a straight line")
        if let accuracy = result.dataset.structureFile.accuracyMetres(at: result.row) {
            greek.append("Η θέση της είναι κατά προσέγγιση, ±\(Self.distance(accuracy, in: "el"))")
            english.append("Its position is approximate, ±\(Self.distance(accuracy, in: "en"))")
        }
        if result.dataset.structureFile.status(at: result.row) == .unverified {
            greek.append("Ανεπιβεβαίωτα στοιχεία: τηλεφωνήστε πριν πάτε")
            english.append("Not verified: phone before you go")
        }
        self.greek = greek
        self.english = english
    }

    /// The length of a way in words that claim no more than is known: «about» when an end of it is approximate, «up to»
    /// when the uncertainty is the larger part.
    static func words(of travel: NearestAnswer.Travel, in language: String) -> String {
        guard travel.isEstimate else { return distance(travel.metres, in: language) }
        guard travel.metres < travel.uncertainMetres else {
            return (language == "el" ? "περίπου " : "about ") + distance(travel.metres, in: language)
        }
        return (language == "el" ? "έως " : "up to ")
            + distance(travel.metres + travel.uncertainMetres, in: language)
    }

    /// A distance in words: metres below one kilometre (to 10 m), else kilometres to one decimal.
    static func distance(_ metres: Double, in language: String) -> String {
        if metres < 995 {
            let rounded = metres < 100 ? Int(metres.rounded()) : Int((metres / 10).rounded()) * 10
            return language == "el" ? "\(rounded)\u{202F}μ." : "\(rounded)\u{202F}m"
        }
        let tenths = Int((metres / 100).rounded())
        let point = language == "el" ? "," : "."
        let text = tenths % 10 == 0 || tenths >= 1000 ? "\((tenths + 5) / 10)" : "\(tenths / 10)\(point)\(tenths % 10)"
        return language == "el" ? "\(text)\u{202F}χλμ." : "\(text)\u{202F}km"
    }
}

extension NearestAnswer.Travel {
    /// The length in words, Greek (`el`) or English, claiming no more than is known.
    public func distanceText(in language: String) -> String { Reasons.words(of: self, in: language) }
}

/// A distance in words: metres below one kilometre, else kilometres to one decimal, in Greek (`el`) or English.
public func distanceText(_ metres: Double, in language: String) -> String {
    Reasons.distance(metres, in: language)
}
