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
        let metres = result.travel.metres
        greek.append("\(Self.distance(metres, in: "el")) σε ευθεία γραμμή")
        english.append("\(Self.distance(metres, in: "en")) in a straight line")
        if let accuracy = result.structure.accuracyMetres {
            greek.append("Η θέση της είναι κατά προσέγγιση, ±\(Self.distance(accuracy, in: "el"))")
            english.append("Its position is approximate, ±\(Self.distance(accuracy, in: "en"))")
        }
        if result.structure.status == .unverified {
            greek.append("Ανεπιβεβαίωτα στοιχεία: τηλεφωνήστε πριν πάτε")
            english.append("Not verified: phone before you go")
        }
        self.greek = greek
        self.english = english
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

/// A distance in words: metres below one kilometre, else kilometres to one decimal, in Greek (`el`) or English.
public func distanceText(_ metres: Double, in language: String) -> String {
    Reasons.distance(metres, in: language)
}
